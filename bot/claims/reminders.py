"""When to remind of what; which reminders are due, late or put off. Moments carry a zone."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from bot.claims.model import Deadline
from bot.clock import KST

HOUR_OF_DAY = time(9)
LEAD_DAYS = (7, 1)
LATE_AFTER = timedelta(hours=1)


class ReminderState(StrEnum):
    """The life of a reminder; `sending` is held by one worker and never handed out again."""

    PENDING = "pending"
    SENDING = "sending"
    SENT = "sent"


@dataclass(frozen=True, slots=True)
class NewReminder:
    """A reminder to keep: of which deadline of which case (its id), and when."""

    key: str
    due: datetime
    day: date
    case: int | None = None


@dataclass(frozen=True, slots=True)
class Reminder:
    """A reminder that is kept; `snoozed` counts how often it was put off."""

    id: int
    chat_id: int
    key: str
    due: datetime
    day: date
    case: int | None = None
    state: ReminderState = ReminderState.PENDING
    snoozed: int = 0


@dataclass(frozen=True, slots=True)
class Due:
    """A reminder to deliver now; `missed` asks for an apology, `over` says the day has passed."""

    reminder: Reminder
    missed: bool
    over: bool


def plan_reminders(
    deadlines: Iterable[Deadline], now: datetime, case: int | None = None
) -> tuple[NewReminder, ...]:
    """Return the reminders for deadlines: a week and a day before, at nine in the morning KST.

    Days on which one should act in business hours count from `act_by`. Where every lead has
    passed but the day has not, one reminder is due at once.
    """
    return tuple(
        NewReminder(deadline.key, due, deadline.day, case)
        for deadline in deadlines
        for due in _moments(deadline, now)
    )


def _moments(deadline: Deadline, now: datetime) -> tuple[datetime, ...]:
    leads = [_morning(deadline.act_by - timedelta(days=days)) for days in LEAD_DAYS]
    ahead = tuple(due for due in leads if due > now)
    if ahead or deadline.passed(now.astimezone(KST).date()):
        return ahead
    return (now,)


def _morning(day: date) -> datetime:
    return datetime.combine(day, HOUR_OF_DAY, tzinfo=KST)


def due_reminders(now: datetime, reminders: Sequence[Reminder]) -> tuple[Due, ...]:
    """Return the pending reminders to deliver at `now`, oldest first."""
    pending = (item for item in reminders if item.state is ReminderState.PENDING)
    due = sorted((item for item in pending if item.due <= now), key=lambda item: item.due)
    return tuple(as_due(item, now) for item in due)


def as_due(reminder: Reminder, now: datetime) -> Due:
    """Return a reminder as it is delivered at `now`."""
    today = now.astimezone(KST).date()
    return Due(reminder, now - reminder.due > LATE_AFTER, reminder.day < today)


def snooze(reminder: Reminder, until: datetime) -> Reminder:
    """Return the reminder put off to `until`; it will be delivered again."""
    return replace(reminder, due=until, state=ReminderState.PENDING, snoozed=reminder.snoozed + 1)
