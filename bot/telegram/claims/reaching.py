"""How handlers reach a case, keep it, and know the day."""

from dataclasses import dataclass
from datetime import date

from telegram import Update

from bot.claims.model import Case
from bot.clock import KST
from bot.telegram.buttons import Press, decode
from bot.telegram.claims.pages import case_keyboard, case_page
from bot.telegram.claims.telling import Teller
from bot.telegram.commands import chat_language, reply, show, show_below
from bot.telegram.context import Context
from bot.telegram.errors import StaleButton
from bot.telegram.sending import Place, place_of


@dataclass(frozen=True, slots=True)
class Pressed:
    """A button about a case that was pressed."""

    place: Place
    press: Press
    case: Case
    tell: Teller


async def pressed_case(update: Update, context: Context) -> Pressed:
    """Return the press and its case; raises StaleButton where the case is gone."""
    place, press = pressed(update)
    case = await context.room.cases.case(place.chat_id, press.number())
    if case is None:
        raise StaleButton("the case is gone")
    return Pressed(place, press, case, await teller(update, context))


def pressed(update: Update) -> tuple[Place, Press]:
    """Return where a button was pressed and what it says; raises StaleButton."""
    place, query = place_of(update), update.callback_query
    if place is None or query is None:
        raise StaleButton("no button was pressed")
    return place, decode(query.data)


async def private_place(update: Update, context: Context) -> Place | None:
    """Return the private chat an update belongs to; in a group, point to it and return None."""
    place = place_of(update)
    if place and place.group:
        await reply(update, context, "case_in_private", name=context.bot.username)
        return None
    return place


async def teller(update: Update, context: Context) -> Teller:
    """Return the words of the chat."""
    return Teller(context.deps, await chat_language(update, context))


def today_of(context: Context) -> date:
    """Return the day in Korea."""
    return context.deps.clock().astimezone(KST).date()


async def keep(context: Context, chat_id: int, case: Case) -> None:
    """Keep a changed case, and only those of its reminders whose days still exist.

    Raises StaleButton where the case was deleted meanwhile.
    """
    if not await context.room.cases.save(chat_id, case, context.deps.clock()):
        raise StaleButton("the case is gone")
    days = context.deps.claims.deadlines_of(case, today_of(context))
    await context.room.reminders.keep_only(chat_id, case.id, [(one.key, one.day) for one in days])


async def show_case(
    update: Update, context: Context, case: Case, note: str = "", *, below: bool = False
) -> None:
    """Show a case, in the place of what was pressed or below it; `note` is a key of our texts."""
    tell = await teller(update, context)
    text = case_page(tell, case, today_of(context), tell.say(note) if note else "")
    await (show_below if below else show)(update, context, text, case_keyboard(tell, case))
