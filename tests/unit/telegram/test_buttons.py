"""Button data: short, versioned, and read with care."""

import pytest

from bot.storage.model import Feedback, Offers
from bot.telegram.browsing import build_catalogue, short_id
from bot.telegram.buttons import Action, answer_keyboard, button, decode, encode, pattern
from bot.telegram.errors import StaleButton
from knowledge.language import Language
from knowledge.store import load_knowledge
from prompts import load_wording


@pytest.mark.parametrize("args", [(), (1,), ("kakao", 2022, 0)])
@pytest.mark.parametrize("action", Action)
def test_data_comes_back_as_it_went(action: Action, args: tuple[str | int, ...]) -> None:
    press = decode(encode(action, *args))
    assert press == (action, tuple(map(str, args)))


@pytest.mark.parametrize(
    "data", [None, "", "v1", "v1:", "v0:up:1", "v2:up:1", "up:1", "v1:UP:1", "v1:upp", "가나다"]
)
def test_foreign_data_is_stale(data: str | None) -> None:
    with pytest.raises(StaleButton):
        decode(data)


@pytest.mark.parametrize("data", ["v1:up", "v1:up:", "v1:up:-1", "v1:up:1.0", "v1:up:²"])
def test_a_number_that_is_none_is_stale(data: str) -> None:
    with pytest.raises(StaleButton):
        decode(data).number()


def test_data_over_64_bytes_is_refused_when_made() -> None:
    assert len(encode(Action.CARD, "가" * 19).encode()) <= 64
    with pytest.raises(ValueError, match="64 bytes"):
        encode(Action.CARD, "가" * 20)


def test_every_fact_topic_and_provider_fits_into_a_button() -> None:
    catalogue = build_catalogue(load_knowledge())
    assert catalogue.facts
    assert catalogue.incidents
    for key in (*catalogue.facts, *catalogue.topics):
        encode(Action.CARD, key)
    for provider in catalogue.incidents:
        encode(Action.OUTAGES, provider, 2026, 99)


def test_short_ids_do_not_collide() -> None:
    facts = load_knowledge().facts
    assert len({short_id(fact_id) for fact_id in facts}) == len(facts)


def test_a_pattern_matches_only_its_actions() -> None:
    import re

    up = re.compile(pattern(Action.UP, Action.DOWN))
    assert up.match("v1:up:1")
    assert up.match("v1:dn")
    assert not up.match("v1:upx:1")
    assert not up.match("v1:src:1")


def test_a_long_label_is_shortened() -> None:
    assert len(button("가" * 100, Action.UP).text) == 60


def test_the_keyboard_offers_only_what_there_is() -> None:
    say = load_wording("telegram")
    bare = answer_keyboard(say, Language.KO, 1, Offers(), cited=False)
    assert [[one.text for one in row] for row in bare.inline_keyboard] == [["👍", "👎"]]
    offers = Offers(("질문?",), ("예", "아니요"), "전", "후")
    full = answer_keyboard(say, Language.EN, 1, offers, cited=True, feedback=Feedback.UP)
    assert [[one.text for one in row] for row in full.inline_keyboard] == [
        ["예", "아니요"],
        ["Then and now", "Sources"],
        ["질문?"],
        ["👍 ✓", "👎"],
    ]
