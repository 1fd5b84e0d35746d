"""Lengths, amounts and formulas as a consumer would write them."""

import math
from collections.abc import Sequence
from fractions import Fraction

from bot.compensation.case import Stretch
from bot.compensation.rules import Rules
from knowledge.language import Bilingual

MINUTES_AN_HOUR = 60


def rounded(amount: Fraction) -> int:
    """Return an amount in KRW rounded to the nearest won, halves up."""
    return math.floor(amount + Fraction(1, 2))


def length(minutes: int, rules: Rules) -> Bilingual:
    """Return a length such as "1시간 29분"."""
    hours, rest = divmod(minutes, MINUTES_AN_HOUR)
    if not hours:
        return rules.say("minutes", minutes=str(rest))
    if not rest:
        return rules.say("hours", hours=f"{hours:,}")
    return rules.say("hours_minutes", hours=f"{hours:,}", minutes=str(rest))


def won(amount: int, rules: Rules) -> Bilingual:
    """Return an amount such as "33,000원"."""
    return rules.say("won", amount=f"{amount:,}")


def fee(monthly_fee_krw: int | None, rules: Rules) -> Bilingual:
    """Return the monthly fee, or the words for it while it is not known."""
    return rules.say("fee") if monthly_fee_krw is None else won(monthly_fee_krw, rules)


def sum_of(parts: Sequence[Bilingual]) -> Bilingual:
    """Return the parts joined by plus signs, in brackets where there are several."""
    if len(parts) == 1:
        return parts[0]
    return Bilingual(
        f"({' + '.join(part.ko for part in parts)})", f"({' + '.join(part.en for part in parts)})"
    )


def hourly_formula(
    stretches: Sequence[Stretch], multiplier: int, monthly_fee_krw: int | None, rules: Rules
) -> Bilingual:
    """Return the damages formula without its result."""
    parts = [
        rules.say(
            "hourly_part",
            fee=fee(monthly_fee_krw, rules),
            days=str(part.days),
            length=length(part.minutes, rules),
        )
        for part in stretches
    ]
    return rules.say("hourly", sum=sum_of(parts), multiplier=str(multiplier))


def daily_formula(days_of_months: Sequence[int], fee_krw: int | None, rules: Rules) -> Bilingual:
    """Return the refund formula without its result; one entry for each day, of its month's days."""
    months = sorted(set(days_of_months), key=list(days_of_months).index)
    parts = [
        rules.say(
            "daily_part",
            fee=fee(fee_krw, rules),
            days=str(month),
            count=f"{list(days_of_months).count(month):,}",
        )
        for month in months
    ]
    return sum_of(parts)


def with_result(formula: Bilingual, amount_krw: int | None, rules: Rules) -> Bilingual:
    """Return the formula followed by its result where there is one."""
    if amount_krw is None:
        return formula
    return rules.say("equals", formula=formula, amount=won(amount_krw, rules))
