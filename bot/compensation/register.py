"""Known outages from the incident facts, to be picked instead of typed."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from pydantic import JsonValue

from knowledge.language import Bilingual
from knowledge.schema import Fact, FactKind
from knowledge.store import Knowledge

SLACK = timedelta(minutes=30)
"""How far start, end and length may differ in one continuous outage (reports are rounded)."""


@dataclass(frozen=True, slots=True)
class KnownOutage:
    """One continuous outage: `start` in KST, `minutes` long; `provider` None where several."""

    fact: str
    title: Bilingual
    start: datetime
    minutes: int
    provider: str | None


def register(knowledge: Knowledge) -> tuple[KnownOutage, ...]:
    """Return the outages whose start and length are known, newest first."""
    known = [outage for fact in knowledge.facts.values() for outage in _outages(fact)]
    return tuple(sorted(known, key=lambda outage: outage.start, reverse=True))


def _outages(fact: Fact) -> Iterator[KnownOutage]:
    if fact.kind is not FactKind.INCIDENT or fact.figures.get("verified") is False:
        return
    if not fact.id.startswith("incident."):
        return
    windows = fact.figures.get("windows")
    figures: Sequence[Mapping[str, JsonValue]] = (
        [window for window in windows if isinstance(window, dict)]
        if isinstance(windows, list)
        else [fact.figures]
    )
    for window in figures:
        outage = _outage(fact, window)
        if outage is not None:
            yield outage


def _outage(fact: Fact, figures: Mapping[str, JsonValue]) -> KnownOutage | None:
    start = _moment(figures.get("start"))
    minutes = figures.get("duration_minutes", figures.get("minutes"))
    if start is None or not isinstance(minutes, int):
        return None
    end = _moment(figures.get("end"))
    if end is not None and abs(end - start - timedelta(minutes=minutes)) > SLACK:
        return None  # several outages added up, or a length that counts something else
    title = Bilingual(fact.headline_ko, fact.headline_en)
    return KnownOutage(fact.id, title, start, minutes, fact.provider)


def _moment(value: JsonValue) -> datetime | None:
    if not isinstance(value, str) or "T" not in value:
        return None
    return datetime.fromisoformat(value)
