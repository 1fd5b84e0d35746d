"""Tunes the ranker and the relevance floor, and writes their weights.

    python -m tests.evaluation.tuning

The weights of words come from the train split, everything else from the tune split. Off-topic
questions train no encoder, so those of the train split help to place the floor.
"""

import tempfile
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import torch
import yaml
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import cross_val_predict

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
GOOD_QUESTIONS_REFUSED = 0.012
WORD_FREEDOM = 1.0
FLOOR_FREEDOM = 1.0
FOLDS = 5


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
        words, apart = fit_topic_words(searcher, questions.of(Split.TRAIN))
        searcher = replace(searcher, topicality=replace(searcher.topicality, words=words))
        tuned = tune(searcher, questions, apart)
    save_topic_words(words)
    WEIGHTS_FILE.write_text(yaml.safe_dump(tuned, sort_keys=False), encoding="utf-8")


def tune(searcher: Searcher, questions: Questions, apart: Floats) -> dict[str, object]:
    """Return the contents of `weights.yaml`.

    `apart` is what the words of the off-topic questions of the train split weigh by words that
    were learnt without them.
    """
    samples = [read_sample(searcher, case) for case in questions.of(Split.TUNE).cases]
    weights = fit_weights([sample for sample in samples if sample.wanted.any()])
    scale, offset = _fit_chance(samples, weights)
    ranked = replace(searcher, ranker=Ranker(weights, scale, offset))
    good = [_marks(ranked, sample) for sample in samples]
    fresh, learnt = (
        np.stack([_marks(ranked, _read(searcher, s.query)) for s in questions.of(split).strays])
        for split in (Split.TUNE, Split.TRAIN)
    )
    learnt[:, TOPICALITY.index("topic_words")] = apart
    topicality, floor = _fit_floor(np.stack(good), np.vstack([fresh, learnt]))
    return {
        "weights": _named(FEATURES, weights),
        "scale": round(scale, 4),
        "offset": round(offset, 4),
        "topicality": _named(TOPICALITY, topicality),
        "floor": round(floor, 4),
    }


def fit_topic_words(searcher: Searcher, questions: Questions) -> tuple[TopicWords, Floats]:
    """Return the weights of the words that part questions on topic from all others.

    Also returns what each off-topic question weighs by words learnt without it, for the words of
    a question that was learnt from say more of it than they would of a new one.
    """
    split = searcher.words.split
    asked = [set(split(case.query.text)) for case in questions.cases]
    strays = [set(split(stray.query.text)) for stray in questions.strays]
    seen = Counter(word for words in (*asked, *strays) for word in words)
    known = {word for word, count in seen.items() if count > 1}
    vectorizer = DictVectorizer(dtype=np.float32)
    rows = vectorizer.fit_transform([_word_marks(words, known) for words in (*asked, *strays)])
    labels = np.array([True] * len(asked) + [False] * len(strays))
    model = LogisticRegression(C=WORD_FREEDOM, class_weight="balanced", max_iter=1000)
    apart = cross_val_predict(model, rows, labels, cv=FOLDS, method="decision_function")
    model.fit(rows, labels)
    names = vectorizer.get_feature_names_out()
    weights = dict(zip(map(str, names), map(float, model.coef_[0]), strict=True))
    return TopicWords({**weights, OFFSET: float(model.intercept_[0])}), apart[len(asked) :]


def _word_marks(words: set[str], known: set[str]) -> dict[str, float]:
    count = max(len(words), 1)
    marks = Counter(word if word in known else UNKNOWN for word in words)
    return {**{word: n / count**0.5 for word, n in marks.items()}, BREVITY: 1 / count}


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

    optimizer = torch.optim.LBFGS([weights], max_iter=300, line_search_fn="strong_wolfe")

    def step() -> float:
        optimizer.zero_grad()
        value = loss()
        value.backward()  # type: ignore[no-untyped-call]
        return value.item()

    optimizer.step(step)  # type: ignore[no-untyped-call]
    return weights.detach().numpy()


def _fit_chance(samples: Sequence[Sample], weights: Floats) -> tuple[float, float]:
    """Return what turns a sum into the chance that a fact among the first ten answers."""
    sums, answers = [], []
    for sample in samples:
        scores = sample.features @ weights
        for i in np.argsort(-scores)[:10]:
            sums.append([scores[i]])
            answers.append(sample.wanted[i] > 0)
    model = LogisticRegression().fit(np.array(sums), np.array(answers))
    return float(model.coef_[0, 0]), float(model.intercept_[0])


def _marks(searcher: Searcher, sample: Sample) -> Floats:
    sums = searcher.ranker.sums(sample.features)
    return searcher.marks(sample.query, sample.candidates, sums)


def _fit_floor(good: Floats, strays: Floats) -> tuple[Floats, float]:
    """Return weights that part good questions from strays, and the floor that keeps the good."""
    labels = np.array([True] * len(good) + [False] * len(strays))
    model = LogisticRegression(C=FLOOR_FREEDOM, class_weight="balanced", max_iter=1000)
    weights: Floats = model.fit(np.vstack([good, strays]), labels).coef_[0].astype(np.float32)
    return weights, float(np.quantile(good @ weights, GOOD_QUESTIONS_REFUSED))


def _named(names: Sequence[str], values: Floats) -> dict[str, float]:
    return {name: round(float(value), 4) for name, value in zip(names, values, strict=True)}


if __name__ == "__main__":
    main()
