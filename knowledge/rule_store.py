"""Loads the declared rules: every file in `rules/` maps section names to lists of entries."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import ValidationError

from knowledge.errors import InvalidKnowledge
from knowledge.rule_schema import Duty, DutyScope, NoRule, Precedent, Route, Rule
from knowledge.schema import Model

RULES_DIR = Path(__file__).parent / "rules"
SECTIONS: Mapping[str, type[Model]] = {
    "rules": Rule,
    "no_rules": NoRule,
    "duties": Duty,
    "duty_scope": DutyScope,
    "routes": Route,
    "precedents": Precedent,
}

M = TypeVar("M", bound=Model)


@dataclass(frozen=True)
class Rulebook:
    """Every declared rule, checked entry by entry; `find_rule_problems` checks them together."""

    rules: tuple[Rule, ...] = ()
    no_rules: tuple[NoRule, ...] = ()
    duties: tuple[Duty, ...] = ()
    duty_scope: tuple[DutyScope, ...] = ()
    routes: tuple[Route, ...] = ()
    precedents: tuple[Precedent, ...] = ()


def load_rulebook(folder: Path = RULES_DIR) -> Rulebook:
    """Read every rule file; raises InvalidKnowledge naming the file, the id and the field."""
    entries = [entry for path in sorted(folder.glob("*.yaml")) for entry in _entries(path)]
    _refuse_repeated_ids(entry.id for entry in entries)  # type: ignore[attr-defined]
    return Rulebook(
        rules=_of(entries, Rule),
        no_rules=_of(entries, NoRule),
        duties=_of(entries, Duty),
        duty_scope=_of(entries, DutyScope),
        routes=_of(entries, Route),
        precedents=_of(entries, Precedent),
    )


def _of(entries: Iterable[Model], model: type[M]) -> tuple[M, ...]:
    return tuple(entry for entry in entries if isinstance(entry, model))


def _entries(path: Path) -> Iterator[Model]:
    for section, items in _sections(path).items():
        model = SECTIONS.get(section)
        if model is None:
            raise InvalidKnowledge(f"{path.name}: unknown section {section}")
        for item in items:
            yield _entry(path, model, item)


def _entry(path: Path, model: type[M], item: dict[str, Any]) -> M:
    try:
        return model.model_validate(item)
    except ValidationError as exc:
        name = item.get("id", "?") if isinstance(item, dict) else "?"
        raise InvalidKnowledge(f"{path.name}: {name}: {exc}") from exc


def _sections(path: Path) -> dict[str, list[dict[str, Any]]]:
    try:
        sections = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    except (OSError, yaml.YAMLError) as exc:
        raise InvalidKnowledge(f"{path.name}: cannot be read: {exc}") from exc
    if not isinstance(sections, dict) or not all(
        isinstance(items, list) for items in sections.values()
    ):
        raise InvalidKnowledge(f"{path.name}: must map section names to lists of entries")
    return sections


def _refuse_repeated_ids(ids: Iterable[str]) -> None:
    seen: set[str] = set()
    for entry_id in ids:
        if entry_id in seen:
            raise InvalidKnowledge(f"rule entry {entry_id} is defined twice")
        seen.add(entry_id)
