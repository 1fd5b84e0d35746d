"""Counts tokens and cost per day (KST), for each user and in total, and enforces the caps.

The books are kept in a small file, so that a restart does not open the purse again. Users appear
in it only as a hash.
"""

import hashlib
import json
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from datetime import date
from pathlib import Path
from typing import Protocol

from bot.answering.writing.chat import Usage
from bot.answering.writing.errors import OverBudget

TOKENS_PER_PRICE = 1_000_000


@dataclass(frozen=True, slots=True)
class Caps:
    """What may be spent a day; 0 means no cap. Prices are in US dollars per million tokens."""

    tokens_per_user: int = 0
    tokens_total: int = 0
    cost_total_usd: float = 0.0
    price_read_usd: float = 0.0
    price_written_usd: float = 0.0


@dataclass(slots=True)
class Day:
    """The books of one day."""

    day: str
    tokens: int = 0
    cost_usd: float = 0.0
    calls: int = 0
    users: dict[str, int] = field(default_factory=dict)


class Books(Protocol):
    """Where the books are kept."""

    def load(self) -> Day | None:
        """Return what was saved last, or None."""

    def save(self, day: Day) -> None:
        """Keep the books."""


class MemoryBooks:
    """Books that end with the process."""

    def load(self) -> Day | None:
        """Return nothing: a new process starts anew."""
        return None

    def save(self, day: Day) -> None:
        """Keep nothing."""


@dataclass(frozen=True)
class FileBooks:
    """Books in a JSON file, replaced as a whole."""

    path: Path

    def load(self) -> Day | None:
        """Return what was saved last; a missing or damaged file counts as nothing spent."""
        try:
            return Day(**json.loads(self.path.read_text(encoding="utf-8")))
        except (OSError, ValueError, TypeError):
            return None

    def save(self, day: Day) -> None:
        """Write the books beside the old ones, then take their place."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        fresh = self.path.with_suffix(".new")
        fresh.write_text(json.dumps(asdict(day)), encoding="utf-8")
        fresh.replace(self.path)


@dataclass(frozen=True, slots=True)
class Reservation:
    """Tokens set aside for a call that has begun."""

    user: str
    tokens: int
    day: str


class Ledger:
    """Sets tokens aside before a call and settles them after it, whatever happened."""

    def __init__(self, caps: Caps, today: Callable[[], date], books: Books) -> None:
        """Open the books of today."""
        self._caps = caps
        self._today = today
        self._books = books
        saved = books.load()
        self._day = saved if saved and saved.day == today().isoformat() else self._new_day()

    @property
    def spent(self) -> Day:
        """Return today's books, for reports."""
        self._turn_page()
        return self._day

    def reserve(self, user: str, tokens: int) -> Reservation:
        """Set tokens aside; raises OverBudget when a cap would be passed."""
        self._turn_page()
        key = _hashed(user)
        self._check(key, tokens)
        self._add(key, tokens)
        return Reservation(key, tokens, self._day.day)

    def settle(self, reservation: Reservation, usage: Usage) -> None:
        """Replace what was set aside by what was used."""
        self._turn_page()
        if reservation.day == self._day.day:
            self._add(reservation.user, -reservation.tokens)
        self._add(reservation.user, usage.read + usage.written)
        self._day.cost_usd += self.cost_usd(usage)
        self._day.calls += 1
        self._books.save(self._day)

    def cost_usd(self, usage: Usage) -> float:
        """Return what a call cost at the configured prices."""
        read = usage.read * self._caps.price_read_usd
        return (read + usage.written * self._caps.price_written_usd) / TOKENS_PER_PRICE

    def _check(self, key: str, tokens: int) -> None:
        caps, day = self._caps, self._day
        if caps.tokens_total and day.tokens + tokens > caps.tokens_total:
            raise OverBudget("tokens of the day")
        if caps.cost_total_usd and day.cost_usd >= caps.cost_total_usd:
            raise OverBudget("cost of the day")
        used = day.users.get(key, 0)
        if key and caps.tokens_per_user and used + tokens > caps.tokens_per_user:
            raise OverBudget("tokens of one user")

    def _add(self, key: str, tokens: int) -> None:
        self._day.tokens += tokens
        if key:
            self._day.users[key] = self._day.users.get(key, 0) + tokens

    def _turn_page(self) -> None:
        if self._day.day != self._today().isoformat():
            self._day = self._new_day()

    def _new_day(self) -> Day:
        return Day(self._today().isoformat())


def _hashed(user: str) -> str:
    return hashlib.sha256(user.encode()).hexdigest()[:16] if user else ""
