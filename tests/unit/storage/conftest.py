"""A fresh database file for each test."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.storage.store import Storage, open_storage


@pytest.fixture
def url(tmp_path: Path) -> str:
    """Return the URL of a database that does not exist yet, in a folder that does not either."""
    return f"sqlite:///{tmp_path / 'data' / 'meoktong.db'}"


@pytest.fixture
async def storage(url: str) -> AsyncIterator[Storage]:
    """Return a started storage."""
    storage = open_storage(url)
    await storage.start()
    yield storage
    await storage.close()
