"""Fits the judge that says whether a sentence follows from its sources, and measures it.

    python -m tests.evaluation.entailment [--keep]

The weights of the traits are learnt on what trains the transformer and on what was written after
it; how much the two count is learnt on examples that are new to both; the limit is set on the
careful replies, whose sentences are all good. Everything else is only reported on. `--keep`
measures the weights as they are.
"""

import argparse
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from bot.answering.writing.checking.entailment import (
    MARGIN,
    Reads,
    Weights,
    load_weights,
    save_weights,
)
from bot.answering.writing.checking.inference import load_inference
from bot.answering.writing.checking.traits import Traits, traits_of
from tests.evaluation.claims import Example, Part, read_examples

LEARNT = {Part.TRAIN, Part.TRAITS}
GOOD_DROPPED = 0.0465
FREEDOM = 0.1
FEWEST = 4
REPLY_WEIGHT = 6.0


@dataclass(frozen=True)
class Weighed:
    """An example with what the judge weighs."""

    example: Example
    traits: Traits
    reading: float

    def needs(self, weights: Weights) -> float:
        """Return the lowest limit under which the sentence is kept."""
        if self.example.hard:
            return float("inf")
        return weights.doubt(self.traits, self.reading) + MARGIN * self.example.margins


def main() -> None:
    """Fit, write the weights and print what they do on what is new to them."""
    parser = argparse.ArgumentParser(description="Fit the judge of sentences.")
    parser.add_argument("--keep", action="store_true", help="measure the weights as they are")
    arguments = parser.parse_args()
    inference = load_inference()
    weighed = [weigh(example, inference) for example in read_examples()]
    if not arguments.keep:
        save_weights(fit(weighed))
    print(report(weighed, load_weights()))  # noqa: T201


def weigh(example: Example, inference: Reads) -> Weighed:
    """Return an example with its traits and its reading."""
    evidence = example.evidence
    reading = inference.doubt(evidence.claim.text, evidence.texts)
    return Weighed(example, traits_of(evidence, example.sign), reading)


def fit(weighed: Sequence[Weighed]) -> Weights:
    """Return the weights: learnt, then blended, then limited, each on examples of their own."""
    weights = _learn([w for w in weighed if w.example.part in LEARNT and not w.example.hard])
    blend = [w for w in weighed if w.example.part is Part.BLEND and not w.example.hard]
    weights = _blend(weights, blend)
    good = [w for w in weighed if w.example.part is Part.LIMIT and w.example.good]
    needed = [each.needs(weights) for each in good]
    return replace(weights, limit=float(np.quantile(needed, 1 - GOOD_DROPPED, method="higher")))


def _learn(weighed: Sequence[Weighed]) -> Weights:
    """Return the weights of the traits alone."""
    seen = Counter(name for each in weighed for name in each.traits)
    known = {name for name, count in seen.items() if count >= FEWEST}
    vectorizer = DictVectorizer()
    rows = vectorizer.fit_transform(
        [{name: n for name, n in each.traits.items() if name in known} for each in weighed]
    )
    model = LogisticRegression(C=FREEDOM, class_weight="balanced", max_iter=2000)
    model.fit(rows, _labels(weighed), _importance(weighed))
    names = map(str, vectorizer.get_feature_names_out())
    traits = dict(zip(names, map(float, model.coef_[0]), strict=True))
    return Weights(traits, 0.0, float(model.intercept_[0]), limit=0.0)


def _blend(weights: Weights, weighed: Sequence[Weighed]) -> Weights:
    """Return the weights with the traits' scaled and the reading's set."""
    rows = [(weights.doubt(each.traits, 0.0), each.reading) for each in weighed]
    model = LogisticRegression(class_weight="balanced")
    model.fit(np.array(rows), _labels(weighed), _importance(weighed))
    scale, reading = map(float, model.coef_[0])
    return Weights(
        {name: n * scale for name, n in weights.traits.items()},
        reading,
        weights.offset * scale + float(model.intercept_[0]),
        limit=0.0,
    )


def _labels(weighed: Sequence[Weighed]) -> "np.typing.NDArray[np.bool_]":
    return np.array([not each.example.good for each in weighed])


def _importance(weighed: Sequence[Weighed]) -> list[float]:
    """Whole replies are what the judge is for."""
    return [REPLY_WEIGHT if w.example.group.startswith("replies") else 1.0 for w in weighed]


def report(weighed: Sequence[Weighed], weights: Weights) -> str:
    """Return, as a list, what is dropped of everything the weights were not learnt on."""
    held = [w for w in weighed if w.example.part in {Part.LIMIT, Part.REPORT}]
    lines = []
    for group in sorted({w.example.group for w in held}):
        for good in (True, False):
            some = [w for w in held if w.example.group == group and w.example.good is good]
            lines += [f"- {group}, {_dropped(some, weights, good=good)}"] if some else []
    alone = [w for w in held if w.example.group.startswith("sentences")]
    bad = [w for w in alone if not w.example.good]
    for kind in sorted({w.example.kind for w in bad}):
        some = [w for w in bad if w.example.kind == kind]
        lines.append(f"  - {kind}: {_dropped(some, weights, good=False)}")
    return "\n".join(lines)


def _dropped(weighed: Sequence[Weighed], weights: Weights, *, good: bool) -> str:
    dropped = sum(each.needs(weights) > weights.limit for each in weighed)
    share = dropped / max(1, len(weighed))
    verb = "faithful ones dropped" if good else "misleading ones caught"
    return f"{verb}: {dropped} of {len(weighed)} ({share:.3f})"


if __name__ == "__main__":
    main()
