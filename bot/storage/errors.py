"""Errors of the storage room.

StorageError
 +-- StorageUnavailable   the database cannot be opened or brought up to date; says what to check
"""


class StorageError(Exception):
    """Base of everything the storage room raises."""


class StorageUnavailable(StorageError):
    """The database cannot be opened or brought up to date."""
