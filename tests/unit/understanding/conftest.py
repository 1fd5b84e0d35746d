"""The published knowledge and its lexicon, built once: the names and incidents are under test."""

from collections.abc import Callable
from datetime import datetime

import pytest

from bot.answering.model import Ask, Memory, Understanding
from bot.answering.understanding import Lexicon, build_lexicon, understand
from bot.clock import KST
from knowledge.store import Knowledge, load_knowledge

NOW = datetime(2026, 6, 15, 15, 0, tzinfo=KST)

Read = Callable[..., Understanding]


@pytest.fixture(scope="session")
def published() -> Knowledge:
    return load_knowledge()


@pytest.fixture(scope="session")
def lexicon(published: Knowledge) -> Lexicon:
    return build_lexicon(published)


@pytest.fixture
def read(lexicon: Lexicon) -> Read:
    def read_one(
        question: str,
        last: Understanding | None = None,
        asked_for: str | None = None,
        now: datetime = NOW,
    ) -> Understanding:
        return understand(Ask(question, now, Memory(last, asked_for)), lexicon)

    return read_one
