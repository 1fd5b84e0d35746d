"""Does a sentence follow from its sources? A judge over `traits` and `inference`.

`entailment.tsv` holds one weight a line, the transformer's among them, and is written by
`python -m tests.evaluation.entailment`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from bot.answering.writing.checking.inference import load_inference
from bot.answering.writing.checking.traits import Evidence, Traits, traits_of
from knowledge.errors import InvalidKnowledge

WEIGHTS_FILE = Path(__file__).with_name("entailment.tsv")
READING = "*reading"
OFFSET = "*offset"
LIMIT = "*limit"
MARGIN = 2.8
"""How much surer the judge must be of a sentence that shows a sign of a contradiction."""


@dataclass(frozen=True)
class Weights:
    """What each trait and the transformer's reading count, and how much doubt is too much."""

    traits: Mapping[str, float]
    reading: float
    offset: float
    limit: float

    def doubt(self, traits: Traits, reading: float) -> float:
        """Return how much speaks against a sentence with these traits and this reading."""
        found = sum(self.traits.get(name, 0.0) * n for name, n in traits.items())
        return self.offset + found + self.reading * reading


class Reads(Protocol):
    """What `Inference` does."""

    def doubt(self, claim: str, sources: Sequence[Sequence[str]]) -> float:
        """Return the log-odds that the claim does not follow."""


@dataclass(frozen=True)
class Judge:
    """Weighs traits and a reading; a sentence whose doubt is over the limit does not follow."""

    inference: Reads
    weights: Weights

    def doubt(self, evidence: Evidence, sign: str) -> float:
        """Return how much speaks against a sentence; higher is worse.

        `sign` names what the other checks found, or is empty.
        """
        reading = self.inference.doubt(evidence.claim.text, evidence.texts)
        return self.weights.doubt(traits_of(evidence, sign), reading)

    def accepts(self, evidence: Evidence, sign: str = "", margins: int = 0) -> bool:
        """Return whether a sentence follows from its sources, by so many margins."""
        return self.doubt(evidence, sign) <= self.weights.limit - MARGIN * margins


def load_weights(path: Path = WEIGHTS_FILE) -> Weights:
    """Read the weights; raises InvalidKnowledge when the file is not whole."""
    rows = (line.split("\t") for line in path.read_text(encoding="utf-8").splitlines())
    try:
        traits = {name: float(weight) for name, weight in rows}
        reading, offset, limit = (traits.pop(name) for name in (READING, OFFSET, LIMIT))
    except (ValueError, KeyError) as exc:
        raise InvalidKnowledge(f"{path.name}: needs a name and a weight on each line") from exc
    return Weights(traits, reading, offset, limit)


def save_weights(weights: Weights, path: Path = WEIGHTS_FILE) -> None:
    """Write what `load_weights` reads."""
    own = {READING: weights.reading, OFFSET: weights.offset, LIMIT: weights.limit}
    rows = sorted({**weights.traits, **own}.items())
    path.write_text("".join(f"{name}\t{n:.3f}\n" for name, n in rows), encoding="utf-8")


def load_judge() -> Judge:
    """Return the judge that ships; raises InvalidKnowledge when a file of it is not whole."""
    return Judge(load_inference(), load_weights())
