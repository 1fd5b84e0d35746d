"""Handlers of cases: list, open, close, delete, export, and opening one from an answer."""

from dataclasses import replace

from telegram import InlineKeyboardMarkup, Update

from bot.claims.casework import closed, correct_outage, reopened
from bot.claims.model import Case
from bot.storage.export import export_chat
from bot.storage.model import Claimable
from bot.telegram.browsing import page
from bot.telegram.buttons import Action, decode
from bot.telegram.claims.opening import case_of, same_matter
from bot.telegram.claims.pages import list_page
from bot.telegram.claims.reaching import (
    keep,
    pressed,
    pressed_case,
    private_place,
    show_case,
    teller,
    today_of,
)
from bot.telegram.commands import show
from bot.telegram.context import Context
from bot.telegram.errors import StaleButton
from bot.telegram.markup import plain, to_messages
from bot.telegram.sending import Document, send_document, toast
from knowledge.claims_schema import Matter

EXPORT_NAME = "meoktong.json"
MOST_CASES = 50


async def list_cases(update: Update, context: Context) -> None:
    """List the chat's cases, a page at a time."""
    place = await private_place(update, context)
    if place is None:
        return
    query = update.callback_query
    number = decode(query.data).number() if query else 0
    cases = await context.room.cases.cases(place.chat_id)
    text, keyboard = list_page(await teller(update, context), page(cases[::-1], number))
    await show(update, context, text, keyboard)


async def on_case(update: Update, context: Context) -> None:
    """Open a case."""
    await show_case(update, context, (await pressed_case(update, context)).case)


async def on_more(update: Update, context: Context) -> None:
    """Offer what is done to a case seldom."""
    at = await pressed_case(update, context)
    case, tell = at.case, at.tell
    leak = case.matter is Matter.LEAK
    trade = "case_private" if case.business else "case_trade"
    rows = [
        [tell.button(trade, Action.CASE_TRADE, case.id)],
        [tell.button("case_stopped" if leak else "case_leak", Action.CASE_LEAK, case.id)],
        [
            tell.button("case_close", Action.CASE_CLOSE, case.id),
            tell.button("case_delete", Action.CASE_DELETE, case.id),
        ],
        [tell.button("back", Action.CASE, case.id)],
    ]
    text = [plain(tell.title(case)), plain(tell.say("case_more_text"))]
    await show(update, context, to_messages(text), InlineKeyboardMarkup(rows))


async def on_close(update: Update, context: Context) -> None:
    """Close a case."""
    at = await pressed_case(update, context)
    await _change(update, context, closed(at.case, today_of(context)), "case_closed")


async def on_reopen(update: Update, context: Context) -> None:
    """Open a closed case again."""
    at = await pressed_case(update, context)
    await _change(update, context, reopened(at.case), "case_reopened")


async def on_trade(update: Update, context: Context) -> None:
    """Note that the service is used for a trade, or that it is not after all.

    What is free for consumers need not be free for shops: that has to be said anew.
    """
    case = (await pressed_case(update, context)).case
    case = replace(case, business=not case.business)
    if case.business and case.outage.paid is False:
        outage, rules = replace(case.outage, paid=None), context.deps.claims.rules
        case = correct_outage(case, outage, rules, today_of(context))
    await _change(update, context, case, "case_changed")


async def on_leak(update: Update, context: Context) -> None:
    """Note that personal data leaked, or that a service stopped after all."""
    case = (await pressed_case(update, context)).case
    stopped = case.matter is Matter.LEAK
    changed = replace(case, matter=Matter.OUTAGE if stopped else Matter.LEAK, assessment=None)
    rules = context.deps.claims.rules
    changed = correct_outage(changed, changed.outage, rules, today_of(context))
    await _change(update, context, changed, "case_changed")


async def on_delete(update: Update, context: Context) -> None:
    """Ask whether to delete a case."""
    at = await pressed_case(update, context)
    keyboard = InlineKeyboardMarkup(
        [
            [
                at.tell.button("case_delete_yes", Action.CASE_DELETE_YES, at.case.id),
                at.tell.button("forget_no", Action.CASE, at.case.id),
            ]
        ]
    )
    text = [plain(at.tell.title(at.case)), plain(at.tell.say("case_delete_text"))]
    await show(update, context, to_messages(text), keyboard)


async def on_delete_yes(update: Update, context: Context) -> None:
    """Delete a case with its reminders, and show what is left."""
    at = await pressed_case(update, context)
    await context.room.cases.delete(at.place.chat_id, at.case.id)
    cases = await context.room.cases.cases(at.place.chat_id)
    text, keyboard = list_page(at.tell, page(cases[::-1], 0))
    note = to_messages([plain(at.tell.say("case_deleted"))])[0]
    await show(update, context, [f"{note}\n\n{text[0]}"], keyboard)


async def on_export(update: Update, context: Context) -> None:
    """Send everything that is kept about the chat as a file."""
    place, _ = pressed(update)
    query = update.callback_query
    if query:
        await toast(query)
    content = await export_chat(context.deps.storage, place.chat_id)
    caption = (await teller(update, context)).say("cases_exported")
    await send_document(context.bot, place, Document(EXPORT_NAME, content, caption))


async def case_of_answer(update: Update, context: Context) -> Case:
    """Return the case of the answer whose button was pressed, opened where there is none."""
    place, press = pressed(update)
    stored = await context.deps.storage.answer(place.chat_id, press.number())
    if stored is None or stored.offers.claim is None:
        raise StaleButton("the answer is gone")
    return await open_or_find(context, place.chat_id, stored.offers.claim)


async def open_or_find(context: Context, chat_id: int, claim: Claimable) -> Case:
    """Return the open case of an outage, opened where there is none yet.

    Raises StaleButton where the chat has more cases than anybody needs.
    """
    cases = await context.room.cases.cases(chat_id, closed=False)
    known = next((case for case in cases if same_matter(case, claim)), None)
    if known:
        return known
    if len(cases) >= MOST_CASES:
        raise StaleButton("too many cases")
    new = case_of(claim, context.deps.claims, today_of(context))
    return await context.room.cases.create(chat_id, new, context.deps.clock())


async def _change(update: Update, context: Context, case: Case, note: str) -> None:
    place, _ = pressed(update)
    await keep(context, place.chat_id, case)
    await show_case(update, context, case, note)
