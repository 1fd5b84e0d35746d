"""Questions with the facts that answer them, split once and for all by a hash of the question."""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path

from knowledge.store import Knowledge

QUESTIONS_DIR = Path(__file__).parent / "questions"

REPORT_SHARE = 0.16
TUNE_SHARE = 0.12
HELD_OUT_SHARE = 0.04


class Split(StrEnum):
    """What a question may be used for."""

    TRAIN = "train"
    TUNE = "tune"
    REPORT = "report"


@dataclass(frozen=True, slots=True)
class Example:
    """A question in the manner of a user, its style, topic and facts (ids, best first).

    `new_fact` says that a fact it needs has no training question at all.
    """

    question: str
    facts: tuple[str, ...]
    style: str
    topic: str
    split: Split
    new_fact: bool = False


def share(text: str) -> float:
    """Return a fixed number from 0 to 1 for a text."""
    return int.from_bytes(hashlib.sha256(text.encode()).digest()[:4]) / 2**32


def is_held_out(fact: str) -> bool:
    """Return whether no question about a fact may be trained or tuned on."""
    return share(f"fact:{fact}") < HELD_OUT_SHARE


def split_of(text: str) -> Split:
    """Return the split that a text belongs to."""
    position = share(text)
    if position < REPORT_SHARE:
        return Split.REPORT
    return Split.TUNE if position < REPORT_SHARE + TUNE_SHARE else Split.TRAIN


def load_examples(knowledge: Knowledge, folder: Path = QUESTIONS_DIR) -> list[Example]:
    """Read every question; those whose facts are all gone are left out.

    `questions_<topic>.jsonl` are split by hash. `training_<topic>.jsonl` were written later, to
    lift weak styles, and only ever train: measuring on them would flatter.
    """
    drawn = [_example(row, topic, knowledge) for row, topic in _rows(folder, "questions_")]
    added = [_example(row, topic, knowledge) for row, topic in _rows(folder, "training_")]
    training = [replace(e, split=Split.TRAIN) for e in added if e and not e.new_fact]
    return [example for example in drawn if example] + training


def _rows(folder: Path, prefix: str) -> Iterator[tuple[dict[str, object], str]]:
    for path in sorted(folder.glob(f"{prefix}*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            yield json.loads(line), path.stem.removeprefix(prefix)


def _example(row: dict[str, object], topic: str, knowledge: Knowledge) -> Example | None:
    listed = row["facts"]
    facts = tuple(_resolved(listed if isinstance(listed, list) else [], knowledge))
    if not facts:
        return None
    question = str(row["q"])
    new_fact = any(map(is_held_out, facts))
    split = Split.REPORT if new_fact else split_of(question)
    return Example(question, facts, str(row["style"]), topic, split, new_fact)


def _resolved(fact_ids: list[str], knowledge: Knowledge) -> Iterator[str]:
    seen = set()
    for fact_id in fact_ids:
        try:
            fact = knowledge.resolve(fact_id)
        except KeyError:  # the fact was not published
            continue
        if fact not in seen:
            seen.add(fact)
            yield fact
