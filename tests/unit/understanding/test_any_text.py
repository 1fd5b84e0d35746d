"""Whatever is typed is understood without error, in time, and never with a date to come."""

import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.unit.understanding.conftest import NOW, Read

WORDS = st.sampled_from(
    [
        "카톡",
        "KT",
        "2시간",
        "어제",
        "5월",
        "31일",
        "2021년",
        "30일",
        "밤",
        "9시",
        "월",
        "3만3천원",
        "12월",
        "작년",
        "여름",
        "무료",
        "까지",
        "~",
        "1,000",
        "판교",
        "화재",
        "이번",
        "달",
        "세",
        "번",
        "전",
        "2월",
        "첫",
        "주",
        "999년",
        "반",
    ]
)
LONGEST_MESSAGE = 4096
SECONDS = 1.0


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.one_of(st.text(max_size=80), st.lists(WORDS, max_size=12).map(" ".join)))
def test_any_text_is_understood(read: Read, text: str) -> None:
    understanding = read(text)
    assert understanding.intents
    assert understanding.as_of <= NOW.date()
    assert understanding.minutes is None or understanding.minutes > 0
    if understanding.day_from and understanding.day_to:
        assert understanding.day_from <= understanding.day_to <= NOW.date()


@pytest.mark.parametrize(
    "unit", ["1", "한 ", "1,", "일이삼사오", "월 ", "2021년 ", "카톡 2시간 ", "ㅋ"]
)
def test_the_longest_message_is_read_in_time(unit: str, read: Read) -> None:
    text = (unit * LONGEST_MESSAGE)[:LONGEST_MESSAGE]
    started = time.perf_counter()
    read(text)
    assert time.perf_counter() - started < SECONDS
