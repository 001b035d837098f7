"""Alembic's entry. The connection comes from `store.database`, or from alembic.ini's URL."""

from __future__ import annotations

from alembic import context
from sqlalchemy import Connection, create_engine

from analysis.settings import database_url
from analysis.store.tables import metadata


def _run(connection: Connection) -> None:
    context.configure(connection=connection, target_metadata=metadata, render_as_batch=True)
    with context.begin_transaction():
        context.run_migrations()


if context.is_offline_mode():
    context.configure(url=database_url(), target_metadata=metadata, literal_binds=True)
    with context.begin_transaction():
        context.run_migrations()
elif "connection" in context.config.attributes:
    _run(context.config.attributes["connection"])
else:
    with create_engine(database_url()).connect() as connection:
        _run(connection)
        connection.commit()
