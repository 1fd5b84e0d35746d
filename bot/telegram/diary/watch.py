"""The job that watches the stops that last and announces the thresholds they reach."""

import logging
from datetime import timedelta

from telegram.error import TelegramError

from bot.claims.diary import Entry
from bot.telegram.claims.telling import Teller
from bot.telegram.context import App, Context
from bot.telegram.diary.handlers import announce, stop_keyboard
from bot.telegram.markup import to_messages
from bot.telegram.sending import Place, send
from bot.telegram.users import language_of

logger = logging.getLogger(__name__)

EVERY = timedelta(minutes=1)
FIRST_AFTER = timedelta(seconds=40)
WATCHED = timedelta(days=4)
"""A stop that lasts longer was most likely never ended; what it reached later means nothing."""


def schedule_watch(application: App) -> None:
    """Look at the stops that last, every minute."""
    if application.job_queue:
        application.job_queue.run_repeating(watch_lasting, interval=EVERY, first=FIRST_AFTER)


async def watch_lasting(context: Context) -> None:
    """Announce what lasting stops have reached, each threshold once."""
    since = context.deps.clock() - WATCHED
    for chat_id, entry in await context.room.diary.lasting():
        if entry.started < since:
            continue
        try:
            await _announce(context, chat_id, entry)
        except TelegramError as exc:
            logger.warning("a threshold was not announced: %s", type(exc).__name__)


async def _announce(context: Context, chat_id: int, entry: Entry) -> None:
    state = await context.deps.storage.chat(chat_id)
    tell = Teller(context.deps, language_of(state))
    entries = await context.room.diary.entries(chat_id)
    told = await announce(context, chat_id, entries, entry, tell)
    if told:
        keyboard = stop_keyboard(tell, entry, context.deps.clock())
        await send(context.bot, Place(chat_id, group=False), to_messages(told), keyboard)
