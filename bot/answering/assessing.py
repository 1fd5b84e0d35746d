"""Runs the rules engine for a question and decides what to ask back."""

from dataclasses import dataclass
from datetime import date

from bot.answering.model import FollowUp, Intent, Memory, Understanding
from bot.answering.outage import needs_service, outage_of, with_incident
from bot.compensation.engine import assess, two_clocks
from bot.compensation.model import Assessment, Eligible, Outage
from bot.compensation.rules import Rules
from knowledge.store import Knowledge
from prompts import Wording

ASKING_INTENTS = frozenset({Intent.COMPENSATION, Intent.LETTER})
_ASKED_IN_ORDER = (
    "paid",
    "minutes",
    "monthly_fee_krw",
    "announced",
    "gross_negligence",
    "month_total_minutes",
)
"""Which missing field is asked first; others are never asked, only mentioned."""


@dataclass(frozen=True, slots=True)
class Assessed:
    """An outage and what the rules grant: on its date, and today where that differs.

    `told` says whether the user described an outage of their own (length, fee, ...) rather than
    asking about a service in general.
    """

    outage: Outage
    then: Assessment
    now: Assessment | None
    told: bool


def assess_question(
    understanding: Understanding, knowledge: Knowledge, rules: Rules, today: date
) -> Assessed | None:
    """Return the assessment when the user asks what they get for a recognisable service."""
    if understanding.intent not in ASKING_INTENTS:
        return None
    outage = outage_of(understanding, knowledge)
    if outage is None:
        return None
    if understanding.incident:
        outage = with_incident(outage, knowledge.fact(understanding.incident))
    if outage.start is None and understanding.as_of != today:
        then, now = assess(outage, rules, on=understanding.as_of), None
    else:
        then, now = two_clocks(outage, rules, today)
    return Assessed(outage, then, now, _told(understanding))


def follow_up(
    understanding: Understanding,
    assessed: Assessed | None,
    memory: Memory,
    knowledge: Knowledge,
    wording: Wording,
) -> FollowUp | None:
    """Return the one thing to ask back, or None; nothing the user declined is asked again."""
    field = _field_to_ask(understanding, assessed, memory, knowledge)
    if field is None:
        return None
    language = understanding.language
    return FollowUp(
        field=field,
        question=wording(language, f"ask_{field}"),
        choices=tuple(wording(language, f"ask_{field}_choices").split("|")),
    )


def _field_to_ask(
    understanding: Understanding,
    assessed: Assessed | None,
    memory: Memory,
    knowledge: Knowledge,
) -> str | None:
    if needs_service(understanding, knowledge):
        return "service"
    if assessed is None or understanding.incident:
        return None
    wanted = [
        field
        for field in _ASKED_IN_ORDER
        if field in assessed.then.missing and field not in memory.declined
    ]
    return wanted[0] if wanted else None


def _told(understanding: Understanding) -> bool:
    said = (
        understanding.minutes,
        understanding.month_total_minutes,
        understanding.month_count,
        understanding.monthly_fee_krw,
        understanding.announced,
    )
    return any(value is not None for value in said)


def decisive(assessed: Assessed) -> bool:
    """Return whether the verdict itself is worth opening the answer with."""
    return assessed.told or assessed.then.eligible in (Eligible.YES, Eligible.NO)
