"""Frames: what a reader sees of an answer while a chat model still writes it.

A frame holds verified sentences only. It is drawn as a draft, which brings Telegram's own Stop
button along, or into one message with a Stop button, where drafts are refused or not wanted. There
is at most one frame a second, and none at all where the writing ends sooner than that.
"""

import asyncio
import logging
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Protocol

from telegram import InlineKeyboardMarkup
from telegram.constants import ParseMode
from telegram.error import RetryAfter, TelegramError
from telegram.ext import ExtBot

from bot.telegram.deps import Sleep
from bot.telegram.markup import Paragraph, Span, plain, to_messages
from bot.telegram.pacing import AT_ONCE
from bot.telegram.sending import NO_PREVIEW, Place

logger = logging.getLogger(__name__)

FIRST_SECONDS = 0.3
"""The budget, a pause of the model or a quick refusal end the writing sooner than this."""
FRAME_SECONDS = 1.0
KEPT_SECONDS = 20.0
"""Telegram forgets a draft after thirty seconds; it is drawn again before."""


class Canvas(Protocol):
    """Something frames are drawn on."""

    async def draw(self, sentences: Sequence[str]) -> None:
        """Show the sentences; raises TelegramError where that is refused."""
        ...


@dataclass(frozen=True)
class DraftCanvas:
    """A draft: gone by itself when the bot sends a message. Without sentences it "thinks"."""

    bot: ExtBot[int]
    place: Place
    number: int

    async def draw(self, sentences: Sequence[str]) -> None:
        """Show the sentences; raises TelegramError where drafts are refused."""
        await self.bot.send_message_draft(
            self.place.chat_id,
            self.number,
            _html(sentences) or None,
            message_thread_id=self.place.topic_id,
            parse_mode=ParseMode.HTML,
            api_kwargs={"can_stop": True},
            rate_limit_args=AT_ONCE,
        )


@dataclass
class MessageCanvas:
    """One message, edited; `message_id` is None until the first frame."""

    bot: ExtBot[int]
    place: Place
    waiting: str
    keyboard: InlineKeyboardMarkup
    message_id: int | None = None
    _drawn: str = ""

    async def draw(self, sentences: Sequence[str]) -> None:
        """Show the sentences above a line that says more will come; raises TelegramError."""
        html = _html(sentences, self.waiting)
        if html == self._drawn:
            return
        if self.message_id is None:
            await self._send(html)
        else:
            await self._edit(html, self.message_id)
        self._drawn = html

    async def _send(self, html: str) -> None:
        message = await self.bot.send_message(
            self.place.chat_id,
            html,
            parse_mode=ParseMode.HTML,
            link_preview_options=NO_PREVIEW,
            message_thread_id=self.place.topic_id,
            reply_markup=self.keyboard,
            rate_limit_args=AT_ONCE,
        )
        self.message_id = message.message_id

    async def _edit(self, html: str, message_id: int) -> None:
        await self.bot.edit_message_text(
            html,
            self.place.chat_id,
            message_id,
            parse_mode=ParseMode.HTML,
            link_preview_options=NO_PREVIEW,
            reply_markup=self.keyboard,
            rate_limit_args=AT_ONCE,
        )


@dataclass
class Frames:
    """Draws sentences as they come, on the first of `canvases` that Telegram does not refuse."""

    canvases: list[Canvas]
    sleep: Sleep
    sentences: list[str] = field(default_factory=list)
    _news: asyncio.Event = field(default_factory=asyncio.Event)
    _drawing: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def add(self, sentence: str) -> None:
        """Take in a verified sentence; it is drawn with the next frame."""
        self.sentences.append(sentence)
        self._news.set()

    @asynccontextmanager
    async def drawn(self) -> AsyncIterator[None]:
        """Draw for the length of the block; failing to never matters.

        A frame under way is waited for: it must not arrive after the answer.
        """
        task = asyncio.create_task(self._draw_on())
        try:
            yield
        finally:
            async with self._drawing:
                task.cancel()
            await asyncio.wait([task])
            if not task.cancelled() and (exc := task.exception()):
                logger.error("frames broke: %s", type(exc).__name__)

    async def _draw_on(self) -> None:
        await self.sleep(FIRST_SECONDS)
        while self.canvases:
            self._news.clear()
            await self.sleep(await self._draw())
            with suppress(TimeoutError):
                async with asyncio.timeout(KEPT_SECONDS):
                    await self._news.wait()

    async def _draw(self) -> float:
        """Draw one frame; return for how many seconds there must be no other."""
        async with self._drawing:
            try:
                await self.canvases[0].draw(self.sentences)
            except RetryAfter as exc:
                self._news.set()
                return max(FRAME_SECONDS, _seconds(exc.retry_after))
            except TelegramError as exc:
                logger.info("a frame was refused: %s", exc.message)
                self.canvases.pop(0)
                self._news.set()
            return FRAME_SECONDS


def _html(sentences: Sequence[str], waiting: str = "") -> str:
    """Return the frame in the looks of an answer: the headline bold, then the points."""
    paragraphs = [Paragraph(((Span(text, bold=True),),)) for text in sentences[:1]]
    points = tuple((Span("• "), Span(text)) for text in sentences[1:])
    messages = to_messages([*paragraphs, Paragraph(points), plain(waiting)])
    return messages[0] if messages else ""


def _seconds(duration: float | timedelta) -> float:
    return duration.total_seconds() if isinstance(duration, timedelta) else duration
