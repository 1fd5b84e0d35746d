"""Tunes the ranker and the relevance floor, and writes their weights.

    python -m tests.evaluation.tuning

The weights of words come from the train split, everything else from the tune split. Off-topic
questions train no encoder, so those of the train split help to place the floor.
"""

import tempfile
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import torch
import yaml

from knowledge.encoder import load_encoder
from knowledge.encoder.examples import Split
from knowledge.search import Query, Searcher, open_searcher
from knowledge.search.features import FEATURES, Floats
from knowledge.search.ranking import WEIGHTS_FILE, Ranker
from knowledge.search.searcher import Candidates
from knowledge.search.topicality import (
    BREVITY,
    OFFSET,
    TOPICALITY,
    UNKNOWN,
    TopicWords,
    save_topic_words,
)
from knowledge.store import load_knowledge
from tests.evaluation.questions import Case, Questions, load_questions

SECOND_FACT = 0.4
SMOOTHING = 1e-4
GOOD_QUESTIONS_REFUSED = 0.014


@dataclass(frozen=True, eq=False)
class Sample:
    """The features of a question's candidates and how much each of them is wanted."""

    query: Query
    candidates: Candidates
    features: Floats
    wanted: Floats


def main() -> None:
    """Tune and write the weights."""
    knowledge = load_knowledge()
    questions = load_questions(knowledge)
    with tempfile.TemporaryDirectory() as folder:
        searcher = open_searcher(knowledge, Path(folder), load_encoder())
        words = fit_topic_words(searcher, questions.of(Split.TRAIN))
        searcher = replace(searcher, topicality=replace(searcher.topicality, words=words))
        tuned = tune(searcher, questions)
    save_topic_words(words)
    WEIGHTS_FILE.write_text(yaml.safe_dump(tuned, sort_keys=False), encoding="utf-8")


def tune(searcher: Searcher, questions: Questions) -> dict[str, object]:
    """Return the contents of `weights.yaml`."""
    samples = [read_sample(searcher, case) for case in questions.of(Split.TUNE).cases]
    weights = fit_weights([sample for sample in samples if sample.wanted.any()])
    scale, offset = _fit_chance(samples, weights)
    ranked = replace(searcher, ranker=Ranker(weights, scale, offset))
    good = [_marks(ranked, sample) for sample in samples]
    strays = [
        _marks(ranked, _read(searcher, stray.query))
        for stray in questions.of(Split.TUNE, Split.TRAIN).strays
    ]
    topicality, floor = _fit_floor(np.stack(good), np.stack(strays))
    return {
        "weights": _named(FEATURES, weights),
        "scale": round(scale, 4),
        "offset": round(offset, 4),
        "topicality": _named(TOPICALITY, topicality),
        "floor": round(floor, 4),
    }


def fit_topic_words(searcher: Searcher, questions: Questions) -> TopicWords:
    """Return the weights of the words that part questions on topic from all others."""
    split = searcher.words.split
    good = [set(split(case.query.text)) for case in questions.cases]
    strays = [set(split(stray.query.text)) for stray in questions.strays]
    seen = Counter(word for words in (*good, *strays) for word in words)
    names = [UNKNOWN, BREVITY, *sorted(word for word, count in seen.items() if count > 1)]
    column = {name: number for number, name in enumerate(names)}
    rows = np.zeros((len(good) + len(strays), len(names)), dtype=np.float32)
    for row, words in zip(rows, (*good, *strays), strict=True):
        count = max(len(words), 1)
        for word in words:
            row[column.get(word, 0)] += 1 / count**0.5
        row[column[BREVITY]] = 1 / count
    labels = np.concatenate([np.ones(len(good)), np.zeros(len(strays))]).astype(np.float32)
    weights, offset = _logistic_regression(rows, labels, balanced=True)
    return TopicWords({**dict(zip(names, map(float, weights), strict=True)), OFFSET: offset})


def read_sample(searcher: Searcher, case: Case) -> Sample:
    """Return what the ranker sees of a question."""
    sample = _read(searcher, case.query)
    grades = dict.fromkeys(case.example.facts, SECOND_FACT) | {case.example.facts[0]: 1.0}
    wanted = [grades.get(fact, 0.0) for fact in sample.candidates.facts]
    return replace(sample, wanted=np.array(wanted, dtype=np.float32))


def _read(searcher: Searcher, query: Query) -> Sample:
    found = searcher.propose(query)
    features = searcher.features.read(query, found.facts, found.likeness)
    return Sample(query, found, features, np.zeros(len(found.facts), dtype=np.float32))


def fit_weights(samples: Sequence[Sample]) -> Floats:
    """Return the weights under which the wanted facts win most of each question's vote."""
    features = [torch.tensor(sample.features) for sample in samples]
    wanted = [torch.tensor(sample.wanted / sample.wanted.sum()) for sample in samples]
    weights = torch.zeros(len(FEATURES), requires_grad=True)

    def loss() -> torch.Tensor:
        votes = [torch.log_softmax(rows @ weights, dim=0) for rows in features]
        missed = torch.stack([(v * w).sum() for v, w in zip(votes, wanted, strict=True)])
        return SMOOTHING * weights.square().sum() - missed.mean()

    _minimise(loss, [weights])
    return weights.detach().numpy()


def _minimise(loss: Callable[[], torch.Tensor], parameters: list[torch.Tensor]) -> None:
    optimizer = torch.optim.LBFGS(parameters, max_iter=300, line_search_fn="strong_wolfe")

    def step() -> float:
        optimizer.zero_grad()
        value = loss()
        value.backward()  # type: ignore[no-untyped-call]
        return value.item()

    optimizer.step(step)  # type: ignore[no-untyped-call]


def _fit_chance(samples: Sequence[Sample], weights: Floats) -> tuple[float, float]:
    """Return what turns a sum into the chance that a fact among the first ten answers."""
    sums, answers = [], []
    for sample in samples:
        scores = sample.features @ weights
        for i in np.argsort(-scores)[:10]:
            sums.append([scores[i]])
            answers.append(sample.wanted[i] > 0)
    (scale,), offset = _logistic_regression(np.array(sums), np.array(answers, dtype=np.float32))
    return float(scale), offset


def _marks(searcher: Searcher, sample: Sample) -> Floats:
    sums = searcher.ranker.sums(sample.features)
    return searcher.marks(sample.query, sample.candidates, sums)


def _fit_floor(good: Floats, strays: Floats) -> tuple[Floats, float]:
    """Return weights that part good questions from strays, and the floor that keeps the good."""
    labels = np.concatenate([np.ones(len(good)), np.zeros(len(strays))]).astype(np.float32)
    weights, _ = _logistic_regression(np.vstack([good, strays]), labels, balanced=True)
    return weights, float(np.quantile(good @ weights, GOOD_QUESTIONS_REFUSED))


def _logistic_regression(
    rows: Floats, labels: Floats, *, balanced: bool = False
) -> tuple[Floats, float]:
    features, wanted = torch.tensor(rows), torch.tensor(labels)
    share = float(labels.mean())
    importance = wanted / share + (1 - wanted) / (1 - share) if balanced else torch.ones(len(rows))
    weights = torch.zeros(rows.shape[1], requires_grad=True)
    offset = torch.zeros(1, requires_grad=True)

    def loss() -> torch.Tensor:
        missed = torch.nn.functional.binary_cross_entropy_with_logits(
            features @ weights + offset, wanted, weight=importance
        )
        return missed + SMOOTHING * weights.square().sum()

    _minimise(loss, [weights, offset])
    return weights.detach().numpy(), offset.item()


def _named(names: Sequence[str], values: Floats) -> dict[str, float]:
    return {name: round(float(value), 4) for name, value in zip(names, values, strict=True)}


if __name__ == "__main__":
    main()
