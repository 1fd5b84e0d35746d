"""Keeps reminders and hands each out once, however many workers ask."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import Select, delete, select, update
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker

from bot.claims.reminders import Due, NewReminder, Reminder, ReminderState, as_due
from bot.storage.case_schema import ReminderRow
from bot.storage.store import chat_row

STUCK_AFTER = timedelta(minutes=10)
BATCH = 50


@dataclass(frozen=True)
class ReminderStore:
    """The reminders of all chats.

    A reminder is claimed before it is sent. A worker that dies in between leaves it `sending`: it
    is then listed as stuck, but never sent again by itself, since it may have been delivered.
    """

    sessions: async_sessionmaker[AsyncSession]

    async def add(self, chat_id: int, planned: Iterable[NewReminder], now: datetime) -> int:
        """Keep planned reminders and return how many were new."""
        async with self.sessions.begin() as session:
            await chat_row(session, chat_id, now)
            rows = await session.scalars(select(ReminderRow).where(ReminderRow.chat_id == chat_id))
            kept = {(row.case_id, row.key, row.day) for row in rows}
            new = [item for item in planned if (item.case, item.key, item.day) not in kept]
            session.add_all(_row(chat_id, item) for item in new)
            return len(new)

    async def claim_due(self, now: datetime) -> tuple[Due, ...]:
        """Return the reminders to deliver now, oldest first; no one else gets them afterwards."""
        waiting = (
            select(ReminderRow.id)
            .where(ReminderRow.state == ReminderState.PENDING, ReminderRow.due <= now)
            .order_by(ReminderRow.due, ReminderRow.id)
            .limit(BATCH)
        )
        # One statement: the write lock is taken at once, and the state is checked under it.
        claim = (
            update(ReminderRow)
            .where(ReminderRow.id.in_(waiting), ReminderRow.state == ReminderState.PENDING)
            .values(state=ReminderState.SENDING, claimed=now)
            .returning(ReminderRow)
        )
        async with self.sessions.begin() as session:
            rows = (await session.scalars(claim)).all()
            claimed = [_reminder(row) for row in rows]
        return tuple(as_due(item, now) for item in sorted(claimed, key=lambda item: item.due))

    async def mark_sent(self, reminder_id: int) -> None:
        """Note that a claimed reminder was delivered."""
        await self._move(reminder_id, ReminderState.SENDING, ReminderState.SENT)

    async def release(self, reminder_id: int, retry_at: datetime | None = None) -> None:
        """Give a claimed reminder back that surely was not delivered, for now or for later."""
        values = {} if retry_at is None else {"due": retry_at}
        await self._move(reminder_id, ReminderState.SENDING, ReminderState.PENDING, **values)

    async def snooze(self, chat_id: int, reminder_id: int, until: datetime) -> Reminder | None:
        """Put a reminder off, delivered or not; None where it is gone."""
        put_off = (
            update(ReminderRow)
            .where(ReminderRow.id == reminder_id, ReminderRow.chat_id == chat_id)
            .values(due=until, state=ReminderState.PENDING, snoozed=ReminderRow.snoozed + 1)
            .returning(ReminderRow)
        )
        async with self.sessions.begin() as session:
            row = await session.scalar(put_off)
            return None if row is None else _reminder(row)

    async def cancel(self, chat_id: int, reminder_id: int) -> bool:
        """Delete a reminder; False where it is gone."""
        gone = (
            delete(ReminderRow)
            .where(ReminderRow.id == reminder_id, ReminderRow.chat_id == chat_id)
            .returning(ReminderRow.id)
        )
        async with self.sessions.begin() as session:
            return (await session.scalar(gone)) is not None

    async def keep_only(self, chat_id: int, case_id: int, days: Iterable[tuple[str, date]]) -> None:
        """Delete the case's pending reminders of deadlines (key, day) that no longer exist."""
        valid = set(days)
        for reminder in await self.reminders(chat_id):
            if reminder.case == case_id and (reminder.key, reminder.day) not in valid:
                await self.cancel(chat_id, reminder.id)

    async def reminders(self, chat_id: int) -> tuple[Reminder, ...]:
        """Return the chat's reminders that are still to come, soonest first."""
        query = (
            select(ReminderRow)
            .where(ReminderRow.chat_id == chat_id, ReminderRow.state == ReminderState.PENDING)
            .order_by(ReminderRow.due, ReminderRow.id)
        )
        return await self._all(query)

    async def stuck(self, now: datetime) -> tuple[Reminder, ...]:
        """Return those that were claimed long ago: nobody knows whether they were delivered."""
        query = select(ReminderRow).where(
            ReminderRow.state == ReminderState.SENDING, ReminderRow.claimed < now - STUCK_AFTER
        )
        return await self._all(query)

    async def next_due(self) -> datetime | None:
        """Return when the next pending reminder is due, to set a timer after a start."""
        query = (
            select(ReminderRow.due)
            .where(ReminderRow.state == ReminderState.PENDING)
            .order_by(ReminderRow.due)
            .limit(1)
        )
        async with self.sessions() as session:
            return await session.scalar(query)

    async def _all(self, query: Select[ReminderRow]) -> tuple[Reminder, ...]:
        async with self.sessions() as session:
            return tuple(_reminder(row) for row in await session.scalars(query))

    async def _move(
        self, reminder_id: int, old: ReminderState, new: ReminderState, **values: datetime
    ) -> None:
        moved = update(ReminderRow).where(ReminderRow.id == reminder_id, ReminderRow.state == old)
        async with self.sessions.begin() as session:
            await session.execute(moved.values(state=new, **values))


def _row(chat_id: int, planned: NewReminder) -> ReminderRow:
    return ReminderRow(
        chat_id=chat_id,
        case_id=planned.case,
        key=planned.key,
        due=planned.due,
        day=planned.day,
        state=ReminderState.PENDING,
        snoozed=0,
    )


def _reminder(row: ReminderRow) -> Reminder:
    return Reminder(
        id=row.id,
        chat_id=row.chat_id,
        key=row.key,
        due=row.due,
        day=row.day,
        case=row.case_id,
        state=ReminderState(row.state),
        snoozed=row.snoozed,
    )
