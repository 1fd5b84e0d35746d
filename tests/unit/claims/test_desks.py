"""Which desk comes next, and which is the wrong one."""

from dataclasses import replace
from datetime import date

import pytest

from bot.claims.book import Claims
from bot.claims.desks import desk_fit
from bot.claims.model import Act, Case, MediationEnd, Progress, Reply, Route, Status
from bot.compensation.model import Outage, Service
from knowledge.claims_schema import Matter, Meaning
from knowledge.schema import Category
from tests.unit.claims.conftest import START, TODAY, MakeCase


def routed(claims: Claims, case: Case, today: date = TODAY, **progress: object) -> Route:
    case = replace(case, progress=replace(Progress(), **progress))  # type: ignore[arg-type]
    return claims.route(case, today)


def ids(found: Route) -> list[str]:
    return [desk.id for desk in found.desks]


def case_of(category: Category, service: Service, **fields: object) -> Case:
    case = Case((Outage(service, None, START, 200),), category, TODAY)
    return replace(case, **fields)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("category", "service", "fields", "first"),
    [
        (Category.MOBILE, Service.MOBILE, {}, "tdrc"),
        (Category.IPTV, Service.IPTV, {}, "tdrc"),
        (Category.MESSENGER, Service.FREE, {}, "tdrc"),
        (Category.VIDEO, Service.CONTENT, {}, "kcdrc"),
        (Category.GAME, Service.GAME, {}, "kcdrc"),
        (Category.SHOPPING, Service.OTHER, {}, "ecmc"),
        (Category.PAYMENT, Service.PAYMENT, {}, "fss"),
        (Category.BROKERAGE, Service.BROKERAGE, {}, "fss"),
        (Category.CRYPTO, Service.CRYPTO, {}, "kca"),
        (Category.AI, Service.CONTENT, {}, "kca"),
        (Category.GOVERNMENT, Service.OTHER, {}, "epeople"),
        (Category.SHOPPING, Service.OTHER, {"matter": Matter.LEAK}, "pipc"),
        (Category.MOBILE, Service.MOBILE, {"matter": Matter.LEAK}, "pipc"),
    ],
)
def test_a_refused_case_goes_to_the_body_for_its_kind(
    claims: Claims, category: Category, service: Service, fields: dict[str, object], first: str
) -> None:
    case = case_of(category, service, **fields)
    found = routed(claims, case, complained=TODAY, answered=TODAY, reply=Reply.REFUSED)
    assert found.act is Act.MEDIATE
    assert ids(found)[0] == first


def test_before_anything_else_the_company_is_asked(claims: Claims, mobile: Case) -> None:
    found = routed(claims, mobile)
    assert found.act is Act.COMPLAIN
    assert ids(found) == ["provider", "tdrc", "kca", "payment-order", "small-claims"]
    assert [desk.id for desk in found.advice] == ["consumer-line", "online365"]


@pytest.mark.parametrize(
    ("today", "act", "until"),
    [
        (date(2026, 6, 24), Act.WAIT_COMPANY, date(2026, 6, 24)),
        (date(2026, 6, 25), Act.MEDIATE, None),
    ],
)
def test_silence_of_the_company_leads_on_after_the_day_asked_for(
    claims: Claims, mobile: Case, today: date, act: Act, until: date | None
) -> None:
    found = routed(claims, mobile, today, complained=date(2026, 6, 10))
    assert (found.act, found.until) == (act, until)


@pytest.mark.parametrize(
    ("progress", "act", "until", "first"),
    [
        ({"answered": TODAY, "reply": Reply.GRANTED}, Act.TAKE_OFFER, None, "provider"),
        ({"answered": TODAY, "reply": Reply.PARTLY}, Act.MEDIATE, None, "tdrc"),
        ({"answered": TODAY, "reply": Reply.UNCLEAR}, Act.MEDIATE, None, "tdrc"),
        ({"filed": TODAY, "desk": "tdrc"}, Act.WAIT_DESK, date(2026, 8, 9), "tdrc"),
        ({"filed": TODAY, "desk": "kca"}, Act.WAIT_DESK, date(2026, 7, 10), "kca"),
        ({"filed": TODAY, "proposed": TODAY}, Act.ANSWER_PROPOSAL, date(2026, 6, 25), "tdrc"),
        ({"ended": TODAY, "end": MediationEnd.REFUSED}, Act.SUE, None, "payment-order"),
        ({"ended": TODAY, "end": MediationEnd.AGREED}, Act.DONE, None, None),
        ({"court": TODAY}, Act.WAIT_COURT, None, "payment-order"),
        ({"closed": TODAY}, Act.DONE, None, None),
    ],
)
def test_each_stage_has_its_next_act(
    claims: Claims,
    mobile: Case,
    progress: dict[str, object],
    act: Act,
    until: date | None,
    first: str | None,
) -> None:
    found = routed(claims, mobile, TODAY, complained=TODAY, **progress)
    assert (found.act, found.until) == (act, until)
    assert (found.next_desk.id if found.next_desk else None) == first


def test_a_claim_over_the_limit_is_no_small_claim(claims: Claims, mobile: Case) -> None:
    at_limit = replace(mobile, assessment=None, loss_krw=30_000_000)
    above = replace(at_limit, loss_krw=30_000_001)
    assert "small-claims" in ids(routed(claims, at_limit))
    assert "small-claims" not in ids(routed(claims, above))


def test_a_sum_that_is_not_fixed_needs_no_payment_order(claims: Claims, messenger: Case) -> None:
    assert "payment-order" not in ids(routed(claims, messenger))


def test_a_merchant_is_not_sent_to_the_consumer_agency(claims: Claims, mobile: Case) -> None:
    found = routed(claims, replace(mobile, business=True))
    assert "kca" not in ids(found)
    assert "consumer-line" not in [desk.id for desk in found.advice]


@pytest.mark.parametrize(
    ("desk", "instead"),
    [
        ("tdrc", ["kcdrc", "kca"]),
        ("msit", ["kcdrc", "kca"]),
        ("kmcc-adjudication", ["kcdrc", "kca"]),
        ("fss", ["kcdrc", "kca"]),
    ],
)
def test_the_wrong_desk_is_told_with_the_right_ones(
    claims: Claims, streaming: Case, desk: str, instead: list[str]
) -> None:
    fit = desk_fit(streaming, claims.book.desk(desk), claims.book.desks)
    assert not fit.fits
    assert [other.id for other in fit.instead] == instead


def test_the_right_desk_needs_no_other(claims: Claims, streaming: Case) -> None:
    fit = desk_fit(streaming, claims.book.desk("kcdrc"), claims.book.desks)
    assert fit.fits
    assert fit.instead == ()


@pytest.mark.parametrize(
    ("desk", "day", "meaning"),
    [
        ("tdrc", TODAY, Meaning.REFUSAL),
        ("fss", TODAY, Meaning.REFUSAL),
        ("kca", TODAY, Meaning.ACCEPTANCE),
        ("ecmc", TODAY, Meaning.ACCEPTANCE),
        ("kcdrc", TODAY, Meaning.UNDEFINED),
        ("pipc", date(2023, 9, 15), Meaning.ACCEPTANCE),
        ("pipc", date(2023, 9, 14), Meaning.REFUSAL),
    ],
)
def test_silence_means_what_the_law_of_the_day_says(
    claims: Claims, desk: str, day: date, meaning: Meaning
) -> None:
    silence = claims.book.desk(desk).silence
    assert silence is not None
    assert silence.on(day) is meaning


def test_a_fresh_case_is_open(make_case: MakeCase) -> None:
    case = make_case(Outage(Service.MOBILE, "kt"), Category.MOBILE)
    assert case.status is Status.OPEN
