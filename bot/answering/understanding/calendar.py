"""Stretches of days, and the parts of a month or year people name."""

import calendar
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

DAYS_IN_WEEK = 7
MONTHS_IN_YEAR = 12


@dataclass(frozen=True, slots=True)
class Days:
    """The days from `first` to `last`, both included."""

    first: date
    last: date

    @classmethod
    def one(cls, day: date) -> "Days":
        """Return a single day."""
        return cls(day, day)

    @property
    def length(self) -> int:
        """Return how many days it covers."""
        return (self.last - self.first).days + 1


InYear = Callable[[int], Days | None]
"""Gives the days meant once the year is known, or None where there is no such day."""


def month(year: int, number: int) -> Days:
    """Return a whole month."""
    return Days(date(year, number, 1), date(year, number, calendar.monthrange(year, number)[1]))


def months_before(today: date, count: int) -> Days:
    """Return the whole month `count` months before that of `today`."""
    years, index = divmod(today.year * MONTHS_IN_YEAR + today.month - 1 - count, MONTHS_IN_YEAR)
    return month(years, index + 1)


def week_of(day: date) -> Days:
    """Return the week from Monday to Sunday that `day` is in."""
    monday = day - timedelta(days=day.weekday())
    return Days(monday, monday + timedelta(days=DAYS_IN_WEEK - 1))


def whole_year(year: int) -> Days:
    """Return a whole year."""
    return Days(date(year, 1, 1), date(year, MONTHS_IN_YEAR, 31))


def day_in(number: int, day: int) -> InYear:
    """Return a fixed month and day; the 30th of February is no day."""

    def within(year: int) -> Days | None:
        in_month = day <= calendar.monthrange(year, number)[1]
        return Days.one(date(year, number, day)) if in_month else None

    return within


def month_in(number: int) -> InYear:
    """Return a whole month of the year."""
    return lambda year: month(year, number)


def third_in(number: int, part: int) -> InYear:
    """Return the first (0), middle (1) or last (2) ten days of a month."""

    def within(year: int) -> Days:
        whole = month(year, number)
        starts = (whole.first, date(year, number, 11), date(year, number, 21))
        ends = (date(year, number, 10), date(year, number, 20), whole.last)
        return Days(starts[part], ends[part])

    return within


def week_in(number: int, nth: int, weekday: int | None) -> InYear:
    """Return the nth week of a month, or its nth such weekday; nth 0 is the last."""

    def within(year: int) -> Days | None:
        whole = month(year, number)
        if weekday is None:
            first = whole.first + timedelta(days=DAYS_IN_WEEK * (nth - 1))
            return Days(first, min(first + timedelta(days=DAYS_IN_WEEK - 1), whole.last))
        if nth == 0:
            back = (whole.last.weekday() - weekday) % DAYS_IN_WEEK
            return Days.one(whole.last - timedelta(days=back))
        ahead = (weekday - whole.first.weekday()) % DAYS_IN_WEEK + DAYS_IN_WEEK * (nth - 1)
        day = whole.first + timedelta(days=ahead)
        return Days.one(day) if day <= whole.last else None

    return within


def months_in(first: int, last: int) -> InYear:
    """Return a run of months; one that passes December ends in the next year."""

    def within(year: int) -> Days:
        ends = year if first <= last else year + 1
        return Days(month(year, first).first, month(ends, last).last)

    return within
