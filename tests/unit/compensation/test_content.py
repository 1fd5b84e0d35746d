"""Paid content, games, free services, and services without any formula."""

import pytest

from bot.compensation.model import Certainty, Eligible
from bot.compensation.rules import Rules
from tests.unit.compensation.outages import assessed, granted


def test_an_unannounced_stop_of_paid_content_extends_use_threefold_without_lower_limit(
    rules: Rules,
) -> None:
    for minutes in (1, 120):
        result = assessed(
            rules,
            "content",
            "wavve",
            "2026-06-03T10:00",
            minutes=minutes,
            monthly_fee_krw=10900,
            announced=False,
        )
        extension = granted(result, "extension")
        assert result.eligible is Eligible.YES
        assert extension
        assert (extension.minutes, extension.amount_krw) == (minutes * 3, None)
        assert extension.certainty is Certainty.MEDIUM
        assert extension.basis[0] == "terms.wavve.compensation-rule"
        assert extension.worth_krw == round(10900 * minutes * 3 / 43200)


def test_force_majeure_extends_by_the_time_itself(rules: Rules) -> None:
    result = assessed(
        rules, "content", "tving", minutes=120, paid=True, announced=False, force_majeure=True
    )
    extension = granted(result, "extension")
    assert extension
    assert extension.minutes == 120


@pytest.mark.parametrize(
    ("minutes", "maintenance", "low", "high", "eligible"),
    [
        (600, False, 600, None, "yes"),
        (700, False, 800, None, "yes"),
        (700, None, 0, 800, "depends"),
        (1440, True, None, None, "no"),
        (1500, True, 60, None, "yes"),
        (2200, None, 920, 3800, "yes"),
    ],
)
def test_announced_stops_extend_doubly_beyond_ten_hours_a_month_without_maintenance(
    rules: Rules,
    minutes: int,
    maintenance: bool | None,
    low: int | None,
    high: int | None,
    eligible: str,
) -> None:
    result = assessed(
        rules,
        "content",
        "tving",
        minutes=minutes,
        paid=True,
        announced=True,
        maintenance=maintenance,
    )
    extension = granted(result, "extension")
    assert result.eligible == eligible
    assert (extension and extension.minutes, extension and extension.minutes_max) == (low, high)


def test_the_lower_standard_is_told_beside_the_guideline_not_added(rules: Rules) -> None:
    result = assessed(rules, "content", "tving", minutes=240, paid=True, announced=False)
    assert len(result.entitlements) == 1
    assert any("4시간 × 2배 = 8시간 연장" in note.ko for note in result.notes)


@pytest.mark.parametrize(
    ("service", "more", "has_right"),
    [
        ("content", {"minutes": 4319}, False),
        ("content", {"minutes": 4320}, True),
        ("game", {"minutes": 60, "month_total_minutes": 4320}, False),
        ("game", {"minutes": 60, "month_total_minutes": 4321}, True),
    ],
)
def test_three_days_or_over_72_hours_a_month_let_paying_users_leave(
    rules: Rules, service: str, more: dict[str, int], has_right: bool
) -> None:
    result = assessed(rules, service, None, "2026-06-03", paid=True, announced=False, **more)
    assert bool(granted(result, "cancel_right")) is has_right


@pytest.mark.parametrize(
    ("start", "more", "low", "high", "eligible"),
    [
        ("2026-06-03T10:00", {"minutes": 239}, None, None, "no"),
        ("2026-06-03T10:00", {"minutes": 240}, 720, None, "yes"),
        ("2026-06-03T10:00", {"minutes": 60, "day_total_minutes": 250}, 750, None, "yes"),
        ("2026-06-03T22:00", {"minutes": 300}, 0, 900, "depends"),
        ("2026-06-03T20:00", {"minutes": 300}, 900, None, "yes"),
        ("2026-06-03T10:00", {"minutes": 600, "announced": True}, None, None, "no"),
        ("2026-06-03T10:00", {"minutes": 720, "announced": True}, 120, None, "yes"),
        ("2026-06-03T10:00", {"minutes": 300, "announced": None}, 900, None, "depends"),
        ("2026-06-03T10:00", {"minutes": 300, "paid": None}, 900, None, "depends"),
        ("2026-06-03T10:00", {"minutes": 300, "paid": False}, None, None, "no"),
    ],
)
def test_games_count_four_hours_a_day_and_ten_hours_of_announced_work(
    rules: Rules,
    start: str,
    more: dict[str, int | bool | None],
    low: int | None,
    high: int | None,
    eligible: str,
) -> None:
    known: dict[str, int | bool | None] = {"paid": True, "announced": False, **more}
    result = assessed(rules, "game", "nexon", start, **known)
    extension = granted(result, "extension")
    assert result.eligible == eligible
    assert (extension and extension.minutes, extension and extension.minutes_max) == (low, high)


def test_it_depends_on_payment_where_a_service_may_be_free(rules: Rules) -> None:
    result = assessed(rules, "content", "google", minutes=120, announced=False)
    assert (result.eligible, result.missing[0]) == (Eligible.DEPENDS, "paid")


@pytest.mark.parametrize(
    ("start", "law"),
    [
        ("2018-06-01", "law.tba-33.damages-pre-2019"),
        ("2021-05-05T21:47", "law.tba-33-1.damages-2019"),
        ("2026-06-01", "law.tba-33-1.damages-2019"),
    ],
)
def test_free_services_get_no_amount_but_liability_stays_open(
    rules: Rules, start: str, law: str
) -> None:
    result = assessed(rules, "free", "kakao", start, minutes=141)
    assert (result.eligible, result.entitlements) == (Eligible.NO, ())
    assert law in result.basis
    assert any("33조" in note.ko and "조정" in note.ko for note in result.notes)


def test_a_paid_part_of_a_free_service_counts_as_content(rules: Rules) -> None:
    result = assessed(rules, "free", "kakao", minutes=120, monthly_fee_krw=1900, announced=False)
    assert granted(result, "extension")


@pytest.mark.parametrize("service", ["payment", "bank", "delivery", "other"])
def test_where_no_formula_exists_no_amount_is_made_up(rules: Rules, service: str) -> None:
    result = assessed(rules, service, None, minutes=600, monthly_fee_krw=9900)
    assert (result.eligible, result.entitlements) == (Eligible.UNKNOWN, ())
    assert result.notes
    assert "calc.no-rule" in result.basis


@pytest.mark.parametrize(("logged", "eligible"), [(None, "depends"), (True, "yes"), (False, "no")])
def test_brokers_pay_by_logged_order_and_never_by_time(
    rules: Rules, logged: bool | None, eligible: str
) -> None:
    result = assessed(
        rules, "brokerage", "kiwoom", minutes=600, monthly_fee_krw=9900, order_logged=logged
    )
    assert result.eligible == eligible
    assert all(item.amount_krw is None for item in result.entitlements)


def test_exchanges_have_a_deadline_to_claim(rules: Rules) -> None:
    upbit = granted(assessed(rules, "crypto", "upbit", "2024-12-03T22:30"), "damages")
    bithumb = granted(assessed(rules, "crypto", "bithumb", "2025-09-02T23:27"), "damages")
    assert upbit
    assert bithumb
    assert str(upbit.claim_until) == "2024-12-10"
    assert str(bithumb.claim_until) == "2025-10-02"
    assert assessed(rules, "crypto", "bithumb", "2024-12-03").eligible is Eligible.UNKNOWN


@pytest.mark.parametrize(
    ("minutes", "won"), [(4, None), (5, 10000), (432, 10000), (433, 30000), (2161, 100000)]
)
def test_ec2_credits_follow_the_uptime_of_the_month(
    rules: Rules, minutes: int, won: int | None
) -> None:
    result = assessed(rules, "cloud", "aws", "2026-06-03", minutes=minutes, monthly_fee_krw=100000)
    credit = granted(result, "refund")
    assert (credit and credit.amount_krw) == won


def test_workspace_adds_days(rules: Rules) -> None:
    result = assessed(rules, "cloud", "google", "2026-06-03", minutes=44)
    extension = granted(result, "extension")
    assert extension
    assert extension.minutes == 3 * 1440
    assert str(extension.claim_until) == "2026-07-03"
