"""A linear ranker over the features of a candidate, with weights kept as data.

`weights.yaml` is written by the tuning command of the evaluation, from its tune split only.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import yaml

from knowledge.errors import InvalidKnowledge
from knowledge.search.features import FEATURES, Floats
from knowledge.search.topicality import TOPICALITY, Topicality, TopicWords, load_topic_words

WEIGHTS_FILE = Path(__file__).with_name("weights.yaml")


@dataclass(frozen=True, eq=False)
class Ranker:
    """Weighs features; `scale` and `offset` turn a sum into the chance that a fact answers."""

    weights: Floats
    scale: float
    offset: float

    def sums(self, features: Floats) -> Floats:
        """Return the weighed sum of each row of features; higher answers better."""
        sums: Floats = features @ self.weights
        return sums

    def chances(self, sums: Floats) -> Floats:
        """Return sums as chances from 0 to 1, comparable between questions."""
        chances: Floats = (1 / (1 + np.exp(-self.scale * sums - self.offset))).astype(np.float32)
        return chances


def load_weights(path: Path = WEIGHTS_FILE) -> tuple[Ranker, Topicality]:
    """Read the weights; raises InvalidKnowledge when something that is weighed has none."""
    stored = yaml.safe_load(path.read_text(encoding="utf-8"))
    ranker = Ranker(
        weights=_row(stored["weights"], FEATURES, path),
        scale=float(stored["scale"]),
        offset=float(stored["offset"]),
    )
    return ranker, _topicality(stored, path, load_topic_words())


def _topicality(stored: Mapping[str, object], path: Path, words: TopicWords) -> Topicality:
    weights, floor = stored["topicality"], stored["floor"]
    if not isinstance(weights, dict) or not isinstance(floor, float):
        raise InvalidKnowledge(f"{path.name}: needs topicality and floor")
    return Topicality(words, _row(weights, TOPICALITY, path), floor)


def _row(stored: Mapping[str, float], names: tuple[str, ...], path: Path) -> Floats:
    if set(stored) != set(names):
        raise InvalidKnowledge(f"{path.name}: needs weights for exactly {', '.join(names)}")
    return np.array([stored[name] for name in names], dtype=np.float32)
