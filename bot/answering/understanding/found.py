"""A date as it was found in the text, before its year is settled."""

from bisect import bisect
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from bot.answering.understanding.calendar import (
    Days,
    InYear,
    day_in,
    month,
    months_before,
    whole_year,
)
from bot.answering.understanding.text import Span

_OLDEST = 2000
_STEPS = (2, 12, 32, 93)


@dataclass(frozen=True, slots=True)
class FoundDate:
    """Where a date stands, the year it names, and the days it means within a year.

    `within` is None for a year alone, `year` None where none was said. `before` marks "before
    2022": the days end on the eve. `relative` marks days counted from today, whose year says
    nothing about other dates.
    """

    span: Span
    year: int | None = None
    within: InYear | None = None
    before: bool = False
    relative: bool = False


def fixed(span: Span, days: Days) -> FoundDate:
    """Return a date that is already settled."""
    return FoundDate(span, days.first.year, lambda _: days, relative=True)


def day_of_month(span: Span, number: int, today: date) -> FoundDate | None:
    """Return the last day with that number, or None where the month it falls in has none."""
    whole = month(today.year, today.month) if number <= today.day else months_before(today, 1)
    days = day_in(whole.first.month, number)(whole.first.year)
    return fixed(span, days) if days else None


def settle(found: Iterable[FoundDate], today: date) -> Days | None:
    """Return the days the text is about: the most exact past date, the earlier one on a tie."""
    settled = [days for days in _settled(sorted(found, key=lambda one: one.span), today) if days]
    return min(settled, key=_coarseness, default=None)


def _coarseness(days: Days) -> int:
    """A day is finer than a week, a week than a month; February is no finer than January."""
    return bisect(_STEPS, days.length)


def _settled(found: list[FoundDate], today: date) -> Iterator[Days | None]:
    years = [one for one in found if one.year is not None and not one.relative]
    for one in found:
        year = _borrowed_year(one, years) if one.year is None else one.year
        yield _past(_days(replace(one, year=year), today), one.before, today)


def _borrowed_year(one: FoundDate, years: list[FoundDate]) -> int | None:
    """A month named apart from its year ("2018년 KT 11월 화재") belongs to the nearest year."""
    if not years:
        return None
    return min(years, key=lambda other: abs(other.span[0] - one.span[0])).year


def _days(one: FoundDate, today: date) -> Days | None:
    if one.year is not None:
        return one.within(one.year) if one.within else whole_year(one.year)
    if one.within is None:
        return None
    candidates = (one.within(year) for year in range(today.year, _OLDEST, -1))
    return next((days for days in candidates if days and days.first <= today), None)


def _past(days: Days | None, before: bool, today: date) -> Days | None:
    if days is None:
        return None
    if before:
        days = Days.one(days.first - timedelta(days=1))
    return replace(days, last=min(days.last, today)) if days.first <= today else None
