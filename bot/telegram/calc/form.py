"""The steps of the form, and what fills them; pure functions over what was said so far."""

from dataclasses import replace
from datetime import date, datetime
from enum import StrEnum

from bot.answering.model import Ask, Intent, Memory, Understanding
from bot.telegram.deps import Reader
from knowledge.language import Language


class Step(StrEnum):
    """One question of the form, in the order in which they are asked."""

    SERVICE = "service"
    PROVIDER = "provider"
    WHEN = "start"
    LENGTH = "minutes"
    FEE = "monthly_fee_krw"
    ANNOUNCED = "announced"


ORDER = tuple(Step)
VALUES = ("minutes", "month_total_minutes", "month_count", "monthly_fee_krw", "paid", "announced")
DATES = ("start", "day_from", "day_to", "as_of", "dated", "incident")


def empty_draft(language: Language, today: date) -> Understanding:
    """Return what is known before the first step: nothing but the wish to be compensated."""
    return Understanding(
        question="",
        language=language,
        intents=(Intent.COMPENSATION,),
        as_of=today,
        outage_said=True,
    )


def is_filled(step: Step, draft: Understanding) -> bool:
    """Return whether a step's question is answered."""
    filled = {
        Step.SERVICE: draft.category is not None or bool(draft.services),
        Step.PROVIDER: bool(draft.providers),
        Step.WHEN: draft.dated or draft.start is not None,
        Step.LENGTH: draft.minutes is not None,
        Step.FEE: draft.monthly_fee_krw is not None or draft.paid is False,
        Step.ANNOUNCED: draft.announced is not None,
    }
    return filled[step]


def next_step(memory: Memory) -> Step | None:
    """Return the first step that is neither answered nor skipped; None when the form is done."""
    draft = memory.last
    if draft is None:
        return Step.SERVICE
    return next(
        (step for step in ORDER if step not in memory.declined and not is_filled(step, draft)),
        None,
    )


def skipped(memory: Memory, step: Step) -> Memory:
    """Return the memory with a step skipped."""
    return replace(memory, declined=(*memory.declined, step))


def back_from(memory: Memory, step: Step) -> Memory:
    """Return the memory with the step before `step` open again."""
    before = ORDER[max(0, ORDER.index(step) - 1)]
    declined = tuple(one for one in memory.declined if one != before)
    draft = memory.last and _emptied(before, memory.last)
    return replace(memory, last=draft, declined=declined)


def read_typed(text: str, step: Step, draft: Understanding, now: datetime, read: Reader) -> Memory:
    """Return what a typed reply adds; anything it says counts, whatever was asked.

    A bare "90분" or "33000" is read as the reply to the step's own question.
    """
    said = _overlaid(draft, read(Ask(text, now, language=draft.language)))
    if not is_filled(step, said):
        replied = read(Ask(text, now, Memory(said, step), draft.language))
        said = _overlaid(said, replied)
    return Memory(said)


def _overlaid(draft: Understanding, said: Understanding) -> Understanding:
    """Return the draft with everything that was said taken over."""
    changes = {name: getattr(said, name) for name in VALUES if getattr(said, name) is not None}
    if said.dated or said.start:
        changes |= {name: getattr(said, name) for name in DATES}
    if said.providers:
        changes |= {"providers": said.providers, "services": said.services}
    if said.category:
        changes["category"] = said.category
    return replace(draft, **changes)


def _emptied(step: Step, draft: Understanding) -> Understanding:
    if step is Step.SERVICE:
        return replace(draft, category=None, services=(), providers=())
    if step is Step.PROVIDER:
        return replace(draft, providers=(), services=())
    if step is Step.WHEN:
        return replace(draft, start=None, day_from=None, day_to=None, dated=False, incident=None)
    if step is Step.LENGTH:
        return replace(draft, minutes=None)
    if step is Step.FEE:
        return replace(draft, monthly_fee_krw=None, paid=None)
    return replace(draft, announced=None)
