"""Reads one question into an `Understanding`, with what the chat remembers."""

import re
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta, tzinfo

from bot.answering.model import Ask, Intent, Understanding
from bot.answering.understanding.calendar import Days
from bot.answering.understanding.categories import (
    categories_in,
    choose_category,
    service_of_category,
)
from bot.answering.understanding.conditions import (
    find_announced,
    find_force_majeure,
    find_gross_negligence,
    find_paid,
)
from bot.answering.understanding.dates import find_dates
from bot.answering.understanding.followup import merge_follow_up
from bot.answering.understanding.incidents import find_incident, overlap
from bot.answering.understanding.intents import (
    find_intents,
    reports_outage,
    says_outage,
)
from bot.answering.understanding.language import language_of
from bot.answering.understanding.lengths import Lengths, find_lengths
from bot.answering.understanding.lexicon import Lexicon
from bot.answering.understanding.money import find_monthly_fee
from bot.answering.understanding.names import Target
from bot.answering.understanding.replies import read_reply
from bot.answering.understanding.text import blank, normalise
from bot.answering.understanding.times import Clock, find_clock
from knowledge.schema import Category

_TODAY = re.compile(
    r"지금(?!까지\s?\S*\s?(?:안|먹통|장애))|현재|요즘|요새|이제는?|아직도|\bnow\b|nowadays"
    r"|currently|these days|\btoday\b"
)
_EVERY_YEAR = re.compile(r"(?:매년|해마다|매해)\s?\d{1,2}월(?:\s?(?:\d{1,2}일|초|말|중순|하순))?")
_AFTERWARDS = re.compile(
    r"뒤|이후|나서|다음\s?해|이듬해|후에|강화|새로|\bafter\b|\bsince\b"
    r"|(?:바뀐|바뀌|생긴|생겼|달라진|만들어진).{0,6}(?:법|규정|의무|규제)"
    r"|(?:법|규정|의무|규제).{0,8}(?:바뀌|바뀐|생긴|생겼|달라)"
)
_RULES = frozenset({Intent.LAW, Intent.TERMS, Intent.INCIDENT})
_LONG_AGO = timedelta(days=120)


@dataclass(frozen=True, slots=True)
class _When:
    """The days, the clock and the lengths of a question, and the text without them."""

    days: Days | None
    clock: Clock
    lengths: Lengths
    rest: str


def understand(ask: Ask, lexicon: Lexicon) -> Understanding:
    """Return what `ask` means; what it leaves out comes from the chat's memory.

    A bare answer to something the bot asked back is read as that field.
    """
    previous, asked_for = ask.memory.last, ask.memory.asked_for
    text = normalise(ask.question)
    if previous and asked_for:
        said = read_reply(asked_for, text)
        if said is not None and not lexicon.names.find(text):
            return replace(previous, question=ask.question, follow_up=True, **said)
    current = _read(ask, text, lexicon)
    return merge_follow_up(previous, current, lexicon.providers) if previous else current


def _read(ask: Ask, text: str, lexicon: Lexicon) -> Understanding:
    today = ask.now.date()
    found = lexicon.names.find(text)
    targets = tuple(dict.fromkeys(one.target for one in found))
    when = _when(blank(text, *(one.span for one in found)), today, lexicon)
    minutes = _minutes(when)
    incident = find_incident(text, targets, when.days, minutes, lexicon.incidents)
    targets = targets or _owner(incident, lexicon)
    category = choose_category(targets, categories_in(text), lexicon.providers, text)
    known = lexicon.incidents.days.get(incident or "")
    when = _at_incident(when, known)
    intents = find_intents(
        text,
        named=bool(targets),
        incident=incident is not None,
        long_ago=when.days is not None and today - when.days.last > _LONG_AGO,
        lasted=minutes is not None,
    )
    return Understanding(
        question=ask.question,
        language=ask.language or language_of(text),
        intents=intents,
        as_of=_as_of(text, intents[0], when.days, known, today),
        providers=tuple(dict.fromkeys(target.provider for target in targets)),
        services=_services(targets, category, lexicon),
        category=category,
        incident=incident,
        start=_start(when, ask.now.tzinfo),
        day_from=when.days.first if when.days else None,
        day_to=when.days.last if when.days else None,
        dated=when.days is not None,
        wants_today=bool(_TODAY.search(text)),
        minutes=minutes,
        month_total_minutes=when.lengths.month_total_minutes,
        month_count=when.lengths.month_count,
        monthly_fee_krw=find_monthly_fee(when.rest),
        paid=find_paid(text),
        announced=find_announced(text),
        gross_negligence=find_gross_negligence(text),
        force_majeure=find_force_majeure(text),
        outage_said=says_outage(text),
        reported=reports_outage(text),
    )


def _minutes(when: _When) -> int | None:
    """Return the length told; one that is not clearly the outage's yields to "9시부터 11시까지"."""
    told, between = when.lengths, when.clock.minutes
    return told.minutes if told.certain else between or told.minutes


def _when(text: str, today: date, lexicon: Lexicon) -> _When:
    """Read dates, clock times and lengths in turn, each from what the ones before left."""
    said = text
    text = blank(text, *(match.span() for match in _EVERY_YEAR.finditer(text)))
    dated = find_dates(text, today, lexicon.holidays)
    text = blank(text, *dated.spans)
    clock = find_clock(text)
    text = blank(text, *clock.spans)
    lengths = find_lengths(text, said)
    return _When(dated.days, clock, lengths, blank(text, *lengths.spans))


def _owner(incident: str | None, lexicon: Lexicon) -> tuple[Target, ...]:
    """An incident named without its provider ("아현 화재") names the provider too."""
    owner = lexicon.incidents.owners.get(incident or "")
    return (owner,) if owner else ()


def _services(
    targets: tuple[Target, ...], category: Category | None, lexicon: Lexicon
) -> tuple[str, ...]:
    named = [target.service for target in targets if target.service]
    implied = [
        service_of_category(lexicon.providers[target.provider], category)
        for target in targets
        if not target.service
    ]
    return tuple(dict.fromkeys(service for service in (*named, *implied) if service))


def _at_incident(when: _When, incident: Days | None) -> _When:
    """Put a misremembered date right: "작년 판교 화재" was in 2022 all the same."""
    if incident is None or when.days is None or overlap(incident, when.days):
        return when
    return replace(when, days=incident)


def _as_of(
    text: str, intent: Intent, days: Days | None, incident: Days | None, today: date
) -> date:
    """Return the date whose law applies: the incident's, else the last of the days named.

    What an incident led to ("판교 화재 뒤에 강화된 의무") is asked of today's law.
    """
    if incident and intent in _RULES and _AFTERWARDS.search(text):
        return today
    if incident:
        return incident.first
    return days.last if days else today


def _start(when: _When, zone: tzinfo | None) -> datetime | None:
    """Return the moment the outage began, where both its day and its hour were said."""
    if when.days is None or when.days.length > 1 or when.clock.start is None:
        return None
    day = when.days.first + timedelta(days=when.clock.next_day)
    return datetime.combine(day, when.clock.start, tzinfo=zone)
