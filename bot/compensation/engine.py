"""Turns an outage into what the declared rules grant for it.

The rules of the outage's own date are applied. Circumstances that are not known are read the
usual way (not announced, no gross negligence, paid, order on record); when the other reading
would change whether anything is granted, the result is "depends" and the field is missing.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from bot.compensation.case import Case, case_of, start_of
from bot.compensation.explaining import entitlement_of, notes_of
from bot.compensation.judging import Finding, findings
from bot.compensation.model import Assessment, Eligible, Entitlement, EntitlementKind, Note, Outage
from bot.compensation.rules import Rules
from knowledge.rule_schema import (
    DailyRefund,
    HourlyDamages,
    NoRule,
    Rule,
    Service,
    UptimeCredit,
)

MAYBE_FREE = frozenset({Service.CONTENT, Service.GAME, Service.ELEARNING, Service.OTHER})
TELECOM = frozenset({Service.MOBILE, Service.BROADBAND, Service.IPTV})
USUAL: Mapping[str, bool] = {"announced": False, "gross_negligence": False, "order_logged": True}
KIND_ORDER = list(EntitlementKind)


@dataclass(frozen=True, slots=True)
class Inquiry:
    """One outage looked at under the versions that cover it on `day`."""

    outage: Outage
    case: Case
    day: date
    versions: tuple[Rule, ...]
    rules: Rules

    def found(self, **circumstances: bool) -> tuple[Finding, ...]:
        """Return what is granted, with some circumstances read as given."""
        case = replace(self.case, outage=_read(self.outage, circumstances))
        return findings(self.versions, case, self.day, self.rules)


def _read(outage: Outage, circumstances: Mapping[str, bool]) -> Outage:
    """Return the outage with its unknown circumstances read as given, else the usual way."""
    read = {**USUAL, **circumstances}
    unknown = {name: read[name] for name in read if getattr(outage, name) is None}
    return replace(outage, **unknown)  # type: ignore[arg-type]  # only yes-or-no fields


def assess(outage: Outage, rules: Rules, on: date) -> Assessment:
    """Return what the rules in force when the outage began grant; `on` stands in for its date.

    Amounts are in KRW, rounded to the nearest won with halves up; a month has its real days.
    """
    return assess_as_of(outage, rules, start_of(outage, on).date(), on)


def two_clocks(
    outage: Outage, rules: Rules, today: date, on: date | None = None
) -> tuple[Assessment, Assessment | None]:
    """Return the assessment on the outage's date, and under today's rules if that differs.

    `on` (by default today) stands in for the day of an outage whose start is not known.
    """
    day = on or today
    then = assess(outage, rules, day)
    now = assess_as_of(outage, rules, today, day)
    return then, (now if _outcome(now) != _outcome(then) else None)


def assess_as_of(outage: Outage, rules: Rules, day: date, on: date) -> Assessment:
    """Return what the rules of `day` grant; `on` stands in for an unknown date of the outage."""
    outage = _settled(outage)
    if _free(outage):
        return _silent(replace(outage, service=Service.FREE), rules, day)
    versions = tuple(
        rule
        for rule in rules.covering(outage.service, outage.provider)
        if rule.in_force(day) or rule.possible(day)
    )
    if not versions:
        return _silent(outage, rules, day)
    case = case_of(outage, on) or Case(outage, start_of(outage, on), 0)
    return _assessment(Inquiry(outage, case, day, versions, rules))


def _settled(outage: Outage) -> Outage:
    """Return the outage with payment read from the fee, and paid parts of free services."""
    paid = outage.paid if outage.paid is not None else (bool(outage.monthly_fee_krw) or None)
    if outage.service is Service.FREE and paid:
        return replace(outage, service=Service.CONTENT, paid=True)
    return replace(outage, paid=paid)


def _free(outage: Outage) -> bool:
    if outage.service is Service.FREE:
        return True
    return outage.paid is False and outage.service in MAYBE_FREE


def _assessment(inquiry: Inquiry) -> Assessment:
    every = inquiry.found()
    found = [finding for finding in every if not finding.rule.lesser]
    granted = sorted(
        (entitlement_of(finding, inquiry.case, inquiry.rules) for finding in found),
        key=lambda entitlement: KIND_ORDER.index(entitlement.kind),
    )
    deciding = _deciding(inquiry, found)
    eligible = _eligible(found, deciding)
    missing = _missing(inquiry, found, deciding)
    asked = missing if eligible is Eligible.DEPENDS else ()
    unmet = () if found else inquiry.versions
    return Assessment(
        eligible=eligible,
        entitlements=tuple(granted),
        missing=missing,
        notes=notes_of(every, unmet, inquiry.case, asked, inquiry.rules),
        basis=_basis(granted, inquiry),
        as_of=inquiry.day,
    )


def _deciding(inquiry: Inquiry, found: Sequence[Finding]) -> tuple[str, ...]:
    """Return the unknown fields on which it depends whether anything is granted."""
    outage = inquiry.outage
    fields = []
    if outage.paid is None and outage.service in MAYBE_FREE:
        fields.append("paid")
    if _length_decides(inquiry, found):
        fields.append("minutes")
    fields += [
        name
        for name, usual in USUAL.items()
        if getattr(outage, name) is None
        and bool(_granting(inquiry.found(**{name: not usual}))) != bool(found)
    ]
    if fields == ["paid"] and not found:
        return ()
    return tuple(fields)


def _granting(found: Iterable[Finding]) -> list[Finding]:
    return [finding for finding in found if not finding.rule.lesser]


def _length_decides(inquiry: Inquiry, found: Sequence[Finding]) -> bool:
    needs_length = any(
        rule.grounds or isinstance(rule.yields, UptimeCredit) for rule in inquiry.versions
    )
    sure = any(finding.sure for finding in found)
    return inquiry.outage.minutes is None and needs_length and not sure


def _eligible(found: Sequence[Finding], deciding: Sequence[str]) -> Eligible:
    if deciding:
        return Eligible.DEPENDS
    if any(finding.sure for finding in found):
        return Eligible.YES
    return Eligible.DEPENDS if found else Eligible.NO


def _missing(
    inquiry: Inquiry, found: Sequence[Finding], deciding: Sequence[str]
) -> tuple[str, ...]:
    """Return the fields that decide, then those that would change or complete the figures."""
    open_ends = [field for finding in found if not finding.sure for field in finding.why]
    wanted = [*deciding, *open_ends]
    if found and _announcement_matters(inquiry, found):
        wanted.append("announced")
    if inquiry.outage.monthly_fee_krw is None and _needs_fee(inquiry, found, deciding):
        wanted.append("monthly_fee_krw")
    if inquiry.outage.provider is None and inquiry.outage.service in TELECOM:
        wanted.append("provider")
    return tuple(dict.fromkeys(wanted))


def _announcement_matters(inquiry: Inquiry, found: Sequence[Finding]) -> bool:
    if inquiry.outage.announced is not None:
        return False
    otherwise = _granting(inquiry.found(announced=True))
    return {finding.rule.id for finding in found} != {finding.rule.id for finding in otherwise}


def _needs_fee(inquiry: Inquiry, found: Sequence[Finding], deciding: Sequence[str]) -> bool:
    rules = [finding.rule for finding in found] if found else list(inquiry.versions)
    priced = any(
        isinstance(rule.yields, HourlyDamages | DailyRefund | UptimeCredit) for rule in rules
    )
    return priced and bool(found or deciding)


def _basis(granted: Sequence[Entitlement], inquiry: Inquiry) -> tuple[str, ...]:
    cited = [fact for entitlement in granted for fact in entitlement.basis]
    if not cited:
        provider = inquiry.outage.provider
        cited = [fact for rule in inquiry.versions for fact in rule.basis_for(provider)]
    return tuple(dict.fromkeys(cited))


def _silent(outage: Outage, rules: Rules, day: date) -> Assessment:
    """Return what is said where no rule fixes anything."""
    entries = [
        entry for entry in rules.silences(outage.service, outage.provider) if entry.in_force(day)
    ]
    entries.sort(key=lambda entry: not entry.providers)
    missing = ("paid",) if outage.paid is None and _could_be_paid(outage) else ()
    return Assessment(
        eligible=_silence(entries),
        missing=missing,
        notes=tuple(Note.on(note.both(), entry.basis) for entry in entries for note in entry.notes)
        or (Note.on(rules.say("no_rule")),),
        basis=tuple(dict.fromkeys(fact for entry in entries for fact in entry.basis)),
        as_of=day,
    )


def _silence(entries: Sequence[NoRule]) -> Eligible:
    return Eligible(entries[0].eligible) if entries else Eligible.UNKNOWN


def _could_be_paid(outage: Outage) -> bool:
    return outage.service is Service.OTHER


def _outcome(assessment: Assessment) -> tuple[object, ...]:
    return (
        assessment.eligible,
        tuple(
            (
                entitlement.kind,
                entitlement.amount_krw,
                entitlement.amount_max_krw,
                entitlement.minutes,
                entitlement.minutes_max,
                entitlement.claim,
            )
            for entitlement in assessment.entitlements
        ),
    )
