"""What is done to replies that a chat model really wrote to the bot's messages."""

from collections.abc import Callable, Mapping

import pytest

from bot.answering.factory import build_answerer
from bot.answering.writing.messages import load_proofreading_prompts
from tests.evaluation.groundedness import Judged, judge
from tests.evaluation.replies import PROOFREAD_WITH, PROOFS, load_replies, rows_in
from tests.unit.writing.scenes import reader

pytestmark = pytest.mark.timeout(600)

FEWEST = 120
MOST_FAITHFUL_DROPPED = 0.05
FEWEST_SLIPS_CAUGHT = 0.8
FEWEST_CAUGHT_READING_ONCE = 0.95
CAREFUL = ("careful", "unseen_careful")
CARELESS = ("careless", "unseen_careless")
SUBTLE = "subtle"


@pytest.fixture(scope="module")
def judged(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, tuple[Judged, ...]]:
    """Every sentence of every file, judged once."""
    answerer = build_answerer(tmp_path_factory.mktemp("index"), "builtin")
    names = (*CAREFUL, *CARELESS, SUBTLE)
    return {name: tuple(judge(name, answerer, reader())) for name in names}


def share(sentences: tuple[Judged, ...], kept: Callable[[Judged], bool], *, ok: bool) -> float:
    told = [kept(one) for one in sentences if one.ok is ok]
    return told.count(False) / len(told)


def test_the_sets_are_large_enough() -> None:
    assert len(load_replies("careful")) >= FEWEST
    assert len(load_replies("careless")) >= FEWEST


def test_the_proofs_answer_the_prompt_in_use() -> None:
    assert load_proofreading_prompts().rules.version == PROOFREAD_WITH
    assert load_proofreading_prompts().task.version == PROOFREAD_WITH


@pytest.mark.parametrize("name", CAREFUL)
def test_few_faithful_sentences_are_dropped(
    name: str, judged: Mapping[str, tuple[Judged, ...]]
) -> None:
    assert share(judged[name], lambda one: one.kept, ok=True) <= MOST_FAITHFUL_DROPPED
    assert share(judged[name], lambda one: one.sent, ok=True) <= MOST_FAITHFUL_DROPPED


@pytest.mark.parametrize("name", [*CARELESS, SUBTLE])
def test_every_slip_is_caught(name: str, judged: Mapping[str, tuple[Judged, ...]]) -> None:
    assert share(judged[name], lambda one: one.sent, ok=False) == 1


@pytest.mark.parametrize("name", CARELESS)
def test_most_slips_are_caught_before_proofreading(
    name: str, judged: Mapping[str, tuple[Judged, ...]]
) -> None:
    assert share(judged[name], lambda one: one.kept, ok=False) >= FEWEST_SLIPS_CAUGHT


@pytest.mark.parametrize("name", CARELESS)
def test_nearly_every_slip_is_caught_in_what_is_read_once(
    name: str, judged: Mapping[str, tuple[Judged, ...]]
) -> None:
    assert share(judged[name], lambda one: one.sure, ok=False) >= FEWEST_CAUGHT_READING_ONCE


def test_proofreading_catches_misleading_sentences_about_single_facts() -> None:
    rows = rows_in(PROOFS / "sentences.jsonl")
    misleading = [row for row in rows if not row["good"]]
    assert len(misleading) >= FEWEST
    assert not [row for row in misleading if row["carried"]]
