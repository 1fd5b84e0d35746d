import pytest

from knowledge.search.text import normalise, syllable_pairs
from knowledge.search.words import Words


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("카톡 먹통ㅋㅋㅋㅋ", "카톡 먹통"),
        ("보상 되나요ㅠㅠ??", "보상 되나요"),
        ("ＫＴ  인터넷", "kt 인터넷"),
        ("Netflix\u200b 법", "netflix 법"),
        ("", ""),
    ],
)
def test_typing_habits_are_smoothed_away(typed: str, expected: str) -> None:
    assert normalise(typed) == expected


def test_syllable_pairs_do_not_depend_on_spacing() -> None:
    assert syllable_pairs("보상 되나요?") == syllable_pairs("보상되나요")


@pytest.mark.parametrize("question", ["깨톡만 안 돼요", "깨톡이 먹통", "어제 깨톡은 왜"])
def test_names_are_found_with_particles_attached(words: Words, question: str) -> None:
    assert "깨톡" in words.split(question)


def test_particles_and_endings_are_left_out(words: Words) -> None:
    assert words.split("인터넷이 끊겼어요") == ["인터넷", "끊기"]
