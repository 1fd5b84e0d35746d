"""When reminders come, and which ones are late."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from bot.claims.book import Claims
from bot.claims.deadlines import deadlines_of
from bot.claims.model import Case, Deadline
from bot.claims.reminders import (
    Reminder,
    ReminderState,
    due_reminders,
    plan_reminders,
    snooze,
)
from bot.clock import KST
from tests.unit.claims.conftest import TODAY

DAY = date(2026, 7, 8)
DUE = datetime(2026, 7, 7, 9, tzinfo=KST)
REMINDER = Reminder(id=1, chat_id=7, key="period:damages-notice", due=DUE, day=DAY)


@pytest.fixture
def deadline(claims: Claims, mobile: Case) -> Deadline:
    return deadlines_of(mobile, TODAY, claims.deadlines)[0]


def test_reminders_come_a_week_and_a_day_ahead_in_the_morning(deadline: Deadline) -> None:
    now = datetime(2026, 6, 10, 12, tzinfo=KST)
    planned = plan_reminders([deadline], now, case=3)
    assert [item.due for item in planned] == [datetime(2026, 7, 1, 9, tzinfo=KST), DUE]
    assert {(item.key, item.day, item.case) for item in planned} == {(deadline.key, DAY, 3)}


def test_a_lead_that_is_past_is_left_out(deadline: Deadline) -> None:
    planned = plan_reminders([deadline], datetime(2026, 7, 2, 9, tzinfo=KST))
    assert [item.due for item in planned] == [DUE]


def test_with_every_lead_past_one_reminder_is_due_at_once(deadline: Deadline) -> None:
    now = datetime(2026, 7, 8, 8, tzinfo=KST)
    assert [item.due for item in plan_reminders([deadline], now)] == [now]


def test_a_day_that_is_over_is_not_reminded_of(deadline: Deadline) -> None:
    assert plan_reminders([deadline], datetime(2026, 7, 9, 0, tzinfo=KST)) == ()


def test_reminders_count_from_the_last_business_day(deadline: Deadline) -> None:
    on_sunday = replace(deadline, day=date(2026, 7, 12), act_by=date(2026, 7, 10))
    planned = plan_reminders([on_sunday], datetime(2026, 6, 10, tzinfo=KST))
    assert planned[-1].due == datetime(2026, 7, 9, 9, tzinfo=KST)


@pytest.mark.parametrize(
    ("now", "delivered", "missed", "over"),
    [
        (DUE - timedelta(seconds=1), False, False, False),
        (DUE, True, False, False),
        (DUE + timedelta(hours=1), True, False, False),
        (DUE + timedelta(hours=1, seconds=1), True, True, False),
        (datetime(2026, 7, 8, 23, 59, tzinfo=KST), True, True, False),
        (datetime(2026, 7, 9, 0, 0, tzinfo=KST), True, True, True),
    ],
)
def test_a_late_reminder_says_so(now: datetime, delivered: bool, missed: bool, over: bool) -> None:
    found = due_reminders(now, [REMINDER])
    assert bool(found) is delivered
    assert all((item.missed, item.over) == (missed, over) for item in found)


@pytest.mark.parametrize("state", [ReminderState.SENDING, ReminderState.SENT])
def test_what_was_handed_out_is_not_due_again(state: ReminderState) -> None:
    assert due_reminders(DUE, [replace(REMINDER, state=state)]) == ()


def test_a_snoozed_reminder_comes_again_later() -> None:
    sent = replace(REMINDER, state=ReminderState.SENT)
    later = snooze(sent, DUE + timedelta(days=1))
    assert due_reminders(DUE, [later]) == ()
    (again,) = due_reminders(DUE + timedelta(days=1), [later])
    assert again.reminder.snoozed == 1
    assert not again.missed


def test_the_oldest_comes_first() -> None:
    older = replace(REMINDER, id=2, due=DUE - timedelta(days=1))
    assert [item.reminder.id for item in due_reminders(DUE, [REMINDER, older])] == [2, 1]
