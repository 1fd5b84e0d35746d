"""Puts findings into entitlements and notes that a consumer can follow."""

from calendar import monthrange
from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from bot.compensation.case import Case
from bot.compensation.judging import Finding, excluded
from bot.compensation.model import Entitlement, Note
from bot.compensation.phrases import length
from bot.compensation.rules import Rules
from bot.compensation.yielding import Gain
from knowledge.language import Bilingual
from knowledge.rule_schema import Certainty, Condition, DailyRefund, Ground, Measure, Rule

MONTHS_A_YEAR = 12


def entitlement_of(finding: Finding, case: Case, rules: Rules) -> Entitlement:
    """Return a finding as an entitlement; where only possibly granted, its lower end is nothing."""
    rule, sure = finding.rule, finding.sure
    facts = rule.basis_for(case.outage.provider)
    low, high = finding.ends
    lowest = low if sure else Gain(low.formula, *_nothing(low))
    return Entitlement(
        kind=rule.kind,
        amount_krw=lowest.amount_krw,
        minutes=lowest.minutes,
        formula=_formula(low, high, sure, rules),
        claim=rule.claim,
        rule=rule.id,
        basis=facts[::-1] if finding.maybe is rule else facts,  # what is in force already leads
        certainty=_certainty(finding),
        amount_max_krw=_upper(lowest.amount_krw, high.amount_krw),
        minutes_max=_upper(lowest.minutes, high.minutes),
        worth_krw=lowest.worth_krw,
        sure=sure,
        claim_until=_claim_until(rule, case.start.date()),
    )


def _nothing(low: Gain) -> tuple[int | None, int | None, int | None]:
    figures = (low.amount_krw, low.minutes, low.worth_krw)
    amount, minutes, worth = (None if figure is None else 0 for figure in figures)
    return amount, minutes, worth


def _upper(low: int | None, high: int | None) -> int | None:
    return None if low == high else high


def _formula(low: Gain, high: Gain, sure: bool, rules: Rules) -> Bilingual:
    if low.formula == high.formula:
        return low.formula if sure else rules.say("possible", formula=high.formula)
    key = "range" if sure else "range_or_nothing"
    return rules.say(key, low=low.formula, high=high.formula)


def _certainty(finding: Finding) -> Certainty:
    if not finding.sure or finding.edge:
        return Certainty.LOW
    if finding.maybe is not None and finding.rule.certainty is Certainty.HIGH:
        return Certainty.MEDIUM
    return finding.rule.certainty


def _claim_until(rule: Rule, began: date) -> date | None:
    if rule.claim_days is not None:
        return began + timedelta(days=rule.claim_days)
    if rule.claim_months is None:
        return None
    years, month = divmod(began.month - 1 + rule.claim_months, MONTHS_A_YEAR)
    year, month = began.year + years, month + 1
    return date(year, month, min(began.day, monthrange(year, month)[1]))


def notes_of(
    found: Sequence[Finding],
    unmet: Sequence[Rule],
    case: Case,
    asked: Iterable[str],
    rules: Rules,
) -> tuple[Note, ...]:
    """Return the remarks a user should see, most important first.

    `unmet` are the versions that grant nothing yet, `asked` the fields that decide.
    """
    notes: list[Note] = []
    for finding in found:
        basis = finding.rule.basis_for(case.outage.provider)
        if finding.rule.lesser:
            lesser = rules.say("lesser", formula=finding.ends[1].formula)
            notes.append(Note.on(lesser, basis))
        else:
            notes = [*(Note.on(doubt, basis) for doubt in _doubts(finding, case)), *notes]
            notes += [Note.on(note.both(), basis) for note in finding.rule.notes]
    reasons = [Note.on(rules.say(f"if_{field}")) for field in asked if rules.has(f"if_{field}")]
    reasons += _unmet(unmet, case, rules)
    if any(gain.amount_krw for finding in found for gain in finding.ends):
        notes.append(Note.on(rules.say("rounded")))
    if case.outage.provider is None and any(finding.rule.providers for finding in found):
        notes.append(Note.on(rules.say("provider_assumed")))
    return tuple({note.ko: note for note in reversed([*reasons, *notes])}.values())[::-1]


def _doubts(finding: Finding, case: Case) -> list[Bilingual]:
    """Return why a finding is a range: an open start of the rule, or an open edge."""
    doubts = []
    if finding.maybe is not None and finding.maybe.maybe_note is not None:
        doubts.append(finding.maybe.maybe_note.both())
    on_edge = any(
        ground.edge != "settled" and case.measure(ground) == ground.value
        for ground in finding.rule.grounds
    )
    if finding.rule.edge_note is not None and (finding.edge or on_edge):
        doubts.append(finding.rule.edge_note.both())
    return doubts


def _unmet(unmet: Sequence[Rule], case: Case, rules: Rules) -> list[Note]:
    """Return, for each rule that grants nothing yet, from where on it would."""
    notes = []
    for rule in unmet:
        if rule.lesser or isinstance(rule.yields, DailyRefund):
            continue
        basis = rule.basis_for(case.outage.provider)
        if rule.order_logged is Condition.YES and case.outage.order_logged is False:
            notes.append(Note.on(rules.say("if_order_logged"), basis))
        elif rule.grounds and not excluded(rule, case.outage):
            grounds = _grounds(rule.grounds, rules)
            notes.append(Note.on(rules.say(f"threshold_{rule.kind}", grounds=grounds), basis))
    if unmet and not notes:
        notes.append(Note.on(rules.say("nothing_met")))
    return notes


def _grounds(grounds: Sequence[Ground], rules: Rules) -> Bilingual:
    parts = [_ground(ground, rules) for ground in grounds]
    return Bilingual(" 또는 ".join(part.ko for part in parts), " or ".join(p.en for p in parts))


def _ground(ground: Ground, rules: Rules) -> Bilingual:
    if ground.gross_negligence:
        return rules.say("ground_gross_negligence")
    if ground.measure is not Measure.MONTH_COUNT and not ground.value:
        return rules.say("ground_any_length")
    key = f"ground_{ground.measure}_{ground.comparator}"
    if ground.measure is Measure.MONTH_COUNT:
        return rules.say(
            key, count=str(ground.value), length=length(ground.each_minutes or 0, rules)
        )
    return rules.say(key, length=length(ground.value, rules))
