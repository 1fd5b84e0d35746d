from collections.abc import Sequence
from pathlib import Path

import pytest

from bot.answering.writing.checking.entailment import Judge, Weights, load_weights, save_weights
from bot.answering.writing.checking.tokens import told
from bot.answering.writing.checking.traits import Evidence, Traits, traits_of
from knowledge.errors import InvalidKnowledge
from knowledge.language import Language
from tests.unit.writing.scenes import words

SOURCE = "2025년 3월 28일부터 2시간을 넘는 중단은 무료 서비스도 알려야 해요. 30일 안내는 빠져요."


def evidence(claim: str, source: str = SOURCE, question: str = "") -> Evidence:
    (said, *_) = told(claim, words())
    return Evidence(said, (told(source, words()),), told(question, words()))


def traits(claim: str, source: str = SOURCE, question: str = "") -> Traits:
    return traits_of(evidence(claim, source, question), "")


class Doubts:
    """Doubts every claim by the same amount."""

    def __init__(self, doubt: float) -> None:
        self.amount = doubt
        self.read: list[str] = []

    def doubt(self, claim: str, sources: Sequence[Sequence[str]]) -> float:
        self.read += [claim, *(text for source in sources for text in source)]
        return self.amount


def test_a_text_is_cut_into_sentences_of_their_own_language() -> None:
    both = told("알려야 해요. Users must be told. https://example.org/a", words())
    assert [each.language for each in both] == [Language.KO, Language.EN]


def test_a_sentence_is_cut_into_clauses_that_say_something() -> None:
    (sentence,) = told("유료 이용자는 받고, 무료 이용자는 받지 못해요", words())
    assert [clause.content[0] for clause in sentence.clauses] == ["유료", "무료"]


def test_words_the_source_lacks_are_noticed_unless_the_user_said_them() -> None:
    assert traits("경찰도 알려야 해요")["new:경찰/NNG"] == 1
    assert "new:경찰/NNG" not in traits("경찰도 알려야 해요", question="경찰도요?")
    assert "new share" not in traits("무료 서비스도 알려야 해요")


def test_a_denial_that_only_one_side_makes_is_noticed() -> None:
    assert traits("무료 서비스는 알리지 않아요")["denies"] == 1
    assert traits("이용자는 받아요", "이용자는 받지 않아요")["denied"] == 1


def test_words_in_another_order_are_noticed() -> None:
    source = "개인은 10배, 상인은 한 달치를 받아요"
    assert traits("상인은 10배를 받아요", source)["apart 1"] > 0
    assert "apart 1" not in traits("개인은 10배", source)


def test_nothing_to_compare_with_is_no_error() -> None:
    assert traits("무료 서비스도 알려야 해요", "")["new share"] == 1


def test_a_judge_weighs_traits_and_the_reading() -> None:
    weights = Weights({"new:경찰/NNG": 2.0}, reading=0.5, offset=0.25, limit=2.0)
    assert Judge(Doubts(1.0), weights).doubt(evidence("알려야 해요"), "") == pytest.approx(0.75)
    assert Judge(Doubts(1.0), weights).accepts(evidence("알려야 해요"))
    assert not Judge(Doubts(1.0), weights).accepts(evidence("경찰도 알려야 해요"))
    assert not Judge(Doubts(4.0), weights).accepts(evidence("알려야 해요"))


def test_the_claim_is_read_beside_the_sources_and_the_question() -> None:
    doubts = Doubts(0.0)
    weights = Weights({}, reading=1.0, offset=0.0, limit=0.0)
    Judge(doubts, weights).accepts(
        evidence("알려야 해요", "무료도 알려요. 2시간이요.", "카톡은요?")
    )
    assert doubts.read == ["알려야 해요", "무료도 알려요", "2시간이요", "카톡은요?"]


def test_a_sign_of_contradiction_asks_for_a_surer_judge() -> None:
    judge = Judge(Doubts(0.0), Weights({}, reading=1.0, offset=0.0, limit=1.0))
    assert judge.accepts(evidence("알려야 해요"))
    assert not judge.accepts(evidence("알려야 해요"), "polarity", margins=1)


def test_weights_are_read_as_they_were_written(tmp_path: Path) -> None:
    file = tmp_path / "weights.tsv"
    weights = Weights({"new:경찰/NNG": 0.5}, reading=1.25, offset=-0.25, limit=0.75)
    save_weights(weights, file)
    assert load_weights(file) == weights


@pytest.mark.parametrize("text", ["", "*offset\t1\n*limit\t1\n", "no weight\n", "a\tb\n"])
def test_weights_that_are_not_whole_are_refused(tmp_path: Path, text: str) -> None:
    file = tmp_path / "weights.tsv"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(InvalidKnowledge, match=r"weights\.tsv"):
        load_weights(file)
