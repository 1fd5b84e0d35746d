"""What a rule gives once it is met: amounts, minutes and the formula behind them."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from bot.compensation.case import MINUTES_A_DAY, Case, Stretch
from bot.compensation.phrases import (
    daily_formula,
    hourly_formula,
    length,
    rounded,
    with_result,
    won,
)
from bot.compensation.rules import Rules
from knowledge.language import Bilingual
from knowledge.rule_schema import (
    Cancellation,
    CreditTier,
    DailyRefund,
    Extension,
    HourlyDamages,
    ProvenLoss,
    Rule,
    UptimeCredit,
)

PER_TEN_THOUSAND = 10_000
PERCENT = 100


@dataclass(frozen=True, slots=True)
class Gain:
    """One possible result of a rule: KRW rounded to the won, minutes, and its formula."""

    formula: Bilingual
    amount_krw: int | None = None
    minutes: int | None = None
    worth_krw: int | None = None

    @property
    def size(self) -> tuple[int, int]:
        """Return what gains of one rule are ordered by."""
        return (self.amount_krw or 0, self.minutes or 0)


def gains(rule: Rule, case: Case, rules: Rules, *, whole_month: bool) -> tuple[Gain | None, ...]:
    """Return what a met rule gives: one result, or the ends of a range; None is nothing.

    `whole_month`: the month's total met the rule, so every minute of the month counts.
    """
    match rule.yields:
        case HourlyDamages() as hourly:
            stretches = _whole_month(case) if whole_month else case.stretches
            return (_damages(hourly, stretches, case, rules),)
        case DailyRefund():
            return _refunds(case, rules)
        case Extension() as extension:
            return _extensions(extension, case, rules)
        case UptimeCredit() as credit:
            return (_credit(credit, case, rules),)
        case Cancellation() as cancellation:
            return (Gain(cancellation.result.both()),)
        case ProvenLoss() as loss:
            return (Gain(loss.formula.both()),)


def _damages(hourly: HourlyDamages, stretches: Sequence[Stretch], case: Case, rules: Rules) -> Gain:
    fee_krw = case.outage.monthly_fee_krw
    formula = hourly_formula(stretches, hourly.multiplier, fee_krw, rules)
    if fee_krw is None:
        return Gain(formula)
    months = sum(
        (Fraction(part.minutes, part.days * MINUTES_A_DAY) for part in stretches), Fraction(0)
    )
    amount = rounded(fee_krw * months * hourly.multiplier)
    return Gain(with_result(formula, amount, rules), amount)


def _whole_month(case: Case) -> tuple[Stretch, ...]:
    """Return the outage's own minutes with those of the month's other outages added."""
    own = case.stretches or (Stretch(0, case.days_in_month),)
    first = Stretch(own[0].minutes + case.other_minutes_of_month, own[0].days)
    return (first, *own[1:])


def _refunds(case: Case, rules: Rules) -> tuple[Gain, ...]:
    """Return the refund by days of 24 hours, and by calendar days where that is more."""
    touched = case.touched_days
    fewest = _refund(touched[: case.whole_days], case, rules)
    most = _refund(touched, case, rules)
    return (fewest,) if fewest == most else (fewest, most)


def _refund(days: Sequence[int], case: Case, rules: Rules) -> Gain:
    fee_krw = case.outage.monthly_fee_krw
    formula = daily_formula(days, fee_krw, rules)
    if fee_krw is None:
        return Gain(formula)
    amount = rounded(sum((Fraction(fee_krw, month) for month in days), Fraction(0)))
    return Gain(with_result(formula, amount, rules), amount)


def _extensions(extension: Extension, case: Case, rules: Rules) -> tuple[Gain | None, ...]:
    """Return the extension; with and without the maintenance exemption while that is open."""
    total = _counted(extension, case)
    exempt = extension.maintenance_exempt_minutes
    if not exempt or case.outage.maintenance is False:
        return (_extension(extension, total, case, rules),)
    reduced = _extension(extension, max(total - exempt, 0), case, rules)
    if case.outage.maintenance:
        return (reduced,)
    return (reduced, _extension(extension, total, case, rules))


def _counted(extension: Extension, case: Case) -> int:
    if extension.counted == "month":
        return case.month_total
    return max(case.minutes, case.day_total) if extension.counted == "day" else case.minutes


def _extension(extension: Extension, counted: int, case: Case, rules: Rules) -> Gain | None:
    limit = counted if extension.limit_minutes is None else extension.limit_minutes
    excess = max(counted - limit, 0)
    added = min(counted, limit) * extension.multiplier
    added += excess * (extension.excess_multiplier or 0)
    if not added:
        return None
    formula = _extension_formula(extension, counted, added, rules)
    fee_krw = case.outage.monthly_fee_krw
    if fee_krw is None:
        return Gain(formula, minutes=added)
    worth = rounded(Fraction(fee_krw * added, case.days_in_month * MINUTES_A_DAY))
    worded = rules.say("extension_worth", formula=formula, amount=won(worth, rules))
    return Gain(worded, minutes=added, worth_krw=worth)


def _extension_formula(extension: Extension, counted: int, added: int, rules: Rules) -> Bilingual:
    result = length(added, rules)
    limit = extension.limit_minutes
    if limit is None or (counted <= limit and extension.multiplier):
        return rules.say(
            "extension",
            length=length(counted, rules),
            multiplier=str(extension.multiplier),
            result=result,
        )
    return rules.say(
        "extension_over" if extension.multiplier else "extension_excess",
        limit=length(limit, rules),
        excess=length(counted - limit, rules),
        multiplier=str(extension.excess_multiplier),
        result=result,
    )


def _credit(credit: UptimeCredit, case: Case, rules: Rules) -> Gain | None:
    reached = [tier for tier in credit.tiers if _below(tier, case)]
    if not reached:
        return None
    best = max(reached, key=lambda tier: (tier.percent or 0, tier.days or 0))
    uptime = f"{best.below_per_ten_thousand / PERCENT:g}"
    down = length(case.month_total, rules)
    if best.days is not None:
        formula = rules.say("uptime_days", uptime=uptime, down=down, days=str(best.days))
        return Gain(formula, minutes=best.days * MINUTES_A_DAY)
    percent = best.percent or 0
    formula = rules.say("uptime_percent", uptime=uptime, down=down, percent=str(percent))
    fee_krw = case.outage.monthly_fee_krw
    if fee_krw is None:
        return Gain(formula)
    amount = rounded(Fraction(fee_krw * percent, PERCENT))
    return Gain(with_result(formula, amount, rules), amount)


def _below(tier: CreditTier, case: Case) -> bool:
    month = case.days_in_month * MINUTES_A_DAY
    allowed = PER_TEN_THOUSAND - tier.below_per_ten_thousand
    return case.month_total * PER_TEN_THOUSAND > month * allowed
