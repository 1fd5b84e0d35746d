"""Handlers that show more of a case: the evidence to gather, and the whole path."""

from collections.abc import Iterator
from dataclasses import replace

from telegram import InlineKeyboardMarkup, Update

from bot.claims.model import Case, Checklist
from bot.telegram.buttons import Action, button
from bot.telegram.cards import source_line
from bot.telegram.claims.reaching import keep, pressed_case, today_of
from bot.telegram.claims.telling import Teller, titled
from bot.telegram.commands import show, show_below
from bot.telegram.context import Context
from bot.telegram.errors import StaleButton
from bot.telegram.markup import Paragraph, plain, to_messages
from knowledge.claims_schema import Desk, EvidenceItem

HELD, NOT_HELD = "☑", "☐"


async def on_proof(update: Update, context: Context) -> None:
    """Show the evidence a case needs; a press marks what the user has."""
    at = await pressed_case(update, context)
    case, checklist = at.case, await _checklist(context, at.place.chat_id, at.case)
    items = _items(checklist)
    if len(at.press.args) > 1:
        case = _marked(case, items, at.press.number(1))
        await keep(context, at.place.chat_id, case)
    rows = [
        [button(f"{_mark(case, item)} {at.tell.of(item.item.both())}", Action.PROOF, case.id, n)]
        for n, item in enumerate(items)
    ]
    rows.append([at.tell.button("back", Action.CASE, case.id)])
    text = to_messages(_proof(at.tell, case, checklist))
    await show(update, context, text, InlineKeyboardMarkup(rows))


async def on_path(update: Update, context: Context) -> None:
    """Show the desks ahead: what each can do, what it costs, its limits, what silence means."""
    at = await pressed_case(update, context)
    route = context.deps.claims.route(at.case, today_of(context))
    cautions = [f"⚠️ {at.tell.of(caution)}" for caution in route.cautions]
    paragraphs = [
        titled(at.tell.say("path_title"), at.tell.title(at.case)),
        *(plain(caution) for caution in cautions),
        *(_desk(at.tell, desk) for desk in route.desks),
        *([titled(at.tell.say("path_advice"))] if route.advice else []),
        *(_desk(at.tell, desk) for desk in route.advice if desk.phone or desk.url),
        _sources(at.tell, (*route.desks, *route.advice)),
    ]
    back = InlineKeyboardMarkup([[at.tell.button("case_open", Action.CASE, at.case.id)]])
    await show_below(update, context, to_messages(paragraphs), back)


async def _checklist(context: Context, chat_id: int, case: Case) -> Checklist:
    """Return the evidence; what only shows while it is down only where the diary says it is."""
    entries = await context.room.diary.entries(chat_id)
    line = (case.outage.provider, case.outage.service)
    down = any(entry.ended is None and entry.line == line for entry in entries)
    return context.deps.claims.checklist(case, down=down)


def _items(checklist: Checklist) -> tuple[EvidenceItem, ...]:
    return (*checklist.now, *checklist.ask, *checklist.keep)


def _marked(case: Case, items: tuple[EvidenceItem, ...], at: int) -> Case:
    if at >= len(items):
        raise StaleButton("no such evidence")
    item = items[at].id
    kept = tuple(one for one in case.evidence if one != item)
    return replace(case, evidence=kept if item in case.evidence else (*case.evidence, item))


def _mark(case: Case, item: EvidenceItem) -> str:
    return HELD if item.id in case.evidence else NOT_HELD


def _proof(tell: Teller, case: Case, checklist: Checklist) -> Iterator[Paragraph]:
    yield titled(tell.say("proof_title"), tell.title(case), tell.say("proof_how"))
    parts = (("now", checklist.now), ("ask", checklist.ask), ("keep", checklist.keep))
    for key, items in parts:
        if items:
            yield titled(tell.say(f"proof_{key}"), *(_item(tell, case, item) for item in items))


def _item(tell: Teller, case: Case, item: EvidenceItem) -> str:
    return f"{_mark(case, item)} {tell.of(item.item.both())}: {tell.of(item.why.both())}"


def _desk(tell: Teller, desk: Desk) -> Paragraph:
    return titled(
        tell.reached(desk),
        tell.of(desk.can.both()),
        tell.say("desk_cost", cost=tell.of(desk.cost.both())),
        tell.of(desk.limits.both()),
        tell.of(desk.silence_text.both()) if desk.decides else "",
    )


def _sources(tell: Teller, desks: tuple[Desk, ...]) -> Paragraph:
    facts = dict.fromkeys(fact for desk in desks for fact in desk.facts[:1])
    known = tell.knowledge.facts
    title = titled(tell.say("sources"))
    lines = tuple(
        source_line(tell.deps, tell.language, known[fact]) for fact in facts if fact in known
    )
    return Paragraph((*title.lines, *lines), folded=True)
