"""The outage diary: when a line went down and up, and what that adds up to (KST, whole minutes)."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from bot.claims.errors import InvalidDiary
from bot.clock import KST
from bot.compensation.model import Outage, Service
from knowledge.rule_schema import Condition, Ground, Measure, Rule

MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Entry:
    """One stop of one line; `ended` is None while it lasts. Moments carry a zone."""

    provider: str | None
    service: Service
    started: datetime
    ended: datetime | None = None
    id: int = 0

    @property
    def line(self) -> tuple[str | None, Service]:
        """Return what went down."""
        return self.provider, self.service


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of time without service in KST; `end` is not part of it."""

    start: datetime
    end: datetime

    @property
    def minutes(self) -> int:
        """Return the whole minutes."""
        return int((self.end - self.start) / MINUTE)


@dataclass(frozen=True, slots=True)
class MonthTotal:
    """What a calendar month (its first day) adds up to for one line."""

    month: date
    minutes: int
    longest_minutes: int
    most_on_a_day_minutes: int
    lengths: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Reached:
    """A threshold that a month has reached: `rule` with the `ground` that is met."""

    rule: Rule
    ground: Ground
    month: date

    @property
    def key(self) -> str:
        """Return what tells this announcement from others; the same threshold comes once."""
        ground = self.ground
        return f"{self.rule.family}:{ground.measure}:{ground.value}:{self.month:%Y-%m}"


def down(
    entries: Sequence[Entry], provider: str | None, service: Service, now: datetime
) -> tuple[Entry, ...]:
    """Return the diary with an outage begun; unchanged where that line is down already."""
    if any(entry.line == (provider, service) and entry.ended is None for entry in entries):
        return tuple(entries)
    return (*entries, Entry(provider, service, now))


def up(
    entries: Sequence[Entry], provider: str | None, service: Service, now: datetime
) -> tuple[Entry, ...]:
    """Return the diary with the line's outage ended; raises InvalidDiary where none lasts."""
    index = next((i for i, entry in enumerate(entries) if _lasts(entry, provider, service)), None)
    if index is None:
        raise InvalidDiary("no outage of this line lasts")
    if now < entries[index].started:
        raise InvalidDiary("an outage cannot end before it began")
    return (*entries[:index], replace(entries[index], ended=now), *entries[index + 1 :])


def _lasts(entry: Entry, provider: str | None, service: Service) -> bool:
    return entry.line == (provider, service) and entry.ended is None


def spans(entries: Iterable[Entry], now: datetime) -> tuple[Span, ...]:
    """Return when the line was down, overlaps counted once, up to `now` where it still is."""
    merged: list[Span] = []
    for span in sorted((_span(entry, now) for entry in entries), key=lambda span: span.start):
        if merged and span.start <= merged[-1].end:
            merged[-1] = replace(merged[-1], end=max(merged[-1].end, span.end))
        else:
            merged.append(span)
    return tuple(merged)


def _span(entry: Entry, now: datetime) -> Span:
    return Span(entry.started.astimezone(KST), (entry.ended or now).astimezone(KST))


def month_totals(entries: Iterable[Entry], now: datetime) -> tuple[MonthTotal, ...]:
    """Return the totals of every month touched, oldest first; outages are split at month end."""
    by_month: dict[date, list[Span]] = {}
    for span in spans(entries, now):
        for part in _split(span, _next_month):
            by_month.setdefault(part.start.date().replace(day=1), []).append(part)
    return tuple(_total(month, parts) for month, parts in sorted(by_month.items()))


def _total(month: date, parts: Sequence[Span]) -> MonthTotal:
    lengths = tuple(part.minutes for part in parts)
    days: dict[date, int] = {}
    for piece in (piece for part in parts for piece in _split(part, _next_day)):
        days[piece.start.date()] = days.get(piece.start.date(), 0) + piece.minutes
    return MonthTotal(month, sum(lengths), max(lengths), max(days.values()), lengths)


def _split(span: Span, following: Callable[[datetime], datetime]) -> Iterator[Span]:
    """Yield the span in parts that end where `following` says the next month or day begins."""
    start = span.start
    while start < span.end:
        end = min(span.end, following(start))
        yield Span(start, end)
        start = end


def _next_day(moment: datetime) -> datetime:
    return datetime.combine(moment.date() + timedelta(days=1), time(), tzinfo=KST)


def _next_month(moment: datetime) -> datetime:
    first = moment.replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    return (first + timedelta(days=32)).replace(day=1)


def reached(entries: Sequence[Entry], now: datetime, rules: Iterable[Rule]) -> tuple[Reached, ...]:
    """Return every threshold that one line's diary has reached, oldest month first.

    `rules` are those that cover the line; each counts for the months in which it is in force.
    What a diary cannot tell (negligence, announcements, force majeure) is read the usual way.
    """
    totals = month_totals(entries, now)
    whole = spans(entries, now)
    return tuple(
        Reached(rule, ground, total.month)
        for total in totals
        for rule in rules
        for ground in _thresholds(rule)
        if rule.in_force(_last_day(total.month))
        and ground.comparator.holds(_measured(ground, total, whole), ground.value)
    )


def _thresholds(rule: Rule) -> tuple[Ground, ...]:
    """Return the lengths that matter for outages that nobody announced or planned."""
    if rule.lesser or Condition.YES in (rule.announced, rule.force_majeure):
        return ()
    return tuple(
        ground for ground in rule.grounds if ground.value > 0 and not ground.gross_negligence
    )


def upcoming(
    entries: Sequence[Entry], now: datetime, rules: Sequence[Rule]
) -> tuple[datetime, Reached] | None:
    """Return when the outage that lasts will reach its next threshold; None without either."""
    if all(entry.ended is not None for entry in entries):
        return None
    known = {item.key for item in reached(entries, now, rules)}
    values = {ground.value for rule in rules for ground in rule.grounds}
    eaches = {ground.each_minutes or 0 for rule in rules for ground in rule.grounds}
    for moment in sorted(_candidates(entries, now, values | eaches)):
        for item in reached(entries, moment, rules):
            if item.key not in known:
                return moment, item
    return None


def _candidates(entries: Sequence[Entry], now: datetime, lengths: set[int]) -> set[datetime]:
    """Return the moments at which some length could come to one of `lengths`, or pass it."""
    lasting = spans(entries, now)[-1].minutes
    totals = month_totals(entries, now)
    today = totals[-1].most_on_a_day_minutes if totals else 0
    total = totals[-1].minutes if totals else 0
    needed = {
        length - have + beyond
        for length in lengths
        for have in (lasting, total, today)
        for beyond in (0, 1)
    }
    return {now + minutes * MINUTE for minutes in needed if minutes > 0}


def _measured(ground: Ground, total: MonthTotal, whole: Sequence[Span]) -> int:
    if ground.measure is Measure.CONTINUOUS:
        own = (span.minutes for span in whole if span.start.date().replace(day=1) == total.month)
        return max(own, default=0)
    if ground.measure is Measure.DAY_TOTAL:
        return total.most_on_a_day_minutes
    if ground.measure is Measure.MONTH_TOTAL:
        return total.minutes
    return sum(length >= (ground.each_minutes or 0) for length in total.lengths)


def _last_day(month: date) -> date:
    return (month + timedelta(days=32)).replace(day=1) - timedelta(days=1)


def outage_of(entry: Entry, entries: Sequence[Entry], now: datetime) -> Outage:
    """Return an entry as the outage the rules engine assesses, with its month's totals."""
    own = _span(entry, now)
    line = [other for other in entries if other.line == entry.line]
    month = own.start.date().replace(day=1)
    total = next((item for item in month_totals(line, now) if item.month == month), None)
    return Outage(
        service=entry.service,
        provider=entry.provider,
        start=own.start,
        minutes=own.minutes,
        month_total_minutes=total.minutes if total else None,
        month_count=len(total.lengths) if total else None,
        day_total_minutes=total.most_on_a_day_minutes if total else None,
    )
