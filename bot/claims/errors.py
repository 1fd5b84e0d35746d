"""Errors of the claims room; messages are written for the operator, never for chat users.

BotError
 +-- ClaimsError
      +-- InvalidTemplate    a letter template is missing, or its variables do not fit
      +-- IncompleteLetter   facts that the letter needs are missing; `fields` names them
      +-- InvalidDiary       an outage was ended that had not begun, or ends before its start
      +-- InvalidStep        something was done on a day that has not come or is too early
"""

from bot.errors import BotError


class ClaimsError(BotError):
    """Base of everything the claims room raises."""


class InvalidTemplate(ClaimsError):
    """A letter template is missing or does not hold together."""


class IncompleteLetter(ClaimsError):
    """Facts that the letter cannot do without are missing."""

    def __init__(self, fields: tuple[str, ...]) -> None:
        super().__init__(f"the letter needs {', '.join(fields)}")
        self.fields = fields


class InvalidDiary(ClaimsError):
    """An outage was ended that had not begun, or ends before its start."""


class InvalidStep(ClaimsError):
    """Something was done on a day that has not come or is too early."""
