"""Opens a case and moves it on; each step checks that its day makes sense."""

from dataclasses import replace
from datetime import date

from bot.claims.errors import InvalidStep
from bot.claims.model import Case, MediationEnd, Progress, Reply
from bot.compensation.engine import assess
from bot.compensation.model import Outage
from bot.compensation.rules import Rules
from knowledge.claims_schema import Matter
from knowledge.schema import Category


def open_case(
    outage: Outage,
    category: Category,
    rules: Rules,
    today: date,
    *,
    service: str | None = None,
    matter: Matter = Matter.OUTAGE,
    business: bool = False,
    timed: bool = True,
) -> Case:
    """Return a new case of an outage with what the rules grant; a leak is not assessed."""
    assessment = assess(outage, rules, today) if matter is Matter.OUTAGE else None
    return Case(
        (outage,),
        category,
        today,
        service=service,
        matter=matter,
        business=business,
        timed=timed,
        assessment=assessment,
    )


def correct_outage(case: Case, outage: Outage, rules: Rules, today: date) -> Case:
    """Return the case with more or other facts about its first outage, assessed anew."""
    changed = replace(case, outages=(outage, *case.outages[1:]))
    if case.matter is Matter.LEAK:
        return changed
    return replace(changed, assessment=assess(outage, rules, today))


def complained(case: Case, on: date, today: date, receipt: str | None = None) -> Case:
    """Return the case after the provider was asked; raises InvalidStep for an impossible day."""
    return _step(case, on, today, case.day, complained=on, receipt=receipt)


def answered(
    case: Case, on: date, today: date, reply: Reply, offered_krw: int | None = None
) -> Case:
    """Return the case after the provider answered; raises InvalidStep."""
    return _step(
        case,
        on,
        today,
        case.progress.complained or case.day,
        complained=case.progress.complained or on,
        answered=on,
        reply=reply,
        offered_krw=offered_krw,
    )


def certified(case: Case, on: date, today: date) -> Case:
    """Return the case after a certified-contents letter was sent; raises InvalidStep."""
    return _step(case, on, today, case.day, certified=on, complained=case.progress.complained or on)


def filed(case: Case, on: date, today: date, desk: str) -> Case:
    """Return the case after mediation was applied for at a desk; raises InvalidStep.

    A new application starts over: what an earlier desk did is cleared.
    """
    return _step(
        case, on, today, case.day, filed=on, desk=desk, proposed=None, ended=None, end=None
    )


def proposed(case: Case, on: date, today: date, offered_krw: int | None = None) -> Case:
    """Return the case after the desk's proposal arrived; raises InvalidStep."""
    return _step(
        case, on, today, case.progress.filed or case.day, proposed=on, offered_krw=offered_krw
    )


def ended(case: Case, on: date, today: date, end: MediationEnd) -> Case:
    """Return the case after mediation ended; raises InvalidStep."""
    return _step(case, on, today, case.progress.filed or case.day, ended=on, end=end)


def sued(case: Case, on: date, today: date) -> Case:
    """Return the case after a court was turned to; raises InvalidStep."""
    return _step(case, on, today, case.day, court=on)


def closed(case: Case, today: date) -> Case:
    """Return the case closed today."""
    return replace(case, progress=replace(case.progress, closed=today))


def reopened(case: Case) -> Case:
    """Return the case open again, where it stood."""
    return replace(case, progress=replace(case.progress, closed=None))


def _step(case: Case, on: date, today: date, earliest: date, **changes: object) -> Case:
    if on > today:
        raise InvalidStep("the day has not come yet")
    if on < earliest:
        raise InvalidStep("the day is before what it follows")
    changed: Progress = replace(case.progress, **changes)  # type: ignore[arg-type]
    return replace(case, progress=changed)
