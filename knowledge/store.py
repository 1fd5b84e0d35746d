"""Loads the data files of this folder into one immutable, checked `Knowledge`."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import pairwise
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import ValidationError

from knowledge.errors import InvalidKnowledge
from knowledge.schema import (
    Fact,
    Holiday,
    IncidentName,
    Misconception,
    Model,
    NextStep,
    Provider,
    Topic,
)

KNOWLEDGE_DIR = Path(__file__).parent

M = TypeVar("M", bound=Model)


@dataclass(frozen=True)
class Knowledge:
    """Everything the bot knows.

    `facts` is keyed by id; look facts up with `fact`, which also accepts the ids of entries that
    were merged into another.
    """

    facts: Mapping[str, Fact]
    providers: Mapping[str, Provider]
    topics: Mapping[str, Topic]
    misconceptions: tuple[Misconception, ...]
    next_steps: tuple[NextStep, ...]
    incident_names: tuple[IncidentName, ...] = ()
    holidays: tuple[Holiday, ...] = ()

    @cached_property
    def _aliases(self) -> Mapping[str, str]:
        return {old: fact.id for fact in self.facts.values() for old in fact.also}

    @cached_property
    def _by_rule(self) -> Mapping[str, tuple[Fact, ...]]:
        versions: dict[str, list[Fact]] = defaultdict(list)
        for fact in self.facts.values():
            if fact.rule:
                versions[fact.rule].append(fact)
        return {
            rule: tuple(sorted(facts, key=lambda fact: fact.effective_from or date.min))
            for rule, facts in versions.items()
        }

    def resolve(self, fact_id: str) -> str:
        """Return the current id of a fact; raises KeyError for an unknown id."""
        if fact_id in self.facts:
            return fact_id
        return self._aliases[fact_id]

    def fact(self, fact_id: str) -> Fact:
        """Return a fact by its id or a merged id; raises KeyError for an unknown id."""
        return self.facts[self.resolve(fact_id)]

    def versions(self, rule: str) -> tuple[Fact, ...]:
        """Return every version of a rule, oldest first; empty for an unknown rule."""
        return self._by_rule.get(rule, ())

    def version_on(self, rule: str, on: date) -> Fact | None:
        """Return the version of a rule in force on `on`, or None."""
        return next((fact for fact in self.versions(rule) if fact.in_force(on)), None)


def load_knowledge(folder: Path = KNOWLEDGE_DIR) -> Knowledge:
    """Read and check every data file; raises InvalidKnowledge naming what is wrong."""
    knowledge = Knowledge(
        facts=_keyed(_read_facts(folder / "facts"), "fact"),
        providers=_keyed(_read(folder / "providers.yaml", Provider), "provider"),
        topics=_keyed(_read(folder / "topics.yaml", Topic), "topic"),
        misconceptions=tuple(_read(folder / "misconceptions.yaml", Misconception)),
        incident_names=tuple(_read(folder / "incident_names.yaml", IncidentName)),
        holidays=tuple(_read(folder / "holidays.yaml", Holiday)),
        next_steps=tuple(_read(folder / "next_steps.yaml", NextStep)),
    )
    problems = list(find_problems(knowledge))
    if problems:
        raise InvalidKnowledge("\n".join(problems))
    return knowledge


def find_problems(knowledge: Knowledge) -> Iterator[str]:
    """Yield what is wrong across files: dangling links, clashing ids, overlapping periods."""
    yield from _clashing_ids(knowledge)
    yield from _dangling_links(knowledge)
    yield from _overlapping_periods(knowledge)


def _clashing_ids(knowledge: Knowledge) -> Iterator[str]:
    seen = set(knowledge.facts)
    for fact in knowledge.facts.values():
        for old in fact.also:
            if old in seen:
                yield f"{fact.id}: merged id {old} is used twice"
            seen.add(old)


def _dangling_links(knowledge: Knowledge) -> Iterator[str]:
    known = set(knowledge.facts) | {old for f in knowledge.facts.values() for old in f.also}
    for owner, links in _links(knowledge):
        for link in links:
            if link not in known:
                yield f"{owner}: unknown fact {link}"
    for fact in knowledge.facts.values():
        if fact.provider and fact.provider not in knowledge.providers:
            yield f"{fact.id}: unknown provider {fact.provider}"


def _links(knowledge: Knowledge) -> Iterator[tuple[str, Iterable[str]]]:
    for fact in knowledge.facts.values():
        yield fact.id, fact.related
    for topic in knowledge.topics.values():
        yield topic.id, topic.facts
    for misconception in knowledge.misconceptions:
        yield misconception.id, misconception.facts
    for name in knowledge.incident_names:
        yield "incident_names.yaml", (name.id,)
    for step in knowledge.next_steps:
        yield step.id, (step.fact,)
    for provider in knowledge.providers.values():
        yield provider.id, (contact.fact for contact in provider.contacts)


def _overlapping_periods(knowledge: Knowledge) -> Iterator[str]:
    for rule in sorted({fact.rule for fact in knowledge.facts.values() if fact.rule}):
        versions = knowledge.versions(rule)
        for earlier, later in pairwise(versions):
            ends, starts = earlier.effective_to or date.max, later.effective_from or date.min
            if starts <= ends:
                yield f"rule {rule}: {earlier.id} and {later.id} overlap"


def _read_facts(folder: Path) -> Iterator[Fact]:
    for path in sorted(folder.glob("*.yaml")):
        yield from _read(path, Fact)


def _read(path: Path, model: type[M]) -> Iterator[M]:
    for entry in _entries(path):
        try:
            yield model.model_validate(entry)
        except ValidationError as exc:
            raise InvalidKnowledge(f"{path.name}: {entry.get('id', '?')}: {exc}") from exc


def _entries(path: Path) -> list[dict[str, Any]]:
    try:
        entries = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    except (OSError, yaml.YAMLError) as exc:
        raise InvalidKnowledge(f"{path.name}: cannot be read: {exc}") from exc
    if not isinstance(entries, list):
        raise InvalidKnowledge(f"{path.name}: must be a list of entries")
    return entries


def _keyed(entries: Iterable[M], what: str) -> dict[str, M]:
    keyed: dict[str, M] = {}
    for entry in entries:
        entry_id: str = entry.id  # type: ignore[attr-defined]
        if entry_id in keyed:
            raise InvalidKnowledge(f"{what} {entry_id} is defined twice")
        keyed[entry_id] = entry
    return keyed
