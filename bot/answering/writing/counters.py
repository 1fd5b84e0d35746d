"""Counts what became of the model's answers; holds no words of anyone."""

from collections import Counter
from dataclasses import dataclass, field
from enum import StrEnum


class Outcome(StrEnum):
    """What a user was sent, and why."""

    WRITTEN = "written"
    NOTHING_TO_WRITE = "nothing_to_write"
    HEADLINE_DROPPED = "headline_dropped"
    TOO_LITTLE_LEFT = "too_little_left"
    NOT_PROOFREAD = "not_proofread"
    MODEL_FAILED = "model_failed"
    TIMED_OUT = "timed_out"
    OVER_BUDGET = "over_budget"
    PAUSED = "paused"
    BROKEN = "broken"


@dataclass
class Counters:
    """Answers by outcome, sentences kept, and sentences dropped by reason."""

    outcomes: Counter[str] = field(default_factory=Counter)
    dropped: Counter[str] = field(default_factory=Counter)
    kept: int = 0
    retries: int = 0

    def retried(self) -> None:
        """Count a call that is made again."""
        self.retries += 1
