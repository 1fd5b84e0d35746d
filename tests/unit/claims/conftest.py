"""The real data, loaded once, and cases to play with."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from bot.claims.book import Claims, load_claims
from bot.claims.model import Case
from bot.clock import KST
from bot.compensation.engine import assess
from bot.compensation.model import Outage, Service
from bot.compensation.rules import load_rules
from knowledge.schema import Category
from knowledge.store import load_knowledge

TODAY = date(2026, 6, 10)
START = datetime(2026, 6, 8, 14, 5, tzinfo=KST)

MakeCase = Callable[..., Case]


@pytest.fixture(scope="session")
def claims() -> Claims:
    """Return everything the claims functions need, from the real files."""
    return load_claims(load_knowledge(), load_rules())


@pytest.fixture(scope="session")
def make_case(claims: Claims) -> MakeCase:
    """Return a function that makes an assessed case of an outage, changed by keywords."""

    def make(outage: Outage, category: Category, **fields: object) -> Case:
        assessment = assess(outage, claims.rules, TODAY)
        case = Case((outage,), category, TODAY, assessment=assessment)
        return replace(case, **fields)  # type: ignore[arg-type]

    return make


@pytest.fixture(scope="session")
def mobile(make_case: MakeCase) -> Case:
    """Return two and a half hours without SKT, at 55,000 won a month."""
    outage = Outage(Service.MOBILE, "skt", START, 150, paid=True, monthly_fee_krw=55_000)
    return make_case(outage, Category.MOBILE, service="skt-mobile")


@pytest.fixture(scope="session")
def streaming(make_case: MakeCase) -> Case:
    """Return five hours without Wavve."""
    outage = Outage(Service.CONTENT, "wavve", START, 300, paid=True, monthly_fee_krw=10_900)
    return make_case(outage, Category.VIDEO, service="wavve-video")


@pytest.fixture(scope="session")
def messenger(make_case: MakeCase) -> Case:
    """Return three hours without free KakaoTalk."""
    outage = Outage(Service.FREE, "kakao", START, 180, paid=False)
    return make_case(outage, Category.MESSENGER, service="kakaotalk")


def days_after(day: date, days: int) -> date:
    """Return the day so many days later."""
    return day + timedelta(days=days)
