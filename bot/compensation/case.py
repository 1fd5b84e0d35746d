"""One outage made definite: unknown circumstances read the usual way, lengths split by month."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from bot.clock import KST
from bot.compensation.model import Outage
from knowledge.rule_schema import Ground, Measure

MINUTES_A_DAY = 24 * 60


@dataclass(frozen=True, slots=True)
class Stretch:
    """Minutes without service inside one calendar month of `days` days."""

    minutes: int
    days: int


@dataclass(frozen=True, slots=True)
class Case:
    """An outage whose length is known; `start` is KST without zone.

    `month_total` and `day_total` are never below what this outage alone makes up.
    """

    outage: Outage
    start: datetime
    minutes: int

    @property
    def days_in_month(self) -> int:
        """Return the days of the month in which the outage began."""
        return _days_in_month(self.start)

    @property
    def stretches(self) -> tuple[Stretch, ...]:
        """Return the outage's own minutes, split where a month ends."""
        parts, begin, left = [], self.start, self.minutes
        while left > 0:
            taken = min(left, _minutes_until(begin, _next_month(begin)))
            parts.append(Stretch(taken, _days_in_month(begin)))
            begin, left = begin + timedelta(minutes=taken), left - taken
        return tuple(parts)

    @property
    def touched_days(self) -> tuple[int, ...]:
        """Return, for each calendar day touched, the days of its month."""
        if self.minutes <= 0:
            return ()
        last = (self.start + timedelta(minutes=self.minutes - 1)).date()
        count = (last - self.start.date()).days + 1
        return tuple(_days_in_month(self.start + timedelta(days=n)) for n in range(count))

    @property
    def whole_days(self) -> int:
        """Return the outage in days of 24 hours, the last one begun counted as one."""
        return -(-self.minutes // MINUTES_A_DAY)

    @property
    def month_total(self) -> int:
        """Return the minutes without service in the month of the start."""
        return max(self.outage.month_total_minutes or 0, self._own_in_month)

    @property
    def other_minutes_of_month(self) -> int:
        """Return the month's minutes that other outages make up."""
        return self.month_total - self._own_in_month

    @property
    def day_total(self) -> int:
        """Return the most minutes without service on one calendar day."""
        return max(self.outage.day_total_minutes or 0, self._own_in_one_day)

    def measure(self, ground: Ground) -> int:
        """Return what `ground` compares with its threshold."""
        if ground.measure is Measure.CONTINUOUS:
            return self.minutes
        if ground.measure is Measure.DAY_TOTAL:
            return self.day_total
        if ground.measure is Measure.MONTH_TOTAL:
            return self.month_total
        return self._count_of(ground.each_minutes or 0, ground.value)

    def _count_of(self, each_minutes: int, times: int) -> int:
        """Return how many outages of the month were long enough, as far as can be told.

        The user's own count may include shorter ones: this one is checked where its length is
        known, and the month's total must leave room for the others.
        """
        unknown = self.outage.minutes is None and self.outage.month_count is not None
        own = 1 if unknown or self.minutes >= each_minutes else 0
        others = max((self.outage.month_count or 1) - 1, 0)
        total = self.outage.month_total_minutes
        if total is not None and max(total, self.minutes) < each_minutes * times:
            return own
        return own + others

    @property
    def _own_in_month(self) -> int:
        return min(self.minutes, _minutes_until(self.start, _next_month(self.start)))

    @property
    def _own_in_one_day(self) -> int:
        first = min(self.minutes, _minutes_until(self.start, _next_day(self.start)))
        return max(first, min(self.minutes - first, MINUTES_A_DAY))


def case_of(outage: Outage, on: date) -> Case | None:
    """Return the case of an outage, begun on `on` if its start is unknown; None without length.

    A known month's total stands in for the length of a single outage that is not known.
    """
    minutes = outage.minutes
    if minutes is None:
        if outage.month_total_minutes is None:
            return None
        minutes = 0
    return Case(outage, start_of(outage, on), minutes)


def start_of(outage: Outage, on: date) -> datetime:
    """Return the outage's start as a KST time without zone, else midnight of `on`."""
    if outage.start is None:
        return datetime.combine(on, time())
    if outage.start.tzinfo is None:
        return outage.start
    return outage.start.astimezone(KST).replace(tzinfo=None)


def _days_in_month(moment: datetime) -> int:
    return monthrange(moment.year, moment.month)[1]


def _minutes_until(begin: datetime, end: datetime) -> int:
    """Return the whole minutes up to `end`; seconds of the start do not count."""
    return int((end - begin.replace(second=0, microsecond=0)) / timedelta(minutes=1))


def _next_day(moment: datetime) -> datetime:
    return datetime.combine(moment.date() + timedelta(days=1), time())


def _next_month(moment: datetime) -> datetime:
    first = moment.replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    return first + timedelta(days=_days_in_month(moment))
