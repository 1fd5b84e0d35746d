"""What the form's buttons offer at each step, and what choosing one means."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from bot.answering.model import Understanding
from bot.clock import KST
from bot.compensation.register import KnownOutage, register
from bot.telegram.calc.form import Step
from bot.telegram.deps import Deps
from bot.telegram.errors import StaleButton
from knowledge.language import Language
from knowledge.schema import Category, Provider

SERVICES = (
    Category.MOBILE,
    Category.BROADBAND,
    Category.IPTV,
    Category.MESSENGER,
    Category.VIDEO,
    Category.MUSIC,
    Category.GAME,
    Category.PAYMENT,
    Category.CRYPTO,
)
ALWAYS_PAID = frozenset({Category.MOBILE, Category.BROADBAND, Category.IPTV, Category.PHONE})
MINUTES = (60, 120, 180, 360, 1440)
PROVIDERS_SHOWN = 9
OUTAGES_SHOWN = 4
FREE, YES, NO, TODAY, YESTERDAY = "free", "yes", "no", "today", "yesterday"
MOMENT = "%Y%m%dT%H%M"


@dataclass(frozen=True, slots=True)
class Choice:
    """A button: what it says and the value it stands for."""

    label: str
    value: str


def choices(step: Step, draft: Understanding, deps: Deps) -> tuple[Choice, ...]:
    """Return the buttons of a step."""
    offered = {
        Step.SERVICE: _services,
        Step.PROVIDER: _providers,
        Step.WHEN: _moments,
        Step.LENGTH: _lengths,
        Step.FEE: _fees,
        Step.ANNOUNCED: _announcements,
    }
    return tuple(offered[step](draft, deps))


def choose(step: Step, value: str, draft: Understanding, deps: Deps, today: date) -> Understanding:
    """Return the draft after a button; raises StaleButton for a value that is not offered."""
    if value not in {choice.value for choice in choices(step, draft, deps)}:
        raise StaleButton("no such choice")
    if step is Step.SERVICE:
        return replace(draft, category=Category(value))
    if step is Step.PROVIDER:
        return _with_provider(draft, deps.knowledge.providers[value])
    if step is Step.WHEN:
        return _with_moment(draft, value, deps, today)
    if step is Step.LENGTH:
        return replace(draft, minutes=int(value))
    if step is Step.FEE:
        return replace(draft, paid=False)
    return replace(draft, announced=value == YES)


def service_name(category: Category, deps: Deps, language: Language) -> str:
    """Return what consumers call a category; empty for one the form does not offer."""
    return deps.say(language, f"calc_{category}") if category in SERVICES else ""


def _services(draft: Understanding, deps: Deps) -> Iterator[Choice]:
    for category in SERVICES:
        yield Choice(service_name(category, deps, draft.language), category)


def _providers(draft: Understanding, deps: Deps) -> Iterator[Choice]:
    fitting = [
        provider
        for provider in deps.knowledge.providers.values()
        if any(service.category is draft.category for service in provider.services)
    ]
    for provider in fitting[:PROVIDERS_SHOWN]:
        yield Choice(provider.name(draft.language), provider.id)


def _moments(draft: Understanding, deps: Deps) -> Iterator[Choice]:
    yield Choice(deps.say(draft.language, "calc_today"), TODAY)
    yield Choice(deps.say(draft.language, "calc_yesterday"), YESTERDAY)
    for outage in _known(draft, deps):
        yield Choice(
            deps.say(
                draft.language,
                "calc_known",
                day=outage.start.astimezone(KST).date(),
                minutes=outage.minutes,
            ),
            outage.start.astimezone(KST).strftime(MOMENT),
        )


def _lengths(draft: Understanding, deps: Deps) -> Iterator[Choice]:
    for minutes in MINUTES:
        yield Choice(length_text(minutes, deps, draft.language), str(minutes))


def _fees(draft: Understanding, deps: Deps) -> Iterator[Choice]:
    if draft.category not in ALWAYS_PAID:
        yield Choice(deps.say(draft.language, "calc_free"), FREE)


def _announcements(draft: Understanding, deps: Deps) -> Iterator[Choice]:
    yield Choice(deps.say(draft.language, "calc_not_announced"), NO)
    yield Choice(deps.say(draft.language, "calc_announced"), YES)


def length_text(minutes: int, deps: Deps, language: Language) -> str:
    """Return a length in hours and minutes."""
    hours, rest = divmod(minutes, 60)
    if hours and rest:
        return deps.say(language, "calc_hours_minutes", hours=hours, minutes=rest)
    if hours:
        return deps.say(language, "calc_hours", hours=hours)
    return deps.say(language, "calc_minutes", minutes=minutes)


def _known(draft: Understanding, deps: Deps) -> tuple[KnownOutage, ...]:
    """Return the newest outages on record of the provider, one a moment."""
    theirs = {
        outage.start: outage
        for outage in register(deps.knowledge)
        if draft.providers and outage.provider == draft.providers[0]
    }
    return tuple(theirs.values())[:OUTAGES_SHOWN]


def _with_provider(draft: Understanding, provider: Provider) -> Understanding:
    services = [one.id for one in provider.services if one.category is draft.category]
    return replace(draft, providers=(provider.id,), services=tuple(services[:1]))


def _with_moment(draft: Understanding, value: str, deps: Deps, today: date) -> Understanding:
    if value in (TODAY, YESTERDAY):
        return _on(draft, today if value == TODAY else today - timedelta(days=1))
    start = datetime.strptime(value, MOMENT).replace(tzinfo=KST)
    outage = next(one for one in _known(draft, deps) if one.start == start)
    dated = _on(draft, start.date())
    return replace(dated, start=start, minutes=outage.minutes, incident=outage.fact)


def _on(draft: Understanding, day: date) -> Understanding:
    return replace(draft, day_from=day, day_to=day, as_of=day, dated=True)
