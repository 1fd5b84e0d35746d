"""Sending and editing messages, and what to do when Telegram says no.

What cannot be helped (blocked by the user, a message that is gone, a button pressed long ago) is
noted in the log and goes no further. A message whose fate is unknown (a timeout) is not sent again:
twice the same answer is worse than asking once more.
"""

import asyncio
import logging
from collections.abc import Sequence
from dataclasses import dataclass

from telegram import (
    CallbackQuery,
    InlineKeyboardMarkup,
    LinkPreviewOptions,
    Message,
    ReplyParameters,
    Update,
)
from telegram.constants import ParseMode
from telegram.error import BadRequest, Forbidden, NetworkError, TelegramError, TimedOut
from telegram.ext import ExtBot

from bot.telegram.markup import shorten

logger = logging.getLogger(__name__)

ATTEMPTS = 3
PAUSE_SECONDS = 0.2
TOAST_UNITS = 190
NOT_ALLOWED = "not enough rights"
"""How Telegram refuses messages in a group where the bot may read but not write."""
NO_PREVIEW = LinkPreviewOptions(is_disabled=True)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a reply goes: a chat, its topic, and the message it quotes."""

    chat_id: int
    group: bool
    topic_id: int | None = None
    quoting: int | None = None


def place_of(update: Update) -> Place | None:
    """Return where a reply to the update goes; None where it belongs to no chat."""
    chat, message = update.effective_chat, update.effective_message
    if chat is None:
        return None
    group = chat.type != chat.PRIVATE
    topic = message.message_thread_id if isinstance(message, Message) else None
    in_topic = isinstance(message, Message) and message.is_topic_message
    pressed = update.callback_query is not None
    quoting = message.message_id if message and (group or update.edited_message) else None
    return Place(chat.id, group, topic if in_topic else None, None if pressed else quoting)


async def send(
    bot: ExtBot[int],
    place: Place,
    texts: Sequence[str],
    keyboard: InlineKeyboardMarkup | None = None,
) -> tuple[int, ...]:
    """Send HTML texts, the keyboard under the last; return the ids of what surely arrived."""
    sent = []
    for at, text in enumerate(texts, start=1):
        message = await _send_one(
            bot, place, text, keyboard if at == len(texts) else None, quote=at == 1
        )
        if message is None:
            break
        sent.append(message.message_id)
    return tuple(sent)


@dataclass(frozen=True, slots=True)
class Document:
    """A file to send; the caption is plain text."""

    name: str
    content: bytes
    caption: str = ""


async def send_document(
    bot: ExtBot[int],
    place: Place,
    document: Document,
    keyboard: InlineKeyboardMarkup | None = None,
) -> bool:
    """Send a file; False where the chat surely or possibly did not get it."""
    try:
        await bot.send_document(
            place.chat_id,
            document.content,
            filename=document.name,
            caption=document.caption or None,
            message_thread_id=place.topic_id,
            reply_markup=keyboard,
        )
    except (Forbidden, TimedOut) as exc:
        logger.info("a file was not sent: %s", exc.message)
        return False
    return True


async def edit(
    bot: ExtBot[int],
    chat_id: int,
    message_id: int,
    text: str,
    keyboard: InlineKeyboardMarkup | None = None,
) -> bool:
    """Replace a message's text; False where the message can no longer be edited.

    Editing twice does no harm, so a timeout is tried again too.
    """
    for attempt in range(1, ATTEMPTS + 1):
        try:
            await bot.edit_message_text(
                text,
                chat_id,
                message_id,
                parse_mode=ParseMode.HTML,
                link_preview_options=NO_PREVIEW,
                reply_markup=keyboard,
            )
        except BadRequest as exc:
            return "not modified" in exc.message.lower()
        except Forbidden:
            return False
        except NetworkError:
            if attempt == ATTEMPTS:
                raise
            await asyncio.sleep(PAUSE_SECONDS * attempt)
        else:
            return True
    return False


async def delete(bot: ExtBot[int], chat_id: int, message_id: int) -> None:
    """Delete a message of ours; one that stays is no harm."""
    try:
        await bot.delete_message(chat_id, message_id)
    except TelegramError as exc:
        logger.info("a message was not deleted: %s", exc.message)


async def toast(query: CallbackQuery, text: str | None = None) -> None:
    """Answer a button press, which stops its spinner; too late is no harm."""
    try:
        await query.answer(None if text is None else shorten(text, TOAST_UNITS))
    except (BadRequest, TimedOut) as exc:
        logger.info("a button press could not be answered: %s", exc.message)


async def _send_one(
    bot: ExtBot[int],
    place: Place,
    text: str,
    keyboard: InlineKeyboardMarkup | None,
    *,
    quote: bool,
) -> Message | None:
    quoted = None
    if quote and place.quoting:
        quoted = ReplyParameters(place.quoting, allow_sending_without_reply=True)
    for attempt in range(1, ATTEMPTS + 1):
        try:
            return await bot.send_message(
                place.chat_id,
                text,
                parse_mode=ParseMode.HTML,
                link_preview_options=NO_PREVIEW,
                message_thread_id=place.topic_id,
                reply_parameters=quoted,
                reply_markup=keyboard,
            )
        except (Forbidden, TimedOut) as exc:
            logger.info("a message was not sent: %s", exc.message)
            return None
        except BadRequest as exc:
            if NOT_ALLOWED not in exc.message.lower():
                raise
            logger.info("a message was not sent: %s", exc.message)
            return None
        except NetworkError:
            if attempt == ATTEMPTS:
                raise
            await asyncio.sleep(PAUSE_SECONDS * attempt)
    return None
