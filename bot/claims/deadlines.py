"""The days that matter for a case, computed from law, terms and the desks' own rules."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from bot.claims.desks import chosen_desk
from bot.claims.model import Case, Deadline, MediationEnd, Status
from bot.claims.scoping import covers
from bot.claims.workdays import MONTHS_A_YEAR, Workdays, add_months
from bot.clock import KST
from knowledge.claims_schema import Desk, Holder, Moment, Nature, Period, Words
from knowledge.language import Bilingual, Language
from knowledge.schema import DATED_KINDS
from knowledge.store import Knowledge
from prompts import Wording

PRACTICE_REPLY = "reply-asked"
"""The period that says how long to wait for the provider's answer."""


@dataclass(frozen=True)
class DeadlineRules:
    """What deadlines are computed from."""

    periods: tuple[Period, ...]
    desks: tuple[Desk, ...]
    knowledge: Knowledge
    workdays: Workdays
    wording: Wording

    def reply_by(self, asked: date) -> date:
        """Return by when an answer is asked of a provider; always a business day."""
        period = next(period for period in self.periods if period.id == PRACTICE_REPLY)
        return end_of(period, asked, self.workdays)


def deadlines_of(case: Case, today: date, rules: DeadlineRules) -> tuple[Deadline, ...]:
    """Return the days of an open case that are not over, soonest first; none for a closed one.

    The first day of a period is not counted, and a month or year ends on the day of its number.
    """
    if case.status is Status.CLOSED:
        return ()
    found = (*_claim_windows(case, rules), *_periods(case, rules), *_desk_days(case, rules))
    return tuple(
        sorted(
            (deadline for deadline in found if not deadline.passed(today)),
            key=lambda deadline: (deadline.day, deadline.key),
        )
    )


def missed_by(case: Case, today: date, rules: DeadlineRules) -> tuple[Deadline, ...]:
    """Return the user's own days of an open case that are over, latest first."""
    found = (*_claim_windows(case, rules), *_periods(case, rules), *_desk_days(case, rules))
    over = [day for day in found if day.passed(today) and day.holder is Holder.YOU]
    return tuple(sorted(over, key=lambda deadline: deadline.day, reverse=True))


def _claim_windows(case: Case, rules: DeadlineRules) -> Iterator[Deadline]:
    """Yield the days up to which the rules accept a claim; gone once the user has complained."""
    if case.assessment is None or case.progress.complained:
        return
    for entitlement in case.assessment.entitlements:
        if entitlement.claim_until is not None:
            yield _deadline(
                f"claim:{entitlement.rule}",
                entitlement.claim_until,
                (Holder.YOU, Nature.TERMS),
                _said(rules, "claim_window"),
                entitlement.basis,
                rules,
            )


def _periods(case: Case, rules: DeadlineRules) -> Iterator[Deadline]:
    for period in rules.periods:
        start = moment_of(case, period.start)
        if start is None or not covers(period.scope, case) or _settled(case, period):
            continue
        if _in_force(period, case, rules.knowledge):
            yield _deadline(
                f"period:{period.id}",
                end_of(period, start, rules.workdays),
                (period.holder, period.nature),
                (period.title.both(), period.why.both()),
                period.facts,
                rules,
            )


def moment_of(case: Case, moment: Moment) -> date | None:
    """Return the day from which a period counts, or None where it has not come or is unknown."""
    end = case.end
    days = {
        Moment.OUTAGE_START: case.day,
        Moment.OUTAGE_END: end.astimezone(KST).date() if end else None,
        Moment.KNOWN: case.progress.known or case.day,
        Moment.COMPLAINED: case.progress.complained,
        Moment.CERTIFIED: case.progress.certified,
    }
    return days[moment]


def end_of(period: Period, start: date, workdays: Workdays) -> date:
    """Return the last day of a period that began with an event on `start`.

    What is only asked for falls on a business day; legal periods keep their day.
    """
    if period.nature is Nature.PRACTICE and period.days is not None:
        return workdays.on_or_after(start + timedelta(days=period.days))
    if period.business_days is not None:
        return workdays.add(start, period.business_days)
    if period.days is not None:
        return start + timedelta(days=period.days)
    return add_months(start, period.months or (period.years or 0) * MONTHS_A_YEAR)


def _settled(case: Case, period: Period) -> bool:
    """Return whether what the period waits for has come."""
    if period.start is Moment.COMPLAINED:
        return case.progress.answered is not None or case.progress.filed is not None
    return case.progress.court is not None and period.holder is Holder.YOU


def _in_force(period: Period, case: Case, knowledge: Knowledge) -> bool:
    """Return whether the texts behind a legal period were in force on the day of the case."""
    facts = (knowledge.fact(fact) for fact in period.facts)
    return all(fact.in_force(case.day) for fact in facts if fact.kind in DATED_KINDS)


def _desk_days(case: Case, rules: DeadlineRules) -> Iterator[Deadline]:
    desk = chosen_desk(case, rules.desks)
    if desk is None:
        return
    done = case.progress
    if case.status is Status.MEDIATION and done.filed and desk.processing_days:
        yield _from_desk(case, desk, rules, "processing", done.filed, desk.processing_days)
        if desk.extension_days:
            longest = desk.processing_days + desk.extension_days
            yield _from_desk(case, desk, rules, "extended", done.filed, longest)
    if case.status is Status.PROPOSAL and done.proposed and desk.silence:
        key = f"proposal_{desk.silence.on(done.proposed)}"
        yield _from_desk(case, desk, rules, key, done.proposed, desk.silence.days)
    if done.ended and done.end is MediationEnd.OTHER and desk.sue_within_months and not done.court:
        day = add_months(done.ended, desk.sue_within_months)
        yield _desk_deadline(desk, rules, "sue_after", day, Holder.YOU)


def _from_desk(
    case: Case, desk: Desk, rules: DeadlineRules, key: str, start: date, days: int
) -> Deadline:
    holder = Holder.YOU if case.status is Status.PROPOSAL else Holder.DESK
    return _desk_deadline(desk, rules, key, start + timedelta(days=days), holder)


def _desk_deadline(
    desk: Desk, rules: DeadlineRules, key: str, day: date, holder: Holder
) -> Deadline:
    texts = _said(rules, key, desk.name)
    return _deadline(f"desk:{key}", day, (holder, Nature.LAW), texts, desk.facts, rules)


def _deadline(
    key: str,
    day: date,
    whose: tuple[Holder, Nature],
    texts: tuple[Bilingual, Bilingual],
    basis: Sequence[str],
    rules: DeadlineRules,
) -> Deadline:
    return Deadline(
        key=key,
        day=day,
        act_by=rules.workdays.on_or_before(day),
        holder=whose[0],
        nature=whose[1],
        title=texts[0],
        why=texts[1],
        basis=tuple(rules.knowledge.resolve(fact) for fact in basis),
    )


def _said(rules: DeadlineRules, key: str, desk: Words | None = None) -> tuple[Bilingual, Bilingual]:
    """Return the title and the reason of a deadline that is worded in the claims wording."""

    def both(part: str) -> Bilingual:
        texts = {
            language: rules.wording(language, f"deadline_{key}_{part}", **_named(desk, language))
            for language in Language
        }
        return Bilingual(texts[Language.KO], texts[Language.EN])

    return both("title"), both("why")


def _named(desk: Words | None, language: Language) -> dict[str, str]:
    return {"desk": desk.both().in_(language)} if desk else {}
