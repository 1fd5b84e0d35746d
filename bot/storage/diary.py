"""Reads and writes a chat's outage diary."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker

from bot.claims.diary import Entry, Reached
from bot.compensation.model import Service
from bot.storage.case_schema import AnnouncedRow, DiaryRow
from bot.storage.store import chat_row


@dataclass(frozen=True)
class DiaryStore:
    """The diaries of all chats."""

    sessions: async_sessionmaker[AsyncSession]

    async def down(
        self, chat_id: int, provider: str | None, service: Service, now: datetime
    ) -> Entry:
        """Begin an outage of a line, or return the one that lasts already."""
        async with self.sessions.begin() as session:
            await chat_row(session, chat_id, now)
            lasting = await session.scalar(
                select(DiaryRow).where(
                    DiaryRow.chat_id == chat_id,
                    DiaryRow.provider.is_not_distinct_from(provider),
                    DiaryRow.service == service,
                    DiaryRow.ended.is_(None),
                )
            )
            if lasting is not None:
                return _entry(lasting)
            row = DiaryRow(chat_id=chat_id, provider=provider, service=service, started=now)
            session.add(row)
            await session.flush()
            return _entry(row)

    async def up(self, chat_id: int, entry_id: int, now: datetime) -> Entry | None:
        """End an outage and return it; None where it is gone or has ended before."""
        ended = (
            update(DiaryRow)
            .where(
                DiaryRow.id == entry_id,
                DiaryRow.chat_id == chat_id,
                DiaryRow.ended.is_(None),
                DiaryRow.started <= now,
            )
            .values(ended=now)
            .returning(DiaryRow)
        )
        async with self.sessions.begin() as session:
            row = await session.scalar(ended)
            return None if row is None else _entry(row)

    async def entries(self, chat_id: int) -> tuple[Entry, ...]:
        """Return everything in the chat's diary, oldest first."""
        query = (
            select(DiaryRow)
            .where(DiaryRow.chat_id == chat_id)
            .order_by(DiaryRow.started, DiaryRow.id)
        )
        async with self.sessions() as session:
            return tuple(_entry(row) for row in await session.scalars(query))

    async def lasting(self) -> tuple[tuple[int, Entry], ...]:
        """Return the outages of all chats that last, with their chats; to resume after a start."""
        query = select(DiaryRow).where(DiaryRow.ended.is_(None)).order_by(DiaryRow.id)
        async with self.sessions() as session:
            return tuple((row.chat_id, _entry(row)) for row in await session.scalars(query))

    async def remove(self, chat_id: int, entry_id: int) -> None:
        """Delete one entry that was made by mistake."""
        async with self.sessions.begin() as session:
            await session.execute(
                delete(DiaryRow).where(DiaryRow.id == entry_id, DiaryRow.chat_id == chat_id)
            )

    async def to_announce(
        self, chat_id: int, reached: Iterable[Reached], now: datetime
    ) -> tuple[Reached, ...]:
        """Return what was not announced before, and note that it is now; never the same twice."""
        return tuple([item for item in reached if await self._note(chat_id, item.key, now)])

    async def _note(self, chat_id: int, key: str, now: datetime) -> bool:
        try:
            async with self.sessions.begin() as session:
                session.add(AnnouncedRow(chat_id=chat_id, key=key, at=now))
        except IntegrityError:
            return False
        return True


def _entry(row: DiaryRow) -> Entry:
    return Entry(row.provider, Service(row.service), row.started, row.ended, row.id)
