"""The rule files: what loading and checking refuse."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from bot.compensation.rules import Rules
from knowledge.errors import InvalidKnowledge
from knowledge.rule_check import find_rule_problems
from knowledge.rule_schema import HourlyDamages, Rule
from knowledge.rule_store import Rulebook, load_rulebook
from knowledge.store import Knowledge

RULE = """
rules:
- id: r.one
  family: r
  kind: damages
  services: [mobile]
  grounds: [{measure: continuous_minutes, comparator: ge, value: 120}]
  yields: {method: hourly, multiplier: 10}
  claim: on_claim
  certainty: high
  basis: [some.fact]
"""


def _book(tmp_path: Path, text: str) -> Rulebook:
    (tmp_path / "some.yaml").write_text(text, encoding="utf-8")
    return load_rulebook(tmp_path)


def test_the_shipped_rules_agree_with_the_facts(rules: Rules, knowledge: Knowledge) -> None:
    assert list(find_rule_problems(rules.book, knowledge)) == []


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("multiplier: 10", "multiplier: ten", "some.yaml: r.one: .*multiplier"),
        ("claim: on_claim", "claim: perhaps", "some.yaml: r.one: .*claim"),
        ("family: r", "family: r\n  colour: red", "some.yaml: r.one: .*colour"),
        ("services: [mobile]", "services: []", "some.yaml: r.one: .*services"),
        ("rules:", "roles:", "some.yaml: unknown section roles"),
        ("ge, value: 120", "ge, value: 120, each_minutes: 60", "each_minutes goes with"),
        ("family: r", "family: r\n  maybe_from: 2022-07-01", "maybe_from and maybe_note"),
    ],
)
def test_a_broken_rule_is_refused_with_file_id_and_field(
    tmp_path: Path, old: str, new: str, says: str
) -> None:
    with pytest.raises(InvalidKnowledge, match=f"(?s){says}"):
        _book(tmp_path, RULE.replace(old, new))


def test_an_id_used_twice_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InvalidKnowledge, match=r"r\.one is defined twice"):
        _book(tmp_path, RULE + RULE.removeprefix("\nrules:\n"))


@pytest.mark.parametrize("text", ["- just\n- a list\n", "rules: {id: x}\n", "rules: [\n"])
def test_a_file_of_another_shape_is_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(InvalidKnowledge, match=r"some\.yaml"):
        _book(tmp_path, text)


def _changed(rules: Rules, **changes: object) -> Rulebook:
    rule = next(rule for rule in rules.book.rules if rule.id == "mobile.damages.2023-03")
    changed = Rule.model_validate({**rule.model_dump(), **changes})
    others = tuple(other for other in rules.book.rules if other.id != rule.id)
    return replace(rules.book, rules=(*others, changed))


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"basis": ("no.such.fact",)}, "unknown fact no.such.fact"),
        ({"basis": ("terms.telco.mobile.2011-2019-09",)}, "is not in force for the whole period"),
        ({"effective_from": date(2023, 2, 1)}, "overlap"),
        ({"yields": HourlyDamages(method="hourly", multiplier=6)}, "yields.multiplier is 6"),
        ({"providers": ("nobody",)}, "unknown provider nobody"),
        ({"ties": {}}, "grounds.0.value names no figure"),
        ({"ties": {"claim": "calc.telco.mobile#nothing"}}, "which does not exist"),
    ],
)
def test_what_does_not_agree_with_the_facts_is_told(
    rules: Rules, knowledge: Knowledge, changes: dict[str, object], says: str
) -> None:
    problems = find_rule_problems(_changed(rules, **changes), knowledge)
    assert any(says in problem for problem in problems)
