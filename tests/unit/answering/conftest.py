"""An answerer over the published knowledge with a searcher that finds what a test says."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache

import pytest

from bot.answering.answerer import Answerer
from bot.answering.model import Answer, Ask, Memory
from bot.answering.understanding import Lexicon, build_lexicon
from bot.clock import KST
from bot.compensation.rules import Rules, load_rules
from knowledge.search import Found, Hit, Query, Tagger
from knowledge.search.words import Words
from knowledge.store import Knowledge, load_knowledge
from prompts import load_wording

NOW = datetime(2026, 11, 25, 12, tzinfo=KST)


@cache
def analyser() -> Words:
    """Return the real analyser, loaded once and only when asked for."""
    return Words(())


@dataclass
class FakeSearcher:
    """Finds the given facts for any question; remembers what it was asked."""

    facts: Sequence[str] = ()
    relevant: bool = True
    asked: list[Query] = field(default_factory=list)

    @property
    def words(self) -> Tagger:
        return analyser()

    def search(self, query: Query, limit: int = 20) -> Found:
        self.asked.append(query)
        hits = tuple(Hit(fact, 1.0 - n / 100) for n, fact in enumerate(self.facts[:limit]))
        return Found(hits, relevant=self.relevant)


@pytest.fixture(scope="session")
def knowledge() -> Knowledge:
    return load_knowledge()


@pytest.fixture(scope="session")
def lexicon(knowledge: Knowledge) -> Lexicon:
    return build_lexicon(knowledge)


@pytest.fixture(scope="session")
def rules() -> Rules:
    return load_rules()


Answering = Callable[..., Answer]


@pytest.fixture
def answering(knowledge: Knowledge, lexicon: Lexicon, rules: Rules) -> Answering:
    """Return `ask(question, *found, relevant=True, memory=None, now=NOW) -> Answer`."""

    def ask(
        question: str,
        *found: str,
        relevant: bool = True,
        memory: Memory | None = None,
        now: datetime = NOW,
    ) -> Answer:
        searcher = FakeSearcher(found, relevant)
        answerer = Answerer(knowledge, lexicon, searcher, rules, load_wording("answer"))
        return answerer.answer_now(Ask(question, now, memory or Memory()))

    return ask
