"""Lets a chat model word an answer that is already complete, within time, budget and truth."""

import asyncio
import logging
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace

from tenacity import (
    AsyncRetrying,
    retry_if_exception,
    stop_after_attempt,
    wait_exponential_jitter,
)

from bot.answering.model import Answer, Ask
from bot.answering.writing.assemble import assemble
from bot.answering.writing.breaker import Breaker
from bot.answering.writing.chat import ChatModel, Usage
from bot.answering.writing.checking import Case, Reader, build_case
from bot.answering.writing.counters import Counters, Outcome
from bot.answering.writing.draft import Draft, Show
from bot.answering.writing.errors import ModelFailed, OverBudget, Paused, WritingError
from bot.answering.writing.ledger import Ledger, Reservation
from bot.answering.writing.messages import Messages, Prompts, offered_facts, writing_messages
from knowledge.store import Knowledge
from prompts import Wording

log = logging.getLogger(__name__)

LETTERS_A_TOKEN = 1.5
"""Korean runs at about one and a half letters a token; counted high rather than low."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How long and how often is tried; `total_s` bounds everything together."""

    total_s: float = 30.0
    attempt_s: float = 20.0
    attempts: int = 2
    first_wait_s: float = 0.5
    longest_wait_s: float = 4.0
    max_tokens: int = 900


@dataclass(frozen=True)
class Guarded:
    """A model and the breaker that watches it."""

    model: ChatModel
    breaker: Breaker


@dataclass(frozen=True)
class Job:
    """One answer to be worded, and the drafts made of it so far."""

    messages: Messages
    case: Case
    user: str
    show: Show | None
    drafts: list[Draft] = field(default_factory=list)

    @property
    def shown(self) -> bool:
        """Return whether the reader has seen a beginning, which another one would contradict."""
        return self.show is not None and any(draft.kept for draft in self.drafts)

    def worth_another(self, exc: BaseException) -> bool:
        """Return whether the same model should be asked again after this failure."""
        return isinstance(exc, ModelFailed) and exc.passing and not self.shown


@dataclass(frozen=True)
class Writer:
    """Words composed answers; any failure leaves the composed answer as it was."""

    models: tuple[Guarded, ...]
    prompts: Prompts
    knowledge: Knowledge
    reader: Reader
    wording: Wording
    ledger: Ledger
    limits: Limits = Limits()
    counters: Counters = field(default_factory=Counters)

    async def write(self, ask: Ask, answer: Answer, on_sentence: Show | None = None) -> Answer:
        """Return the answer in the model's verified words, or `answer` itself.

        `on_sentence` gets each sentence once it is verified; what it was given may still be
        replaced by the composed answer in the end. May be cancelled at any time.
        """
        started = time.perf_counter()
        if not answer.answered or not answer.citations:
            return self._sent(Outcome.NOTHING_TO_WRITE, answer)
        try:
            async with asyncio.timeout(self.limits.total_s):
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
        instructions = self.prompts.instructions(answer.language)
        case = await asyncio.to_thread(build_case, answer, facts, self.reader, instructions)
        job = Job(writing_messages(self.prompts, ask, answer, facts), case, ask.user, show)
        draft = await self._first_that_answers(job)
        if not draft.answers:
            dropped = draft.headline_dropped or not draft.kept
            outcome = Outcome.HEADLINE_DROPPED if dropped else Outcome.TOO_LITTLE_LEFT
            return self._sent(outcome, answer)
        self._sent(Outcome.WRITTEN, answer)
        sentences = draft.restored(answer.points)
        return assemble(answer, sentences, facts, self.knowledge, self.wording)

    async def _first_that_answers(self, job: Job) -> Draft:
        """Return the draft of the first model that replies; raises the last model's failure."""
        problem: WritingError = Paused("no model")
        for guarded in self.models:
            try:
                guarded.breaker.check()
                return await self._retried(guarded, job)
            except (ModelFailed, Paused) as exc:
                log.warning("%s: %s", guarded.model.name, exc)
                problem = exc
                if job.shown:
                    break
        raise problem

    async def _retried(self, guarded: Guarded, job: Job) -> Draft:
        async for attempt in self._retrying(job):
            with attempt:
                self.counters.retries += attempt.retry_state.attempt_number > 1
                draft = Draft(job.case, self.counters, job.show)
                job.drafts.append(draft)
                async with watched(guarded.breaker), in_time(self.limits.attempt_s):
                    await self._read(guarded.model, job, draft)
        return job.drafts[-1]

    def _retrying(self, job: Job) -> AsyncRetrying:
        limits = self.limits
        return AsyncRetrying(
            retry=retry_if_exception(job.worth_another),
            stop=stop_after_attempt(limits.attempts),
            wait=wait_exponential_jitter(
                multiplier=limits.first_wait_s,
                max=limits.longest_wait_s,
                jitter=limits.first_wait_s,
            ),
            reraise=True,
        )

    async def _read(self, model: ChatModel, job: Job, draft: Draft) -> None:
        """Read one reply into `draft`; raises ModelFailed for an empty or endless one."""
        async with metered(self.ledger, job.user, job.messages, self.limits.max_tokens) as meter:
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

    def _sent(self, outcome: Outcome, answer: Answer, cause: str = "") -> Answer:
        log.info("answer: %s %s", outcome, cause)
        self.counters.outcomes[outcome] += 1
        return answer


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


@asynccontextmanager
async def watched(breaker: Breaker) -> AsyncIterator[None]:
    """Tell the breaker how a call ended; one that was cancelled says nothing about the model."""
    try:
        yield
    except ModelFailed:
        breaker.failed()
        raise
    breaker.succeeded()


@asynccontextmanager
async def in_time(seconds: float) -> AsyncIterator[None]:
    """Bound one call; raises ModelFailed when the time is up."""
    try:
        async with asyncio.timeout(seconds):
            yield
    except TimeoutError as exc:
        raise ModelFailed("too slow", passing=True) from exc


@dataclass
class Meter:
    """What one call used: as the server counts, else estimated from the letters."""

    letters_sent: int
    letters_read: int = 0
    counted: Usage | None = None

    def saw(self, text: str, usage: Usage | None) -> None:
        """Note a piece of the reply."""
        self.letters_read += len(text)
        if usage:
            self.counted = (self.counted or Usage()) + usage

    @property
    def usage(self) -> Usage:
        """Return the tokens used."""
        return self.counted or Usage(tokens_in(self.letters_sent), tokens_in(self.letters_read))


def tokens_in(letters: int) -> int:
    """Return an estimate of the tokens in so many letters."""
    return round(letters / LETTERS_A_TOKEN)


@asynccontextmanager
async def metered(
    ledger: Ledger, user: str, messages: Sequence[tuple[str, str]], max_tokens: int
) -> AsyncIterator[Meter]:
    """Set tokens aside for a call and settle them however it ends; raises OverBudget."""
    meter = Meter(sum(len(text) for _, text in messages))
    estimate = tokens_in(meter.letters_sent) + max_tokens
    reservation: Reservation = ledger.reserve(user, estimate)
    try:
        yield meter
    finally:
        ledger.settle(reservation, meter.usage)
