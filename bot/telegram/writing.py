"""An answer in a chat model's words: shown while it comes, and stopped when the reader says so.

Stopping cancels the model's call, and the composed answer, which was ready before the model began,
is sent at once: every question ends in one complete answer.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from telegram import Update
from telegram.ext import BaseHandler

from bot.answering.model import Answer, Ask
from bot.settings import Streaming
from bot.telegram.buttons import Action, button, column, decode
from bot.telegram.commands import chat_language
from bot.telegram.context import Context
from bot.telegram.deps import AnswerWriter
from bot.telegram.frames import Canvas, DraftCanvas, Frames, MessageCanvas
from bot.telegram.sending import Place, delete, place_of, toast
from bot.telegram.typing import typing
from knowledge.language import Language

STOPPED = "stopped_message_generation"
"""The update that tells of Telegram's own Stop button under a draft."""


@dataclass
class Written:
    """What is to be sent: the answer, and the message that showed it while it was written.

    Who turns that message into the answer sets `placeholder` to None; otherwise it is removed.
    """

    answer: Answer
    stopped: bool = False
    placeholder: int | None = None


@asynccontextmanager
async def worded(
    context: Context, place: Place, ask: Ask, composed: Answer, *, shown: bool
) -> AsyncIterator[Written]:
    """Yield the answer in the model's words where one is configured, else as it was composed.

    It is shown while it comes where `shown` is set, in private chats.
    """
    writer, streaming = context.deps.writer, context.room.streaming
    if writer is None:
        yield Written(composed)
    elif place.group or not shown or streaming is Streaming.OFF:
        async with typing(context.bot, place):
            answer = await writer.write(ask, composed)
        yield Written(answer)
    else:
        written = await _streamed(context, place, writer, ask, composed)
        try:
            yield written
        finally:
            if written.placeholder is not None:
                await delete(context.bot, place.chat_id, written.placeholder)


async def _streamed(
    context: Context, place: Place, writer: AnswerWriter, ask: Ask, composed: Answer
) -> Written:
    number = context.room.running.number()
    message = _message_canvas(context, place, number, composed.language)
    canvases: list[Canvas] = [message]
    if context.room.streaming is Streaming.DRAFTS:
        canvases.insert(0, DraftCanvas(context.bot, place, number))
    frames = Frames(canvases, context.deps.sleep)
    task = asyncio.create_task(writer.write(ask, composed, frames.add))
    with context.room.running.stoppable(place.chat_id, number, task):
        async with frames.drawn():
            await asyncio.wait([task])
    stopped = task.cancelled()
    answer = composed if stopped else task.result()
    return Written(answer, stopped=stopped, placeholder=message.message_id)


def _message_canvas(
    context: Context, place: Place, number: int, language: Language
) -> MessageCanvas:
    say = context.deps.say
    stop = column([button(say(language, "stop"), Action.STOP, number)])
    return MessageCanvas(context.bot, place, say(language, "writing"), stop)


async def on_stop(update: Update, context: Context) -> None:
    """Stop writing: the button under the message that is being written."""
    query, place = update.callback_query, place_of(update)
    if query is None or place is None:
        return
    if context.room.running.stop(place.chat_id, decode(query.data).number()):
        await toast(query)
    else:
        language = await chat_language(update, context)
        await toast(query, context.deps.say(language, "stop_late"))


async def on_draft_stopped(update: Update, context: Context) -> None:
    """Stop writing: Telegram's own button under a draft."""
    told = update.api_kwargs[STOPPED]
    context.room.running.stop(told["chat"]["id"], told["draft_id"])


class DraftStopHandler(BaseHandler[Update, Context, None]):
    """Takes the updates that tell of a stopped draft, which PTB does not know yet."""

    def check_update(self, update: object) -> bool:
        """Return whether the update is one of those."""
        return isinstance(update, Update) and STOPPED in update.api_kwargs
