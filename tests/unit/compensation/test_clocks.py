"""The rule on the outage's date, and today's where it differs."""

from datetime import UTC, date, datetime

from bot.compensation.engine import assess, two_clocks
from bot.compensation.rules import Rules
from tests.unit.compensation.outages import TODAY, amount, outage


def test_todays_rule_is_told_where_it_gives_something_else(rules: Rules) -> None:
    old = outage("mobile", "kt", "2021-10-25T11:16", minutes=150, monthly_fee_krw=44640)
    then, now = two_clocks(old, rules, TODAY)
    assert then.eligible == "no"
    assert now
    assert (now.eligible, amount(now)) == ("yes", 1500)
    assert (then.as_of, now.as_of) == (date(2021, 10, 25), TODAY)


def test_todays_rule_is_left_out_where_it_gives_the_same(rules: Rules) -> None:
    recent = outage("mobile", "kt", "2024-06-25T11:16", minutes=150, monthly_fee_krw=44640)
    assert two_clocks(recent, rules, TODAY)[1] is None


def test_without_a_start_the_given_date_decides(rules: Rules) -> None:
    undated = outage("mobile", "kt", minutes=150)
    assert assess(undated, rules, date(2021, 10, 25)).eligible == "no"
    assert assess(undated, rules, date(2024, 10, 25)).eligible == "yes"


def test_a_start_in_another_zone_is_read_in_korean_time(rules: Rules) -> None:
    eve = outage("mobile", "kt", minutes=150, gross_negligence=False)
    utc = datetime(2022, 7, 31, 15, 30, tzinfo=UTC)
    result = two_clocks(
        type(eve)(eve.service, eve.provider, utc, eve.minutes), rules, date(2022, 8, 1)
    )[0]
    assert result.as_of == date(2022, 8, 1)
