import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answering.writing.values import Bound, Kind, Value, find_values, supports
from bot.answering.writing.values.extract import with_years


def _only(text: str) -> Value:
    found = find_values(text)
    assert len(found) == 1, found
    return found[0]


@pytest.mark.parametrize(
    "spellings",
    [
        ("두 시간", "2시간", "120분", "2h", "2 hours", "two hours", "120 minutes", "２시간"),
        ("90분", "1시간 30분", "한 시간 반", "an hour and a half", "1 hour and 30 minutes"),
        ("하루", "1일", "24시간", "one day", "24 hours"),
        ("일주일", "7일", "1주", "a span of 7 days", "1 week"),
        ("석 달", "3개월", "three months", "3달"),
        ("1천만원", "10,000,000원", "10 million won", "KRW 10m", "₩10,000,000", "천만 원"),
        ("3만 3천 원", "33,000원", "3만3천원", "KRW 33,000", "33,000 won"),
        ("2억 5,138만 8천 원", "251,388,000원", "KRW 251.388 million"),
        ("10배", "열 배", "10x", "ten times the fee", "십 배"),
        ("50%", "50퍼센트", "50 percent", "절반", "half", "2분의 1"),
        ("2025-03-28", "2025년 3월 28일", "28 March 2025", "March 28, 2025", "2025. 3. 28."),
        ("제37조의13제1항", "제37조의13 제1항", "Article 37-13(1)", "Art. 37-13(1)"),
        ("오후 5시 40분", "17:40", "17시 40분", "5:40 pm"),
        ("2020나2032211", "2020Na2032211"),
        ("약 427만 명", "4,270,000명", "about 4.27 million people"),
        ("법률 제20151호", "Act 20151", "Act No. 20151"),
    ],
    ids=lambda spellings: spellings[0],
)
def test_spellings_of_one_value_are_equal(spellings: tuple[str, ...]) -> None:
    first = find_values(spellings[0])[0]
    for spelling in spellings:
        assert any(supports(value, first) for value in find_values(spelling)), spelling


@pytest.mark.parametrize(
    ("text", "bound"),
    [
        ("2시간 이상", Bound.GE),
        ("2시간을 넘으면", Bound.GT),
        ("2시간 초과", Bound.GT),
        ("2시간 이내", Bound.LE),
        ("2시간 안에", Bound.LE),
        ("2시간까지", Bound.LE),
        ("2시간 미만", Bound.LT),
        ("2시간에 못 미쳐도", Bound.LT),
        ("at least 2 hours", Bound.GE),
        ("2 hours or more", Bound.GE),
        ("more than 2 hours", Bound.GT),
        ("up to 2 hours", Bound.LE),
        ("within 2 hours", Bound.LE),
        ("less than 2 hours", Bound.LT),
        ("최대 2시간", Bound.LE),
        ("2시간", None),
        ("1천만 원 이하", Bound.LE),
        ("100만 명 이상", Bound.GE),
        ("2025년 3월 28일부터", Bound.GE),
        ("since 28 March 2025", Bound.GE),
        ("until 27 March 2025", Bound.LE),
    ],
)
def test_the_limit_is_read_from_the_words_around(text: str, bound: Bound | None) -> None:
    assert _only(text).bound is bound


@pytest.mark.parametrize(
    ("source", "claimed", "carried"),
    [
        ("2019-06-25", "6월 25일", True),
        ("2019-06-25", "2019년", True),
        ("2019-06-25", "2019년 6월", True),
        ("2019-06-25", "2020년 6월 25일", False),
        ("6월 25일", "2019년 6월 25일", False),
        ("제33조제2항", "제33조", True),
        ("제33조", "제33조제2항", False),
        ("제33조제2항", "제33조의2", False),
        ("2시간", "2일", False),
        ("10배", "10%", False),
        ("3회", "3시간", False),
        ("10원", "10달러", False),
        ("10영업일", "10일", False),
        ("밤 10시 30분", "오전 10시 30분", False),
        ("10시 30분", "오후 10시 30분", True),
        ("2022년 10월 15일~20일", "10월 20일", True),
    ],
)
def test_a_value_carries_only_what_it_says(source: str, claimed: str, carried: bool) -> None:
    values = find_values(source)
    assert any(supports(value, find_values(claimed)[0]) for value in values) is carried


def test_a_date_without_year_takes_the_last_year_named() -> None:
    values = with_years(find_values("2024년 2월 7일 보고, 2월 14일 예고"))
    assert Value(Kind.DATE, (2024, 2, 14)).key in {value.key for value in values}


@pytest.mark.parametrize(
    "text",
    [
        "분쟁 조정",
        "일부 이용자",
        "배송이 늦었어요",
        "원인을 알렸어요",
        "천천히 하세요",
        "이번에는",
        "",
    ],
)
def test_words_that_only_look_like_figures_are_left_alone(text: str) -> None:
    assert not find_values(text)


def test_a_particle_belongs_neither_to_an_address_nor_to_an_amount() -> None:
    assert _only("www.ccn.go.kr에서는").key == _only("https://www.ccn.go.kr").key
    assert _only("3천만 원인데").key == ("krw", 30_000_000)


@given(st.integers(1, 10**9))
def test_an_amount_is_read_however_it_is_grouped(amount: int) -> None:
    assert _only(f"{amount:,}원").key == _only(f"{amount} won").key == ("krw", amount)


@given(st.text(max_size=120))
def test_any_text_can_be_read(text: str) -> None:
    find_values(text)
