"""Where every front end gets its answers: composed, then in a chat model's words if one is set.

At most two calls of the model go into a question: one to word what was composed, and one either
before it, where plain reading is unsure of the question, or after it, to proofread. Without a model
this adds nothing to the answerer.
"""

import asyncio
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Protocol

from bot.answering.answerer import Answerer
from bot.answering.model import Answer, Ask, Memory
from bot.answering.understanding import understand, unsure
from prompts import Wording

if TYPE_CHECKING:
    from bot.answering.writing.draft import Show
    from bot.answering.writing.rephraser import Rephraser
    from bot.answering.writing.writer import Writer


class Composer(Protocol):
    """Answers from facts and rules alone."""

    async def answer(self, ask: Ask) -> Answer:
        """Return the complete answer to one question."""
        ...


@dataclass(frozen=True)
class Rephrased:
    """Composes the answer to a rambling story through the short question a model read in it."""

    answerer: Answerer
    rephraser: "Rephraser"

    async def answer(self, ask: Ask) -> Answer:
        """Return the answer; it carries the user's own words, as does its memory."""
        understanding = await asyncio.to_thread(understand, ask, self.answerer.lexicon)
        calls = int(unsure(understanding))
        short = await self.rephraser.rephrase(ask, understanding)
        if short is None:
            return replace(await self.answerer.answer(ask), model_calls=calls)
        answer = await self.answerer.answer(replace(short, language=understanding.language))
        memory = _in_own_words(answer.memory, short, ask)
        return replace(answer, question=ask.question, memory=memory, model_calls=calls)


def _in_own_words(memory: Memory, short: Ask, ask: Ask) -> Memory:
    """Return the memory with the user's question; the short one stays as what it was about."""
    last = memory.last
    if last is None or last.question != short.question:
        return memory
    subject = last.subject or short.question
    return replace(memory, last=replace(last, question=ask.question, subject=subject))


@dataclass(frozen=True)
class Answers:
    """Answers to questions; `wording` lays them out."""

    composer: Composer
    wording: Wording
    writer: "Writer | None" = None

    async def answer(self, ask: Ask, on_sentence: "Show | None" = None) -> Answer:
        """Return the answer; `on_sentence` gets the model's sentences once they are verified.

        What was shown may still be replaced by the composed answer in the end.
        """
        answer = await self.composer.answer(ask)
        return await self.writer.write(ask, answer, on_sentence) if self.writer else answer
