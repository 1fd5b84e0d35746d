"""The plain comparison of what may come out with what it takes."""

from datetime import date

import pytest

from bot.compensation.engine import assess
from bot.compensation.rules import Rules
from bot.compensation.worth import Comparison, worth_it
from tests.unit.compensation.outages import TODAY, outage


def _compared(
    rules: Rules, service: str, provider: str, today: date = TODAY, **more: bool | int | None
) -> Comparison:
    down = outage(service, provider, "2026-06-03T10:00", **more)
    return worth_it(down, assess(down, rules, TODAY), rules, today)


def test_nobody_is_sent_to_court_over_ninety_won(rules: Rules) -> None:
    compared = _compared(
        rules, "content", "wavve", minutes=120, monthly_fee_krw=10900, announced=False
    )
    advice = {option.route: option.advice for option in compared.options}
    assert compared.expected_krw == (91, 91)
    assert advice == {"customer-centre": "do", "kcdrc": "maybe", "court": "not_worth"}
    court = next(option for option in compared.options if option.route == "court")
    assert "91원" in court.reason.ko


def test_a_sure_right_is_worth_a_call_and_adds_up(rules: Rules) -> None:
    compared = _compared(rules, "broadband", "kt", minutes=180, monthly_fee_krw=33000)
    assert compared.expected_krw == (2475, 2475)
    assert compared.options[0].advice == "do"


def test_without_a_figure_the_court_is_only_for_a_loss_that_can_be_proven(rules: Rules) -> None:
    compared = _compared(rules, "crypto", "upbit", minutes=99)
    assert compared.expected_krw is None
    assert compared.options[-1].advice == "maybe"


@pytest.mark.parametrize("service", ["mobile", "content", "free", "crypto", "brokerage"])
def test_precedents_are_dated_newest_first_with_a_ruling_among_them(
    rules: Rules, service: str
) -> None:
    examples = _compared(rules, service, "kt").examples
    assert any(example.court for example in examples)
    assert [example.day for example in examples] == sorted(
        (example.day for example in examples), reverse=True
    )


def test_no_precedent_from_after_today_is_shown(rules: Rules) -> None:
    examples = _compared(rules, "mobile", "kt", today=date(2016, 1, 1)).examples
    assert {example.day.year for example in examples} == {2014, 2015}
