"""Tells a question about outages and redress from any other.

Two things speak: the words of the question, each with a weight learnt from questions on and off
topic, and how well the best facts match. Both are kept as data beside this module, written by the
tuning command of the evaluation.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from knowledge.search.features import Floats, Likeness

WORDS_FILE = Path(__file__).with_name("topic_words.tsv")

TOPICALITY = (
    *(f"best_{name}" for name in Likeness._fields),
    "best_score",
    "lead",
    "provider_named",
    "incident_named",
    "topic_words",
)
"""What a question is judged by."""

UNKNOWN = "*"
BREVITY = "**"
OFFSET = "***"


@dataclass(frozen=True)
class TopicWords:
    """A weight for each word; `*` stands for any other word, `**` for being short."""

    weights: Mapping[str, float]

    def weigh(self, words: Sequence[str]) -> float:
        """Return how much the words speak for the topic: above 0 for, below 0 against."""
        distinct = set(words)
        count = max(len(distinct), 1)
        unknown = self.weights[UNKNOWN]
        said = sum(self.weights.get(word, unknown) for word in distinct) / math.sqrt(count)
        return said + self.weights[BREVITY] / count + self.weights[OFFSET]


@dataclass(frozen=True, eq=False)
class Topicality:
    """A question is on topic when its marks, weighed, reach the floor."""

    words: TopicWords
    weights: Floats
    floor: float

    def accepts(self, marks: Floats) -> bool:
        """Return whether a question with these marks is one the bot knows something about."""
        return float(marks @ self.weights) >= self.floor

    def mark(
        self,
        words: Sequence[str],
        likeness: Likeness,
        sums: Floats,
        *,
        provider: bool,
        incident: bool,
    ) -> Floats:
        """Return the values of `TOPICALITY` for a question with at least one candidate."""
        best = np.sort(sums)[::-1]
        lead = best[0] - best[min(4, len(best) - 1)]
        matches = [part.max() for part in likeness]
        spoken = self.words.weigh(words)
        return np.array([*matches, best[0], lead, provider, incident, spoken], dtype=np.float32)


def load_topic_words(path: Path = WORDS_FILE) -> TopicWords:
    """Read the weights of the words, one word and weight a line."""
    lines = path.read_text(encoding="utf-8").splitlines()
    rows = (line.split("\t") for line in lines)
    return TopicWords({word: float(weight) for word, weight in rows})


def save_topic_words(words: TopicWords, path: Path = WORDS_FILE) -> None:
    """Write what `load_topic_words` reads."""
    lines = (f"{word}\t{weight:.3f}\n" for word, weight in sorted(words.weights.items()))
    path.write_text("".join(lines), encoding="utf-8")
