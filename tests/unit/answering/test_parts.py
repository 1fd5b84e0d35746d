from datetime import date

import pytest

from bot.answering.cues import compact, matches
from bot.answering.outage import service_of
from bot.answering.quantities import happened, in_force, length, won
from bot.compensation.model import Service
from knowledge.language import Language
from knowledge.schema import Category
from prompts import load_wording

WORDING = load_wording("answer")


def test_a_question_is_compacted_for_cues() -> None:
    assert compact(" ＫＴ  넷플릭스 법\n뭐야 ") == "kt넷플릭스법뭐야"


@pytest.mark.parametrize(
    ("text", "chosen"),
    [("넷플릭스법 뭐야", True), ("넷플릭스 뭐야", False), ("넷플릭스법 과태료 뭐야", False)],
)
def test_every_group_must_match_and_nothing_excluded(text: str, chosen: bool) -> None:
    assert matches([["넷플릭스법"], ["뭐", "what"]], ["과태료"], compact(text)) is chosen


@pytest.mark.parametrize(
    ("minutes", "korean", "english"),
    [
        (45, "45분", "45 min"),
        (120, "2시간", "2 h"),
        (150, "2시간 30분", "2 h 30 min"),
        (1440, "1일", "1 days"),
        (1500, "1일 1시간", "1 days 1 h"),
        (1530, "25시간 30분", "25 h 30 min"),
    ],
)
def test_a_length_is_stated_exactly(minutes: int, korean: str, english: str) -> None:
    assert length(minutes, WORDING, Language.KO) == korean
    assert length(minutes, WORDING, Language.EN) == english


def test_money_has_separators() -> None:
    assert won(1234567) == "1,234,567"


def test_periods_read_as_dates() -> None:
    start, end = date(2019, 6, 25), date(2025, 3, 27)
    assert in_force(start, end, WORDING, Language.KO) == "2019-06-25~2025-03-27 시행"
    assert in_force(start, None, WORDING, Language.EN) == "in force from 2019-06-25"
    assert in_force(None, end, WORDING, Language.KO) == "2025-03-27까지 시행"
    assert in_force(None, None, WORDING, Language.KO) == ""
    assert happened(start, start) == "2019-06-25"


@pytest.mark.parametrize(
    ("category", "paid", "service"),
    [
        (Category.MESSENGER, None, Service.FREE),
        (Category.MESSENGER, True, Service.CONTENT),
        (Category.VIDEO, False, Service.FREE),
        (Category.VIDEO, None, Service.CONTENT),
        (Category.MOBILE, None, Service.MOBILE),
        (Category.BROKERAGE, False, Service.BROKERAGE),
        (Category.TICKETING, None, Service.OTHER),
    ],
)
def test_a_category_maps_to_what_rules_speak_about(
    category: Category, paid: bool | None, service: Service
) -> None:
    assert service_of(category, paid) is service
