"""Dates as they are written in English."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import MINYEAR, date, timedelta

from bot.answering.understanding.calendar import (
    DAYS_IN_WEEK,
    Days,
    InYear,
    day_in,
    month_in,
    months_before,
    months_in,
    third_in,
    week_of,
    whole_year,
)
from bot.answering.understanding.found import FoundDate, day_of_month, fixed

Read = Callable[[re.Match[str], date], FoundDate | None]

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_SEASONS = {
    "spring": months_in(3, 5), "summer": months_in(6, 8), "fall": months_in(9, 11),
    "autumn": months_in(9, 11), "winter": months_in(12, 2), "early": months_in(1, 3),
    "late": months_in(10, 12), "mid": months_in(5, 8),
}  # fmt: skip
_NUMBERS = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6}

_MONTH = (
    r"(?P<m>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
_DAY = r"(?P<d>3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?\b"
_NAMED = (
    r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?"
    r"(?:\s(?:morning|afternoon|evening|night))?,?\s\(?(?:the\s)?)?"
)
"""A weekday named beside the date says nothing more."""

_YEAR = r"(?P<y>(?<!\d)(?:19|20)\d\d(?!\d))"
_BEFORE = re.compile(r"\b(?:before|prior to)\s$")
_PART = r"(?:(?P<part>early|mid|late)[\s-])?"
_SEASON = "|".join(("spring", "summer", "fall", "autumn", "winter"))


def find_english(text: str, today: date) -> Iterator[FoundDate]:
    """Yield the dates in a normalised text, the most specific pattern first."""
    for pattern, read in _PATTERNS:
        for match in pattern.finditer(text):
            if found := read(match, today):
                yield _marked(found, text)


def find_english_years(text: str) -> Iterator[FoundDate]:
    """Yield years that stand alone ("in 2022"); to be tried after every other pattern."""
    for match in _YEAR_ALONE.finditer(text):
        within = _SEASONS.get(match["part"] or "")
        yield _marked(FoundDate(match.span(), int(match["y"]), within), text)


def _marked(found: FoundDate, text: str) -> FoundDate:
    return replace(found, before=bool(_BEFORE.search(text[: found.span[0]])))


def _calendar_date(match: re.Match[str], _: date) -> FoundDate:
    groups = match.groupdict()
    number = _MONTHS.index(match["m"][:3]) + 1
    within: InYear = month_in(number)
    if groups.get("d"):
        within = day_in(number, int(match["d"]))
    elif groups.get("part"):
        within = third_in(number, ("early", "mid", "late").index(match["part"]))
    year = int(groups["y"]) if groups.get("y") else None
    return FoundDate(match.span(), year, within)


def _numeric(match: re.Match[str], _: date) -> FoundDate:
    month = match["m"] or match["m2"] or match["m3"]
    day = match["d"] or match["d2"] or match["d3"]
    return FoundDate(match.span(), None, day_in(int(month), int(day)))


def _season(match: re.Match[str], today: date) -> FoundDate:
    year = int(match["y"]) if match["y"] else None
    if match["last"]:
        year = today.year - 1
    return FoundDate(match.span(), year, _SEASONS[match["season"]])


def _day_of_month(match: re.Match[str], today: date) -> FoundDate | None:
    return day_of_month(match.span(), int(match["d"]), today)


_DAYS_AGO = {
    "today": 0, "2day": 0, "tonight": 0, "this": 0, "yesterday": 1, "yest": 1,
    "yday": 1, "ystrday": 1, "last": 1, "the": 2,
}  # fmt: skip


def _named_day(match: re.Match[str], today: date) -> FoundDate:
    ago = timedelta(days=_DAYS_AGO[match[0].split()[0]])
    return fixed(match.span(), Days.one(today - ago))


def _relative(match: re.Match[str], today: date) -> FoundDate:
    back = 1 if match["which"] == "last" else 0
    days = {
        "week": week_of(today - timedelta(days=DAYS_IN_WEEK * back)),
        "month": months_before(today, back),
        "year": whole_year(today.year - back),
    }
    return fixed(match.span(), days[match["unit"]])


def _weekday(match: re.Match[str], today: date) -> FoundDate:
    named = _WEEKDAYS.index(match["wd"] or match["wd2"])
    back = (today.weekday() - named) % DAYS_IN_WEEK or DAYS_IN_WEEK
    if match["week"]:
        back = today.weekday() - named + DAYS_IN_WEEK
    return fixed(match.span(), Days.one(today - timedelta(days=back)))


def _ago(match: re.Match[str], today: date) -> FoundDate:
    count = int(match["n"]) if match["n"].isdigit() else _NUMBERS[match["n"]]
    days = {
        "day": Days.one(today - timedelta(days=count)),
        "week": week_of(today - timedelta(days=DAYS_IN_WEEK * count)),
        "month": months_before(today, count),
        "year": whole_year(max(MINYEAR, today.year - count)),
    }
    return fixed(match.span(), days[match["unit"]])


_PATTERNS: tuple[tuple[re.Pattern[str], Read], ...] = (
    (re.compile(rf"\b{_NAMED}{_MONTH}\s?{_DAY}(?:,?\s(?:of\s)?{_YEAR})?"), _calendar_date),
    (re.compile(rf"\b{_NAMED}{_DAY}\s(?:of\s)?{_MONTH}(?:,?\s{_YEAR})?"), _calendar_date),
    (re.compile(rf"\b{_PART}{_MONTH},?\s(?:of\s)?{_YEAR}"), _calendar_date),
    (re.compile(rf"\b(?:in|since|last|during|from)\s{_PART}{_MONTH}"), _calendar_date),
    (
        re.compile(
            r"(?<![\d/.\w-])(?P<m>1[0-2]|0?[1-9])/(?P<d>3[01]|[12]\d|0[1-9])(?![\d/%]|\.\d)"
            r"|(?:\bon|\bfrom)\s(?P<m3>1[0-2]|[1-9])/(?P<d3>[1-9])(?![\d/%])"
            r"|(?:\bon|,)\s(?P<m2>1[0-2])[-.](?P<d2>3[01]|[12]\d|0[1-9])(?![\d-]|\.\d)"
        ),
        _numeric,
    ),
    (
        re.compile(
            rf"\b(?:on\s)?(?:{_NAMED[:-1]}|\b(?:on|the|of|from)\s(?:the\s)?)"
            r"(?P<d>3[01]|[12]\d|[1-9])(?:st|nd|rd|th)\b(?!\s(?:of\s(?!this)|floor|time|gen|grade"
            r"|century|anniv|year|day|month|try|week|party|one|person))(?:\sof this month)?"
        ),
        _day_of_month,
    ),
    (re.compile(rf"\b(?P<last>)(?P<season>{_SEASON})\s(?:of\s)?{_YEAR}"), _season),
    (re.compile(rf"\b(?P<last>last\s)(?P<season>{_SEASON})\b(?P<y>)"), _season),
    (
        re.compile(
            r"\b(?:yesterday|yest|yday|ystrday|today|2day|tonight|last night"
            r"|this (?:morning|afternoon|evening)|the day before yesterday)\b"
        ),
        _named_day,
    ),
    (
        re.compile(
            r"(?<!every )\b(?:(?:last|on|this|past) (?=[a-z]))?"
            r"(?:(?P<wd>mon|tue|wed|thu|fri|sat|sun)(?:day|sday|nesday|rsday|urday)"
            r"|(?<=on |st |is )(?P<wd2>mon|tue|wed|thu|fri|sat|sun)s?)\b(?P<week> last week)?"
        ),
        _weekday,
    ),
    (re.compile(r"\b(?P<which>last|this) (?P<unit>week|month|year)\b"), _relative),
    (
        re.compile(
            r"\b(?P<n>\d{1,3}|an?|one|two|three|four|five|six) (?P<unit>day|week|month"
            r"|year)s? ago\b"
        ),
        _ago,
    ),
)

_YEAR_ALONE = re.compile(
    rf"\b(?:(?P<part>early|mid|late)[\s-])?(?<![\d,.])(?<![-/])(?<!since ){_YEAR}\b(?![-/,.]\s?\d)"
)
