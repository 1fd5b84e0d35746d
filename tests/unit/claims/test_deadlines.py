"""The days that matter, as the clock moves."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from bot.claims.book import Claims
from bot.claims.deadlines import deadlines_of, missed_by
from bot.claims.model import Case, MediationEnd, Progress
from bot.clock import KST
from bot.compensation.model import Outage, Service
from knowledge.claims_schema import Holder
from knowledge.schema import Category
from tests.unit.claims.conftest import START, TODAY, MakeCase


def days(claims: Claims, case: Case, today: date = TODAY) -> dict[str, date]:
    return {item.key: item.day for item in deadlines_of(case, today, claims.deadlines)}


def with_progress(case: Case, **progress: object) -> Case:
    return replace(case, progress=replace(Progress(), **progress))  # type: ignore[arg-type]


def test_limitation_and_the_damages_notice_count_from_the_outage(
    claims: Claims, mobile: Case
) -> None:
    assert days(claims, mobile) == {
        "period:damages-notice": date(2026, 7, 8),
        "period:tort-known": date(2029, 6, 8),
        "period:contract": date(2036, 6, 8),
        "period:tort-act": date(2036, 6, 8),
    }


def test_three_years_count_from_knowing(claims: Claims, mobile: Case) -> None:
    later = with_progress(mobile, known=date(2026, 8, 1))
    assert days(claims, later)["period:tort-known"] == date(2029, 8, 1)


@pytest.mark.parametrize(
    ("asked", "until"),
    [
        (date(2026, 6, 10), date(2026, 6, 24)),
        (date(2026, 9, 21), date(2026, 10, 6)),  # 5 October is a holiday
    ],
)
def test_an_answer_is_asked_for_by_a_business_day(
    claims: Claims, mobile: Case, asked: date, until: date
) -> None:
    waiting = with_progress(mobile, complained=asked)
    assert days(claims, waiting, asked)["period:reply-asked"] == until
    assert claims.deadlines.reply_by(asked) == until
    assert claims.route(waiting, asked).until == until


def test_a_free_service_owes_no_damages_notice(claims: Claims, messenger: Case) -> None:
    assert "period:damages-notice" not in days(claims, messenger)
    assert "period:contract" not in days(claims, messenger)


@pytest.mark.parametrize(("minutes", "owed"), [(120, False), (121, True)])
def test_exactly_two_hours_owe_no_damages_notice(
    claims: Claims, make_case: MakeCase, minutes: int, owed: bool
) -> None:
    outage = Outage(Service.MOBILE, "kt", START, minutes, paid=True)
    case = make_case(outage, Category.MOBILE)
    assert ("period:damages-notice" in days(claims, case)) is owed


def test_an_outage_before_the_rule_is_not_measured_by_it(
    claims: Claims, make_case: MakeCase
) -> None:
    outage = Outage(Service.MOBILE, "kt", datetime(2025, 3, 27, 9, tzinfo=KST), 300, paid=True)
    case = make_case(outage, Category.MOBILE)
    assert "period:damages-notice" not in days(claims, case, date(2025, 3, 28))


def test_a_day_that_is_over_is_gone_and_a_missed_own_day_is_told(
    claims: Claims, mobile: Case
) -> None:
    assert "period:tort-known" in days(claims, mobile, date(2029, 6, 8))
    after = date(2029, 6, 9)
    assert "period:tort-known" not in days(claims, mobile, after)
    assert [item.key for item in missed_by(mobile, after, claims.deadlines)] == [
        "period:tort-known"
    ]


@pytest.mark.parametrize(
    ("provider", "day", "until"),
    [
        ("upbit", datetime(2025, 1, 10, 9, tzinfo=KST), date(2025, 1, 17)),
        ("upbit", datetime(2026, 1, 31, 9, tzinfo=KST), date(2026, 2, 28)),
    ],
)
def test_a_claim_window_of_the_rules_is_a_deadline(
    claims: Claims, make_case: MakeCase, provider: str, day: datetime, until: date
) -> None:
    outage = Outage(Service.CRYPTO, provider, day, 90, order_logged=True)
    case = make_case(outage, Category.CRYPTO)
    windows = [
        item
        for item in deadlines_of(case, day.date(), claims.deadlines)
        if item.key.startswith("claim:")
    ]
    assert [item.day for item in windows] == [until]
    assert all(item.holder is Holder.YOU for item in windows)
    assert all(item.act_by <= item.day for item in windows)


def test_a_claim_that_was_made_has_no_window_left(claims: Claims, make_case: MakeCase) -> None:
    outage = Outage(Service.CRYPTO, "upbit", START, 90, order_logged=True)
    case = with_progress(make_case(outage, Category.CRYPTO), complained=TODAY)
    assert not any(key.startswith("claim:") for key in days(claims, case))


def test_a_payment_error_must_be_explained_in_two_weeks(
    claims: Claims, make_case: MakeCase
) -> None:
    outage = Outage(Service.PAYMENT, "toss", START, 60)
    case = with_progress(make_case(outage, Category.PAYMENT), complained=TODAY)
    assert days(claims, case)["period:error-answer"] == date(2026, 6, 24)
    answered = with_progress(case, complained=TODAY, answered=TODAY)
    assert "period:error-answer" not in days(claims, answered)


@pytest.mark.parametrize(
    ("start", "asked", "until"),
    [
        (START, date(2026, 9, 21), date(2026, 10, 16)),  # across Chuseok and three holidays
        (datetime(2025, 6, 30, 9, tzinfo=KST), date(2025, 7, 1), None),
    ],
)
def test_an_exchange_decides_within_business_days_since_the_model_rule(
    claims: Claims, make_case: MakeCase, start: datetime, asked: date, until: date | None
) -> None:
    outage = Outage(Service.CRYPTO, "upbit", start, 90, order_logged=True)
    case = with_progress(make_case(outage, Category.CRYPTO), complained=asked)
    assert days(claims, case, asked).get("period:crypto-result") == until


@pytest.mark.parametrize(
    ("desk", "due", "extended"),
    [
        ("tdrc", date(2026, 8, 9), date(2026, 9, 8)),
        ("kca", date(2026, 7, 10), date(2026, 9, 8)),
    ],
)
def test_a_filed_case_has_the_desks_days(
    claims: Claims, mobile: Case, desk: str, due: date, extended: date
) -> None:
    filed = with_progress(mobile, complained=TODAY, filed=TODAY, desk=desk)
    found = days(claims, filed)
    assert found["desk:processing"] == due
    assert found["desk:extended"] == extended
    assert "period:reply-asked" not in found


@pytest.mark.parametrize(
    ("desk", "key", "day", "act_by"),
    [
        ("tdrc", "desk:proposal_refusal", date(2026, 6, 28), date(2026, 6, 26)),
        ("kca", "desk:proposal_acceptance", date(2026, 6, 28), date(2026, 6, 26)),
        ("kcdrc", "desk:proposal_undefined", date(2026, 6, 18), date(2026, 6, 18)),
        ("fss", "desk:proposal_refusal", date(2026, 7, 3), date(2026, 7, 3)),
    ],
)
def test_a_proposal_has_to_be_answered_in_the_desks_days(
    claims: Claims, mobile: Case, desk: str, key: str, day: date, act_by: date
) -> None:
    received = date(2026, 6, 13)
    case = with_progress(mobile, complained=TODAY, filed=TODAY, desk=desk, proposed=received)
    found = {item.key: item for item in deadlines_of(case, received, claims.deadlines)}[key]
    assert (found.day, found.act_by, found.holder) == (day, act_by, Holder.YOU)
    assert claims.book.desk(desk).name.ko in found.title.ko


def test_a_demand_by_certified_mail_asks_for_a_suit_within_half_a_year(
    claims: Claims, mobile: Case
) -> None:
    sent = with_progress(mobile, certified=date(2026, 8, 31))
    assert days(claims, sent)["period:demand-followup"] == date(2027, 2, 28)


def test_a_mediation_that_ended_otherwise_asks_for_a_suit_soon(
    claims: Claims, streaming: Case
) -> None:
    ended = with_progress(streaming, filed=TODAY, desk="kcdrc", ended=TODAY, end=MediationEnd.OTHER)
    assert days(claims, ended)["desk:sue_after"] == date(2026, 12, 10)
    refused = with_progress(
        streaming, filed=TODAY, desk="kcdrc", ended=TODAY, end=MediationEnd.REFUSED
    )
    assert "desk:sue_after" not in days(claims, refused)


def test_a_closed_case_has_no_days(claims: Claims, mobile: Case) -> None:
    assert days(claims, with_progress(mobile, closed=TODAY)) == {}


def test_every_deadline_says_why_and_names_known_facts(claims: Claims, mobile: Case) -> None:
    for item in deadlines_of(mobile, TODAY, claims.deadlines):
        assert item.why.ko
        assert item.why.en
        assert item.basis
        assert all(fact in claims.knowledge.facts for fact in item.basis)
