"""Errors of the storage room.

BotError
 +-- StorageError
      +-- StorageUnavailable   the database cannot be opened or migrated
"""

from bot.errors import BotError


class StorageError(BotError):
    """Base of everything the storage room raises."""


class StorageUnavailable(StorageError):
    """The database cannot be opened or brought up to date."""
