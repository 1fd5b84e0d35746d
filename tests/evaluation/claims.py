"""Labelled claims as the verifier sees them: what trains, blends, limits and measures the judge.

`sentences/*.jsonl` are about single facts (good ones say what the fact says in other words, the
others look alike and mislead), `replies/*.jsonl` are whole replies. No fact's sentences, and no
question's replies, both train and measure.
"""

import json
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from bot.answering.answerer import Answerer
from bot.answering.factory import build_answerer
from bot.answering.model import Answer, Intent, Point
from bot.answering.writing.checking import (
    Case,
    Reader,
    Reason,
    build_case,
    check,
    evidence_for,
    margins,
    sign_of,
)
from bot.answering.writing.checking.entailment import Judge, Weights
from bot.answering.writing.checking.names import build_name_finder, load_institutions
from bot.answering.writing.checking.traits import Evidence
from bot.answering.writing.sentences import Sentence
from knowledge.encoder.examples import share
from knowledge.language import Language
from tests.evaluation.replies import NOW, Reply, case_of, load_replies

SENTENCES = Path(__file__).with_name("sentences")
LATER = "short"
REPORT_SHARE = 0.2
BLEND_SHARE = 0.12


class Part(StrEnum):
    """What an example is for: `TRAITS` were written too late to train the transformer."""

    TRAIN = "train"
    TRAITS = "traits"
    BLEND = "blend"
    LIMIT = "limit"
    REPORT = "report"


_PARTS = {
    "training": Part.TRAIN,
    "later": Part.TRAITS,
    "careful": Part.LIMIT,
    "careless": Part.REPORT,
    "unseen_careful": Part.REPORT,
    "unseen_careless": Part.REPORT,
}


@dataclass(frozen=True)
class Example:
    """A sentence as the verifier sees it; `hard` is the reason that needs no judge.

    `sign` is what the other checks found, or empty, and asks for so many `margins`.
    """

    group: str
    kind: str
    good: bool
    part: Part
    hard: Reason | None
    sign: str
    margins: int
    evidence: Evidence


class _Silent:
    def doubt(self, *_: object) -> float:
        return 0.0


TRUSTING = Judge(_Silent(), Weights({}, 0.0, 0.0, float("inf")))
"""Accepts everything, so that the other checks show alone."""


def read_examples() -> list[Example]:
    """Read all examples."""
    with tempfile.TemporaryDirectory() as folder:
        answerer = build_answerer(Path(folder), "builtin")
        names = build_name_finder(answerer.knowledge.providers, load_institutions())
        reader = Reader(names, answerer.searcher.words, TRUSTING)
        return [*_from_sentences(answerer, reader), *_from_replies(answerer, reader)]


def _from_sentences(answerer: Answerer, reader: Reader) -> Iterator[Example]:
    for path in sorted(SENTENCES.glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            sentence = Sentence(row["text"], (1,))
            case = _lone_case(row["fact"], row["text"], answerer, reader)
            part = _part(row["fact"], Part.TRAITS if path.stem == LATER else Part.TRAIN)
            label = (f"sentences, {path.stem}", row["kind"], row["good"], part)
            yield _example(label, sentence, case, headline=False, dated=frozenset({1}))


def _part(fact: str, trains: Part) -> Part:
    if share(f"sentences:{fact}") < REPORT_SHARE:
        return Part.REPORT
    return Part.BLEND if share(f"blend:{fact}") < BLEND_SHARE else trains


def _from_replies(answerer: Answerer, reader: Reader) -> Iterator[Example]:
    for name, part in _PARTS.items():
        for reply in load_replies(name):
            blends = part is Part.TRAIN and share(f"blend:{reply.question}") < BLEND_SHARE
            own = Part.BLEND if blends else part
            yield from _read_reply(f"replies, {name}", own, reply, answerer, reader)


def _read_reply(
    group: str, part: Part, reply: Reply, answerer: Answerer, reader: Reader
) -> Iterator[Example]:
    case = case_of(reply, answerer, reader)
    for one in reply.sentences:
        label = (group, "slip" if one.line.slip else "faithful", one.line.ok, part)
        yield _example(label, one.sentence, case, headline=one.headline, dated=one.dated)


def _example(
    label: tuple[str, str, bool, Part],
    sentence: Sentence,
    case: Case,
    *,
    headline: bool,
    dated: frozenset[int],
) -> Example:
    hard = check(sentence, case, headline=headline, dated=dated)
    known = Sentence(sentence.text, tuple(n for n in sentence.cites if n in case.facts))
    sign = sign_of(known, case)
    asked = margins(sign, headline=headline)
    return Example(*label, hard, sign or "", asked, evidence_for(known, case))


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
