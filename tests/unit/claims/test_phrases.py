"""One line for a case."""

from dataclasses import replace

import pytest

from bot.claims.book import Claims
from bot.claims.model import Case
from bot.claims.phrases import case_title
from bot.compensation.model import Outage, Service
from knowledge.language import Language


def titled(claims: Claims, case: Case, language: Language = Language.KO) -> str:
    return case_title(case, language, claims.wording, claims.rules, claims.knowledge)


@pytest.mark.parametrize(
    ("language", "title"),
    [
        (Language.KO, "카카오톡 · 2026년 6월 8일 · 3시간"),
        (Language.EN, "KakaoTalk · 2026-06-08 · 3 h"),
    ],
)
def test_a_case_is_told_by_service_day_and_length(
    claims: Claims, messenger: Case, language: Language, title: str
) -> None:
    assert titled(claims, messenger, language) == title


def test_without_a_known_service_the_company_is_named(claims: Claims, mobile: Case) -> None:
    assert titled(claims, replace(mobile, service=None)).startswith("SK텔레콤 · ")


def test_a_case_without_company_or_start_still_has_a_title(claims: Claims, mobile: Case) -> None:
    bare = replace(mobile, outages=(Outage(Service.MOBILE),))
    assert titled(claims, bare) == "회사를 모르는 장애 · 2026년 6월 10일"
