"""Facts told word for word are shown; the same words with one figure changed are not."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from bot.answering.writing.checking import check
from bot.answering.writing.sentences import Sentence, sentences_of
from tests.unit.writing.recordings import case_of
from tests.unit.writing.scenes import scenes

FEWEST_CAUGHT = 0.97


@dataclass(frozen=True)
class Told:
    """A sentence of a fact, told in a scene that offers it."""

    scene: str
    sentence: Sentence

    @property
    def shown(self) -> bool:
        return check(self.sentence, case_of(self.scene)) is None


def told() -> Iterator[Told]:
    for scene in scenes().values():
        language = scene.answer.language
        for n, fact in scene.facts.items():
            for text in (fact.headline(language), fact.statement(language)):
                for sentence in sentences_of(text):
                    yield Told(scene.name, Sentence(sentence.text, (n,)))


def changed(one: Told) -> Iterator[Told]:
    text = one.sentence.text
    for match in re.finditer(r"\d+", text):
        other = f"{text[: match.start()]}{int(match[0]) + 7}{text[match.end() :]}"
        yield Told(one.scene, Sentence(other, one.sentence.cites))


def test_facts_told_word_for_word_are_shown() -> None:
    dated = [one for one in told() if re.search(r"\d{4}", one.sentence.text)]
    hidden = [one for one in dated if not one.shown]
    assert len(hidden) <= len(dated) * 0.05, hidden


def test_a_changed_figure_is_noticed() -> None:
    mutants = [mutant for one in told() for mutant in changed(one)]
    caught = [mutant for mutant in mutants if not mutant.shown]
    assert len(caught) >= FEWEST_CAUGHT * len(mutants)


@pytest.mark.parametrize(
    ("old", "new"),
    [("KT", "네이버"), ("카카오", "쿠팡"), ("서울남부지방법원", "대법원"), ("공정위", "방통위")],
)
def test_a_changed_name_is_noticed(old: str, new: str) -> None:
    named = [one for one in told() if old in one.sentence.text]
    assert named
    for one in named:
        text = one.sentence.text.replace(old, new)
        assert not Told(one.scene, Sentence(text, one.sentence.cites)).shown, text
