import pytest

from bot.answering.writing.sentences import LineReader, Sentence, sentences_of


@pytest.mark.parametrize(
    ("line", "sentences"),
    [
        ("청구할 수 있어요. [1]", [Sentence("청구할 수 있어요.", (1,))]),
        ("청구할 수 있어요 [1][2].", [Sentence("청구할 수 있어요.", (1, 2))]),
        ("청구할 수 있어요.[1, 3]", [Sentence("청구할 수 있어요.", (1, 3))]),
        ("하나예요. [1] 둘이에요. [2]", [Sentence("하나예요.", (1,)), Sentence("둘이에요.", (2,))]),
        ("- **10배**를 배상해요. [1]", [Sentence("10배를 배상해요.", (1,))]),
        ("1. 청구하세요. [1]", [Sentence("청구하세요.", (1,))]),
        ("2025. 3. 28.부터예요. [1]", [Sentence("2025. 3. 28.부터예요.", (1,))]),
        ("See Art. 33(1). [2]", [Sentence("See Art. 33(1).", (2,))]),
        ("1.5배예요.", [Sentence("1.5배예요.")]),
        ("   ", []),
    ],
)
def test_a_line_is_cut_into_sentences_and_citations(line: str, sentences: list[Sentence]) -> None:
    assert list(sentences_of(line)) == sentences


def test_lines_come_out_when_complete() -> None:
    reader = LineReader()
    assert reader.feed("하나") == []
    assert reader.feed("예요.\n둘") == ["하나예요."]
    assert reader.close() == ["둘"]
    assert reader.close() == []
