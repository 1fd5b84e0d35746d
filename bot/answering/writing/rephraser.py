"""Turns a rambling story into a short question, only where plain reading is unsure of it."""

import logging
from dataclasses import dataclass, replace

from pydantic import BaseModel, Field

from bot.answering.model import Ask, Understanding
from bot.answering.understanding import unsure
from bot.answering.writing.breaker import Breaker
from bot.answering.writing.calling import in_time, metered, watched
from bot.answering.writing.chat import ChatModel
from bot.answering.writing.checking.names import NameFinder
from bot.answering.writing.errors import WritingError
from bot.answering.writing.ledger import Ledger
from bot.answering.writing.messages import Prompts, rephrasing_messages
from bot.answering.writing.values import find_values, supports
from bot.answering.writing.values.extract import with_years
from bot.privacy import mask
from knowledge.language import Language

log = logging.getLogger(__name__)

MAX_REPHRASED = 200
MAX_TOKENS = 300


class SearchQuestion(BaseModel):
    """What the user wants to know, in one short question and the fields the message states."""

    # No field has a default: OpenAI refuses a strict schema that holds one.
    question: str = Field(description="one short question; empty when not about outages")
    service: str = Field(description="company or service, in the user's words; empty if not said")
    when: str = Field(description="date or time, in the user's words; empty if not said")
    length: str = Field(description="how long it was down, in the user's words; empty if not said")
    fee: str = Field(description="monthly fee, in the user's words; empty if not said")


@dataclass(frozen=True)
class Rephraser:
    """Asks a chat model for a search question; any failure means "keep the user's own words"."""

    model: ChatModel
    breaker: Breaker
    prompts: Prompts
    names: NameFinder
    ledger: Ledger
    timeout_s: float = 10.0

    async def rephrase(self, ask: Ask, understanding: Understanding) -> Ask | None:
        """Return the question to answer instead, or None to keep the user's own.

        Nothing is in it that the user did not say: figures, dates and names are compared.
        """
        if not unsure(understanding):
            return None
        try:
            found = await self._ask_model(ask, understanding.language)
        except WritingError as exc:
            log.warning("rephrasing: %s", type(exc).__name__)
            return None
        text = joined(found)
        if not text or not self.faithful(text, ask.question):
            log.info("rephrasing: not used")
            return None
        return replace(ask, question=text)

    async def _ask_model(self, ask: Ask, language: Language) -> SearchQuestion:
        self.breaker.check()
        messages = rephrasing_messages(self.prompts, ask, language)
        async with (
            metered(self.ledger, ask.user, messages, MAX_TOKENS) as meter,
            watched(self.breaker),
            in_time(self.timeout_s),
        ):
            found, usage = await self.model.fill(messages, SearchQuestion)
            meter.saw(found.model_dump_json(), usage)
        return found

    def faithful(self, text: str, question: str) -> bool:
        """Return whether a text states only figures and names that the user's own words hold."""
        if len(text) > MAX_REPHRASED:
            return False
        said = with_years(find_values(question))
        carried = all(any(supports(s, v) for s in said) for v in find_values(text))
        named, own = self.names.find(text), self.names.find(question)
        return (
            carried
            and named.providers <= own.providers
            and named.institutions <= (own.institutions)
        )


def joined(found: SearchQuestion) -> str:
    """Return the question with the fields it does not already hold, masked; empty if none."""
    question = found.question.strip()
    if not question:
        return ""
    fields = (found.service, found.when, found.length, found.fee)
    added = [field.strip() for field in fields if field.strip() and field.strip() not in question]
    return mask(" ".join((*added, question))).text
