"""The flow of one question: understand, retrieve, assess, compose."""

import asyncio
import re
import time
from dataclasses import dataclass, replace

from bot.answering.assessing import assess_question, follow_up, wants_assessment
from bot.answering.compose import compose
from bot.answering.cues import compact
from bot.answering.evidence import FactSearch, gather
from bot.answering.model import Answer, Ask, Intent, Understanding
from bot.answering.remembering import remember
from bot.answering.small_talk import abstain, clarify, greet, thank
from bot.answering.understanding import Lexicon, understand
from bot.compensation.rules import Rules
from knowledge.store import Knowledge
from prompts import Wording

_WORD = re.compile(r"[가-힣a-z\d]")
_HARDLY_ANYTHING = 8
"""Letters of a question too short to tell what is asked."""
_ONLY_A_CLAIM = 12
"""Letters of a question with room for no more than a name and a claim."""


@dataclass(frozen=True)
class Answerer:
    """Answers questions from what it is given; holds no state between questions."""

    knowledge: Knowledge
    lexicon: Lexicon
    searcher: FactSearch
    rules: Rules
    wording: Wording

    async def answer(self, ask: Ask) -> Answer:
        """Return the answer without blocking the event loop; keep its `memory` for the chat."""
        return await asyncio.to_thread(self.answer_now, ask)

    def answer_now(self, ask: Ask) -> Answer:
        """Return the answer; its `memory` belongs to the next question of the same chat."""
        started = time.perf_counter()
        understanding = understand(ask, self.lexicon)
        understood = time.perf_counter()
        answer = self._small_talk(ask, understanding) or self._researched(ask, understanding)
        timing = {
            "understand": _ms(understood - started),
            **answer.timing_ms,
            "total": _ms(time.perf_counter() - started),
        }
        return replace(answer, timing_ms=timing)

    def _small_talk(self, ask: Ask, understanding: Understanding) -> Answer | None:
        replies = {Intent.GREETING: greet, Intent.THANKS: thank, Intent.OUT_OF_SCOPE: abstain}
        reply = replies.get(understanding.intent)
        return reply(understanding, ask.memory, self.wording) if reply else None

    def _researched(self, ask: Ask, understanding: Understanding) -> Answer:
        today = ask.now.date()
        evidence = gather(understanding, self.knowledge, self.searcher)
        assessed = assess_question(understanding, self.knowledge, self.rules, today)
        memory = remember(ask, understanding)
        asked = follow_up(understanding, assessed, memory, self.knowledge, self.wording)
        if not (evidence.relevant or _concrete(understanding)):
            if _hardly_said(understanding):
                kept = memory if understanding.providers else ask.memory
                return clarify(understanding, kept, self.wording)
            return abstain(understanding, ask.memory, self.wording)
        answer = compose(
            understanding, evidence, assessed, asked, self.knowledge, self.wording, today
        )
        memory = replace(memory, asked_for=asked.field if asked else None)
        timing = {"retrieve": _ms(evidence.seconds)}
        return replace(answer, memory=memory, timing_ms=timing)


def _concrete(understanding: Understanding) -> bool:
    """A described outage of a named company deserves an answer even where search finds nothing.

    So does "카톡 보상되나요": a name and a claim, and no other word that search could miss; and so
    do "인터넷 6시간 끊겼어요", which names a kind of service, and "그럼 증권사는요?" after it.
    """
    lasted = understanding.minutes is not None or understanding.follow_up
    named = understanding.providers or (lasted and understanding.category)
    claimed = wants_assessment(understanding) and bool(named)
    brief = len(compact(understanding.question)) <= _ONLY_A_CLAIM
    return claimed and (understanding.outage_said or brief)


def _hardly_said(understanding: Understanding) -> bool:
    """A name, "보상" or "먹통" alone tells what it is about but not what is asked."""
    said = compact(understanding.question)
    on_topic = (
        not _WORD.search(said)
        or understanding.providers
        or understanding.outage_said
        or understanding.intent is Intent.COMPENSATION
    )
    return bool(on_topic) and len(said) <= _HARDLY_ANYTHING


def _ms(seconds: float) -> float:
    return round(seconds * 1000, 2)
