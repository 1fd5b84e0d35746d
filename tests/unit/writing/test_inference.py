from pathlib import Path

import pytest
from tokenizers import Tokenizer

from bot.answering.writing.checking.inference import FOLDER, PIECES, load_inference
from bot.answering.writing.checking.pairs import CLAIM_ROOM, ROOM, nearest, numbers, pair_of
from knowledge.errors import InvalidKnowledge

RULE = [
    "이동전화 손해배상",
    "연속 2시간 이상 끊기면 장애 시간 요금의 10배를 청구할 수 있어요",
    "배상은 청구해야 받을 수 있어요",
]


@pytest.fixture(scope="module")
def tokenizer() -> Tokenizer:
    return Tokenizer.from_file(str(FOLDER / PIECES))


def test_a_claim_and_its_sources_are_laid_side_by_side(tokenizer: Tokenizer) -> None:
    pair = pair_of("10배를 받아요", [RULE], tokenizer)
    claim = numbers("10배를 받아요", tokenizer)
    assert pair.pieces[1 : pair.claim_end] == claim
    rest = tuple(number for text in RULE for number in numbers(text, tokenizer))
    assert pair.pieces[pair.claim_end :] == (2, 2, *rest, 2)


def test_the_opening_and_the_nearest_sentences_are_read(tokenizer: Tokenizer) -> None:
    far = [f"{i}월에는 다른 회사에서 다른 일이 있었고 이용자는 기다렸어요" for i in range(1, 13)]
    claim = "배상은 청구해야 받아요"
    read = nearest(claim, [[RULE[0], *far, *RULE[1:]]], tokenizer)
    assert read[0] == numbers(RULE[0], tokenizer)
    assert read[-1] == numbers(RULE[-1], tokenizer)
    assert sum(map(len, read)) <= ROOM


def test_an_endless_claim_is_cut(tokenizer: Tokenizer) -> None:
    pair = pair_of("가나다 " * 500, [RULE], tokenizer)
    assert pair.claim_end == CLAIM_ROOM + 1


def test_what_a_source_says_is_doubted_less_than_what_it_does_not() -> None:
    inference = load_inference()
    said = inference.doubt("연속 2시간 이상 끊기면 10배를 청구할 수 있어요", [RULE])
    turned = inference.doubt("2시간 이상 끊겨도 배상을 청구할 수 없어요", [RULE])
    other = inference.doubt("넷플릭스는 망 이용료를 내기로 했어요", [RULE])
    assert said < turned
    assert said < other


def test_a_claim_without_sources_is_read_too() -> None:
    assert isinstance(load_inference().doubt("보상받을 수 있어요", []), float)


def test_a_model_that_is_not_whole_is_named(tmp_path: Path) -> None:
    with pytest.raises(InvalidKnowledge, match=r"inference\.onnx and pieces\.json"):
        load_inference(tmp_path)
