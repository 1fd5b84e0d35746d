"""Calls chat models: in turn, in time, again where that may help, and on the books."""

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import TypeVar

from tenacity import (
    AsyncRetrying,
    retry_if_exception,
    stop_after_attempt,
    wait_exponential_jitter,
)

from bot.answering.writing.breaker import Breaker
from bot.answering.writing.chat import ChatModel, Usage
from bot.answering.writing.counters import Counters
from bot.answering.writing.errors import ModelFailed, Paused, WritingError
from bot.answering.writing.ledger import Ledger, Reservation

log = logging.getLogger(__name__)

LETTERS_A_TOKEN = 1.5
"""Korean runs at about one and a half letters a token; counted high rather than low."""

Result = TypeVar("Result")


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


def _never() -> bool:
    return False


@dataclass(frozen=True)
class Models:
    """The chat models in the order in which they are tried."""

    guarded: tuple[Guarded, ...]
    limits: Limits
    counters: Counters

    async def ask(
        self,
        call: Callable[[ChatModel], Awaitable[Result]],
        *,
        too_late: Callable[[], bool] = _never,
    ) -> Result:
        """Return what `call` makes of the first model that works; raises the last one's failure.

        Nothing is tried again once it is `too_late`.
        """
        problem: WritingError = Paused("no model")
        for guarded in self.guarded:
            try:
                guarded.breaker.check()
                return await self._retried(guarded, call, too_late)
            except (ModelFailed, Paused) as exc:
                log.warning("%s: %s", guarded.model.name, exc)
                problem = exc
                if too_late():
                    break
        raise problem

    async def _retried(
        self,
        guarded: Guarded,
        call: Callable[[ChatModel], Awaitable[Result]],
        too_late: Callable[[], bool],
    ) -> Result:
        async def attempt() -> Result:
            async with watched(guarded.breaker), in_time(self.limits.attempt_s):
                return await call(guarded.model)

        def worth_another(exc: BaseException) -> bool:
            return isinstance(exc, ModelFailed) and exc.passing and not too_late()

        return await self._retrying(worth_another)(attempt)

    def _retrying(self, worth_another: Callable[[BaseException], bool]) -> AsyncRetrying:
        limits = self.limits
        return AsyncRetrying(
            retry=retry_if_exception(worth_another),
            stop=stop_after_attempt(limits.attempts),
            wait=wait_exponential_jitter(
                multiplier=limits.first_wait_s,
                max=limits.longest_wait_s,
                jitter=limits.first_wait_s,
            ),
            before_sleep=lambda _: self.counters.retried(),
            reraise=True,
        )


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
    """What one call used: as the server counts, else estimated from the letters.

    Some servers count only one of the two in a stream.
    """

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
        counted = self.counted or Usage()
        read = counted.read or tokens_in(self.letters_sent)
        return Usage(read, counted.written or tokens_in(self.letters_read))


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
