"""What the verifier does to replies that a chat model really wrote to the bot's messages."""

from collections.abc import Iterator

import pytest

from bot.answering.answerer import Answerer
from bot.answering.factory import build_answerer
from tests.evaluation.replies import case_of, load_replies
from tests.unit.writing.scenes import reader

pytestmark = pytest.mark.timeout(300)

FEWEST = 120
MOST_FAITHFUL_DROPPED = 0.05
FEWEST_SLIPS_CAUGHT = 0.8


@pytest.fixture(scope="module")
def answerer(tmp_path_factory: pytest.TempPathFactory) -> Answerer:
    return build_answerer(tmp_path_factory.mktemp("index"), "builtin")


def dropped_in(name: str, answerer: Answerer, *, ok: bool) -> Iterator[bool]:
    for reply in load_replies(name):
        case = case_of(reply, answerer, reader())
        for one in reply.sentences:
            if one.line.ok is ok:
                yield one.problem(case) is not None


def test_the_sets_are_large_enough() -> None:
    assert len(load_replies("careful")) >= FEWEST
    assert len(load_replies("careless")) >= FEWEST


@pytest.mark.parametrize("name", ["careful", "unseen_careful"])
def test_few_sentences_of_careful_replies_are_dropped(name: str, answerer: Answerer) -> None:
    told = list(dropped_in(name, answerer, ok=True))
    assert sum(told) <= MOST_FAITHFUL_DROPPED * len(told)


@pytest.mark.parametrize("name", ["careless", "unseen_careless"])
def test_most_slips_of_careless_replies_are_caught(name: str, answerer: Answerer) -> None:
    told = list(dropped_in(name, answerer, ok=False))
    assert sum(told) >= FEWEST_SLIPS_CAUGHT * len(told)
