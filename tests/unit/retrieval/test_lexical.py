from pathlib import Path

import numpy as np
import pytest

from knowledge.search.lexical import build_bm25, load_bm25

TEXTS = [["카톡", "먹통", "보상"], ["인터넷", "보상"], ["카톡", "카톡", "약관"], []]


def test_the_document_with_the_rarer_word_comes_first() -> None:
    scores = build_bm25(TEXTS).scores(["먹통", "보상"])
    assert np.argmax(scores) == 0


@pytest.mark.parametrize("words", [["없는말"], []])
def test_unknown_words_score_nothing(words: list[str]) -> None:
    assert not build_bm25(TEXTS).scores(words).any()


def test_scores_stay_between_zero_and_one() -> None:
    scores = build_bm25(TEXTS).scores(["카톡", "먹통", "보상", "약관"])
    assert scores.min() >= 0
    assert scores.max() <= 1


def test_an_unknown_word_lowers_the_share_that_matched() -> None:
    index = build_bm25(TEXTS)
    assert index.scores(["먹통", "없는말"])[0] < index.scores(["먹통"])[0]


def test_a_saved_index_scores_the_same(tmp_path: Path) -> None:
    index = build_bm25(TEXTS)
    index.save(tmp_path / "words")
    loaded = load_bm25(tmp_path / "words")
    assert np.array_equal(index.scores(["카톡"]), loaded.scores(["카톡"]))


def test_no_documents_make_an_index_that_finds_nothing() -> None:
    assert build_bm25([]).scores(["카톡"]).shape == (0,)
