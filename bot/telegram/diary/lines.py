"""Which line went down: what the user typed, used before, or picks."""

from dataclasses import dataclass

from bot.answering.model import Ask, Understanding
from bot.answering.outage import category_of, outage_of, service_of
from bot.claims.diary import Entry
from bot.compensation.model import Service
from bot.telegram.claims.telling import Teller
from bot.telegram.errors import StaleButton
from knowledge.schema import Category
from knowledge.store import Knowledge

KNOWN_SHOWN = 4


@dataclass(frozen=True, slots=True)
class Line:
    """A service of a company, in the words of the rules."""

    provider: str | None
    service: Service


def line_said(said: Understanding | None, knowledge: Knowledge) -> Line | None:
    """Return the line an understanding names; None unless company and kind are known."""
    if said is None or not said.providers or category_of(said, knowledge) is None:
        return None
    outage = outage_of(said, knowledge)
    return Line(outage.provider, outage.service) if outage else None


def line_typed(ask: Ask, tell: Teller) -> Line | None:
    """Return the line that a text names."""
    return line_said(tell.deps.read(ask), tell.knowledge)


def line_picked(category: str, provider: str, knowledge: Knowledge) -> Line:
    """Return the line of two buttons; raises StaleButton for what does not exist."""
    if category not in set(Category) or provider not in knowledge.providers:
        raise StaleButton("no such line")
    return Line(provider, service_of(Category(category), None))


def lines_known(entries: tuple[Entry, ...], said: Line | None) -> tuple[Line, ...]:
    """Return the lines to offer first: what was just talked about, then those in the diary."""
    used = [Line(entry.provider, entry.service) for entry in reversed(entries)]
    return tuple(dict.fromkeys([*([said] if said else []), *used]))[:KNOWN_SHOWN]


def category_of_line(line: Line, knowledge: Knowledge) -> Category | None:
    """Return the category of a line; None where the company is not known."""
    provider = knowledge.providers.get(line.provider or "")
    return next(
        (
            service.category
            for service in (provider.services if provider else ())
            if line.service in {service_of(service.category, paid) for paid in (None, True, False)}
        ),
        None,
    )


def line_name(tell: Teller, line: Line) -> str:
    """Return what people call a line, such as "KT 인터넷"."""
    provider = tell.knowledge.providers.get(line.provider or "")
    category = category_of_line(line, tell.knowledge)
    names = [
        service.name_ko if tell.language == "ko" else service.name_en
        for service in (provider.services if provider else ())
        if service.category is category
    ]
    company = provider.name(tell.language) if provider else tell.claims("unknown_service")
    if not names or company in names[0]:
        return names[0] if names else company
    return tell.claims("service", provider=company, service=names[0])
