"""Does a sentence follow from its sources? A linear judge over `traits`, learnt from examples.

`entailment.tsv` holds one weight a line and is written by `python -m tests.evaluation.entailment`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from bot.answering.writing.checking.traits import Traits
from knowledge.errors import InvalidKnowledge

WEIGHTS_FILE = Path(__file__).with_name("entailment.tsv")
OFFSET = "*offset"
LIMIT = "*limit"
MARGIN = 1.8
"""How much surer the judge must be of a sentence that shows a sign of a contradiction."""


@dataclass(frozen=True)
class Judge:
    """Weighs traits; a sentence whose doubt is over the limit does not follow."""

    weights: Mapping[str, float]
    offset: float
    limit: float

    def doubt(self, traits: Traits) -> float:
        """Return how much speaks against the sentence; higher is worse."""
        weights = self.weights
        return self.offset + sum(weights.get(name, 0.0) * n for name, n in traits.items())

    def accepts(self, traits: Traits, margins: int = 0) -> bool:
        """Return whether a sentence with these traits follows, by so many margins."""
        return self.doubt(traits) <= self.limit - MARGIN * margins


def load_judge(path: Path = WEIGHTS_FILE) -> Judge:
    """Read the weights; raises InvalidKnowledge when the file is not whole."""
    rows = (line.split("\t") for line in path.read_text(encoding="utf-8").splitlines())
    try:
        weights = {name: float(weight) for name, weight in rows}
        return Judge(weights, weights.pop(OFFSET), weights.pop(LIMIT))
    except (ValueError, KeyError) as exc:
        raise InvalidKnowledge(f"{path.name}: needs a name and a weight on each line") from exc


def save_judge(judge: Judge, path: Path = WEIGHTS_FILE) -> None:
    """Write what `load_judge` reads."""
    rows = {**judge.weights, OFFSET: judge.offset, LIMIT: judge.limit}
    lines = (f"{name}\t{weight:.3f}\n" for name, weight in sorted(rows.items()))
    path.write_text("".join(lines), encoding="utf-8")
