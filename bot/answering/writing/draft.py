"""Checks a streamed reply sentence by sentence and keeps what may be shown."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
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
class Draft:
    """The sentences of one reply so far; the first one kept is the headline.

    `lost` are those dropped, each with its place: how many had been kept before it.
    """

    case: Case
    counters: Counters
    show: Show | None = None
    kept: list[Sentence] = field(default_factory=list)
    lost: list[tuple[int, Sentence]] = field(default_factory=list)
    seen: set[str] = field(default_factory=set)
    dated: set[int] = field(default_factory=set)
    letters: int = 0
    _lines: LineReader = field(default_factory=LineReader)

    @property
    def dropped(self) -> int:
        """Return how many sentences were dropped."""
        return len(self.lost)

    @property
    def headline_dropped(self) -> bool:
        """Return whether nothing had been kept when a sentence was dropped."""
        return any(place == 0 for place, _ in self.lost)

    @property
    def finished(self) -> bool:
        """Return whether nothing further need be read: enough, too much, or hopeless."""
        return (
            self.headline_dropped
            or len(self.kept) + self.dropped >= MAX_SENTENCES
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
        headline = not self.kept and not self.dropped
        reason = await asyncio.to_thread(
            safe_check, sentence, self.case, headline=headline, dated=frozenset(self.dated)
        )
        if reason:
            self._drop(sentence, reason, headline=headline)
            return
        self.kept.append(sentence)
        if tells_date(sentence):
            self.dated.update(sentence.cites)
        self.counters.kept += 1
        if self.show:
            await self.show(sentence.text)

    def restored(self, points: Sequence[Point]) -> list[Sentence]:
        """Return what was kept, and for what was lost the composed points on the same facts.

        A point comes back only when nothing else in the answer rests on any of its facts.
        """
        told = {n for sentence in self.kept for n in sentence.cites}
        whole = list(self.kept)
        for place, sentence in reversed(self.lost):
            cites = set(sentence.cites)
            fits = (p for p in points if cites & set(p.cites) and told.isdisjoint(p.cites))
            point = next(fits, None)
            if point:
                whole.insert(place, Sentence(point.text, point.cites))
                told.update(point.cites)
        return whole

    def _drop(self, sentence: Sentence, reason: Reason, *, headline: bool) -> None:
        log.info("dropped %s: %s", "headline" if headline else "sentence", reason)
        self.counters.dropped[reason] += 1
        self.lost.append((len(self.kept), sentence))


def safe_check(
    sentence: Sentence, case: Case, *, headline: bool, dated: frozenset[int] = frozenset()
) -> Reason | None:
    """Return why a sentence may not be shown; a check that could not run counts as failed."""
    try:
        return check(sentence, case, headline=headline, dated=dated)
    except Exception as exc:  # noqa: BLE001 - whatever went wrong, the sentence is not verified
        log.error("the verifier failed: %s", type(exc).__name__)  # noqa: TRY400 - no user text
        return Reason.ERROR
