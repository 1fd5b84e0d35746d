"""Checks the declared rules against each other and against the facts they rest on."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import combinations
from typing import Protocol

from pydantic import JsonValue

from knowledge.rule_schema import Dated, Duty, Route, Rule
from knowledge.rule_store import Rulebook
from knowledge.schema import DATED_KINDS, Fact
from knowledge.store import Knowledge

NUMBERS = ("value", "each_minutes", "multiplier", "excess_multiplier", "limit_minutes")
NUMBERS_IN_TIERS = ("percent", "days")


class Tied(Protocol):
    """An entry whose numbers name the figures they were read from."""

    @property
    def id(self) -> str: ...
    @property
    def ties(self) -> dict[str, str]: ...
    def model_dump(self) -> dict[str, JsonValue]: ...


def find_rule_problems(rulebook: Rulebook, knowledge: Knowledge) -> Iterator[str]:
    """Yield what is wrong: unknown or outdated facts, overlaps, numbers that do not agree."""
    for entry in (*rulebook.rules, *rulebook.no_rules):
        yield from _basis_problems(entry, knowledge)
        yield from _provider_problems(entry, knowledge)
    for rule in rulebook.rules:
        yield from _untied_numbers(rule)
    for tied in _tied_entries(rulebook):
        yield from _tie_problems(tied, knowledge)
    yield from _unknown_facts(rulebook, knowledge)
    yield from _overlaps(rulebook.rules)
    yield from _duty_overlaps(rulebook.duties)


def _tied_entries(rulebook: Rulebook) -> tuple[Tied, ...]:
    return (
        *rulebook.rules,
        *rulebook.duties,
        *rulebook.duty_scope,
        *rulebook.routes,
        *rulebook.precedents,
    )


def _basis_problems(entry: Dated, knowledge: Knowledge) -> Iterator[str]:
    extra = entry.provider_basis.values() if isinstance(entry, Rule) else ()
    for fact_id in (*entry.basis, *(fact for facts in extra for fact in facts)):
        try:
            fact = knowledge.fact(fact_id)
        except KeyError:
            yield f"{entry.id}: unknown fact {fact_id}"
            continue
        if not _covers(fact, entry):
            yield f"{entry.id}: {fact.id} is not in force for the whole period"


def _covers(fact: Fact, entry: Dated) -> bool:
    if fact.kind not in DATED_KINDS:
        return True
    starts = (fact.effective_from or date.min) <= (entry.effective_from or date.min)
    return starts and (entry.effective_to or date.max) <= (fact.effective_to or date.max)


def _provider_problems(entry: Dated, knowledge: Knowledge) -> Iterator[str]:
    own_terms = entry.provider_basis if isinstance(entry, Rule) else {}
    for provider in (*entry.providers, *entry.not_providers, *own_terms):
        if provider not in knowledge.providers:
            yield f"{entry.id}: unknown provider {provider}"


def _unknown_facts(rulebook: Rulebook, knowledge: Knowledge) -> Iterator[str]:
    for owner, facts in _other_facts(rulebook):
        for fact_id in facts:
            try:
                knowledge.resolve(fact_id)
            except KeyError:
                yield f"{owner}: unknown fact {fact_id}"


def _other_facts(rulebook: Rulebook) -> Iterator[tuple[str, Sequence[str]]]:
    others: tuple[Duty | Route, ...] = (*rulebook.duties, *rulebook.routes)
    for entry in others:
        yield entry.id, entry.basis if isinstance(entry, Duty) else entry.facts
    for precedent in rulebook.precedents:
        yield precedent.id, (precedent.fact,)
    for scope in rulebook.duty_scope:
        yield scope.id, (*scope.basis_before, *scope.basis_size, *scope.basis_announced)
        yield scope.id, (*scope.basis_methods, *scope.basis_cloud)


def _untied_numbers(rule: Rule) -> Iterator[str]:
    for path in _number_paths(rule.model_dump()):
        if path not in rule.ties:
            yield f"{rule.id}: {path} names no figure of a fact"


def _number_paths(value: JsonValue, path: str = "") -> Iterator[str]:
    """Yield the paths of the numbers that decide an amount."""
    items: Mapping[str, JsonValue] | dict[str, JsonValue]
    if isinstance(value, dict):
        items = value
    elif isinstance(value, list | tuple):
        items = {str(index): item for index, item in enumerate(value)}
    else:
        return
    for key, item in items.items():
        here = f"{path}.{key}" if path else key
        counted = key in NUMBERS or (key in NUMBERS_IN_TIERS and ".tiers." in here)
        if counted and isinstance(item, int) and here.startswith(("grounds", "yields")):
            yield here
        yield from _number_paths(item, here)


def _tie_problems(entry: Tied, knowledge: Knowledge) -> Iterator[str]:
    dumped = entry.model_dump()
    for path, tie in entry.ties.items():
        fact_id, _, figure = tie.partition("#")
        try:
            known = _at(dict(knowledge.fact(fact_id).figures), figure)
            declared = _at(dumped, path)
        except (KeyError, IndexError, ValueError):
            yield f"{entry.id}: {path} is tied to {tie}, which does not exist"
            continue
        if _plain(declared) != known:
            yield f"{entry.id}: {path} is {declared}, but {tie} is {known}"


def _at(value: JsonValue, path: str) -> JsonValue:
    for step in path.split("."):
        if isinstance(value, dict):
            value = value[step]
        elif isinstance(value, list | tuple):
            value = value[int(step)]
        else:
            raise KeyError(step)
    return value


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else value


def _overlaps(rules: Sequence[Rule]) -> Iterator[str]:
    for one, other in combinations(rules, 2):
        if (
            one.family == other.family
            and _periods_meet(one, other)
            and _share_provider(one, other)
            and set(one.services) & set(other.services)
        ):
            yield f"{one.family}: {one.id} and {other.id} overlap"


def _periods_meet(one: Dated | Duty, other: Dated | Duty) -> bool:
    starts = max(one.effective_from or date.min, other.effective_from or date.min)
    ends = min(one.effective_to or date.max, other.effective_to or date.max)
    return starts <= ends


def _share_provider(one: Dated, other: Dated) -> bool:
    if one.unknown_provider and other.unknown_provider:
        return True
    if one.providers and other.providers:
        return bool(set(one.providers) & set(other.providers))
    listed, open_one = (one, other) if one.providers else (other, one)
    if not listed.providers:
        return True
    return bool(set(listed.providers) - set(open_one.not_providers))


def _duty_overlaps(duties: Sequence[Duty]) -> Iterator[str]:
    for one, other in combinations(duties, 2):
        if one.duty == other.duty and _periods_meet(one, other):
            yield f"duty {one.duty}: {one.id} and {other.id} overlap"
