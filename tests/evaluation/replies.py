"""Replies that a chat model wrote to the very messages the bot sends, sentence by sentence.

The careful ones were written as the rules ask; in the careless ones and in `training.jsonl` about
half of the sentences were made to hold a slip such as models make; in `subtle.jsonl` it is the
smallest edit, which a careful reader may overlook. That file and the two `unseen` ones took no part
in any choice.

`proofs/` holds what a chat model answered to the bot's proofreading messages about them: for each
reply the numbers of the sentences it doubted, and why.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from bot.answering.answerer import Answerer
from bot.answering.model import Ask
from bot.answering.writing.checking import Case, Reader, Reason, build_case, check, tells_date
from bot.answering.writing.messages import load_writing_prompts
from bot.answering.writing.sentences import Sentence, sentences_of

FOLDER = Path(__file__).with_name("replies")
PROOFS = Path(__file__).with_name("proofs")
PROOFREAD_WITH = 1
"""Version of the proofreading prompt that the recorded proofs answer."""

NOW = datetime(2026, 11, 26, 9, tzinfo=ZoneInfo("Asia/Seoul"))
"""When the questions were asked."""


@dataclass(frozen=True)
class Line:
    """A sentence as the model wrote it; `slip` says what is wrong with it, if anything."""

    text: str
    ok: bool
    slip: str = ""


@dataclass(frozen=True)
class Placed:
    """A sentence in its place; `dated` are the citations whose time was told before it.

    `doubted` says what the model said of it in proofreading.
    """

    sentence: Sentence
    line: Line
    headline: bool
    dated: frozenset[int]
    doubted: bool

    def problem(self, case: Case) -> Reason | None:
        """Return why the verifier drops the sentence, or None."""
        return check(self.sentence, case, headline=self.headline, dated=self.dated)


@dataclass(frozen=True)
class Reply:
    """One reply; `facts` maps the numbers the model was given to facts, `opens` those that the
    composed headline rests on, `doubted` the sentences (from 1) that proofreading doubted."""

    question: str
    facts: dict[int, str]
    opens: frozenset[int]
    lines: tuple[Line, ...]
    doubted: frozenset[int] = frozenset()

    @property
    def sentences(self) -> Iterator[Placed]:
        """Yield its sentences in order; the first one is the headline."""
        dated: set[int] = set()
        told = [(sentence, line) for line in self.lines for sentence in sentences_of(line.text)]
        for number, (sentence, line) in enumerate(told, start=1):
            doubted = number in self.doubted
            yield Placed(sentence, line, number == 1, frozenset(dated), doubted)
            if tells_date(sentence):
                dated.update(sentence.cites)


def load_replies(name: str) -> list[Reply]:
    """Return the replies of a file, with their proofs where those were recorded."""
    replies = [_reply(row) for row in rows_in(FOLDER / f"{name}.jsonl")]
    proofs = PROOFS / f"{name}.jsonl"
    if not proofs.exists():
        return replies
    return [_proofread(*pair) for pair in zip(replies, rows_in(proofs), strict=True)]


def rows_in(path: Path) -> list[dict[str, Any]]:
    """Return the rows of a JSON Lines file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def _proofread(reply: Reply, row: dict[str, Any]) -> Reply:
    if row["question"] != reply.question:
        raise ValueError(f"the proof of {reply.question!r} is about {row['question']!r}")
    return replace(reply, doubted=frozenset(map(int, row["doubted"])))


def case_of(reply: Reply, answerer: Answerer, reader: Reader) -> Case:
    """Return what a reply is checked against: the bot's own answer and the facts offered then."""
    answer = answerer.answer_now(Ask(reply.question, NOW))
    facts = {n: answerer.knowledge.fact(fact) for n, fact in reply.facts.items()}
    instructions = load_writing_prompts().instructions(answer.language)
    case = build_case(answer, facts, reader, instructions)
    return replace(case, opens_with=reply.opens)


def _reply(row: dict[str, Any]) -> Reply:
    return Reply(
        question=row["question"],
        facts={int(n): fact for n, fact in row["facts"].items()},
        opens=frozenset(row["opens"]),
        lines=tuple(Line(**line) for line in row["lines"]),
    )
