"""Everything the bot reads and writes about chats and answers."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, cast

from sqlalchemy import (
    CursorResult,
    Delete,
    Select,
    Update,
    delete,
    exists,
    func,
    or_,
    select,
    update,
)
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession, async_sessionmaker

from bot.answering.model import Memory
from bot.storage.case_schema import CASE_TABLES
from bot.storage.codec import dump_memory, dump_offers, load_memory, load_offers
from bot.storage.database import migrate, open_engine
from bot.storage.model import ChatState, Feedback, NewAnswer, Purged, StoredAnswer
from bot.storage.schema import AnswerRow, ChatRow
from knowledge.language import Language

KEEP_MEMORY = timedelta(days=30)
KEEP_ANSWERS = timedelta(days=90)


@dataclass(frozen=True)
class Storage:
    """The database behind plain questions and orders; one transaction each."""

    engine: AsyncEngine
    sessions: async_sessionmaker[AsyncSession]

    async def start(self) -> None:
        """Bring the tables up to date; raises StorageUnavailable."""
        await migrate(self.engine)

    async def close(self) -> None:
        """Close every connection."""
        await self.engine.dispose()

    async def chat(self, chat_id: int) -> ChatState:
        """Return what the chat chose and remembers."""
        async with self.sessions() as session:
            row = await session.get(ChatRow, chat_id)
        if row is None:
            return ChatState()
        return ChatState(_language(row.language), load_memory(row.memory))

    async def set_language(self, chat_id: int, language: Language | None, now: datetime) -> None:
        """Remember the chosen language; None follows the language of each question."""
        async with self.sessions.begin() as session:
            (await chat_row(session, chat_id, now)).language = language

    async def set_memory(self, chat_id: int, memory: Memory, now: datetime) -> None:
        """Remember the chat's last turn."""
        async with self.sessions.begin() as session:
            (await chat_row(session, chat_id, now)).memory = dump_memory(memory)

    async def add_answer(self, chat_id: int, answer: NewAnswer) -> int:
        """Keep an answer about to be sent and return its id."""
        row = AnswerRow(
            chat_id=chat_id,
            created=answer.created,
            question_message_id=answer.question_message_id,
            message_ids=[],
            language=answer.language,
            intent=answer.intent,
            answered=answer.answered,
            cited=list(answer.cited),
            offers=dump_offers(answer.offers),
        )
        async with self.sessions.begin() as session:
            await chat_row(session, chat_id, answer.created)
            session.add(row)
            await session.flush()
            return row.id

    async def set_messages(self, answer_id: int, message_ids: tuple[int, ...]) -> None:
        """Note which messages an answer was sent as."""
        async with self.sessions.begin() as session:
            await session.execute(
                update(AnswerRow)
                .where(AnswerRow.id == answer_id)
                .values(message_ids=list(message_ids))
            )

    async def answer(self, chat_id: int, answer_id: int) -> StoredAnswer | None:
        """Return one of the chat's answers, or None where it is gone or another chat's."""
        return await self._first(
            select(AnswerRow).where(AnswerRow.id == answer_id, AnswerRow.chat_id == chat_id)
        )

    async def latest_answer(self, chat_id: int) -> StoredAnswer | None:
        """Return the chat's newest answer."""
        return await self._first(
            select(AnswerRow).where(AnswerRow.chat_id == chat_id).order_by(AnswerRow.id.desc())
        )

    async def answer_to(self, chat_id: int, question_message_id: int) -> StoredAnswer | None:
        """Return the newest answer given to one message of the user."""
        return await self._first(
            select(AnswerRow)
            .where(
                AnswerRow.chat_id == chat_id,
                AnswerRow.question_message_id == question_message_id,
            )
            .order_by(AnswerRow.id.desc())
        )

    async def set_feedback(self, chat_id: int, answer_id: int, feedback: Feedback) -> bool:
        """Keep the thumb an answer got; False where the answer is gone."""
        async with self.sessions.begin() as session:
            row = await session.get(AnswerRow, answer_id)
            if row is None or row.chat_id != chat_id:
                return False
            row.feedback = feedback
            return True

    async def forget(self, chat_id: int) -> None:
        """Delete everything that is kept about a chat."""
        async with self.sessions.begin() as session:
            await session.execute(delete(ChatRow).where(ChatRow.id == chat_id))

    async def move_chat(self, old_id: int, new_id: int) -> None:
        """Carry a group's data over to the id it got when it became a supergroup."""
        async with self.sessions.begin() as session:
            await session.execute(delete(ChatRow).where(ChatRow.id == new_id))
            await session.execute(update(ChatRow).where(ChatRow.id == old_id).values(id=new_id))

    async def count_answers(self, chat_id: int) -> int:
        """Return how many answers are kept for a chat."""
        async with self.sessions() as session:
            counted = await session.scalar(
                select(func.count()).select_from(AnswerRow).where(AnswerRow.chat_id == chat_id)
            )
        return counted or 0

    async def purge(self, now: datetime) -> Purged:
        """Delete what was kept long enough: see KEEP_MEMORY and KEEP_ANSWERS."""
        idle = ChatRow.updated < now - KEEP_MEMORY
        kept = [exists().where(table.chat_id == ChatRow.id) for table in (AnswerRow, *CASE_TABLES)]
        async with self.sessions.begin() as session:
            answers = delete(AnswerRow).where(AnswerRow.created < now - KEEP_ANSWERS)
            memories = update(ChatRow).where(idle, ChatRow.memory.is_not(None)).values(memory=None)
            chats = delete(ChatRow).where(idle, ChatRow.language.is_(None), ~or_(*kept))
            return Purged(
                answers=await _change(session, answers),
                memories=await _change(session, memories),
                chats=await _change(session, chats),
            )

    async def _first(self, query: Select[AnswerRow]) -> StoredAnswer | None:
        async with self.sessions() as session:
            row = (await session.scalars(query.limit(1))).first()
        return None if row is None else _stored(row)


def open_storage(url: str) -> Storage:
    """Return the storage behind a database URL; raises StorageUnavailable for an unusable one."""
    engine = open_engine(url)
    return Storage(engine, async_sessionmaker(engine, expire_on_commit=False))


async def _change(session: AsyncSession, statement: Update | Delete) -> int:
    result = await session.execute(statement)
    return cast("CursorResult[Any]", result).rowcount


async def chat_row(session: AsyncSession, chat_id: int, now: datetime) -> ChatRow:
    """Return the chat's row, made where it is new and marked as just used."""
    row = await session.get(ChatRow, chat_id) or ChatRow(id=chat_id)
    row.updated = now
    session.add(row)
    await session.flush()
    return row


def _language(code: str | None) -> Language | None:
    return Language(code) if code in set(Language) else None


def _stored(row: AnswerRow) -> StoredAnswer:
    return StoredAnswer(
        id=row.id,
        chat_id=row.chat_id,
        language=_language(row.language) or Language.KO,
        cited=tuple(row.cited),
        offers=load_offers(row.offers),
        message_ids=tuple(row.message_ids),
        feedback=Feedback(row.feedback) if row.feedback else None,
    )
