"""What the carriers' terms give, by date, at their limits, and across month ends."""

import pytest

from bot.compensation.model import Certainty, Claim, Eligible
from bot.compensation.rules import Rules
from tests.unit.compensation.outages import amount, assessed, granted

DAY = {
    "2014": "2014-03-20T12:00",
    "2018": "2018-06-15T12:00",
    "2021": "2021-06-15T12:00",
    "2022": "2022-09-15T12:00",
    "2024": "2024-06-15T12:00",
}


@pytest.mark.parametrize(
    ("service", "provider", "year", "minutes", "multiplier"),
    [
        ("mobile", "skt", "2014", 180, 6),
        ("mobile", "skt", "2014", 179, None),
        ("mobile", "kt", "2021", 180, 8),
        ("mobile", "kt", "2021", 179, None),
        ("mobile", "lguplus", "2022", 120, 10),
        ("mobile", "lguplus", "2022", 119, None),
        ("mobile", "kt", "2024", 120, 10),
        ("mobile", "mvno", "2018", 180, 6),
        ("mobile", "mvno", "2024", 120, 10),
        ("mobile", None, "2024", 120, 10),
        ("broadband", "kt", "2018", 180, 6),
        ("broadband", "kt", "2021", 180, 6),
        ("broadband", "skbroadband", "2022", 120, 10),
        ("broadband", "skbroadband", "2022", 119, None),
        ("broadband", "lghellovision", "2021", 180, 6),
        ("iptv", "kt", "2022", 121, 3),
        ("iptv", "kt", "2022", 120, None),
        ("iptv", "kt", "2024", 121, 3),
    ],
)
def test_length_and_multiplier_follow_the_date(
    rules: Rules,
    service: str,
    provider: str | None,
    year: str,
    minutes: int,
    multiplier: int | None,
) -> None:
    fee_of_a_minute = 31 if "03" in DAY[year] else 30
    result = assessed(
        rules,
        service,
        provider,
        DAY[year],
        minutes=minutes,
        monthly_fee_krw=fee_of_a_minute * 1440,
        gross_negligence=False,
    )
    assert amount(result) == (None if multiplier is None else minutes * multiplier)
    assert result.eligible is (Eligible.NO if multiplier is None else Eligible.YES)


def test_three_hours_of_broadband_give_damages_on_claim_and_a_refund_by_itself(
    rules: Rules,
) -> None:
    result = assessed(
        rules, "broadband", "kt", "2026-06-03T10:00", minutes=180, monthly_fee_krw=33000
    )
    damages, refund = granted(result, "damages"), granted(result, "refund")
    assert damages
    assert refund
    assert (damages.amount_krw, damages.claim, damages.certainty) == (
        1375,
        Claim.ON_CLAIM,
        Certainty.HIGH,
    )
    assert (refund.amount_krw, refund.claim, refund.certainty) == (
        1100,
        Claim.AUTOMATIC,
        Certainty.MEDIUM,
    )
    assert damages.formula.ko == "33,000원 ÷ 30일 ÷ 24시간 × 3시간 × 10배 = 1,375원"
    assert damages.formula.en == "KRW 33,000 ÷ 30 days ÷ 24 h × 3 h × 10 = KRW 1,375"


@pytest.mark.parametrize(
    ("start", "days"),
    [("2026-01-10T10:00", 31), ("2026-02-10T10:00", 28), ("2024-02-10T10:00", 29)],
)
def test_a_month_has_its_real_days(rules: Rules, start: str, days: int) -> None:
    result = assessed(rules, "mobile", "kt", start, minutes=144, monthly_fee_krw=days * 1000)
    assert amount(result) == 1000


def test_halves_of_a_won_round_up(rules: Rules) -> None:
    result = assessed(
        rules, "mobile", "kt", "2026-06-10T10:00", minutes=120, monthly_fee_krw=72 * 3 + 18
    )
    assert 234 * 120 * 10 / 43200 == 6.5
    assert amount(result) == 7


def test_an_outage_over_the_month_end_is_priced_by_both_months(rules: Rules) -> None:
    result = assessed(rules, "mobile", "kt", "2026-01-31T23:00", minutes=180, monthly_fee_krw=43400)
    expected = 43400 * 10 * (60 / (31 * 1440) + 120 / (28 * 1440))
    assert amount(result) == round(expected)
    refund = granted(result, "refund")
    assert refund
    assert (refund.amount_krw, refund.amount_max_krw) == (1400, 1400 + 1550)


@pytest.mark.parametrize(
    ("total", "eligible", "low", "high"),
    [(359, "no", None, None), (360, "depends", 0, 3600), (361, "yes", 3610, None)],
)
def test_the_month_total_counts_above_six_hours_and_is_open_at_six(
    rules: Rules, total: int, eligible: str, low: int | None, high: int | None
) -> None:
    result = assessed(
        rules,
        "mobile",
        "kt",
        DAY["2024"],
        minutes=30,
        month_total_minutes=total,
        monthly_fee_krw=43200,
        gross_negligence=False,
    )
    damages = granted(result, "damages")
    assert result.eligible == eligible
    assert (damages and damages.amount_krw, damages and damages.amount_max_krw) == (low, high)


def test_a_long_outage_alone_does_not_bring_in_the_other_minutes_of_the_month(
    rules: Rules,
) -> None:
    result = assessed(
        rules,
        "mobile",
        "kt",
        DAY["2024"],
        minutes=180,
        month_total_minutes=300,
        monthly_fee_krw=43200,
    )
    assert amount(result) == 1800


@pytest.mark.parametrize(
    ("negligence", "eligible", "won"),
    [(None, "depends", None), (True, "yes", 890), (False, "no", None)],
)
def test_gross_negligence_decides_below_two_hours_since_march_2023(
    rules: Rules, negligence: bool | None, eligible: str, won: int | None
) -> None:
    result = assessed(
        rules,
        "mobile",
        "kt",
        "2023-04-01T10:00",
        minutes=89,
        monthly_fee_krw=43200,
        gross_negligence=negligence,
    )
    assert (result.eligible, amount(result)) == (eligible, won)
    assert ("gross_negligence" in result.missing) is (eligible == "depends")


def test_gross_negligence_meant_nothing_before_march_2023(rules: Rules) -> None:
    for negligence in (None, True):
        result = assessed(
            rules,
            "mobile",
            "kt",
            "2023-02-28T10:00",
            minutes=89,
            gross_negligence=negligence,
        )
        assert (result.eligible, result.missing) == (Eligible.NO, ())


@pytest.mark.parametrize(
    ("service", "start", "minutes", "low", "high", "eligible"),
    [
        ("mobile", "2022-07-15T10:00", 200, 1600, 2000, "yes"),
        ("mobile", "2022-07-15T10:00", 150, 0, 1500, "depends"),
        ("mobile", "2022-06-30T10:00", 200, 1600, None, "yes"),
        ("mobile", "2022-08-01T10:00", 200, 2000, None, "yes"),
        ("broadband", "2022-07-15T10:00", 200, 1200, 2000, "yes"),
        ("mobile", "2019-09-15T10:00", 200, 1200, 1600, "yes"),
        ("mobile", "2019-08-31T10:00", 200, 1200, None, "yes"),
        ("mobile", "2019-10-01T10:00", 200, 1600, None, "yes"),
    ],
)
def test_months_in_which_terms_changed_are_answered_as_a_range(
    rules: Rules,
    service: str,
    start: str,
    minutes: int,
    low: int,
    high: int | None,
    eligible: str,
) -> None:
    days = 30 if "-09-" in start or "-06-" in start else 31
    result = assessed(rules, service, "kt", start, minutes=minutes, monthly_fee_krw=days * 1440)
    damages = granted(result, "damages")
    assert damages
    assert (damages.amount_krw, damages.amount_max_krw) == (low, high)
    assert result.eligible == eligible
    assert (high is None) == (
        not any("확인" in note.ko and "20" in note.ko for note in result.notes)
    )


def test_without_the_fee_the_right_is_sure_and_the_formula_says_what_to_multiply(
    rules: Rules,
) -> None:
    result = assessed(rules, "mobile", "kt", DAY["2024"], minutes=180)
    damages = granted(result, "damages")
    assert result.eligible is Eligible.YES
    assert result.missing == ("monthly_fee_krw",)
    assert damages
    assert damages.amount_krw is None
    assert damages.formula.ko == "월 요금 ÷ 30일 ÷ 24시간 × 3시간 × 10배"


def test_without_the_length_it_depends_on_it(rules: Rules) -> None:
    result = assessed(rules, "mobile", "kt", DAY["2024"])
    assert result.eligible is Eligible.DEPENDS
    assert result.missing[0] == "minutes"


@pytest.mark.parametrize(
    ("provider", "start", "more", "eligible"),
    [
        ("kt", "2024-06-15", {"minutes": 60, "month_count": 3}, "yes"),
        ("kt", "2024-06-15", {"minutes": 59, "month_count": 3}, "no"),
        ("kt", "2024-06-15", {"month_count": 3}, "depends"),
        ("kt", "2024-06-15", {"month_count": 2}, "no"),
        ("kt", "2024-06-15", {"minutes": 60, "month_count": 2}, "no"),
        ("kt", "2024-06-15", {"minutes": 60, "month_count": 3, "month_total_minutes": 170}, "no"),
        ("skbroadband", "2019-06-15", {"minutes": 1440}, "yes"),
        ("kt", "2019-06-15", {"minutes": 1440}, "no"),
        ("kt", "2019-06-15", {"minutes": 2880}, "yes"),
        ("kt", "2019-10-15", {"minutes": 1440}, "depends"),
        ("kt", "2019-11-01", {"minutes": 1440}, "yes"),
        ("lghellovision", "2019-11-01", {"minutes": 1439}, "no"),
        ("lghellovision", "2019-11-01", {"minutes": 1440}, "yes"),
    ],
)
def test_leaving_without_penalty_needs_a_day_a_month_or_three_outages_of_an_hour(
    rules: Rules, provider: str, start: str, more: dict[str, int], eligible: str
) -> None:
    result = assessed(rules, "broadband", provider, start, gross_negligence=False, **more)
    right = granted(result, "cancel_right")
    told = {None: "no", True: "yes", False: "depends"}[right.sure if right else None]
    assert told == eligible


@pytest.mark.parametrize("service", ["mobile", "broadband", "iptv"])
def test_announced_works_leave_the_carriers_damages_open(rules: Rules, service: str) -> None:
    result = assessed(
        rules, service, "kt", DAY["2024"], minutes=300, announced=True, monthly_fee_krw=30000
    )
    assert (result.eligible, result.missing) == (Eligible.DEPENDS, ("fault",))
    assert all(item.certainty is Certainty.LOW for item in result.entitlements)


def test_no_figure_is_made_up_for_home_phones_and_early_iptv(rules: Rules) -> None:
    for service, start in (("phone", DAY["2024"]), ("iptv", "2022-07-31")):
        result = assessed(rules, service, "kt", start, minutes=600, monthly_fee_krw=20000)
        assert (result.eligible, result.entitlements) == (Eligible.UNKNOWN, ())
        assert result.notes
