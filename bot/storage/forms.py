"""Keeps the form a chat is filling in, so that a restart does not lose it."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker

from bot.answering.model import Memory
from bot.storage.codec import dump_memory, load_memory
from bot.storage.schema import FormRow
from bot.storage.store import chat_row

KEEP_FORM = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class SavedForm:
    """The step a form is at; `memory.last` holds what was said, `declined` what was skipped."""

    step: str
    memory: Memory


@dataclass(frozen=True)
class FormStore:
    """The open forms, at most one a chat."""

    sessions: async_sessionmaker[AsyncSession]

    async def form(self, chat_id: int, now: datetime) -> SavedForm | None:
        """Return the chat's open form; one left alone for a day counts as closed."""
        async with self.sessions() as session:
            row = await session.get(FormRow, chat_id)
        if row is None or now - row.updated > KEEP_FORM:
            return None
        return SavedForm(row.step, load_memory(row.memory))

    async def save(self, chat_id: int, form: SavedForm, now: datetime) -> None:
        """Keep the form as it is now."""
        async with self.sessions.begin() as session:
            await chat_row(session, chat_id, now)
            row = await session.get(FormRow, chat_id) or FormRow(chat_id=chat_id)
            row.step, row.memory, row.updated = form.step, dump_memory(form.memory), now
            session.add(row)

    async def close(self, chat_id: int) -> None:
        """Forget the form."""
        async with self.sessions.begin() as session:
            await session.execute(delete(FormRow).where(FormRow.chat_id == chat_id))

    async def purge(self, now: datetime) -> None:
        """Delete forms left alone for longer than a day."""
        async with self.sessions.begin() as session:
            await session.execute(delete(FormRow).where(FormRow.updated < now - KEEP_FORM))
