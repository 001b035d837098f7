"""The analyst's decisions: generic rows, each undoable, never lost to a re-analysis.

In: kind and payload, whose meaning belongs to the module that honours them. Out: Corrections.
"""

from __future__ import annotations

import uuid
from typing import Any

import msgspec
from sqlalchemy import Connection, insert, select, update

from analysis.model import Correction
from analysis.store.articles import refresh_analysis_key
from analysis.store.connection import Connected, now, touch
from analysis.store.metadata import METADATA_KIND, correction
from analysis.store.tables import corrections


class Corrections(Connected):
    """The corrections of the cases."""

    def corrections(self, case_id: str, undone: bool = False) -> list[Correction]:
        """Those that stand, oldest first; with `undone`, the undone ones as well."""
        query = select(corrections).where(corrections.c.case_id == case_id)
        if not undone:
            query = query.where(corrections.c.undone_at == "")
        with self.reading() as connection:
            rows = connection.execute(query.order_by(corrections.c.number)).all()
        return [correction(row) for row in rows]

    def add_correction(
        self, case_id: str, kind: str, payload: dict[str, Any], author: str = ""
    ) -> Correction:
        """Record a decision. Returns it with its id and time."""
        made = Correction(uuid.uuid4().hex, kind, payload, author, now())
        with self.writing() as connection:
            touch(connection, case_id)
            insert_correction(connection, case_id, made)
            _honour(connection, case_id, made)
        return made

    def undo_correction(self, case_id: str, correction_id: str) -> bool:
        """Take a decision back. False when it was undone already or never made."""
        return self._mark(case_id, correction_id, undone=True)

    def redo_correction(self, case_id: str, correction_id: str) -> bool:
        """Let an undone decision stand again."""
        return self._mark(case_id, correction_id, undone=False)

    def _mark(self, case_id: str, correction_id: str, *, undone: bool) -> bool:
        here = (corrections.c.case_id == case_id) & (corrections.c.id == correction_id)
        with self.writing() as connection:
            row = connection.execute(select(corrections).where(here)).first()
            if row is None or bool(row.undone_at) == undone:
                return False
            touch(connection, case_id)
            connection.execute(
                update(corrections).where(here).values(undone_at=now() if undone else "")
            )
            _honour(connection, case_id, correction(row))
        return True


def insert_correction(connection: Connection, case_id: str, made: Correction) -> None:
    connection.execute(
        insert(corrections).values(
            id=made.id,
            case_id=case_id,
            kind=made.kind,
            payload=msgspec.json.encode(made.payload).decode(),
            author=made.author,
            at=made.at,
            undone_at=made.undone_at,
        )
    )


def _honour(connection: Connection, case_id: str, made: Correction) -> None:
    if made.kind == METADATA_KIND:
        refresh_analysis_key(connection, case_id, str(made.payload.get("article", "")))
