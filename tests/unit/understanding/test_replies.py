"""A bare answer to something the bot asked back is read as that field."""

import pytest

from bot.answering.model import Understanding
from knowledge.schema import Category
from tests.unit.understanding.conftest import Read


@pytest.fixture
def asked(read: Read) -> Understanding:
    return read("어제 SKT 폰이 안 터졌는데 보상되나요")


@pytest.mark.parametrize(
    ("field", "reply", "value"),
    [
        ("minutes", "3시간", 180),
        ("minutes", "2시간 반이요", 150),
        ("minutes", "한 90분쯤요", 90),
        ("minutes", "하루", 1440),
        ("minutes", "3", 180),
        ("minutes", "세 시간 정도", 180),
        ("minutes", "about 2 hours", 120),
        ("monthly_fee_krw", "33000", 33_000),
        ("monthly_fee_krw", "33,000원이요", 33_000),
        ("monthly_fee_krw", "3만3천", 33_000),
        ("monthly_fee_krw", "오만 오천원", 55_000),
        ("monthly_fee_krw", "월 4만원", 40_000),
        ("paid", "무료요", False),
        ("paid", "유료예요", True),
        ("paid", "네", True),
        ("paid", "아니요", False),
        ("paid", "ㅇㅇ", True),
        ("announced", "공지 없었어요", False),
        ("announced", "미리 공지했어요", True),
        ("gross_negligence", "네, 중과실이래요", True),
        ("gross_negligence", "아니요", False),
        ("month_total_minutes", "6시간", 360),
        ("month_total_minutes", "24시간", 1440),
    ],
)
def test_a_reply_fills_the_field_asked_for(
    field: str, reply: str, value: object, asked: Understanding, read: Read
) -> None:
    answered = read(reply, last=asked, asked_for=field)
    assert getattr(answered, field) == value
    assert answered.follow_up
    assert (answered.providers, answered.as_of) == (asked.providers, asked.as_of)
    assert answered.intents == asked.intents
    assert answered.question == reply


@pytest.mark.parametrize(
    ("reply", "category"),
    [("휴대폰", Category.MOBILE), ("인터넷", Category.BROADBAND), ("IPTV", Category.IPTV)],
)
def test_the_line_of_a_carrier_can_be_told_afterwards(
    reply: str, category: Category, read: Read
) -> None:
    asked = read("어제 유플러스가 3시간 안 됐는데 보상되나요")
    assert asked.category is None
    assert read(reply, last=asked, asked_for="service").category is category


@pytest.mark.parametrize(
    "reply", ["모르겠어요", "몰라요", "기억 안 나요", "I don't know", "건너뛰기"]
)
def test_not_knowing_changes_nothing_but_is_an_answer(
    reply: str, asked: Understanding, read: Read
) -> None:
    answered = read(reply, last=asked, asked_for="monthly_fee_krw")
    assert answered.monthly_fee_krw is None
    assert answered.follow_up
    assert answered.providers == asked.providers


def test_a_new_question_instead_of_an_answer_is_read_as_such(
    asked: Understanding, read: Read
) -> None:
    answered = read("카톡 무료 이용자는 보상이 있나요", last=asked, asked_for="minutes")
    assert answered.providers == ("kakao",)
    assert not answered.follow_up


@pytest.mark.parametrize("reply", ["어제 썼어요", "예전에 샀어요", "보통이요"])
def test_what_is_neither_yes_nor_no_decides_nothing(
    reply: str, asked: Understanding, read: Read
) -> None:
    assert read(reply, last=asked, asked_for="announced").announced is None


def test_a_number_answers_nothing_when_nothing_was_asked(read: Read) -> None:
    assert read("33000").monthly_fee_krw is None
