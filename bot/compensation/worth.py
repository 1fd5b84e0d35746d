"""Is it worth it: what may come out, by which way, at what effort, and how it went for others."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from bot.compensation.model import Assessment, Eligible, Outage
from bot.compensation.phrases import won
from bot.compensation.rules import Rules
from knowledge.language import Bilingual
from knowledge.rule_schema import Effort, Outcome, Precedent, Route, Service

SHOWN_PRECEDENTS = 4


class Advice(StrEnum):
    """How sensible a way of claiming is."""

    DO = "do"
    MAYBE = "maybe"
    NOT_WORTH = "not_worth"


@dataclass(frozen=True, slots=True)
class Option:
    """One way of claiming; `cost_min_krw` is the least it costs, `days` how long it may take."""

    route: str
    name: Bilingual
    effort: Effort
    cost_min_krw: int
    days: int | None
    advice: Advice
    reason: Bilingual
    facts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Example:
    """A dated precedent in one sentence, resting on `fact`."""

    day: date
    outcome: Outcome
    court: bool
    text: Bilingual
    fact: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """Expected KRW (None: no figure is fixed), ways of claiming, and precedents, newest first."""

    expected_krw: tuple[int, int] | None
    options: tuple[Option, ...]
    examples: tuple[Example, ...]


def worth_it(outage: Outage, assessment: Assessment, rules: Rules, today: date) -> Comparison:
    """Return the plain comparison for an outage and its assessment."""
    expected = expected_krw(assessment)
    routes = (r for r in rules.book.routes if not r.services or outage.service in r.services)
    return Comparison(
        expected_krw=expected,
        options=tuple(_option(route, assessment, expected, rules) for route in routes),
        examples=_examples(outage.service, rules, today),
    )


def expected_krw(assessment: Assessment) -> tuple[int, int] | None:
    """Return the least and the most KRW the entitlements add up to; None without a figure.

    Extensions count at what they are worth of the fee.
    """
    lows, highs = [], []
    for entitlement in assessment.entitlements:
        low = entitlement.worth_krw if entitlement.amount_krw is None else entitlement.amount_krw
        if low is None:
            continue
        lows.append(low)
        highs.append(low if entitlement.amount_max_krw is None else entitlement.amount_max_krw)
    return (sum(lows), sum(highs)) if lows else None


def _option(
    route: Route, assessment: Assessment, expected: tuple[int, int] | None, rules: Rules
) -> Option:
    advice, reason = _advice(route, assessment, expected, rules)
    return Option(
        route=route.id,
        name=route.name.both(),
        effort=route.effort,
        cost_min_krw=route.cost_min_krw,
        days=route.days,
        advice=advice,
        reason=reason,
        facts=route.facts,
    )


def _advice(
    route: Route, assessment: Assessment, expected: tuple[int, int] | None, rules: Rules
) -> tuple[Advice, Bilingual]:
    if route.court:
        return _advice_on_court(route, expected, rules)
    if route.effort is Effort.LOW:
        granted = assessment.eligible in (Eligible.YES, Eligible.DEPENDS)
        key = "worth_ask" if granted else "worth_ask_goodwill"
        return (Advice.DO if granted else Advice.MAYBE), rules.say(key)
    if assessment.eligible is Eligible.NO:
        return Advice.NOT_WORTH, rules.say("worth_mediate_no")
    return Advice.MAYBE, rules.say("worth_mediate")


def _advice_on_court(
    route: Route, expected: tuple[int, int] | None, rules: Rules
) -> tuple[Advice, Bilingual]:
    cost = won(route.cost_min_krw, rules)
    if expected is None:
        return Advice.MAYBE, rules.say("worth_court_unknown", cost=cost)
    most = won(expected[1], rules)
    if expected[1] <= route.cost_min_krw:
        return Advice.NOT_WORTH, rules.say("worth_court_never", cost=cost, amount=most)
    return Advice.NOT_WORTH, rules.say("worth_court_rarely", cost=cost, amount=most)


def _examples(service: Service, rules: Rules, today: date) -> tuple[Example, ...]:
    """Return the newest precedents for the service, court rulings always among them."""
    fitting = [p for p in rules.book.precedents if service in p.services and p.day <= today]
    fitting.sort(key=lambda precedent: precedent.day, reverse=True)
    courts = [precedent for precedent in fitting if precedent.court][:1]
    others = [precedent for precedent in fitting if precedent not in courts]
    shown = [*courts, *others[: SHOWN_PRECEDENTS - len(courts)]]
    shown.sort(key=lambda precedent: precedent.day, reverse=True)
    return tuple(map(_example, shown))


def _example(precedent: Precedent) -> Example:
    return Example(
        day=precedent.day,
        outcome=precedent.outcome,
        court=precedent.court,
        text=precedent.text.both(),
        fact=precedent.fact,
    )
