"""What every part of the Store shares: the engine, transactions, the clock, the revision."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import TypeVar

from sqlalchemy import Connection, Engine, select, update

from analysis.errors import CrossbearingError
from analysis.store.tables import cases

AT_ONCE = 500  # values in one statement: databases bound its parameters
Value = TypeVar("Value")


class UnknownCase(CrossbearingError):
    """There is no case of that id (any more)."""


class Connected:
    """Holds the engine. Reads see one consistent state; writes are one transaction each."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        with self.engine.connect() as connection, connection.begin():
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        writer = self.engine.connect().execution_options(writes=True)
        with writer as connection, connection.begin():
            yield connection


def in_portions(values: Sequence[Value]) -> Iterator[Sequence[Value]]:
    """The values in portions that one statement can hold."""
    return (values[first : first + AT_ONCE] for first in range(0, len(values), AT_ONCE))


def now() -> str:
    """The time as the tables keep it: ISO 8601, UTC, sortable as text."""
    return datetime.now(UTC).isoformat(timespec="microseconds")


def must_exist(connection: Connection, case_id: str) -> None:
    """Raises UnknownCase when there is no such case."""
    if connection.execute(select(cases.c.id).where(cases.c.id == case_id)).first() is None:
        raise UnknownCase(f"There is no case {case_id}. It may have been deleted.")


def touch(connection: Connection, case_id: str) -> None:
    """Raise the case's revision. Raises UnknownCase when there is no such case."""
    must_exist(connection, case_id)
    connection.execute(
        update(cases).where(cases.c.id == case_id).values(revision=cases.c.revision + 1)
    )
