"""How many questions one person may ask in a minute."""

from collections import deque
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import Enum, auto

WINDOW = timedelta(minutes=1)
PEOPLE_BEFORE_TIDYING = 1000


class Verdict(Enum):
    """What to do with a question."""

    ANSWER = auto()
    DECLINE = auto()
    IGNORE = auto()


@dataclass
class _Person:
    asked: deque[datetime] = field(default_factory=deque)
    told: datetime | None = None


@dataclass
class QuestionLimit:
    """A sliding window a person; the first question over it is declined, the rest ignored."""

    per_minute: int
    _people: dict[int, _Person] = field(default_factory=dict)

    def check(self, person_id: int, now: datetime) -> Verdict:
        """Count a question and return what to do with it."""
        self._tidy(now)
        person = self._people.setdefault(person_id, _Person())
        while person.asked and now - person.asked[0] >= WINDOW:
            person.asked.popleft()
        if len(person.asked) < self.per_minute:
            person.asked.append(now)
            return Verdict.ANSWER
        if person.told and now - person.told < WINDOW:
            return Verdict.IGNORE
        person.told = now
        return Verdict.DECLINE

    def _tidy(self, now: datetime) -> None:
        if len(self._people) > PEOPLE_BEFORE_TIDYING:
            self._people = {
                person_id: person
                for person_id, person in self._people.items()
                if person.asked and now - person.asked[-1] < WINDOW
            }
