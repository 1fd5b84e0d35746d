"""Handlers of the diary: /down, /up, /diary and their buttons."""

from collections.abc import Sequence
from datetime import date, datetime

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Update

from bot.answering.model import Ask
from bot.claims.diary import Entry, outage_of, reached
from bot.claims.model import Case, Checklist
from bot.telegram.buttons import Action, button, in_rows
from bot.telegram.calc.choices import PROVIDERS_SHOWN, SERVICES, service_name
from bot.telegram.claims.cases import open_or_find
from bot.telegram.claims.opening import case_of, diary_claim
from bot.telegram.claims.reaching import (
    pressed,
    private_place,
    show_case,
    teller,
    today_of,
)
from bot.telegram.claims.telling import Teller, bulleted, titled
from bot.telegram.commands import show
from bot.telegram.context import Context
from bot.telegram.diary.lines import (
    Line,
    category_of_line,
    line_name,
    line_picked,
    line_said,
    line_typed,
    lines_known,
)
from bot.telegram.diary.pages import month_of, month_page, reached_paragraph, total_text
from bot.telegram.errors import StaleButton
from bot.telegram.markup import Paragraph, plain, to_messages

MONTH = "%Y%m"
MOST_ENTRIES = 1000


async def down(update: Update, context: Context) -> None:
    """Begin a stop of the line that was named, or ask which line it is."""
    place = await private_place(update, context)
    if place is None:
        return
    tell = await teller(update, context)
    text = " ".join(context.args or [])
    line = line_typed(Ask(text, context.deps.clock()), tell) if text else None
    if line:
        await _begin(update, context, line)
        return
    state = await context.deps.storage.chat(place.chat_id)
    said = line_said(state.memory.last, tell.knowledge)
    known = lines_known(await context.room.diary.entries(place.chat_id), said)
    rows = [
        [button(line_name(tell, one), Action.LINE, category, one.provider or "")]
        for one in known
        if (category := category_of_line(one, tell.knowledge))
    ]
    rows += _service_rows(tell)
    await show(
        update, context, to_messages([plain(tell.say("down_which"))]), InlineKeyboardMarkup(rows)
    )


async def on_service(update: Update, context: Context) -> None:
    """Ask whose service it is."""
    _, press = pressed(update)
    tell, category = await teller(update, context), press.text()
    fitting = [
        provider
        for provider in tell.knowledge.providers.values()
        if any(service.category == category for service in provider.services)
    ]
    rows = in_rows(
        [
            button(provider.name(tell.language), Action.LINE, category, provider.id)
            for provider in fitting[:PROVIDERS_SHOWN]
        ]
    )
    if not rows:
        raise StaleButton("no such service")
    text = to_messages([plain(tell.say("down_whose"))])
    await show(update, context, text, InlineKeyboardMarkup(rows))


async def on_line(update: Update, context: Context) -> None:
    """Begin a stop of the line that was picked."""
    _, press = pressed(update)
    knowledge = context.deps.claims.knowledge
    await _begin(update, context, line_picked(press.text(), press.text(1), knowledge))


async def up(update: Update, context: Context) -> None:
    """End the stop that lasts; ask which one where there are several."""
    place = await private_place(update, context)
    if place is None:
        return
    lasting = [
        entry for entry in await context.room.diary.entries(place.chat_id) if entry.ended is None
    ]
    if len(lasting) == 1:
        await _end(update, context, place.chat_id, lasting[0].id)
        return
    tell = await teller(update, context)
    rows = [
        [button(line_name(tell, Line(*entry.line)), Action.LINE_UP, entry.id)] for entry in lasting
    ]
    text = to_messages([plain(tell.say("up_which" if lasting else "up_none"))])
    await show(update, context, text, InlineKeyboardMarkup(rows) if rows else None)


async def on_up(update: Update, context: Context) -> None:
    """End the stop whose button was pressed."""
    place, press = pressed(update)
    await _end(update, context, place.chat_id, press.number())


async def diary(update: Update, context: Context) -> None:
    """Show a month of the diary."""
    place = await private_place(update, context)
    if place is None:
        return
    month = month_of(context.deps.clock())
    if update.callback_query:
        month = _month(pressed(update)[1].text())
    await _show_month(update, context, place.chat_id, month)


async def on_remove(update: Update, context: Context) -> None:
    """Delete a stop that was noted by mistake."""
    place, press = pressed(update)
    await context.room.diary.remove(place.chat_id, press.number())
    await _show_month(update, context, place.chat_id, month_of(context.deps.clock()))


async def on_claim(update: Update, context: Context) -> None:
    """Open a case of a stop in the diary."""
    place, press = pressed(update)
    entries = await context.room.diary.entries(place.chat_id)
    entry = _entry(entries, press.number())
    outage = outage_of(entry, entries, context.deps.clock())
    knowledge = context.deps.claims.knowledge
    claim = diary_claim(outage, knowledge, category_of_line(Line(*entry.line), knowledge))
    case = await open_or_find(context, place.chat_id, claim)
    await show_case(update, context, case, below=True)


async def announce(
    context: Context, chat_id: int, entries: Sequence[Entry], entry: Entry, tell: Teller
) -> list[Paragraph]:
    """Return what the entry's line has reached and was not announced before."""
    own = [one for one in entries if one.line == entry.line]
    now = context.deps.clock()
    rules = context.deps.claims.rules.covering(entry.service, entry.provider)
    found = [item for item in reached(own, now, rules) if item.month == month_of(now)]
    new = await context.room.diary.to_announce(chat_id, found, now)
    return [reached_paragraph(tell, Line(*entry.line), new)] if new else []


async def _begin(update: Update, context: Context, line: Line) -> None:
    place = await private_place(update, context)
    if place is None:
        return
    tell, now = await teller(update, context), context.deps.clock()
    entries = await context.room.diary.entries(place.chat_id)
    if len(entries) >= MOST_ENTRIES:
        raise StaleButton("too many entries")
    entry = await context.room.diary.down(place.chat_id, line.provider, line.service, now)
    text = [plain(_begun(tell, entry, line)), *_capture(tell, entry, now, today_of(context))]
    rows = [
        [tell.button("diary_up", Action.LINE_UP, entry.id)],
        [
            tell.button("diary_mistake", Action.ENTRY_REMOVE, entry.id),
            tell.button("diary_show", Action.DIARY, f"{month_of(now):{MONTH}}"),
        ],
    ]
    await show(update, context, to_messages(text), InlineKeyboardMarkup(rows))


def _begun(tell: Teller, entry: Entry, line: Line) -> str:
    start = entry.started.astimezone(tell.deps.clock().tzinfo)
    return tell.say("down_begun", line=line_name(tell, line), time=f"{start:%H:%M}")


def _capture(tell: Teller, entry: Entry, now: datetime, today: date) -> list[Paragraph]:
    """Return what to keep while the service is down."""
    outage = outage_of(entry, [entry], now)
    category = category_of_line(Line(*entry.line), tell.knowledge)
    claim = diary_claim(outage, tell.knowledge, category)
    case: Case = case_of(claim, tell.deps.claims, today)
    checklist: Checklist = tell.deps.claims.checklist(case, down=True)
    return bulleted(tell.say("proof_now"), [tell.of(item.item.both()) for item in checklist.now])


async def _end(update: Update, context: Context, chat_id: int, entry_id: int) -> None:
    now = context.deps.clock()
    ended = await context.room.diary.up(chat_id, entry_id, now)
    if ended is None:
        raise StaleButton("the stop has ended")
    tell = await teller(update, context)
    entries = await context.room.diary.entries(chat_id)
    own = [entry for entry in entries if entry.line == ended.line]
    minutes = outage_of(ended, own, now).minutes or 0
    line = line_name(tell, Line(*ended.line))
    text = [
        titled(
            tell.say("up_ended", line=line, length=tell.length(minutes)),
            total_text(tell, own, month_of(now), now),
        ),
        *await announce(context, chat_id, entries, ended, tell),
    ]
    await show(update, context, to_messages(text), stop_keyboard(tell, ended, now))


def stop_keyboard(tell: Teller, entry: Entry, now: datetime) -> InlineKeyboardMarkup:
    """Return what a stop leads on to: the claim and the month."""
    claim = tell.button("claim_write", Action.ENTRY_CLAIM, entry.id)
    return InlineKeyboardMarkup(
        [[claim, tell.button("diary_show", Action.DIARY, f"{month_of(now):{MONTH}}")]]
    )


async def _show_month(update: Update, context: Context, chat_id: int, month: date) -> None:
    tell = await teller(update, context)
    entries = await context.room.diary.entries(chat_id)
    text, keyboard = month_page(tell, entries, month, context.deps.clock())
    await show(update, context, text, keyboard)


def _service_rows(tell: Teller) -> list[list[InlineKeyboardButton]]:
    return in_rows(
        [
            button(service_name(category, tell.deps, tell.language), Action.LINE_SERVICE, category)
            for category in SERVICES
        ]
    )


def _entry(entries: Sequence[Entry], entry_id: int) -> Entry:
    found = next((entry for entry in entries if entry.id == entry_id), None)
    if found is None:
        raise StaleButton("the stop is gone")
    return found


def _month(text: str) -> date:
    try:
        return date.fromisoformat(f"{text}01")
    except ValueError as exc:
        raise StaleButton("no such month") from exc
