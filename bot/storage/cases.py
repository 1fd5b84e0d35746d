"""Reads and writes a chat's cases."""

import logging
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from pydantic import TypeAdapter, ValidationError
from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker

from bot.claims.model import Case
from bot.storage.case_schema import CaseRow
from bot.storage.store import chat_row

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class CaseStore:
    """The cases of all chats; a case is reached only with the id of its chat."""

    sessions: async_sessionmaker[AsyncSession]

    async def create(self, chat_id: int, case: Case, now: datetime) -> Case:
        """Keep a new case and return it with its id."""
        async with self.sessions.begin() as session:
            await chat_row(session, chat_id, now)
            row = CaseRow(chat_id=chat_id, updated=now, closed=_closed(case), data=_dump(case))
            session.add(row)
            await session.flush()
            return replace(case, id=row.id)

    async def cases(self, chat_id: int, *, closed: bool | None = None) -> tuple[Case, ...]:
        """Return the chat's cases, oldest first; only open or only closed ones where asked."""
        query = select(CaseRow).where(CaseRow.chat_id == chat_id).order_by(CaseRow.id)
        if closed is not None:
            query = query.where(CaseRow.closed.is_(closed))
        async with self.sessions() as session:
            return tuple(_readable((await session.scalars(query)).all()))

    async def case(self, chat_id: int, case_id: int) -> Case | None:
        """Return one of the chat's cases, or None where it is gone or another chat's."""
        async with self.sessions() as session:
            row = await session.get(CaseRow, case_id)
        return next(_readable([row]), None) if row and row.chat_id == chat_id else None

    async def save(self, chat_id: int, case: Case, now: datetime) -> bool:
        """Keep a changed case; False where it is gone. A case closes by the day in its progress."""
        async with self.sessions.begin() as session:
            row = await session.get(CaseRow, case.id)
            if row is None or row.chat_id != chat_id:
                return False
            row.updated, row.closed, row.data = now, _closed(case), _dump(case)
            return True

    async def delete(self, chat_id: int, case_id: int) -> bool:
        """Delete a case with its reminders; False where there is none."""
        gone = (
            delete(CaseRow)
            .where(CaseRow.id == case_id, CaseRow.chat_id == chat_id)
            .returning(CaseRow.id)
        )
        async with self.sessions.begin() as session:
            return (await session.scalar(gone)) is not None


def _closed(case: Case) -> bool:
    return case.progress.closed is not None


def _dump(case: Case) -> str:
    return TypeAdapter(Case).dump_json(case).decode()


def _readable(rows: Iterable[CaseRow]) -> Iterator[Case]:
    """Yield the cases; what an older version wrote and cannot be read is left alone."""
    adapter = TypeAdapter(Case)
    for row in rows:
        try:
            yield replace(adapter.validate_json(row.data), id=row.id)
        except ValidationError as exc:
            logger.warning("case %d cannot be read (%d faults)", row.id, len(exc.errors()))
