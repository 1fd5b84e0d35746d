"""Chooses the topic and the misconceptions a question touches, by the cues of the data files."""

import re
import unicodedata
from collections.abc import Sequence
from datetime import date

from knowledge.schema import Misconception, Topic
from knowledge.store import Knowledge


def compact(text: str) -> str:
    """Return `text` normalised (NFKC), lower-cased and without any white space."""
    return "".join(unicodedata.normalize("NFKC", text).lower().split())


def matches(cues: Sequence[Sequence[str]], unless: Sequence[str], compacted: str) -> bool:
    """Return whether every cue group matches and nothing in `unless` does."""
    return all(any(re.search(cue, compacted) for cue in group) for group in cues) and not any(
        re.search(cue, compacted) for cue in unless
    )


def find_topic(knowledge: Knowledge, question: str) -> Topic | None:
    """Return the first topic whose cues match the question."""
    compacted = compact(question)
    return next(
        (t for t in knowledge.topics.values() if matches(t.cues, t.unless, compacted)), None
    )


def find_misconceptions(
    knowledge: Knowledge, question: str, as_of: date
) -> tuple[Misconception, ...]:
    """Return what the question gets wrong on `as_of`."""
    compacted = compact(question)
    return tuple(
        m
        for m in knowledge.misconceptions
        if (m.since is None or m.since <= as_of)
        and (m.until is None or as_of <= m.until)
        and matches(m.cues, m.unless, compacted)
    )
