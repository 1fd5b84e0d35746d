"""A turn that leans on the one before it is completed; a new question inherits nothing."""

from datetime import date

import pytest

from bot.answering.model import Intent, Understanding
from bot.answering.understanding import merge_follow_up
from knowledge.schema import Category
from knowledge.store import load_knowledge
from tests.unit.understanding.conftest import Read


@pytest.fixture
def first(read: Read) -> Understanding:
    return read("2021년 5월 5일에 유튜브가 2시간 먹통이었는데 보상되나요")


@pytest.mark.parametrize(
    "question", ["그럼 유료였으면?", "유료였다면?", "what if it was paid?", "프리미엄이면요?"]
)
def test_a_changed_condition_keeps_the_outage(
    question: str, first: Understanding, read: Read
) -> None:
    merged = read(question, last=first)
    assert merged.follow_up
    assert (merged.providers, merged.minutes) == (("google",), 120)
    assert merged.paid is True
    assert merged.as_of == date(2021, 5, 5)
    assert merged.intent is Intent.COMPENSATION


def test_a_named_fee_is_added(read: Read) -> None:
    first = read("SKT 어제 3시간 끊겼는데 보상되나요")
    merged = read("그럼 월 4만원이면?", last=first)
    assert (merged.providers, merged.minutes) == (("skt",), 180)
    assert merged.monthly_fee_krw == 40_000
    assert merged.day_from == first.day_from


def test_own_values_win(first: Understanding, read: Read) -> None:
    merged = read("그럼 5시간이었으면?", last=first)
    assert merged.minutes == 300


def test_another_provider_keeps_the_length_but_not_the_fee_or_incident(read: Read) -> None:
    first = read("어제 SKT 폰이 3시간 안 됐어요 월 5만원 요금제예요 보상은?")
    merged = read("KT는요?", last=first)
    assert merged.providers == ("kt",)
    assert merged.minutes == 180
    assert merged.monthly_fee_krw is None
    assert merged.category is Category.MOBILE


def test_a_carrier_after_a_messenger_keeps_no_kind_of_service(read: Read) -> None:
    first = read("어제 카톡이 3시간 먹통이었는데 보상되나요")
    assert read("KT는요?", last=first).category is None


def test_another_date_drops_the_incident(read: Read) -> None:
    first = read("어린이날 카톡 보상 있었나요")
    merged = read("그럼 2026년 3월 3일이면?", last=first)
    assert first.incident is not None
    assert merged.incident is None
    assert merged.as_of == date(2026, 3, 3)
    assert merged.providers == ("kakao",)


def test_a_question_about_the_incident_keeps_it(read: Read) -> None:
    first = read("아현 화재 보상 얼마였어요")
    merged = read("그건 언제 일이야?", last=first)
    assert merged.incident == first.incident
    assert merged.as_of == date(2018, 11, 24)
    assert merged.intent is Intent.INCIDENT


@pytest.mark.parametrize(
    "question",
    [
        "넷플릭스법이 뭐야?",
        "소비자원 전화번호",
        "넷플릭스 약관에는 장애 보상 조항이 있는지 궁금합니다",
        "통신분쟁조정위원회에 조정을 신청하려면 어떤 서류가 필요한지 알려 주세요",
    ],
)
def test_a_clearly_new_question_inherits_nothing(
    question: str, first: Understanding, read: Read
) -> None:
    alone, after = read(question), read(question, last=first)
    assert after == alone
    assert not after.follow_up


@pytest.mark.parametrize("question", ["고마워요", "안녕하세요", "오늘 날씨 어때?"])
def test_small_talk_inherits_nothing(question: str, first: Understanding, read: Read) -> None:
    assert read(question, last=first) == read(question)


@pytest.mark.parametrize(
    ("question", "category"),
    [("그럼 증권사는요?", Category.BROKERAGE), ("그럼 게임은요?", Category.GAME)],
)
def test_a_kind_of_service_the_company_lacks_is_about_others(
    question: str, category: Category, read: Read
) -> None:
    first = read("KT 인터넷 3시간 끊겼어요 월 33,000원인데 보상되나요")
    merged = read(question, last=first)
    assert (merged.providers, merged.category, merged.minutes) == ((), category, 180)
    assert merged.monthly_fee_krw is None
    assert merged.subject == ""


def test_another_line_of_the_same_carrier_stays_with_it(read: Read) -> None:
    first = read("KT 인터넷 3시간 끊겼어요 보상되나요")
    merged = read("그럼 휴대폰은요?", last=first)
    assert (merged.providers, merged.category) == (("kt",), Category.MOBILE)


def test_a_cause_named_later_belongs_to_the_outage(read: Read) -> None:
    merged = read("태풍 때문이래요", last=read("KT 인터넷 3시간 끊겼어요"))
    assert (merged.providers, merged.minutes, merged.force_majeure) == (("kt",), 180, True)


def test_merging_changes_neither_turn(first: Understanding, read: Read) -> None:
    second = read("그럼 유료였으면?")
    merge_follow_up(first, second, load_knowledge().providers)
    assert second.providers == ()
    assert first.paid is None
