"""From an answer to a case: what can be claimed, and which case is the same."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from bot.answering.model import Answer, FollowUp, Intent, Memory, Point, Understanding
from bot.claims.casework import correct_outage
from bot.clock import KST
from bot.compensation.model import Assessment, Eligible, Outage, Service
from bot.storage.codec import dump_offers, load_offers
from bot.storage.model import Claimable, Offers
from bot.telegram.claims.opening import case_of, claimable_of, same_matter
from knowledge.claims_schema import Matter
from knowledge.language import Language
from knowledge.schema import Category
from tests.flow.stage import real_claims

DAY = date(2026, 5, 31)
START = datetime(2026, 5, 31, 21, tzinfo=KST)
SAID = Understanding(
    question="",
    language=Language.KO,
    intents=(Intent.COMPENSATION,),
    as_of=DAY,
    providers=("kt",),
    category=Category.BROADBAND,
    minutes=180,
    monthly_fee_krw=33_000,
)
ASKED_BACK = FollowUp("announced", "미리 공지된 점검이었나요?", ("네", "아니요"))


def answer(
    said: Understanding,
    question: str = "인터넷 끊겼는데 얼마 받아요?",
    eligible: Eligible | None = Eligible.YES,
    follow_up: FollowUp | None = None,
) -> Answer:
    return Answer(
        question=question,
        language=Language.KO,
        intent=Intent.COMPENSATION,
        as_of=DAY,
        answered=True,
        headline=Point("답"),
        assessment=Assessment(eligible) if eligible else None,
        memory=Memory(said),
        follow_up=follow_up,
    )


def test_an_assessed_outage_can_be_claimed() -> None:
    claim = claimable_of(answer(replace(SAID, start=START)), real_claims().knowledge)
    assert claim == Claimable(
        Outage(Service.BROADBAND, "kt", START, 180, paid=True, monthly_fee_krw=33_000),
        Category.BROADBAND,
        "kt-internet",
    )


def test_a_day_without_a_time_is_claimed_as_a_day() -> None:
    dated = replace(SAID, day_from=DAY, day_to=DAY, dated=True)
    claim = claimable_of(answer(dated), real_claims().knowledge)
    assert claim is not None
    assert not claim.timed
    assert case_of(claim, real_claims(), date(2026, 6, 1)).day == DAY


@pytest.mark.parametrize(
    ("eligible", "follow_up", "offered"),
    [
        (None, None, False),
        (Eligible.DEPENDS, ASKED_BACK, False),
        (Eligible.YES, ASKED_BACK, True),
        (Eligible.NO, None, True),
        (Eligible.UNKNOWN, None, True),
    ],
)
def test_a_claim_waits_for_what_decides(
    eligible: Eligible | None, follow_up: FollowUp | None, offered: bool
) -> None:
    found = claimable_of(
        answer(SAID, eligible=eligible, follow_up=follow_up), real_claims().knowledge
    )
    assert (found is not None) is offered


def test_a_leak_is_claimed_as_a_leak() -> None:
    leak = replace(SAID, providers=("coupang",), category=None, minutes=None)
    claim = claimable_of(
        answer(leak, "쿠팡 개인정보 유출 보상", eligible=None), real_claims().knowledge
    )
    assert claim is not None
    assert (claim.matter, claim.category) == (Matter.LEAK, Category.SHOPPING)


def test_what_can_be_claimed_is_kept_with_the_answer() -> None:
    claim = claimable_of(answer(replace(SAID, start=START)), real_claims().knowledge)
    kept = load_offers(dump_offers(Offers(claim=claim))).claim
    assert kept == claim


def test_a_case_is_known_again_after_it_was_corrected() -> None:
    claims, today = real_claims(), date(2026, 6, 1)
    claim = Claimable(Outage(Service.BROADBAND, "kt", None, 180), Category.BROADBAND)
    case = case_of(claim, claims, today)
    corrected = replace(case.outage, start=START, monthly_fee_krw=33_000)
    assert same_matter(correct_outage(case, corrected, claims.rules, today), claim)
    other = replace(claim, outage=replace(claim.outage, provider="skt"))
    assert not same_matter(case, other)
