"""Cases: create, name, list, delete."""

from __future__ import annotations

import uuid
from dataclasses import dataclass

from sqlalchemy import Connection, delete, exists, func, insert, select, update

from analysis.store.connection import Connected, UnknownCase, now, touch
from analysis.store.tables import analyses, articles, cases, job_items, originals


@dataclass(frozen=True, slots=True)
class CaseRecord:
    """A case as the case picker lists it."""

    id: str
    name: str
    created_at: str
    revision: int
    article_count: int


class Cases(Connected):
    """The cases of the database."""

    def cases(self) -> list[CaseRecord]:
        """All cases, oldest first."""
        counted = (
            select(articles.c.case_id, func.count().label("n"))
            .where(articles.c.superseded_by == "")
            .group_by(articles.c.case_id)
            .subquery()
        )
        query = (
            select(cases, func.coalesce(counted.c.n, 0))
            .outerjoin(counted, counted.c.case_id == cases.c.id)
            .order_by(cases.c.created_at, cases.c.id)
        )
        with self.reading() as connection:
            return [
                CaseRecord(row.id, row.name, row.created_at, row.revision, row[-1])
                for row in connection.execute(query)
            ]

    def case(self, case_id: str) -> CaseRecord:
        """One case. Raises UnknownCase."""
        for record in self.cases():
            if record.id == case_id:
                return record
        raise UnknownCase(f"There is no case {case_id}. It may have been deleted.")

    def create_case(self, name: str, case_id: str = "") -> str:
        """A new, empty case. Returns its id. Names need not differ."""
        case_id = case_id or uuid.uuid4().hex[:12]
        with self.writing() as connection:
            connection.execute(
                insert(cases).values(
                    id=case_id, name=name.strip() or "Untitled case", created_at=now(), revision=0
                )
            )
        return case_id

    def rename_case(self, case_id: str, name: str) -> None:
        with self.writing() as connection:
            touch(connection, case_id)
            renamed = name.strip() or "Untitled case"
            connection.execute(update(cases).where(cases.c.id == case_id).values(name=renamed))

    def delete_case(self, case_id: str) -> None:
        """The case with its articles, corrections and jobs. Other cases keep what they share."""
        with self.writing() as connection:
            connection.execute(delete(cases).where(cases.c.id == case_id))
            drop_unused(connection)

    def case_revision(self, case_id: str) -> int:
        """A number that grows with every article, annotation and correction: the key of caches."""
        with self.reading() as connection:
            found = connection.execute(
                select(cases.c.revision).where(cases.c.id == case_id)
            ).scalar()
        if found is None:
            raise UnknownCase(f"There is no case {case_id}. It may have been deleted.")
        return int(found)


def drop_unused(connection: Connection) -> None:
    """Analyses and originals that no case refers to any more."""
    connection.execute(
        delete(analyses).where(~exists().where(articles.c.analysis_key == analyses.c.analysis_key))
    )
    connection.execute(
        delete(originals).where(
            ~exists().where(articles.c.original_hash == originals.c.hash),
            ~exists().where(job_items.c.original_hash == originals.c.hash),
        )
    )
