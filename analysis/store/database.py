"""Opens the database and brings its schema up to date.

In: a SQLAlchemy URL (SQLite or PostgreSQL). Out: an Engine whose schema is the newest.
"""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, inspect, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DBAPIError

from analysis.errors import CrossbearingError

_MIGRATIONS = Path(__file__).resolve().parent / "migrations"
_BUSY_SECONDS = 30  # how long a writer waits for another one
HEAD = "0003"  # the newest revision in migrations/versions; a test keeps it true


class CannotOpen(CrossbearingError):
    """The database cannot be opened, or is of a newer version than this program."""


def open_engine(url: str) -> Engine:
    """Connect, set SQLite up (WAL, foreign keys, busy timeout), migrate when needed."""
    address = make_url(url)
    if address.get_backend_name() == "sqlite":
        return _ready(_sqlite_engine(url, address.database), url)
    if address.drivername == "postgresql":
        address = address.set(drivername="postgresql+psycopg")
    return _ready(create_engine(address, pool_pre_ping=True), url)


def _sqlite_engine(url: str, path: str | None) -> Engine:
    if path and path != ":memory:":
        Path(path).parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(url, connect_args={"timeout": _BUSY_SECONDS})
    event.listen(engine, "connect", _set_up_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _set_up_sqlite(connection: sqlite3.Connection, _record: Any) -> None:
    connection.isolation_level = None  # transactions are begun by _begin_sqlite alone
    cursor = connection.cursor()
    cursor.execute("PRAGMA journal_mode=WAL")
    cursor.execute("PRAGMA synchronous=FULL")  # an accepted upload outlives a power cut
    cursor.execute("PRAGMA foreign_keys=ON")
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    # A writer takes its lock at once: a reader that turns writer in the middle can only fail.
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _ready(engine: Engine, url: str) -> Engine:
    try:
        if _revision(engine) != HEAD:
            _migrate(engine)
    except DBAPIError as problem:
        engine.dispose()
        shown = make_url(url).render_as_string(hide_password=True)
        raise CannotOpen(
            f"The database {shown} cannot be opened: {problem.orig}. "
            "Check CROSSBEARING_DATABASE and CROSSBEARING_HOME, or restore a backup."
        ) from problem
    return engine


def _revision(engine: Engine) -> str:
    with engine.connect() as connection:
        if not inspect(connection).has_table("alembic_version"):
            return ""
        found = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
        return str(found or "")


def _migrate(engine: Engine) -> None:
    # Alembic is slow to import and rarely needed: here, not at the top.
    from alembic import command
    from alembic.config import Config
    from alembic.util import CommandError

    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS))
    with engine.connect().execution_options(writes=True) as connection:
        config.attributes["connection"] = connection
        try:
            with connection.begin():
                command.upgrade(config, "head")
        except CommandError as problem:
            raise CannotOpen(
                "The database was made by a newer version of this program. "
                f"Update the program, or open another database. ({problem})"
            ) from problem
