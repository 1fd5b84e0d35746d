"""Replies that a chat model wrote to the very messages the bot sends, sentence by sentence.

The careful ones were written as the rules ask; in the careless ones and in `training.jsonl` about
half of the sentences were made to hold a slip such as models make. The two `unseen` files were
written last and took no part in any choice.
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
    """A sentence in its place; `dated` are the citations whose time was told before it."""

    sentence: Sentence
    line: Line
    headline: bool
    dated: frozenset[int]

    def problem(self, case: Case) -> Reason | None:
        """Return why the verifier drops the sentence, or None."""
        return check(self.sentence, case, headline=self.headline, dated=self.dated)


@dataclass(frozen=True)
class Reply:
    """One reply; `facts` maps the numbers the model was given to facts, `opens` those that the
    composed headline rests on."""

    question: str
    facts: dict[int, str]
    opens: frozenset[int]
    lines: tuple[Line, ...]

    @property
    def sentences(self) -> Iterator[Placed]:
        """Yield its sentences in order; the first one is the headline."""
        dated: set[int] = set()
        told = [(sentence, line) for line in self.lines for sentence in sentences_of(line.text)]
        for place, (sentence, line) in enumerate(told):
            yield Placed(sentence, line, place == 0, frozenset(dated))
            if tells_date(sentence):
                dated.update(sentence.cites)


def load_replies(name: str) -> list[Reply]:
    """Return the replies of a file."""
    lines = (FOLDER / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    return [_reply(json.loads(line)) for line in lines]


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
