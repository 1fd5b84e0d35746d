"""Errors of the writing room; none of them reaches a user, the composed answer is sent instead.

WritingError
 +-- ModelFailed     the chat model gave no usable answer; says whether trying again may help
 +-- OverBudget      the day's tokens or cost are spent, for the user or in total
 +-- Paused          the model failed so often lately that it is left alone for a while
"""


class WritingError(Exception):
    """Base of everything the writing room raises."""


class ModelFailed(WritingError):
    """The chat model gave no usable answer; `passing` says whether trying again may help."""

    def __init__(self, cause: str, *, passing: bool) -> None:
        """Keep the cause's name for the log, never a model's or a user's text."""
        super().__init__(cause)
        self.passing = passing


class OverBudget(WritingError):
    """The day's tokens or cost are spent, for the user or in total."""


class Paused(WritingError):
    """The model failed so often lately that it is left alone for a while."""
