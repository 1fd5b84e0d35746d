"""The questions of the evaluation, understood as the bot would understand them."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from bot.answering.model import Ask, Intent, Understanding
from bot.answering.understanding import build_lexicon, understand
from knowledge.encoder.examples import Example, Split, load_examples, split_of
from knowledge.search import Query
from knowledge.store import Knowledge

NOW = datetime(2026, 11, 25, 12, tzinfo=ZoneInfo("Asia/Seoul"))
"""The day the questions were written for; "작년" is 2025."""

OFF_TOPIC_FILE = Path(__file__).with_name("off_topic.jsonl")
OFF_TOPIC_TRAINING_FILE = Path(__file__).with_name("off_topic_training.jsonl")
"""Off-topic questions that only ever train."""


@dataclass(frozen=True)
class Case:
    """An example and the query that the bot makes of it."""

    example: Example
    query: Query

    @property
    def bare(self) -> Query:
        """Return the query without anything understood."""
        return Query(self.query.text)


@dataclass(frozen=True)
class Stray:
    """A question that should be declined, and the query that the bot makes of it."""

    kind: str
    split: Split
    query: Query
    small_talk: bool


@dataclass(frozen=True)
class Questions:
    """Everything that is asked."""

    cases: tuple[Case, ...]
    strays: tuple[Stray, ...]

    def of(self, *splits: Split) -> "Questions":
        """Return the part in some splits."""
        return Questions(
            tuple(case for case in self.cases if case.example.split in splits),
            tuple(stray for stray in self.strays if stray.split in splits),
        )


def load_questions(knowledge: Knowledge) -> Questions:
    """Read and understand every question."""
    lexicon = build_lexicon(knowledge)

    def read(text: str) -> Understanding:
        return understand(Ask(text, NOW), lexicon)

    cases = (Case(e, _query(read(e.question))) for e in load_examples(knowledge))
    drawn = (_stray(row, read(row["q"]), split_of(row["q"])) for row in _rows(OFF_TOPIC_FILE))
    training = (_stray(row, read(row["q"]), Split.TRAIN) for row in _rows(OFF_TOPIC_TRAINING_FILE))
    return Questions(tuple(cases), (*drawn, *training))


def _rows(path: Path) -> Iterator[dict[str, str]]:
    for line in path.read_text(encoding="utf-8").splitlines():
        yield json.loads(line)


def _query(understood: Understanding) -> Query:
    return Query(
        text=understood.question,
        providers=understood.providers,
        incident=understood.incident,
        as_of=understood.as_of,
        language=understood.language,
    )


def _stray(row: dict[str, str], understood: Understanding, split: Split) -> Stray:
    small_talk = _is_small_talk(understood)
    return Stray(row["kind"], split, _query(understood), small_talk)


def _is_small_talk(understood: Understanding) -> bool:
    """Return whether the bot answers without searching."""
    return understood.intent in (Intent.GREETING, Intent.THANKS, Intent.OUT_OF_SCOPE)
