"""What can be browsed with buttons: topics, and incidents by provider and year."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from typing import Generic, TypeVar

from knowledge.schema import Fact, FactKind, Topic
from knowledge.store import Knowledge

PAGE_SIZE = 8
NOBODY = "-"
SHORT_BYTES = 6

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """One page of a longer list; pages count from 0."""

    items: tuple[T, ...]
    number: int
    last: int


@dataclass(frozen=True)
class Catalogue:
    """The knowledge in the order in which people browse it.

    `facts` and `topics` are keyed by short ids. `incidents` is keyed by provider id (`NOBODY` for
    incidents of no single provider), busiest first, then by year, newest first.
    """

    facts: Mapping[str, Fact]
    topics: Mapping[str, Topic]
    incidents: Mapping[str, Mapping[int, tuple[Fact, ...]]]


def build_catalogue(knowledge: Knowledge) -> Catalogue:
    """Return the catalogue of everything known."""
    return Catalogue(
        facts={short_id(fact.id): fact for fact in knowledge.facts.values()},
        topics={short_id(topic.id): topic for topic in knowledge.topics.values()},
        incidents=_incidents(knowledge),
    )


def short_id(long_id: str) -> str:
    """Return a stable short id that fits into a button's data."""
    return blake2b(long_id.encode(), digest_size=SHORT_BYTES).hexdigest()


def page(items: Sequence[T], number: int) -> Page[T]:
    """Return a page; a number past the end gives the last page."""
    last = max(0, (len(items) - 1) // PAGE_SIZE)
    number = min(number, last)
    start = number * PAGE_SIZE
    return Page(tuple(items[start : start + PAGE_SIZE]), number, last)


def year_of(fact: Fact) -> int | None:
    """Return the year in which an incident began; None where no source says."""
    start = fact.figures.get("start")
    if isinstance(start, str):
        return int(start[:4])
    return fact.effective_from.year if fact.effective_from else None


def _incidents(knowledge: Knowledge) -> dict[str, dict[int, tuple[Fact, ...]]]:
    grouped: dict[str, dict[int, list[Fact]]] = defaultdict(lambda: defaultdict(list))
    for fact in knowledge.facts.values():
        year = year_of(fact)
        if fact.kind is FactKind.INCIDENT and year is not None:
            grouped[fact.provider or NOBODY][year].append(fact)
    busiest = sorted(grouped, key=lambda provider: -sum(map(len, grouped[provider].values())))
    return {provider: _newest_first(grouped[provider]) for provider in busiest}


def _newest_first(years: Mapping[int, list[Fact]]) -> dict[int, tuple[Fact, ...]]:
    return {
        year: tuple(sorted(years[year], key=lambda fact: fact.id))
        for year in sorted(years, reverse=True)
    }
