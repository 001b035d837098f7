"""What the pages remember: when someone last looked, and small settings of a case."""

from __future__ import annotations

from typing import Any

import msgspec
from sqlalchemy import delete, func, insert, select
from sqlalchemy.dialects import postgresql, sqlite

from analysis.store.connection import Connected, now
from analysis.store.tables import view_state, visits


class Views(Connected):
    """Visits and view state of the cases. Neither changes a case's revision."""

    def record_visit(self, case_id: str, visitor: str = "") -> str:
        """Note that `visitor` looks at the case now. Returns the time of the visit before."""
        with self.writing() as connection:
            before = connection.execute(
                select(func.max(visits.c.at)).where(
                    visits.c.case_id == case_id, visits.c.visitor == visitor
                )
            ).scalar()
            connection.execute(
                delete(visits).where(
                    visits.c.case_id == case_id,
                    visits.c.visitor == visitor,
                    visits.c.at != (before or ""),
                )
            )
            connection.execute(insert(visits).values(case_id=case_id, visitor=visitor, at=now()))
        return str(before or "")

    def visits(self, case_id: str, visitor: str = "") -> list[str]:
        """The last times of `visitor`, oldest first."""
        query = select(visits.c.at).where(visits.c.case_id == case_id, visits.c.visitor == visitor)
        with self.reading() as connection:
            return list(connection.execute(query.order_by(visits.c.number)).scalars())

    def remember(self, case_id: str, key: str, value: Any) -> None:
        """Keep a small JSON value under a key."""
        write = postgresql.insert if self.engine.dialect.name == "postgresql" else sqlite.insert
        encoded = msgspec.json.encode(value).decode()
        with self.writing() as connection:
            connection.execute(
                write(view_state)
                .values(case_id=case_id, key=key, value=encoded)
                .on_conflict_do_update(index_elements=["case_id", "key"], set_={"value": encoded})
            )

    def remembered(self, case_id: str, key: str, default: Any = None) -> Any:
        """What was kept under the key, or `default`."""
        query = select(view_state.c.value).where(
            view_state.c.case_id == case_id, view_state.c.key == key
        )
        with self.reading() as connection:
            found = connection.execute(query).scalar()
        return default if found is None else msgspec.json.decode(found)
