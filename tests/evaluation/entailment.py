"""Trains the judge that says whether a sentence follows from its sources, and measures it.

    python -m tests.evaluation.entailment [--keep]

Learnt from `sentences/*.jsonl` (about single facts; good ones say what the fact says in other
words, the others look alike and mislead; split by a fixed hash of the fact) and from
`replies/training.jsonl`. The limit is set on the careful replies, whose sentences are all good;
everything else is only reported on. `--keep` measures the weights as they are.
"""

import argparse
import json
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from bot.answering.answerer import Answerer
from bot.answering.factory import build_answerer
from bot.answering.model import Answer, Intent, Point
from bot.answering.writing.checking import (
    Case,
    Reader,
    Reason,
    build_case,
    check,
    margins,
    sign_of,
    traits_for,
)
from bot.answering.writing.checking.entailment import MARGIN, Judge, load_judge, save_judge
from bot.answering.writing.checking.names import build_name_finder, load_institutions
from bot.answering.writing.checking.traits import Traits
from bot.answering.writing.sentences import Sentence
from knowledge.encoder.examples import Split, share
from knowledge.language import Language
from tests.evaluation.replies import NOW, Reply, case_of, load_replies

SENTENCES = Path(__file__).with_name("sentences")
REPORT_SHARE = 0.2
GOOD_DROPPED = 0.048
FREEDOM = 0.1
FEWEST = 4
REPLY_WEIGHT = 6.0
_SPLITS = {"careful": Split.TUNE, "careless": Split.REPORT, "training": Split.TRAIN}
TRUSTING = Judge({}, 0.0, 3 * MARGIN)
"""Accepts everything, so that the other checks show alone."""


@dataclass(frozen=True)
class Example:
    """A sentence as the verifier sees it; `hard` is the reason that needs no judge."""

    group: str
    kind: str
    good: bool
    split: Split
    hard: Reason | None
    margins: int
    traits: Traits

    def dropped(self, judge: Judge) -> bool:
        """Return whether the verifier drops the sentence."""
        return self.hard is not None or not judge.accepts(self.traits, self.margins)

    def needs(self, judge: Judge) -> float:
        """Return the lowest limit under which the sentence is kept."""
        if self.hard:
            return float("inf")
        return judge.doubt(self.traits) + MARGIN * self.margins


def main() -> None:
    """Train, write the weights and print what they do on what is new to them."""
    parser = argparse.ArgumentParser(description="Train the judge of sentences.")
    parser.add_argument("--keep", action="store_true", help="measure the weights as they are")
    arguments = parser.parse_args()
    examples = read_examples()
    if not arguments.keep:
        save_judge(fit(examples))
    print(report(examples, load_judge()))  # noqa: T201


def read_examples() -> list[Example]:
    """Read everything that trains or measures the judge."""
    with tempfile.TemporaryDirectory() as folder:
        answerer = build_answerer(Path(folder), "builtin")
        names = build_name_finder(answerer.knowledge.providers, load_institutions())
        reader = Reader(names, answerer.searcher.words, TRUSTING)
        return [*_from_sentences(answerer, reader), *_from_replies(answerer, reader)]


def _from_sentences(answerer: Answerer, reader: Reader) -> Iterator[Example]:
    for path in sorted(SENTENCES.glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            held = share(f"sentences:{row['fact']}") < REPORT_SHARE
            split = Split.REPORT if held else Split.TRAIN
            sentence = Sentence(row["text"], (1,))
            case = _lone_case(row["fact"], row["text"], answerer, reader)
            label = (f"sentences, {path.stem}", row["kind"], row["good"], split)
            yield _example(label, sentence, case, headline=False, dated=frozenset({1}))


def _from_replies(answerer: Answerer, reader: Reader) -> Iterator[Example]:
    for name, split in _SPLITS.items():
        for reply in load_replies(name):
            yield from _read_reply(f"replies, {name}", split, reply, answerer, reader)


def _read_reply(
    group: str, split: Split, reply: Reply, answerer: Answerer, reader: Reader
) -> Iterator[Example]:
    case = case_of(reply, answerer, reader)
    for one in reply.sentences:
        label = (group, "slip" if one.line.slip else "faithful", one.line.ok, split)
        yield _example(label, one.sentence, case, headline=one.headline, dated=one.dated)


def _example(
    label: tuple[str, str, bool, Split],
    sentence: Sentence,
    case: Case,
    *,
    headline: bool,
    dated: frozenset[int],
) -> Example:
    hard = check(sentence, case, headline=headline, dated=dated)
    if hard:
        return Example(*label, hard, 0, {})
    sign = sign_of(sentence, case)
    traits = traits_for(sentence, case, sign)
    return Example(*label, None, margins(sign, headline=headline), traits)


def _lone_case(fact_id: str, text: str, answerer: Answerer, reader: Reader) -> Case:
    """An answer without an assessment that offers just the one fact."""
    fact = answerer.knowledge.fact(fact_id)
    korean = any("가" <= letter <= "힣" for letter in text)
    answer = Answer(
        question="",
        language=Language.KO if korean else Language.EN,
        intent=Intent.LAW,
        as_of=NOW.date(),
        answered=True,
        headline=Point(""),
        points=(),
        calculation=(),
        citations=(),
        caveats=(),
        assessment=None,
        retrieved=(fact.id,),
    )
    return build_case(answer, {1: fact}, reader)


def fit(examples: Sequence[Example]) -> Judge:
    """Return the judge: weights from the train split, the limit from the tune split."""
    judge = _fit_weights([e for e in examples if e.split is Split.TRAIN and e.hard is None])
    good = [e for e in examples if e.split is Split.TUNE and e.good]
    needed = [example.needs(judge) for example in good]
    return replace(judge, limit=float(np.quantile(needed, 1 - GOOD_DROPPED, method="higher")))


def _fit_weights(examples: Sequence[Example]) -> Judge:
    seen = Counter(name for example in examples for name in example.traits)
    known = {name for name, count in seen.items() if count >= FEWEST}
    vectorizer = DictVectorizer()
    rows = vectorizer.fit_transform(
        [{name: n for name, n in e.traits.items() if name in known} for e in examples]
    )
    importance = [REPLY_WEIGHT if e.group.startswith("replies") else 1.0 for e in examples]
    model = LogisticRegression(C=FREEDOM, class_weight="balanced", max_iter=2000)
    model.fit(rows, np.array([not e.good for e in examples]), importance)
    names = map(str, vectorizer.get_feature_names_out())
    weights = dict(zip(names, map(float, model.coef_[0]), strict=True))
    return Judge(weights, float(model.intercept_[0]), limit=0.0)


def report(examples: Sequence[Example], judge: Judge) -> str:
    """Return, as a list, what is dropped of everything that did not train the judge."""
    held = [e for e in examples if e.split is not Split.TRAIN]
    lines = []
    for group in sorted({e.group for e in held}):
        for good in (True, False):
            some = [e for e in held if e.group == group and e.good is good]
            lines += [f"- {group}, {_dropped(some, judge, good=good)}"] if some else []
    bad = [e for e in held if e.group.startswith("sentences") and not e.good]
    for kind in sorted({e.kind for e in bad}):
        some = [e for e in bad if e.kind == kind]
        lines.append(f"  - {kind}: {_dropped(some, judge, good=False)}")
    return "\n".join(lines)


def _dropped(examples: Sequence[Example], judge: Judge, *, good: bool) -> str:
    dropped = sum(e.dropped(judge) for e in examples)
    share_ = dropped / max(1, len(examples))
    verb = "faithful ones dropped" if good else "misleading ones caught"
    return f"{verb}: {dropped} of {len(examples)} ({share_:.3f})"


if __name__ == "__main__":
    main()
