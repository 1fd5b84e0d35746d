"""Removes what claims no longer need."""

from datetime import datetime, timedelta

from sqlalchemy import delete
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker

from bot.claims.reminders import ReminderState
from bot.storage.case_schema import AnnouncedRow, CaseRow, DiaryRow, ReminderRow

KEEP_CLOSED_CASES = timedelta(days=365)
KEEP_DIARY = timedelta(days=365)
KEEP_DONE_REMINDERS = timedelta(days=90)


async def purge_claims(sessions: async_sessionmaker[AsyncSession], now: datetime) -> None:
    """Delete closed cases and diary entries after a year, done reminders after 90 days.

    Open cases and outages that last stay until the user deletes them.
    """
    old = now - KEEP_DIARY
    async with sessions.begin() as session:
        await session.execute(
            delete(CaseRow).where(CaseRow.closed, CaseRow.updated < now - KEEP_CLOSED_CASES)
        )
        await session.execute(delete(DiaryRow).where(DiaryRow.ended < old))
        await session.execute(delete(AnnouncedRow).where(AnnouncedRow.at < old))
        await session.execute(
            delete(ReminderRow).where(
                ReminderRow.state == ReminderState.SENT, ReminderRow.due < now - KEEP_DONE_REMINDERS
            )
        )
