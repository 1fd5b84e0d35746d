"""Finds when the question is about."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from bot.answering.understanding.calendar import Days, InYear
from bot.answering.understanding.dates_en import find_english, find_english_years
from bot.answering.understanding.dates_ko import find_bare_days, find_korean
from bot.answering.understanding.found import FoundDate, settle
from bot.answering.understanding.text import Span, blank
from knowledge.schema import Holiday

_EVENT_AFTER = re.compile(
    r"\s?(?:에|부터)?\s?(?:처음\s?)?(?:가입|개통|설치|계약|이사|입주|약정|고객\s?센터|상담|문의|전화(?:해|했|로)|말고)"
)
_EVENT_BEFORE = re.compile(
    r"\b(?:since|joined|signed up|moved(?: in)?|contract (?:began|started)|installed|subscribed"
    r"|bought|called|texted|emailed)"
    r"\s(?:\w+\s){0,3}$"
)
_NEAR = 40


@dataclass(frozen=True, slots=True)
class HolidayNames:
    """Every holiday's names in one pattern."""

    pattern: re.Pattern[str]
    by_name: dict[str, Holiday]


@dataclass(frozen=True, slots=True)
class Dated:
    """The days a question is about, and where its dates stand in the text."""

    days: Days | None
    spans: tuple[Span, ...]


def build_holiday_names(holidays: Iterable[Holiday]) -> HolidayNames:
    """Return the lookup of holidays by name, the longest name first."""
    by_name = {name.lower(): holiday for holiday in holidays for name in holiday.names}
    names = sorted(by_name, key=len, reverse=True)
    pattern = "|".join(map(re.escape, names)) if names else r"(?!)"
    return HolidayNames(re.compile(pattern), by_name)


def find_dates(text: str, today: date, holidays: HolidayNames) -> Dated:
    """Return the past days a normalised text names; future dates and other text are ignored."""
    found = tuple(_without_overlaps(_all(text, today, holidays)))
    found = found or tuple(_without_overlaps(find_bare_days(text, today)))
    told = [one for one in found if not _of_something_else(text, one.span)]
    return Dated(settle(told, today), tuple(one.span for one in found))


def _of_something_else(text: str, span: Span) -> bool:
    """Return whether a date is that of a contract or a call ("11월 2일에 가입했는데 어제 끊김")."""
    before = text[max(0, span[0] - _NEAR) : span[0]]
    return bool(_EVENT_AFTER.match(text[span[1] :]) or _EVENT_BEFORE.search(before))


def _all(text: str, today: date, holidays: HolidayNames) -> Iterator[FoundDate]:
    yield from _holidays(text, holidays)
    masked = blank(text, *(one.span for one in _holidays(text, holidays)))
    yield from find_english(masked, today)
    yield from find_korean(masked, today)
    yield from find_english_years(masked)


def _without_overlaps(found: Iterable[FoundDate]) -> Iterator[FoundDate]:
    """Keep the first of dates that share letters: the patterns come most specific first."""
    taken: list[Span] = []
    for one in found:
        if all(one.span[1] <= start or end <= one.span[0] for start, end in taken):
            taken.append(one.span)
            yield one


def _holidays(text: str, holidays: HolidayNames) -> Iterator[FoundDate]:
    for match in holidays.pattern.finditer(text):
        yield FoundDate(match.span(), None, _on_holiday(holidays.by_name[match[0]]))


def _on_holiday(holiday: Holiday) -> InYear:
    def within(year: int) -> Days | None:
        day = holiday.in_year(year)
        if day is None:
            return None
        around = timedelta(days=holiday.around)
        return Days(day - around, day + around)

    return within
