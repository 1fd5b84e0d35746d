"""Runs the rules engine for a question and decides what to ask back."""

from dataclasses import dataclass
from datetime import date

from bot.answering.model import FollowUp, Intent, Memory, Understanding
from bot.answering.outage import names_only_carrier, outage_of, with_incident
from bot.compensation.engine import two_clocks
from bot.compensation.model import Assessment, Eligible, Outage
from bot.compensation.rules import Rules
from knowledge.store import Knowledge
from prompts import Wording

ALWAYS_ASSESSED = frozenset({Intent.COMPENSATION, Intent.LETTER})
ASSESSED_WHEN_TOLD = frozenset({Intent.TERMS, Intent.INCIDENT, Intent.REDRESS})
"""Intents that get an assessment only when the user describes an outage of their own."""

ASKABLE = frozenset(
    {"paid", "minutes", "monthly_fee_krw", "announced", "gross_negligence", "month_total_minutes"}
)
"""Missing fields a user can be asked for; others are only mentioned."""


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
    if not wants_assessment(understanding):
        return None
    outage = outage_of(understanding, knowledge)
    if outage is None:
        return None
    if understanding.incident:
        outage = with_incident(outage, knowledge.fact(understanding.incident))
    then, now = two_clocks(outage, rules, today, on=understanding.as_of)
    return Assessed(outage, then, now, _told(understanding))


def wants_assessment(understanding: Understanding) -> bool:
    """Return whether the user wants to know what they get for an outage."""
    if understanding.intent in ALWAYS_ASSESSED:
        return True
    told = _told(understanding) and not understanding.asks_anew
    return understanding.intent in ASSESSED_WHEN_TOLD and told


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
    if understanding.incident or not wants_assessment(understanding):
        return None
    if names_only_carrier(understanding, knowledge):
        return None if "service" in memory.declined else "service"
    if not (understanding.outage_said or _told(understanding)):
        return None
    missing = assessed.then.missing if assessed else ()
    return next(
        (field for field in missing if field in ASKABLE and field not in memory.declined), None
    )


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
