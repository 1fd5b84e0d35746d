"""Everything that is kept about a chat, as JSON for the user."""

import json
from dataclasses import asdict
from datetime import date, datetime
from enum import Enum

from bot.clock import KST
from bot.storage.cases import CaseStore
from bot.storage.codec import dump_memory
from bot.storage.diary import DiaryStore
from bot.storage.reminders import ReminderStore
from bot.storage.store import Storage


async def export_chat(storage: Storage, chat_id: int) -> bytes:
    """Return what is kept about a chat as UTF-8 JSON, moments in KST; answers only as a count."""
    state = await storage.chat(chat_id)
    kept = {
        "language": state.language,
        "memory": json.loads(dump_memory(state.memory)),
        "answers": await storage.count_answers(chat_id),
        "cases": [asdict(case) for case in await CaseStore(storage.sessions).cases(chat_id)],
        "diary": [asdict(entry) for entry in await DiaryStore(storage.sessions).entries(chat_id)],
        "reminders": [
            asdict(item) for item in await ReminderStore(storage.sessions).reminders(chat_id)
        ],
    }
    return json.dumps(kept, ensure_ascii=False, indent=2, default=_plain).encode()


def _plain(value: object) -> object:
    if isinstance(value, datetime):
        return value.astimezone(KST).isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Enum):
        return value.value
    raise TypeError(f"cannot be exported: {type(value).__name__}")
