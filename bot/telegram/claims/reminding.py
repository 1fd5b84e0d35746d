"""Handlers of reminders: set from the days of a case, list, put off, cancel."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from telegram import InlineKeyboardMarkup, Update

from bot.claims.deadlines import deadlines_of
from bot.claims.model import Case, Deadline
from bot.claims.reminders import HOUR_OF_DAY, Reminder, plan_reminders
from bot.clock import KST
from bot.telegram.browsing import short_id
from bot.telegram.buttons import Action, button
from bot.telegram.claims.cases import case_of_answer
from bot.telegram.claims.pages import day_line
from bot.telegram.claims.reaching import (
    Pressed,
    pressed,
    pressed_case,
    private_place,
    teller,
    today_of,
)
from bot.telegram.claims.telling import Teller, bulleted, titled
from bot.telegram.commands import show, show_below
from bot.telegram.context import Context
from bot.telegram.errors import StaleButton
from bot.telegram.markup import plain, to_messages

ALL = "all"
SHOWN = 8
FAR = timedelta(days=400)
"""Limitation periods lie years ahead: they are told, but not among the first to be reminded of."""


async def on_remind_from_answer(update: Update, context: Context) -> None:
    """Open a case from an answer and offer its days."""
    text, keyboard = await _offer(update, context, await case_of_answer(update, context))
    await show_below(update, context, text, keyboard)


async def on_deadlines(update: Update, context: Context) -> None:
    """Offer the days of a case to be reminded of."""
    case = (await pressed_case(update, context)).case
    await show(update, context, *await _offer(update, context, case))


async def on_remind(update: Update, context: Context) -> None:
    """Set the reminders of one day, or of all that are near."""
    at = await pressed_case(update, context)
    now = context.deps.clock()
    planned = plan_reminders(_chosen(context, at), now, at.case.id)
    added = await context.room.reminders.add(at.place.chat_id, planned, now)
    note = "remind_set" if added else "remind_already"
    await show(update, context, *await _offer(update, context, at.case, note))


async def list_reminders(update: Update, context: Context) -> None:
    """List what the chat will be reminded of."""
    place = await private_place(update, context)
    if place is not None:
        await _list(update, context, place.chat_id)


async def on_unremind(update: Update, context: Context) -> None:
    """Cancel a reminder and show the rest."""
    place, press = pressed(update)
    if not await context.room.reminders.cancel(place.chat_id, press.number()):
        raise StaleButton("the reminder is gone")
    await _list(update, context, place.chat_id, "remind_cancelled")


async def on_snooze(update: Update, context: Context) -> None:
    """Put a reminder off to nine in the morning some days from now."""
    place, press = pressed(update)
    day = today_of(context) + timedelta(days=min(press.number(1), FAR.days))
    until = datetime.combine(day, HOUR_OF_DAY, tzinfo=KST)
    put_off = await context.room.reminders.snooze(place.chat_id, press.number(), until)
    if put_off is None:
        raise StaleButton("the reminder is gone")
    tell = await teller(update, context)
    text = tell.say("remind_snoozed", day=tell.day(day))
    await show(update, context, to_messages([plain(text)]), _list_button(tell))


def deadline_of(tell: Teller, case: Case, reminder: Reminder) -> Deadline | None:
    """Return the deadline a reminder is about; None where the case has moved on from it."""
    found = deadlines_of(case, reminder.day, tell.deps.claims.deadlines)
    return next((one for one in found if one.key == reminder.key), None)


def reminder_title(tell: Teller, case: Case | None, reminder: Reminder) -> str:
    """Return what a reminder is about, with its day."""
    deadline = deadline_of(tell, case, reminder) if case else None
    if deadline is None:
        return tell.say("remind_plain", day=tell.day(reminder.day))
    return day_line(tell, deadline)


async def _offer(
    update: Update, context: Context, case: Case, note: str = ""
) -> tuple[list[str], InlineKeyboardMarkup]:
    """Return the days of a case to choose from, and what is set already."""
    tell, today = await teller(update, context), today_of(context)
    days = context.deps.claims.deadlines_of(case, today)[:SHOWN]
    kept = await context.room.reminders.reminders(_chat(update))
    set_keys = {reminder.key for reminder in kept if reminder.case == case.id}
    rows = [
        [button(_label(tell, one, today, set_keys), Action.REMIND, case.id, short_id(one.key))]
        for one in days
    ]
    if len(_near(days, today)) > 1:
        rows.append([tell.button("remind_all", Action.REMIND, case.id, ALL)])
    rows.append([tell.button("case_open", Action.CASE, case.id)])
    times = [reminder for reminder in kept if reminder.case == case.id]
    text = [
        plain(tell.say(note) if note else ""),
        titled(tell.say("claim_remind"), tell.title(case)),
        plain(tell.say("remind_which" if days else "remind_no_days")),
        *bulleted(tell.say("remind_times"), [_when(tell, reminder) for reminder in times]),
    ]
    return to_messages(text), InlineKeyboardMarkup(rows)


def _label(tell: Teller, deadline: Deadline, today: date, set_keys: set[str]) -> str:
    mark = "⏰ " if deadline.key in set_keys else ""
    day = deadline.day
    near = tell.say("short_day", month=day.month, day=day.day)
    named = near if day.year == today.year else tell.day(day)
    return f"{mark}{named} · {tell.of(deadline.title)}"


def _chosen(context: Context, at: Pressed) -> Sequence[Deadline]:
    today = today_of(context)
    days = context.deps.claims.deadlines_of(at.case, today)
    if at.press.text(1) == ALL:
        return _near(days, today)
    chosen = [one for one in days if short_id(one.key) == at.press.text(1)]
    if not chosen:
        raise StaleButton("no such day")
    return chosen


def _near(days: Sequence[Deadline], today: date) -> list[Deadline]:
    return [one for one in days if one.day - today <= FAR]


def _when(tell: Teller, reminder: Reminder) -> str:
    due = reminder.due.astimezone(KST)
    return tell.say("remind_when", day=tell.day(due.date()), time=f"{due:%H:%M}")


async def _list(update: Update, context: Context, chat_id: int, note: str = "") -> None:
    tell = await teller(update, context)
    kept = (await context.room.reminders.reminders(chat_id))[:SHOWN]
    cases = {case.id: case for case in await context.room.cases.cases(chat_id)}
    lines = [
        titled(
            f"{number}. {_when(tell, reminder)}",
            reminder_title(tell, cases.get(reminder.case or 0), reminder),
            tell.title(cases[reminder.case]) if reminder.case in cases else "",
        )
        for number, reminder in enumerate(kept, start=1)
    ]
    rows = [
        [button(tell.say("remind_cancel", number=number), Action.UNREMIND, reminder.id)]
        for number, reminder in enumerate(kept, start=1)
    ]
    rows.append([tell.button("case_list", Action.CASES, 0)])
    text = [
        plain(tell.say(note) if note else ""),
        plain(tell.say("reminders" if kept else "reminders_none")),
        *lines,
    ]
    await show(update, context, to_messages(text), InlineKeyboardMarkup(rows))


def _list_button(tell: Teller) -> InlineKeyboardMarkup:
    return InlineKeyboardMarkup([[tell.button("reminders_button", Action.REMINDERS)]])


def _chat(update: Update) -> int:
    place, _ = pressed(update)
    return place.chat_id
