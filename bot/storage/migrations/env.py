"""Alembic runs this file; the connection is handed in by `bot.storage.database.migrate`."""

from alembic import context
from sqlalchemy import Connection

from bot.storage.schema import Base


def _run(connection: Connection) -> None:
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        render_as_batch=True,  # SQLite changes a table only by copying it
    )
    with context.begin_transaction():
        context.run_migrations()


_run(context.config.attributes["connection"])
