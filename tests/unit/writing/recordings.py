"""Sentences as models wrote or might write them, each with the scene it answers."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

import yaml

from bot.answering.writing.checking import Case, Reason, check
from bot.answering.writing.sentences import Sentence, sentences_of
from tests.unit.writing.scenes import HERE, scenes

ANY = "any"
DEFAULT_SCENE = "kt-yes"


@dataclass(frozen=True)
class Recorded:
    """One output; `tries` says what a dangerous one attempts, and is empty for a faithful one."""

    scene: str
    text: str
    headline: bool
    tries: str = ""

    @property
    def sentences(self) -> tuple[Sentence, ...]:
        """Return its sentences."""
        return tuple(sentences_of(self.text))

    @property
    def reasons(self) -> tuple[Reason | None, ...]:
        """Return what the verifier says of each sentence."""
        case = case_of(self.scene)
        return tuple(check(s, case, headline=self.headline) for s in self.sentences)


@cache
def case_of(scene: str) -> Case:
    """Return what the sentences of a scene are checked against."""
    return scenes()[scene].case


def loose() -> tuple[Recorded, ...]:
    """Return faithful sentences that use other words than their sources.

    They are measured, not required: the model is told to keep to the sources' words, because
    nothing here can tell a synonym from a changed meaning with certainty.
    """
    return tuple(_loose())


def adversarial() -> tuple[Recorded, ...]:
    """Return the outputs that must not be shown."""
    return tuple(_adversarial())


def _loose() -> Iterator[Recorded]:
    for scene, texts in _read("loose.yaml").items():
        yield from (_recorded(scene, text) for text in texts)


def _adversarial() -> Iterator[Recorded]:
    for scene, entries in _read("adversarial.yaml").items():
        played = DEFAULT_SCENE if scene == ANY else scene
        yield from (_recorded(played, entry["text"], entry["tries"]) for entry in entries)


def _recorded(scene: str, text: str, tries: str = "") -> Recorded:
    return Recorded(scene, text.removeprefix("!"), text.startswith("!"), tries)


def _read(name: str) -> dict[str, Any]:
    data: dict[str, Any] = yaml.safe_load((HERE / name).read_text(encoding="utf-8"))
    return data
