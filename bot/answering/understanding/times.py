"""Clock times: when an outage began and, where an end is given, how long it took."""

import re
from dataclasses import dataclass
from datetime import time
from itertools import pairwise

from bot.answering.understanding.numbers import NATIVE, parse_native
from bot.answering.understanding.text import Span

_HALF_DAY = 12
_DAY_MINUTES = 24 * 60
_EVENING = 6

_CLOCK = re.compile(
    r"(?:(?P<part>새벽|아침|오전|점심|한낮|낮|오후|저녁|한밤|밤)\s?)?"
    rf"(?:(?<!\d)(?P<h>[01]?\d|2[0-4])|(?<![가-힣])(?P<hn>{NATIVE})"
    rf"|(?<=[전후침녁밤벽])(?P<hp>{NATIVE}))"
    r"\s?시(?![간청작스행급])(?:\s?(?P<m>[0-5]?\d)\s?분|\s?(?P<half>반))?"
    r"|(?:(?P<part2>새벽|아침|오전|낮|오후|저녁|밤)\s?)?(?<![\d:])(?P<h2>[01]?\d"
    r"|2[0-4]):(?P<m2>[0-5]\d)"
    r"(?:\s?(?P<ap2>[ap])\.?m(?![a-z])\.?)?"
    r"|(?<![\d:])(?P<h3>1[0-2]|[1-9])\s?(?P<ap3>[ap])\.?m(?![a-z])\.?"
    r"|(?<![\d:,.])(?P<h4>1[0-2]|[1-9])(?=\s?(?:to|till?|until|-|~)\s?(?:1[0-2]|[1-9])"
    r"(?::[0-5]\d|(?::[0-5]\d)?\s?[ap]\.?m(?![a-z])))"
    r"|(?P<midnight>자정|\bmidnight\b)|(?P<noon>정오|\bnoon\b)"
)
_BETWEEN = re.compile(
    r"^\s*(?:(?:쯤|경|께|정각)?\s*(?:부터|에서)|쯤?\s*~|-|\bto\b|\buntil\b|\btill?\b"
    r"|\band\b)[\s\w,]{0,8}\s*$"
    r"|^[^\d.!?]{0,50}\b(?:back|return(?:ed)?|restored|recovered|fixed|resumed|again|until|till?)\b"
    r"[^\d.!?]{0,12}$"
)
_WENT = re.compile(
    r"^\s?(?:쯤|경|께)?\s?에?\s?[^\d.!?]{0,10}(?:끊|꺼|죽|멈|먹통|다운|터졌|나갔|나가|안\s?[되돼됐])"
    r"[^\d.!?]{0,15}$"
)
_CAME_BACK = re.compile(
    r"^\s?(?:쯤|경|께)?\s?(?:에야|에|부터)?\s?(?:다시\s?)?(?:복구|살아|돌아|됐|되|풀|정상|켜|들어왔)"
)


@dataclass(frozen=True, slots=True)
class ClockTime:
    """An hour and minute; `part` says which half of the day where that was said."""

    hour: int
    minute: int
    part: str | None
    span: Span

    @property
    def settled(self) -> bool:
        """Return whether it is known to be before or after noon."""
        return self.part is not None or self.hour > _HALF_DAY or self.hour == 0


@dataclass(frozen=True, slots=True)
class Clock:
    """What the clock times of a question say.

    `start` is None when none was given or when it may be before or after noon. `next_day` is set
    for midnight at the end of the day ("밤 12시"). `minutes` is the length of a from-to range.
    """

    start: time | None
    next_day: bool
    minutes: int | None
    spans: tuple[Span, ...]


def find_clock(text: str) -> Clock:
    """Return what the clock times in a normalised text say; dates should be blanked before."""
    times = [_clock_time(match) for match in _CLOCK.finditer(text)]
    spans = tuple(one.span for one in times)
    if not times:
        return Clock(None, next_day=False, minutes=None, spans=())
    pair = next(
        (
            (one, two)
            for one, two in pairwise(times)
            if _is_range(text[one.span[1] : two.span[0]], text[two.span[1] :])
        ),
        None,
    )
    first = _settle_by_end(*pair) if pair else times[0]
    minutes = _length(first, pair[1]) if pair else None
    if not first.settled:
        return Clock(None, next_day=False, minutes=minutes, spans=spans)
    start, next_day = _on_the_day(first)
    return Clock(start, next_day, minutes, spans)


def _is_range(between: str, after: str) -> bool:
    """Return whether two times are those of an outage: "부터", or "끊겨서" and then "복구"."""
    return bool(_BETWEEN.match(between) or (_WENT.match(between) and _CAME_BACK.match(after)))


def _clock_time(match: re.Match[str]) -> ClockTime:
    groups = match.groupdict()
    if groups["midnight"]:
        return ClockTime(0, 0, "새벽", match.span())
    if groups["noon"]:
        return ClockTime(_HALF_DAY, 0, "낮", match.span())
    spelt = groups["hn"] or groups["hp"]
    hour = (
        parse_native(spelt)
        if spelt
        else int(groups["h"] or groups["h2"] or groups["h3"] or groups["h4"])
    )
    minute = 30 if groups["half"] else int(groups["m"] or groups["m2"] or 0)
    english = {"a": "오전", "p": "오후"}.get(groups["ap2"] or groups["ap3"] or "")
    return ClockTime(hour, minute, groups["part"] or groups["part2"] or english, match.span())


def _settle_by_end(first: ClockTime, end: ClockTime) -> ClockTime:
    """ "9pm to midnight" settles nothing about 9, but "3시~오후 5시" is in the afternoon."""
    if first.settled:
        return first
    if end.part in ("오전", "오후", "저녁", "새벽", "아침") and first.hour <= end.hour:
        return ClockTime(first.hour, first.minute, end.part, first.span)
    return first


def _minute_of_day(clock: ClockTime) -> int:
    """Return minutes since the midnight before; 밤 12시 is the end of the day."""
    hour, part = clock.hour, clock.part
    if part in ("밤", "한밤"):
        hour = hour + _HALF_DAY if _EVENING <= hour <= _HALF_DAY else hour
    elif part in ("오후", "저녁") or (part in ("낮", "한낮", "점심") and hour < _EVENING):
        hour = hour + _HALF_DAY if hour < _HALF_DAY else hour
    elif part in ("오전", "새벽", "아침"):
        hour %= _HALF_DAY
    return hour * 60 + clock.minute


def _on_the_day(clock: ClockTime) -> tuple[time, bool]:
    days, minute = divmod(_minute_of_day(clock), _DAY_MINUTES)
    return time(minute // 60, minute % 60), bool(days)


def _length(start: ClockTime, end: ClockTime) -> int:
    """Return the minutes from `start` to the next time the clock shows `end`."""
    begins = _minute_of_day(start)
    if end.settled:
        return (_minute_of_day(end) - begins) % _DAY_MINUTES or _DAY_MINUTES
    half = _HALF_DAY * 60
    return (end.hour * 60 + end.minute - begins) % half or half
