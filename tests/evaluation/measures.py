"""How good a ranking is, in the usual measures."""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

DEPTH = 10
SECOND_FACT_GAIN = 0.5


@dataclass(frozen=True, slots=True)
class Outcome:
    """The facts a question needs, best first, and those that were found, best first."""

    wanted: Sequence[str]
    found: Sequence[str]

    @property
    def rank(self) -> int | None:
        """Return the place, from 1, of the first fact that answers."""
        return next((i for i, f in enumerate(self.found[:DEPTH], 1) if f in self.wanted), None)

    @property
    def ndcg(self) -> float:
        """Return nDCG@10; the first fact wanted counts 1, each other one half."""
        gains = dict.fromkeys(self.wanted, SECOND_FACT_GAIN) | {self.wanted[0]: 1.0}
        ideal = _discounted(sorted(gains.values(), reverse=True))
        return _discounted([gains.get(fact, 0.0) for fact in self.found[:DEPTH]]) / ideal


def measure(outcomes: Iterable[Outcome]) -> Mapping[str, float]:
    """Return recall@k (an answering fact is among the first k), MRR@10 and nDCG@10."""
    seen = list(outcomes)
    ranks = [outcome.rank or math.inf for outcome in seen]
    count = max(len(seen), 1)
    recalls = {f"recall@{k}": sum(rank <= k for rank in ranks) / count for k in (1, 3, 5, 10)}
    return {
        **recalls,
        "MRR@10": sum(1 / rank for rank in ranks) / count,
        "nDCG@10": sum(outcome.ndcg for outcome in seen) / count,
    }


def _discounted(gains: Sequence[float]) -> float:
    return sum(gain / math.log2(place + 1) for place, gain in enumerate(gains, 1))
