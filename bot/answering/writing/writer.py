"""Lets a chat model word an answer that is already complete, within time, budget and truth."""

import asyncio
import logging
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from dataclasses import dataclass, field, replace

from bot.answering.model import Answer, Ask
from bot.answering.writing.assemble import assemble
from bot.answering.writing.calling import Models, metered
from bot.answering.writing.chat import ChatModel
from bot.answering.writing.checking import Case, Reader, build_case
from bot.answering.writing.counters import Counters, Outcome
from bot.answering.writing.draft import Draft, Show
from bot.answering.writing.errors import ModelFailed, OverBudget, Paused
from bot.answering.writing.ledger import Ledger
from bot.answering.writing.messages import (
    Messages,
    Prompts,
    offered_facts,
    proofreading_messages,
    writing_messages,
)
from bot.answering.writing.proofreader import Proofreader
from knowledge.schema import Fact
from knowledge.store import Knowledge
from prompts import Wording

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Job:
    """One answer to be worded, and the drafts made of it so far."""

    messages: Messages
    case: Case
    user: str
    show: Show | None
    drafts: list[Draft] = field(default_factory=list)

    def shown(self) -> bool:
        """Return whether the reader has seen a beginning, which another one would contradict."""
        return self.show is not None and any(draft.kept for draft in self.drafts)


@dataclass(frozen=True)
class Writer:
    """Words composed answers; any failure leaves the composed answer as it was."""

    models: Models
    prompts: Prompts
    knowledge: Knowledge
    reader: Reader
    wording: Wording
    ledger: Ledger
    proofreader: Proofreader | None = None

    @property
    def counters(self) -> Counters:
        """Return what became of the answers so far."""
        return self.models.counters

    async def write(self, ask: Ask, answer: Answer, on_sentence: Show | None = None) -> Answer:
        """Return the answer in the model's verified words, or `answer` itself.

        `on_sentence` gets each sentence once it is verified; what it was given may still be
        replaced by the composed answer in the end. May be cancelled at any time.
        """
        started = time.perf_counter()
        if not answer.answered or not answer.citations:
            return self._sent(Outcome.NOTHING_TO_WRITE, answer)
        try:
            async with asyncio.timeout(self.models.limits.total_s):
                written = await self._written(ask, answer, on_sentence)
        except Exception as exc:  # noqa: BLE001 - whatever fails, the user gets the composed answer
            return self._sent(outcome_of(exc), answer, type(exc).__name__)
        if written is answer:
            return answer
        seconds = time.perf_counter() - started
        timing = {**answer.timing_ms, "write": round(seconds * 1000, 2)}
        return replace(written, timing_ms=timing)

    async def _written(self, ask: Ask, answer: Answer, show: Show | None) -> Answer:
        facts = offered_facts(answer, self.knowledge)
        proofreader = self._proofreader_for(answer)
        instructions = self.prompts.instructions(answer.language)
        case = await asyncio.to_thread(build_case, answer, facts, self.reader, instructions)
        case = replace(case, read_once=proofreader is None)
        job = Job(writing_messages(self.prompts, ask, answer, facts), case, ask.user, show)
        draft = await self.models.ask(lambda model: self._read(model, job), too_late=job.shown)
        if proofreader and draft.answers:
            try:
                await _proofread(proofreader, draft, ask, answer, facts)
            except (ModelFailed, Paused) as exc:
                return self._sent(Outcome.NOT_PROOFREAD, answer, type(exc).__name__)
        if not draft.answers:
            dropped = draft.headline_dropped or not draft.kept
            outcome = Outcome.HEADLINE_DROPPED if dropped else Outcome.TOO_LITTLE_LEFT
            return self._sent(outcome, answer)
        self._sent(Outcome.WRITTEN, answer)
        sentences = draft.restored(answer.points)
        return assemble(answer, sentences, facts, self.knowledge, self.wording)

    def _proofreader_for(self, answer: Answer) -> Proofreader | None:
        """Return the proofreader, unless a call before writing left none for it."""
        return None if answer.model_calls else self.proofreader

    async def _read(self, model: ChatModel, job: Job) -> Draft:
        """Return what may be kept of one reply; raises ModelFailed for an empty or endless one."""
        draft = Draft(job.case, self.counters, job.show)
        job.drafts.append(draft)
        max_tokens = self.models.limits.max_tokens
        async with metered(self.ledger, job.user, job.messages, max_tokens) as meter:
            stream = model.stream(job.messages)
            try:
                async for piece in stream:
                    meter.saw(piece.text, piece.usage)
                    await draft.read(piece.text)
                    if draft.finished:
                        break
            finally:
                await close(stream)
        endless = draft.finished
        await draft.close()
        if not draft.kept and not draft.dropped:
            raise ModelFailed("endless" if endless else "empty", passing=not endless)
        return draft

    def _sent(self, outcome: Outcome, answer: Answer, cause: str = "") -> Answer:
        log.info("answer: %s %s", outcome, cause)
        self.counters.outcomes[outcome] += 1
        return answer


async def _proofread(
    proofreader: Proofreader, draft: Draft, ask: Ask, answer: Answer, facts: Mapping[int, Fact]
) -> None:
    """Drop from the draft what a second reading does not find in the material."""
    messages = proofreading_messages(proofreader.prompts, ask, answer, facts, draft.kept)
    carried = await proofreader.carried(messages, ask.user)
    await draft.keep_only(carried)


def outcome_of(exc: Exception) -> Outcome:
    """Return what a failure means for the books."""
    kinds: tuple[tuple[type[Exception], Outcome], ...] = (
        (TimeoutError, Outcome.TIMED_OUT),
        (OverBudget, Outcome.OVER_BUDGET),
        (Paused, Outcome.PAUSED),
        (ModelFailed, Outcome.MODEL_FAILED),
    )
    return next((outcome for kind, outcome in kinds if isinstance(exc, kind)), Outcome.BROKEN)


async def close(stream: AsyncIterator[object]) -> None:
    """Close a stream that may not have been read to its end, so that its connection ends too."""
    aclose: Callable[[], Awaitable[None]] | None = getattr(stream, "aclose", None)
    if aclose:
        await aclose()
