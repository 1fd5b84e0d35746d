"""The job that delivers reminders: it asks the database every minute, so a restart loses none.

A reminder is claimed before it is sent, so that no two workers send it. Where nobody knows whether
it arrived it counts as sent: never twice is worth more than always once.
"""

import logging
from datetime import timedelta

from telegram import InlineKeyboardMarkup
from telegram.error import BadRequest, NetworkError, RetryAfter

from bot.claims.reminders import Due
from bot.telegram.buttons import Action, button
from bot.telegram.claims.reminding import deadline_of, reminder_title
from bot.telegram.claims.telling import Teller
from bot.telegram.context import App, Context
from bot.telegram.failures import details
from bot.telegram.markup import Paragraph, plain, to_messages
from bot.telegram.sending import Place, send
from bot.telegram.users import language_of

logger = logging.getLogger(__name__)

EVERY = timedelta(minutes=1)
FIRST_AFTER = timedelta(seconds=30)
SNOOZES = (1, 3)


def schedule_reminders(application: App) -> None:
    """Deliver soon after the start and then every minute."""
    if application.job_queue:
        application.job_queue.run_repeating(deliver_due, interval=EVERY, first=FIRST_AFTER)


async def deliver_due(context: Context) -> None:
    """Deliver what is due; one that cannot be delivered does not hold up the others."""
    for due in await context.room.reminders.claim_due(context.deps.clock()):
        try:
            await _deliver_or_release(context, due)
        except Exception as exc:  # noqa: BLE001  one reminder must not take the others along
            logger.error("reminder %d\n%s", due.reminder.id, details(exc, frozenset()))  # noqa: TRY400


async def _deliver_or_release(context: Context, due: Due) -> None:
    """Deliver a reminder; give it back only where it surely did not arrive."""
    reminder, reminders = due.reminder, context.room.reminders
    try:
        await _deliver(context, due)
    except BadRequest as exc:  # a network error to the library, but trying again changes nothing
        logger.warning("reminder %d was refused: %s", reminder.id, exc.message)
    except (NetworkError, RetryAfter) as exc:
        logger.warning("a reminder waits for the next minute: %s", type(exc).__name__)
        await reminders.release(reminder.id)
        return
    await reminders.mark_sent(reminder.id)


async def log_stuck(context: Context) -> None:
    """Tell the operator of reminders of which nobody knows whether they arrived."""
    stuck = await context.room.reminders.stuck(context.deps.clock())
    if stuck:
        ids = ", ".join(str(reminder.id) for reminder in stuck)
        logger.warning("reminders claimed but never confirmed: %s", ids)


async def _deliver(context: Context, due: Due) -> None:
    reminder = due.reminder
    state = await context.deps.storage.chat(reminder.chat_id)
    tell = Teller(context.deps, language_of(state))
    paragraphs = await _paragraphs(context, tell, due)
    keyboard = _keyboard(tell, due)
    await send(context.bot, Place(reminder.chat_id, group=False), to_messages(paragraphs), keyboard)


async def _paragraphs(context: Context, tell: Teller, due: Due) -> list[Paragraph]:
    reminder = due.reminder
    case = await context.room.cases.case(reminder.chat_id, reminder.case or 0)
    deadline = deadline_of(tell, case, reminder) if case else None
    return [
        plain(tell.say("remind_late") if due.missed else ""),
        plain("⏰ " + reminder_title(tell, case, reminder)),
        plain(tell.say("remind_over") if due.over else ""),
        plain(tell.of(deadline.why) if deadline else ""),
        plain(tell.title(case) if case else ""),
    ]


def _keyboard(tell: Teller, due: Due) -> InlineKeyboardMarkup:
    reminder = due.reminder
    later = [
        button(tell.say("remind_snooze", days=days), Action.SNOOZE, reminder.id, days)
        for days in SNOOZES
    ]
    rows = [later]
    if reminder.case:
        rows.append([tell.button("case_open", Action.CASE, reminder.case)])
    return InlineKeyboardMarkup(rows)
