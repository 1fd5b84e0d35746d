"""Whether the company did its duty to tell users: a checklist computed from declared versions.

Legal source: Article 33(2) of the Telecommunications Business Act and the decree on notice of
interruptions. These duties concern notice only, not whether anything is paid.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from bot.compensation.case import start_of
from bot.compensation.model import Outage
from bot.compensation.phrases import length
from bot.compensation.rules import Rules
from knowledge.language import Bilingual
from knowledge.rule_schema import Duty, DutyScope, Service


class Due(StrEnum):
    """Whether something was owed."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class DutyItem:
    """One question of the checklist; `by` is the last day on which the duty could be met."""

    id: str
    question: Bilingual
    due: Due
    reason: Bilingual
    basis: tuple[str, ...]
    by: date | None = None


@dataclass(frozen=True, slots=True)
class _Verdict:
    due: Due
    reason: Bilingual
    basis: tuple[str, ...] = ()


def duty_checklist(
    outage: Outage, rules: Rules, on: date, *, large: bool | None = None
) -> tuple[DutyItem, ...]:
    """Return what the company owed its users; `on` stands in for an unknown date.

    `large` says whether a value-added service has both the sales and the users of the size
    threshold; None looks the provider up among those known to.
    """
    scope = rules.book.duty_scope[0]
    day = start_of(outage, on).date()
    if large is None and outage.provider in scope.large_providers:
        large = True
    duties = {duty.duty: duty for duty in rules.book.duties if duty.in_force(day)}
    if not duties:
        return (_before_the_law(scope, rules),)
    interruption = _verdict(duties["interruption"], scope, outage, large, rules)
    compensation = _verdict(duties["compensation"], scope, outage, large, rules)
    items = [
        _item("interruption", interruption, duties["interruption"], rules),
        _how(interruption, scope, day, rules),
        _item("compensation", compensation, duties["compensation"], rules, outage, on),
    ]
    if outage.service is Service.CLOUD and day >= scope.cloud_notice_since:
        items.append(_cloud(outage, scope, rules))
    return tuple(items)


def _before_the_law(scope: DutyScope, rules: Rules) -> DutyItem:
    return DutyItem(
        id="interruption",
        question=rules.say("duty_interruption"),
        due=Due.NO,
        reason=rules.say("duty_before", since=scope.since.isoformat()),
        basis=scope.basis_before,
    )


def _item(
    name: str,
    verdict: _Verdict,
    duty: Duty,
    rules: Rules,
    outage: Outage | None = None,
    on: date | None = None,
) -> DutyItem:
    by = None
    if outage and on and duty.deadline_days and verdict.due is not Due.NO and outage.minutes:
        ended = start_of(outage, on) + timedelta(minutes=outage.minutes)
        by = ended.date() + timedelta(days=duty.deadline_days)
    days = str(duty.deadline_days or "")
    return DutyItem(
        id=name,
        question=rules.say(f"duty_{name}", days=days),
        due=verdict.due,
        reason=verdict.reason,
        basis=(*duty.basis[:1], *verdict.basis, *duty.basis[1:]),
        by=by,
    )


def _how(interruption: _Verdict, scope: DutyScope, day: date, rules: Rules) -> DutyItem:
    key = "duty_how_social" if day >= scope.social_media_since else "duty_how_before_social"
    return DutyItem(
        id="how",
        question=rules.say("duty_how"),
        due=interruption.due,
        reason=rules.say(key),
        basis=scope.basis_methods,
    )


def _cloud(outage: Outage, scope: DutyScope, rules: Rules) -> DutyItem:
    limit = length(scope.cloud_notice_minutes, rules)
    due = Due.UNKNOWN
    if outage.minutes is not None:
        due = Due.YES if outage.minutes >= scope.cloud_notice_minutes else Due.NO
    return DutyItem(
        id="cloud",
        question=rules.say("duty_cloud"),
        due=due,
        reason=rules.say("duty_cloud_reason", length=limit),
        basis=scope.basis_cloud,
    )


def _verdict(
    duty: Duty, scope: DutyScope, outage: Outage, large: bool | None, rules: Rules
) -> _Verdict:
    """Return whether a duty was owed; an exemption that surely applies settles it."""
    carrier = outage.service in scope.carriers
    if not carrier and outage.service not in scope.value_added:
        return _Verdict(Due.UNKNOWN, rules.say("duty_other_operator"))
    return (
        _exempt_by_kind(duty, scope, outage, rules)
        or _by_length(duty, outage, rules, carrier=carrier)
        or _by_size(scope, rules, carrier=carrier, large=large)
        or _by_payment(duty, outage, rules, carrier=carrier)
        or _owed(duty, scope, outage, rules, carrier=carrier)
    )


def _exempt_by_kind(duty: Duty, scope: DutyScope, outage: Outage, rules: Rules) -> _Verdict | None:
    if outage.announced:
        return _Verdict(Due.NO, rules.say("duty_announced"), scope.basis_announced)
    if duty.cloud_exempt and outage.service is Service.CLOUD:
        return _Verdict(Due.NO, rules.say("duty_cloud_exempt"), scope.basis_announced)
    free = outage.service is Service.FREE or outage.paid is False
    if duty.free_exempt and free and outage.service not in scope.carriers:
        return _Verdict(Due.NO, rules.say("duty_free"))
    return None


def _by_length(duty: Duty, outage: Outage, rules: Rules, *, carrier: bool) -> _Verdict | None:
    """Return the verdict where the length settles it: up to the limit, itself included, exempt."""
    if outage.minutes is None:
        return _Verdict(Due.UNKNOWN, rules.say("duty_length_unknown"))
    limit = _limit(duty, carrier=carrier)
    if outage.minutes <= limit:
        return _Verdict(
            Due.NO,
            rules.say(
                "duty_short", length=length(outage.minutes, rules), limit=length(limit, rules)
            ),
        )
    return None


def _by_size(
    scope: DutyScope, rules: Rules, *, carrier: bool, large: bool | None
) -> _Verdict | None:
    if carrier or large:
        return None
    key, due = ("duty_size_unknown", Due.UNKNOWN) if large is None else ("duty_small", Due.NO)
    return _Verdict(due, rules.say(key, size=scope.size.both()), scope.basis_size)


def _by_payment(duty: Duty, outage: Outage, rules: Rules, *, carrier: bool) -> _Verdict | None:
    pays = outage.paid or outage.monthly_fee_krw
    if not duty.free_exempt or pays or carrier:
        return None
    return _Verdict(Due.UNKNOWN, rules.say("duty_payment_unknown"))


def _owed(duty: Duty, scope: DutyScope, outage: Outage, rules: Rules, *, carrier: bool) -> _Verdict:
    over = length(outage.minutes or 0, rules)
    limit = length(_limit(duty, carrier=carrier), rules)
    if carrier:
        return _Verdict(Due.YES, rules.say("duty_owed_carrier", length=over, limit=limit))
    reason = rules.say("duty_owed", length=over, limit=limit, size=scope.size.both())
    return _Verdict(Due.YES, reason, scope.basis_size)


def _limit(duty: Duty, *, carrier: bool) -> int:
    return duty.exempt_minutes_carrier if carrier else duty.exempt_minutes_value_added
