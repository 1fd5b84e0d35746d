"""Errors of the running bot; messages are written for the operator, never for chat users.

BotError
 +-- InvalidSettings   a setting is unknown, missing or malformed; the message names it
 +-- InvalidInput      what was typed cannot be read; the message says what to type instead
"""


class BotError(Exception):
    """Base of everything the bot raises itself."""


class InvalidSettings(BotError):
    """A setting is unknown, missing or malformed."""


class InvalidInput(BotError):
    """What was typed cannot be read."""
