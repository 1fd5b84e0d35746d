"""Errors of the Telegram room.

BotError
 +-- TelegramRoomError
      +-- StaleButton   a button of an older version, or one that was never ours
"""

from bot.errors import BotError


class TelegramRoomError(BotError):
    """Base of everything the Telegram room raises itself."""


class StaleButton(TelegramRoomError):
    """A button's data cannot be read."""
