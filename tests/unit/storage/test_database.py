"""Opening databases and bringing them up to date."""

from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection

from bot.storage.database import open_engine
from bot.storage.errors import StorageUnavailable
from bot.storage.schema import Base
from bot.storage.store import Storage, open_storage


def _differences(connection: Connection) -> object:
    return compare_metadata(MigrationContext.configure(connection), Base.metadata)


async def test_migrations_create_exactly_the_tables_the_code_uses(storage: Storage) -> None:
    async with storage.engine.connect() as connection:
        assert await connection.run_sync(_differences) == []


async def test_starting_twice_changes_nothing(storage: Storage) -> None:
    await storage.start()
    await storage.start()


async def test_a_database_in_memory_works() -> None:
    storage = open_storage("sqlite:///:memory:")
    await storage.start()
    assert await storage.count_answers(1) == 0
    await storage.close()


@pytest.mark.parametrize("url", ["", "not a url", "nosuchdialect://x"])
def test_an_unusable_url_is_refused_without_repeating_it(url: str) -> None:
    with pytest.raises(StorageUnavailable, match="malformed"):
        open_engine(url)


def test_a_missing_driver_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "asyncpg", None)
    with pytest.raises(StorageUnavailable, match="asyncpg"):
        open_engine("postgresql://user:secret@localhost/meoktong")


async def test_a_database_that_cannot_be_opened_is_reported(tmp_path: Path) -> None:
    (tmp_path / "meoktong.db").write_bytes(b"this is not a database, whatever its name says" * 50)
    storage = open_storage(f"sqlite:///{tmp_path / 'meoktong.db'}")
    with pytest.raises(StorageUnavailable, match="cannot be opened"):
        await storage.start()
    await storage.close()
