"""Dates and times of day in Korean and English spelling."""

import re
from collections.abc import Iterator

from bot.answering.writing.values.bounds import date_bound_of
from bot.answering.writing.values.model import Kind, Value

_MONTHS = {
    name: n
    for n, names in enumerate(
        (
            "january jan", "february feb", "march mar", "april apr", "may may", "june jun",
            "july jul", "august aug", "september sep sept", "october oct", "november nov",
            "december dec",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_ISO = re.compile(r"(?<!\d)(\d{4})-(\d{1,2})(?:-(\d{1,2}))?(?!\d)")
_DOTTED = re.compile(r"(?<![\d.])((?:19|20)\d\d)[./] ?(\d{1,2})[./] ?(\d{1,2})(?!\d)\.?")
_KOREAN = re.compile(
    r"(?<!\d)(?:((?:19|20)\d\d)년(?:도)? ?(?:(\d{1,2})월 ?(?:(\d{1,2})일)?)?"
    r"|(\d{1,2})월 ?(?:(\d{1,2})일)?)"
)
_NEXT_DAY = re.compile(r" ?(?:~|·|, ?|와 |과 |및 |부터 |-) ?(\d{1,2})일")
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_EN_DAY_FIRST = re.compile(
    rf"\b((?:{_DAY}(?:, and |, | and | to | or "
    rf"|-))*{_DAY}) (?:of )?({_MONTH})\.?(?:,? (\d{{4}}))?\b"
)
_EN_MONTH_FIRST = re.compile(
    rf"\b({_MONTH})\.? (\d{{1,2}})(?:st|nd|rd|th)?\b(?!:)(?:,? (\d{{4}}))?(?!\d)"
)
_EN_MONTH = re.compile(rf"(?<!\d )(?<!\d)\b({_MONTH})\.?,? (\d{{4}})\b")
_EN_YEAR = re.compile(r"(?<=\bin )((?:19|20)\d\d)\b|(?<=\bof )((?:19|20)\d\d)\b")
_EN_LONE_MONTH = re.compile(
    r"(?<=\bin )(january|february|april|june|july|august|september|october|november|december)\b"
)
_KO_TIME = re.compile(
    r"(오전|오후|새벽|아침|낮|저녁|밤)? ?(?<!\d)(\d{1,2})(?:~(\d{1,2}))?시(?!간)"
    r"(?: ?(\d{1,2})분?(?:~(\d{1,2}))?분| ?(반)(?![가-힣]))?"
)
_CLOCK = re.compile(r"(?<![\d:])(\d{1,2}):(\d{2})(?!\d)(?: ?(am|pm|a\.m\.|p\.m\.))?")
_EN_TIME = re.compile(r"(?<![\d:])(\d{1,2}) ?(am|pm|a\.m\.|p\.m\.)(?![a-z])")
_PM = ("오후", "저녁", "밤", "낮", "pm", "p.m.")

Date = tuple[int | None, int | None, int | None]
Found = Iterator[Value]


def find_dates(text: str) -> Found:
    """Yield the dates of a folded text; a part that is not said is None."""
    for pattern in (_ISO, _DOTTED):
        for match in pattern.finditer(text):
            yield _date(text, match, (_int(match[1]), _int(match[2]), _int(match[3])))
    yield from _korean_dates(text)
    yield from _english_dates(text)


def _korean_dates(text: str) -> Found:
    for match in _KOREAN.finditer(text):
        year = _int(match[1])
        month, day = _int(match[2] or match[4]), _int(match[3] or match[5])
        if month and month > 12:
            continue
        yield _date(text, match, (year, month, day))
        yield from _further_days(text, match.end(), year, month if day else None)


def _further_days(text: str, end: int, year: int | None, month: int | None) -> Found:
    """The days that share the month before them: "10월 15일~20일", "5월 13·20일"."""
    while month and (more := _NEXT_DAY.match(text, end)):
        yield Value(Kind.DATE, (year, month, int(more[1])), span=more.span())
        end = more.end()


def _english_dates(text: str) -> Found:
    for match in _EN_DAY_FIRST.finditer(text):
        for day in re.findall(r"\d{1,2}", match[1]):
            yield _date(text, match, (_int(match[3]), _MONTHS[match[2]], int(day)))
    for match in _EN_MONTH_FIRST.finditer(text):
        yield _date(text, match, (_int(match[3]), _MONTHS[match[1]], int(match[2])))
    for match in _EN_MONTH.finditer(text):
        yield _date(text, match, (int(match[2]), _MONTHS[match[1]], None))
    for match in _EN_YEAR.finditer(text):
        yield _date(text, match, (int(match[1] or match[2]), None, None))
    for match in _EN_LONE_MONTH.finditer(text):
        yield _date(text, match, (None, _MONTHS[match[1]], None))


def find_times(text: str) -> Found:
    """Yield the times of day of a folded text."""
    for match in _KO_TIME.finditer(text):
        hours = [hour for hour in (match[2], match[3]) if hour]
        minutes = ["30"] if match[6] else [m for m in (match[4], match[5]) if m] or ["0"]
        for hour in hours:
            for minute in minutes:
                yield _time(match, int(hour), int(minute), match[1])
    for match in _CLOCK.finditer(text):
        yield _time(match, int(match[1]), int(match[2]), match[3] or "24")
    for match in _EN_TIME.finditer(text):
        yield _time(match, int(match[1]), 0, match[2])


def _time(match: re.Match[str], hour: int, minute: int, half: str | None) -> Value:
    known = half is not None or hour > 12 or hour == 0
    if half in _PM and hour < 12:
        hour += 12
    elif (half == "밤" or (half and half not in _PM and half != "24")) and hour == 12:
        hour = 0
    bound = date_bound_of(match.string, *match.span())
    return Value(Kind.TIME, (hour % 24 * 60 + minute, known), bound, match.span())


def _date(text: str, match: re.Match[str], key: Date) -> Value:
    return Value(Kind.DATE, key, date_bound_of(text, *match.span()), match.span())


def _int(digits: str | None) -> int | None:
    return int(digits) if digits else None
