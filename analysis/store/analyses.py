"""What the machine found in each article, kept by content and analysis version.

In: Annotation or the reason of a failure. Out: the annotations of a case; what is still to do.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, delete, func, select, update
from sqlalchemy.dialects import postgresql, sqlite

from analysis.model import Annotation, Article
from analysis.store.articles import from_row
from analysis.store.blobs import analysis_key, pack, unpack
from analysis.store.connection import Connected, in_portions, now
from analysis.store.metadata import metadata_corrections, with_metadata
from analysis.store.tables import analyses, articles, cases

_BULK = 100  # rows from which PostgreSQL is given them by COPY


class Analyses(Connected):
    """The analysis results of the articles."""

    def annotations(self, case_id: str, version: str) -> dict[str, Annotation]:
        """By article id, for the current articles that this version has analysed."""
        query = (
            select(articles.c.id, analyses.c.annotation)
            .join(analyses, _of_version(version))
            .where(
                articles.c.case_id == case_id,
                articles.c.superseded_by == "",
                analyses.c.annotation.is_not(None),
            )
            .order_by(articles.c.number)
        )
        with self.reading() as connection:
            return {row.id: unpack(row.annotation, row.id) for row in connection.execute(query)}

    def annotations_of(self, version: str, wanted: Sequence[Article]) -> dict[str, Annotation]:
        """By article id, for those of the articles that this version has analysed."""
        ids: dict[str, list[str]] = defaultdict(list)
        for article in wanted:
            ids[analysis_key(article)].append(article.id)
        keys, found = list(ids), {}
        with self.reading() as connection:
            for some in in_portions(keys):
                query = select(analyses.c.analysis_key, analyses.c.annotation).where(
                    analyses.c.analysis_key.in_(some),
                    analyses.c.version == version,
                    analyses.c.annotation.is_not(None),
                )
                for row in connection.execute(query):
                    for article_id in ids[row.analysis_key]:
                        found[article_id] = unpack(row.annotation, article_id)
        return found

    def annotation(self, case_id: str, article_id: str, version: str) -> Annotation | None:
        """That of one article of any version; None when it is not analysed."""
        query = (
            select(analyses.c.annotation)
            .join(articles, _of_version(version))
            .where(articles.c.case_id == case_id, articles.c.id == article_id)
        )
        with self.reading() as connection:
            blob = connection.execute(query).scalar()
        return None if blob is None else unpack(blob, article_id)

    def unanalysed(self, case_id: str, version: str) -> list[Article]:
        """Articles that this version has neither analysed nor failed on, as corrected."""
        query = (
            select(articles)
            .outerjoin(analyses, _of_version(version))
            .where(
                articles.c.case_id == case_id,
                articles.c.superseded_by == "",
                analyses.c.analysis_key.is_(None),
            )
            .order_by(articles.c.number)
        )
        with self.reading() as connection:
            rows = connection.execute(query).all()
            decided = metadata_corrections(connection, case_id)
        return [with_metadata(from_row(row), decided) for row in rows]

    def save_annotation(self, article: Article, version: str, annotation: Annotation) -> None:
        """Keep what was found in `article` (the very Article that was analysed)."""
        self.save_annotations(version, [(article, annotation)])

    def save_annotations(self, version: str, found: Iterable[tuple[Article, Annotation]]) -> None:
        """Several in one transaction."""
        rows: list[dict[str, object]] = [
            {
                "analysis_key": analysis_key(article),
                "version": version,
                "annotation": pack(annotation),
                "failure": "",
                "at": now(),
            }
            for article, annotation in found
        ]
        with self.writing() as connection:
            _write(connection, rows)

    def save_failure(self, article: Article, version: str, reason: str) -> None:
        """Remember that this version cannot analyse `article`, so that it is not tried forever."""
        row: dict[str, object] = {
            "analysis_key": analysis_key(article),
            "version": version,
            "annotation": None,
            "failure": reason,
            "at": now(),
        }
        with self.writing() as connection:
            _write(connection, [row])

    def failures(self, case_id: str, version: str) -> dict[str, str]:
        """Why articles of the case have no analysis, by article id."""
        query = (
            select(articles.c.id, analyses.c.failure)
            .join(analyses, _of_version(version))
            .where(
                articles.c.case_id == case_id,
                articles.c.superseded_by == "",
                analyses.c.annotation.is_(None),
            )
        )
        with self.reading() as connection:
            return {row.id: row.failure for row in connection.execute(query)}

    def forget_failures(self, case_id: str, version: str) -> int:
        """Let failed articles of the case be tried again. Returns how many."""
        keys = select(articles.c.analysis_key).where(articles.c.case_id == case_id)
        with self.writing() as connection:
            dropped = connection.execute(
                delete(analyses).where(
                    analyses.c.version == version,
                    analyses.c.annotation.is_(None),
                    analyses.c.analysis_key.in_(keys),
                )
            )
        return int(dropped.rowcount)

    def analysed_count(self, case_id: str, version: str) -> int:
        query = (
            select(func.count())
            .select_from(articles.join(analyses, _of_version(version)))
            .where(
                articles.c.case_id == case_id,
                articles.c.superseded_by == "",
                analyses.c.annotation.is_not(None),
            )
        )
        with self.reading() as connection:
            return int(connection.execute(query).scalar_one())


def _of_version(version: str) -> ColumnElement[bool]:
    return and_(analyses.c.analysis_key == articles.c.analysis_key, analyses.c.version == version)


def _write(connection: Connection, rows: list[dict[str, object]]) -> None:
    if not rows:
        return
    if connection.dialect.name == "postgresql" and len(rows) >= _BULK:
        _copy(connection, rows)
    else:
        _insert(connection, rows)
    for some in in_portions([row["analysis_key"] for row in rows]):
        concerned = select(articles.c.case_id).where(articles.c.analysis_key.in_(some))
        connection.execute(
            update(cases).where(cases.c.id.in_(concerned)).values(revision=cases.c.revision + 1)
        )


def _insert(connection: Connection, rows: list[dict[str, object]]) -> None:
    write = postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert
    statement = write(analyses)
    connection.execute(
        statement.on_conflict_do_update(
            index_elements=["analysis_key", "version"],
            set_={
                "annotation": statement.excluded.annotation,
                "failure": statement.excluded.failure,
                "at": statement.excluded.at,
            },
        ),
        rows,
    )


def _copy(connection: Connection, rows: list[dict[str, object]]) -> None:
    """PostgreSQL's COPY into a table beside, then one statement: nothing is stored twice."""
    latest = {(row["analysis_key"], row["version"]): row for row in rows}
    names = [column.name for column in analyses.columns]
    listed = ", ".join(f'"{name}"' for name in names)
    cursor: Any = connection.connection.cursor()  # psycopg's, which has `copy`
    cursor.execute("CREATE TEMP TABLE incoming (LIKE analyses) ON COMMIT DROP")
    with cursor.copy(f"COPY incoming ({listed}) FROM STDIN") as copy:
        for row in latest.values():
            copy.write_row([row[name] for name in names])
    cursor.execute(
        f"INSERT INTO analyses ({listed}) SELECT {listed} FROM incoming "
        "ON CONFLICT (analysis_key, version) DO UPDATE SET "
        'annotation = excluded.annotation, failure = excluded.failure, "at" = excluded."at"'
    )
    cursor.execute("DROP TABLE incoming")
    cursor.close()
