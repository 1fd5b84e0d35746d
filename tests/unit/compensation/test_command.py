"""The logic of `meoktong assess`."""

import json
from dataclasses import replace

import pytest

from bot.compensation.command import AssessOptions, parse_outage, run_assess
from bot.compensation.rules import Rules
from bot.errors import InvalidInput
from knowledge.language import Language
from tests.unit.compensation.outages import TODAY

PROVIDERS = ("kt", "skt")
KT = AssessOptions(
    service="broadband", provider="kt", start="2026-06-03T10:00", minutes=180, monthly_fee=33000
)


def test_json_has_the_agreed_fields(rules: Rules) -> None:
    told = json.loads(run_assess(KT, rules, PROVIDERS, TODAY, as_json=True))
    assert told["eligible"] == "yes"
    assert (told["missing"], told["now"]) == ([], None)
    assert isinstance(told["notes"], list)
    damages, refund = told["entitlements"]
    agreed = {"kind", "amount_krw", "minutes", "formula", "claim", "rule", "basis"}
    assert agreed <= damages.keys()
    assert (damages["kind"], damages["amount_krw"], damages["claim"]) == (
        "damages",
        1375,
        "on_claim",
    )
    assert (refund["kind"], refund["claim"]) == ("refund", "automatic")


def test_text_shows_formula_and_todays_rule(rules: Rules) -> None:
    old = replace(KT, start="2021-06-03T10:00")
    text = run_assess(old, rules, PROVIDERS, TODAY)
    assert "3시간 × 6배 = 825원" in text
    assert "지금이라면" in text
    assert "3 h × 6 = KRW 825" in run_assess(old, rules, PROVIDERS, TODAY, language=Language.EN)


@pytest.mark.parametrize(
    ("start", "told"),
    [
        ("2024-09-05", "2024-09-05T00:00:00+09:00"),
        ("2024-09-05T16:57", "2024-09-05T16:57:00+09:00"),
        ("2024-09-05T16:57:00+09:00", "2024-09-05T16:57:00+09:00"),
        ("2024-09-05T07:57:00Z", "2024-09-05T16:57:00+09:00"),
    ],
)
def test_a_start_without_offset_is_korean_time(start: str, told: str) -> None:
    began = parse_outage(replace(KT, start=start), PROVIDERS).start
    assert began
    assert began.isoformat() == told


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"service": "mobil"}, "one of mobile, broadband"),
        ({"provider": "kts"}, "one of kt, skt"),
        ({"minutes": -1}, "--minutes -1: must not be negative"),
        ({"minutes": 10**9}, "--minutes 1000000000: longer than a year"),
        ({"monthly_fee": -5}, "--monthly-fee -5"),
        ({"month_count": -1}, "--month-count -1"),
        ({"month_total_minutes": -1}, "--month-total-minutes -1"),
        ({"start": "어제"}, "--start 어제"),
        ({"start": "2024-13-01"}, "--start 2024-13-01"),
    ],
)
def test_bad_input_is_named_with_what_is_possible(wrong: dict[str, str | int], says: str) -> None:
    with pytest.raises(InvalidInput, match=says):
        parse_outage(replace(KT, **wrong), PROVIDERS)  # type: ignore[arg-type]
