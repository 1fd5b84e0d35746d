"""The daily purge of what was kept long enough."""

import logging
from datetime import timedelta

from bot.storage.purging import purge_claims
from bot.telegram.claims.delivery import log_stuck
from bot.telegram.context import App, Context

logger = logging.getLogger(__name__)

FIRST_AFTER = timedelta(minutes=1)
EVERY = timedelta(days=1)


def schedule_purge(application: App) -> None:
    """Purge soon after the start and then once a day."""
    if application.job_queue:
        application.job_queue.run_repeating(purge, interval=EVERY, first=FIRST_AFTER)


async def purge(context: Context) -> None:
    """Delete what was kept long enough."""
    now, storage = context.deps.clock(), context.deps.storage
    await log_stuck(context)
    await context.room.forms.purge(now)
    await purge_claims(storage.sessions, now)
    purged = await storage.purge(now)
    logger.info(
        "purged %d answers, %d memories, %d chats", purged.answers, purged.memories, purged.chats
    )
