"""Updates of one chat in order, different chats in parallel."""

import asyncio
import re
from collections.abc import Awaitable
from dataclasses import dataclass, field
from typing import Any

from telegram import Update
from telegram.ext import BaseUpdateProcessor

from bot.telegram.buttons import Action, pattern

UPDATES_AT_ONCE = 256


@dataclass
class _Line:
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    waiting: list[Update] = field(default_factory=list)


class ChatOrder(BaseUpdateProcessor):
    """A lock for each chat that has something to do; locks are handed out first come, first served.

    Updates that belong to no chat (inline queries) run at once, and so does a Stop: what it stops
    is what the others wait for.
    """

    def __init__(self, at_once: int = UPDATES_AT_ONCE) -> None:
        super().__init__(at_once)
        self._lines: dict[int, _Line] = {}

    async def do_process_update(self, update: object, coroutine: Awaitable[Any]) -> None:
        """Process the update once those before it in its chat are done."""
        if not isinstance(update, Update) or update.effective_chat is None or _is_stop(update):
            await coroutine
            return
        chat_id = update.effective_chat.id
        line = self._lines.setdefault(chat_id, _Line())
        line.waiting.append(update)
        try:
            await asyncio.sleep(0)  # lets the rest of the batch line up, so that it can be seen
            async with line.lock:
                await coroutine
        finally:
            line.waiting.remove(update)
            if not line.waiting:
                del self._lines[chat_id]

    def newer_question_waits(self, update: Update) -> bool:
        """Return whether a later question of the same person waits in the same chat."""
        chat, user = update.effective_chat, update.effective_user
        line = self._lines.get(chat.id) if chat else None
        return line is not None and any(
            other.update_id > update.update_id
            and other.effective_user == user
            and _is_question(other)
            for other in line.waiting
        )

    async def initialize(self) -> None:
        """Nothing to prepare."""

    async def shutdown(self) -> None:
        """Nothing to close."""


def _is_stop(update: Update) -> bool:
    query = update.callback_query
    return bool(query and query.data and re.match(pattern(Action.STOP), query.data))


def _is_question(update: Update) -> bool:
    message = update.message
    return bool(message and message.text and not message.text.startswith("/"))
