"""Checks a streamed reply sentence by sentence and keeps what may be shown."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Collection, Sequence
from dataclasses import dataclass, field

from bot.answering.model import Point
from bot.answering.writing.checking import Case, Reason, check, tells_date
from bot.answering.writing.counters import Counters
from bot.answering.writing.sentences import LineReader, Sentence, sentences_of

log = logging.getLogger(__name__)

MAX_SENTENCES = 8
MAX_LETTERS = 2_400
MAX_LINE = 900

Show = Callable[[str], Awaitable[None]]


@dataclass
class Judged:
    """A sentence of the reply, and whether it may be shown."""

    sentence: Sentence
    kept: bool


@dataclass
class Draft:
    """The sentences of one reply so far, in order; the first one is the headline."""

    case: Case
    counters: Counters
    show: Show | None = None
    judged: list[Judged] = field(default_factory=list)
    seen: set[str] = field(default_factory=set)
    dated: set[int] = field(default_factory=set)
    letters: int = 0
    _lines: LineReader = field(default_factory=LineReader)

    @property
    def kept(self) -> list[Sentence]:
        """Return the sentences that may be shown."""
        return [each.sentence for each in self.judged if each.kept]

    @property
    def dropped(self) -> int:
        """Return how many sentences were dropped."""
        return len(self.judged) - len(self.kept)

    @property
    def headline_dropped(self) -> bool:
        """Return whether the first sentence was dropped."""
        return bool(self.judged) and not self.judged[0].kept

    @property
    def finished(self) -> bool:
        """Return whether nothing further need be read: enough, too much, or hopeless."""
        return (
            self.headline_dropped
            or len(self.judged) >= MAX_SENTENCES
            or self.letters > MAX_LETTERS
            or self._lines.pending > MAX_LINE
        )

    @property
    def answers(self) -> bool:
        """Return whether what is kept answers: a headline, and at least half of all sentences."""
        return bool(self.kept) and not self.headline_dropped and self.dropped <= len(self.kept)

    async def read(self, text: str) -> None:
        """Take in a piece of the reply; sentences are shown once they are verified."""
        self.letters += len(text)
        for line in self._lines.feed(text):
            await self._take_line(line)

    async def close(self) -> None:
        """Take in the last line, unless the reply was cut off for being too long."""
        if not self.finished:
            for line in self._lines.close():
                await self._take_line(line)

    async def _take_line(self, line: str) -> None:
        for sentence in sentences_of(line):
            if not self.finished and sentence.text not in self.seen:
                self.seen.add(sentence.text)
                await self._take(sentence)

    async def _take(self, sentence: Sentence) -> None:
        reason = await self._problem(sentence, headline=not self.judged)
        each = Judged(sentence, kept=True)
        self.judged.append(each)
        self.counters.kept += 1
        if reason:
            self._drop(each, reason)
        elif self.show:
            await self.show(sentence.text)

    async def keep_only(self, numbers: Collection[int]) -> None:
        """Drop of the kept sentences, numbered from 1, all but these.

        What leans on a date that is no longer told is dropped as well.
        """
        standing = [each for each in self.judged if each.kept]
        doubted = [each for n, each in enumerate(standing, start=1) if n not in numbers]
        for each in doubted:
            self._drop(each, Reason.PROOFREAD)
        if any(tells_date(each.sentence) for each in doubted):
            await self._verify_again([each for each in standing if each.kept])

    async def _verify_again(self, standing: Sequence[Judged]) -> None:
        self.dated.clear()
        for each in standing:
            reason = await self._problem(each.sentence, headline=each is self.judged[0])
            if reason:
                self._drop(each, reason)

    async def _problem(self, sentence: Sentence, *, headline: bool) -> Reason | None:
        """Return why a sentence may not be shown, or None and note the dates it tells."""
        reason = await asyncio.to_thread(
            safe_check, sentence, self.case, headline=headline, dated=frozenset(self.dated)
        )
        if reason is None and tells_date(sentence):
            self.dated.update(sentence.cites)
        return reason

    def restored(self, points: Sequence[Point]) -> list[Sentence]:
        """Return what was kept, and for what was dropped the composed points on the same facts.

        A point comes back only when nothing else in the answer rests on any of its facts.
        """
        told = {n for sentence in self.kept for n in sentence.cites}
        whole: list[Sentence] = []
        for each in self.judged:
            point = None if each.kept else _untold(each.sentence, points, told)
            if each.kept:
                whole.append(each.sentence)
            elif point:
                whole.append(Sentence(point.text, point.cites))
                told.update(point.cites)
        return whole

    def _drop(self, each: Judged, reason: Reason) -> None:
        place = "headline" if each is self.judged[0] else "sentence"
        log.info("dropped %s: %s", place, reason)
        each.kept = False
        self.counters.kept -= 1
        self.counters.dropped[reason] += 1


def _untold(sentence: Sentence, points: Sequence[Point], told: set[int]) -> Point | None:
    """Return the first point on a fact of the sentence, on none of which anything was told."""
    cites = set(sentence.cites)
    fits = (p for p in points if cites & set(p.cites) and told.isdisjoint(p.cites))
    return next(fits, None)


def safe_check(
    sentence: Sentence, case: Case, *, headline: bool, dated: frozenset[int] = frozenset()
) -> Reason | None:
    """Return why a sentence may not be shown; a check that could not run counts as failed."""
    try:
        return check(sentence, case, headline=headline, dated=dated)
    except Exception as exc:  # noqa: BLE001 - whatever went wrong, the sentence is not verified
        log.error("the verifier failed: %s", type(exc).__name__)  # noqa: TRY400 - no user text
        return Reason.ERROR
