"""Opens the database a URL names and brings its tables up to date."""

from pathlib import Path
from typing import Any

from sqlalchemy import Connection, event
from sqlalchemy.engine import URL, make_url
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import ArgumentError, NoSuchModuleError, SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine
from sqlalchemy.pool import ConnectionPoolEntry

from bot.storage.errors import StorageUnavailable

MIGRATIONS = Path(__file__).parent / "migrations"
ASYNC_DRIVERS = {"sqlite": "sqlite+aiosqlite", "postgresql": "postgresql+asyncpg"}
SQLITE_BUSY_SECONDS = 30


def open_engine(url: str) -> AsyncEngine:
    """Return an engine for an SQLAlchemy URL, which connects at first use.

    `sqlite:///PATH` and `postgresql://...` get their asynchronous drivers. Raises
    StorageUnavailable for a URL or driver that cannot be used; the URL itself, which may hold a
    password, is not repeated.
    """
    try:
        parsed = _with_async_driver(make_url(url))
        if parsed.get_backend_name() == "sqlite":
            return _open_sqlite(parsed)
        return create_async_engine(parsed, pool_pre_ping=True, hide_parameters=True)
    except (ArgumentError, NoSuchModuleError) as exc:
        raise StorageUnavailable("the database URL is malformed") from exc
    except ModuleNotFoundError as exc:
        raise StorageUnavailable(f"the database URL needs the package {exc.name}") from exc


async def migrate(engine: AsyncEngine) -> None:
    """Bring the tables up to date; raises StorageUnavailable where that fails."""
    try:
        async with engine.begin() as connection:
            await connection.run_sync(_upgrade)
    except (SQLAlchemyError, OSError) as exc:
        raise StorageUnavailable(f"the database cannot be opened: {type(exc).__name__}") from exc


def _with_async_driver(url: URL) -> URL:
    return url.set(drivername=ASYNC_DRIVERS.get(url.drivername, url.drivername))


def _open_sqlite(url: URL) -> AsyncEngine:
    # One connection: SQLite has one writer anyway, and so no statement ever finds it locked.
    if url.database and url.database != ":memory:":
        Path(url.database).parent.mkdir(parents=True, exist_ok=True)
    engine = create_async_engine(
        url,
        hide_parameters=True,
        connect_args={"timeout": SQLITE_BUSY_SECONDS},
        **({"pool_size": 1, "max_overflow": 0} if url.database != ":memory:" else {}),
    )
    event.listen(engine.sync_engine, "connect", _prepare_sqlite)
    return engine


def _prepare_sqlite(connection: DBAPIConnection, _: ConnectionPoolEntry) -> None:
    cursor = connection.cursor()
    cursor.execute("PRAGMA foreign_keys = ON")
    cursor.execute("PRAGMA journal_mode = WAL")
    cursor.close()


def _upgrade(connection: Connection) -> None:
    from alembic import command
    from alembic.config import Config

    attributes: dict[str, Any] = {"connection": connection}
    config = Config(attributes=attributes)
    config.set_main_option("script_location", MIGRATIONS.as_posix().replace("%", "%%"))
    command.upgrade(config, "head")
