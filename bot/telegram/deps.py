"""What the Telegram room needs from outside; built once at start and passed in."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from bot.answering.model import Answer, Ask, Understanding
from bot.claims.book import Claims
from bot.clock import Clock
from bot.storage.store import Storage
from knowledge.language import Language
from knowledge.schema import Fact
from knowledge.store import Knowledge
from prompts import Wording

Sleep = Callable[[float], Awaitable[None]]
"""Waits for so many seconds."""


class AnswerService(Protocol):
    """Answers one question; the answer carries the chat's new memory."""

    async def answer(self, ask: Ask) -> Answer:
        """Return the answer to one question."""
        ...


class AnswerWriter(Protocol):
    """Words a composed answer; whatever it shows or returns is verified."""

    async def write(
        self,
        ask: Ask,
        answer: Answer,
        on_sentence: Callable[[str], Awaitable[None]] | None = None,
    ) -> Answer:
        """Return the answer in better words, or as it is; may be cancelled at any time."""
        ...


class Reader(Protocol):
    """Reads a typed reply to a form."""

    def __call__(self, ask: Ask) -> Understanding:
        """Return what the text says; quick, and without retrieving anything."""
        ...


class FactSearch(Protocol):
    """Finds facts for inline mode."""

    async def __call__(self, query: str, now: datetime, limit: int) -> Sequence[Fact]:
        """Return up to `limit` facts for the query, best first; none where nothing fits."""
        ...


@dataclass(frozen=True)
class Deps:
    """Everything the handlers use; `answer_wording` lays answers out, `wording` is the rest.

    Without a chat model `writer` is None.
    """

    answers: AnswerService
    read: Reader
    search: FactSearch
    knowledge: Knowledge
    claims: Claims
    storage: Storage
    clock: Clock
    wording: Wording
    answer_wording: Wording
    writer: AnswerWriter | None = None
    sleep: Sleep = asyncio.sleep

    def say(self, language: Language, key: str, /, **values: object) -> str:
        """Return one of this room's texts."""
        return self.wording(language, key, **values)
