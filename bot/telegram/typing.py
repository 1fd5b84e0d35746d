"""The "typing..." line while an answer is being made."""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

from telegram.constants import ChatAction
from telegram.error import TelegramError
from telegram.ext import ExtBot

from bot.telegram.sending import Place

logger = logging.getLogger(__name__)

PAUSE_SECONDS = 0.3
"""Most answers are ready sooner, and then a request is saved: groups may get 20 a minute."""
REPEAT_SECONDS = 4.5
"""Telegram shows the line for five seconds."""


@asynccontextmanager
async def typing(bot: ExtBot[int], place: Place) -> AsyncIterator[None]:
    """Show the line while the block takes longer than a moment; failing to never matters."""
    task = asyncio.create_task(_keep_typing(bot, place))
    try:
        yield
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


async def _keep_typing(bot: ExtBot[int], place: Place) -> None:
    await asyncio.sleep(PAUSE_SECONDS)
    try:
        while True:
            await bot.send_chat_action(
                place.chat_id, ChatAction.TYPING, message_thread_id=place.topic_id
            )
            await asyncio.sleep(REPEAT_SECONDS)
    except TelegramError as exc:
        logger.debug("typing could not be shown: %s", exc.message)
