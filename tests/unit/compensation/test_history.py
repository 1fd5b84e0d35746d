"""Worked historical cases: what the rules give beside what was really paid."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.compensation.rules import Rules
from knowledge.store import Knowledge
from tests.unit.compensation.outages import assessed

CASES: list[dict[str, Any]] = yaml.safe_load(
    Path(__file__).with_name("history.yaml").read_text(encoding="utf-8")
)
by_name = pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])


@by_name
def test_the_rules_of_the_day_give(case: dict[str, Any], rules: Rules) -> None:
    result = assessed(rules, **case["outage"])
    gives = {
        item.kind.value: item.amount_krw if item.minutes is None else item.minutes
        for item in result.entitlements
        if item.sure and result.eligible == "yes"
    }
    assert result.eligible == case["eligible"]
    assert gives == case.get("gives", {})
    if "worth" in case:
        assert [item.worth_krw for item in result.entitlements] == [case["worth"]]


@by_name
def test_what_was_paid_is_on_record_and_the_difference_explained(
    case: dict[str, Any], knowledge: Knowledge
) -> None:
    assert case["why"]
    if "paid" in case:
        paid = case["paid"]
        assert knowledge.fact(paid["fact"]).figures[paid["figure"]] == paid["value"]
