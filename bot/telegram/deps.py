"""What the Telegram room needs from outside; built once at start and passed in."""

from collections.abc import Sequence
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


class AnswerService(Protocol):
    """Answers one question; the answer carries the chat's new memory."""

    async def answer(self, ask: Ask) -> Answer:
        """Return the answer to one question."""
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
    """Everything the handlers use; `answer_wording` lays answers out, `wording` is the rest."""

    answers: AnswerService
    read: Reader
    search: FactSearch
    knowledge: Knowledge
    claims: Claims
    storage: Storage
    clock: Clock
    wording: Wording
    answer_wording: Wording

    def say(self, language: Language, key: str, /, **values: object) -> str:
        """Return one of this room's texts."""
        return self.wording(language, key, **values)
