"""Handlers of letters: which one, what is still missing, and the letter itself."""

import asyncio
from dataclasses import dataclass
from datetime import datetime

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Update

from bot.answering.model import Memory
from bot.claims.letters.compose import Letter, compose_letter, letter_text
from bot.claims.letters.docx import letter_docx
from bot.claims.letters.pdf import letter_pdf
from bot.claims.letters.template import LetterKind
from bot.claims.letters.writing import Party
from bot.claims.model import Case
from bot.storage.forms import SavedForm
from bot.telegram.buttons import Action, button, column, in_rows
from bot.telegram.claims.cases import case_of_answer
from bot.telegram.claims.fields import (
    LENGTHS,
    PAID,
    Field,
    Filling,
    Wanted,
    next_field,
    party_of,
    wanted_by,
)
from bot.telegram.claims.reaching import (
    keep,
    pressed,
    pressed_case,
    show_case,
    teller,
    today_of,
)
from bot.telegram.claims.steps import day_buttons
from bot.telegram.claims.telling import Teller, titled
from bot.telegram.commands import show, show_below
from bot.telegram.context import Context
from bot.telegram.errors import StaleButton
from bot.telegram.markup import Paragraph, plain, to_messages
from bot.telegram.sending import Document, Place, place_of, send, send_document
from bot.telegram.typing import typing
from knowledge.claims_schema import Matter
from knowledge.language import Language


@dataclass(frozen=True, slots=True)
class _Form:
    """An open form of a letter: what it asks for, and what was skipped before."""

    wanted: Wanted
    skipped: tuple[str, ...]
    case: Case


async def on_write(update: Update, context: Context) -> None:
    """Open a case from an answer and offer the letters."""
    text, keyboard = await _choice(update, context, await case_of_answer(update, context))
    await show_below(update, context, text, keyboard)


async def on_letters(update: Update, context: Context) -> None:
    """Offer the letters of a case."""
    case = (await pressed_case(update, context)).case
    text, keyboard = await _choice(update, context, case)
    await show(update, context, text, keyboard)


async def on_letter(update: Update, context: Context) -> None:
    """Begin a letter: ask for what is missing, or write it."""
    at = await pressed_case(update, context)
    if at.press.text(1) not in set(LetterKind):
        raise StaleButton("no such letter")
    await _go_on(update, context, at.case, LetterKind(at.press.text(1)), ())


async def on_field(update: Update, context: Context) -> None:
    """Fill the open field with the button that was pressed."""
    place, press = pressed(update)
    form = await _open_form(context, place)
    if form is None or form.wanted.field != press.text():
        raise StaleButton("the form is at another field")
    filling = await _filling(update, context)
    case = filling.pressed(form.case, form.wanted.field, press.text(1))
    await _filled(update, context, form, case)


async def on_skip(update: Update, context: Context) -> None:
    """Leave the open field out."""
    place, press = pressed(update)
    form = await _open_form(context, place)
    if form is None or form.wanted.field != press.text() or form.wanted.needed:
        raise StaleButton("the form is at another field")
    skipped = (*form.skipped, form.wanted.field)
    await _go_on(update, context, form.case, form.wanted.kind, skipped)


async def on_stop(update: Update, context: Context) -> None:
    """Close the form and show its case."""
    place, _ = pressed(update)
    form = await _open_form(context, place)
    await context.room.forms.close(place.chat_id)
    if form is None:
        raise StaleButton("no form is open")
    await show_case(update, context, form.case)


async def take_text(update: Update, context: Context, text: str, sent_at: datetime) -> bool:
    """Read a typed reply to an open form of a letter; False where none is open."""
    form = await _form_of(update, context)
    if form is None:
        return False
    if form.wanted.field is Field.SENDER:
        await _write(update, context, form.case, form.wanted.kind, party_of(text))
        return True
    filling = await _filling(update, context, sent_at)
    case = filling.typed(form.case, form.wanted.field, text)
    if case is None:
        await _ask(update, context, form, note="field_unread")
    else:
        await _filled(update, context, form, case)
    return True


async def is_open(update: Update, context: Context) -> bool:
    """Return whether something is asked for a letter."""
    return await _form_of(update, context) is not None


async def asks_who_writes(update: Update, context: Context) -> bool:
    """Return whether the chat is asked for a name, which must not be taken for anything else."""
    form = await _form_of(update, context)
    return form is not None and form.wanted.field is Field.SENDER


async def _choice(
    update: Update, context: Context, case: Case
) -> tuple[list[str], InlineKeyboardMarkup]:
    tell = await teller(update, context)
    choices = [
        button(tell.say(f"letter_{kind}"), Action.LETTER, case.id, kind) for kind in LetterKind
    ]
    text = [plain(tell.title(case)), plain(tell.say("letter_which"))]
    back = tell.button("case_open", Action.CASE, case.id)
    return to_messages(text), column([*choices, back])


async def _filled(update: Update, context: Context, form: _Form, case: Case) -> None:
    place = place_of(update)
    if place is None:
        return
    await keep(context, place.chat_id, case)
    await _go_on(update, context, case, form.wanted.kind, form.skipped)


async def _go_on(
    update: Update, context: Context, case: Case, kind: LetterKind, skipped: tuple[str, ...]
) -> None:
    field = next_field(case, kind, skipped)
    if field is None:
        await _write(update, context, case, kind, Party())
    else:
        await _ask(update, context, _Form(Wanted(case.id, kind, field), skipped, case))


async def _ask(update: Update, context: Context, form: _Form, note: str = "") -> None:
    place, tell = place_of(update), await teller(update, context)
    if place is None:
        return
    saved = SavedForm(form.wanted.step, Memory(declined=form.skipped))
    await context.room.forms.save(place.chat_id, saved, context.deps.clock())
    text = [
        titled(tell.say(f"letter_{form.wanted.kind}"), tell.title(form.case)),
        plain(tell.say(note) if note else ""),
        plain(tell.say(_question(form))),
    ]
    await show(update, context, to_messages(text), _field_keyboard(tell, form, context))


def _question(form: _Form) -> str:
    """Return the key of the text that asks for the field."""
    field = form.wanted.field
    if field is Field.SENDER and form.wanted.kind is LetterKind.CERTIFIED:
        return "field_sender_certified"
    if form.case.matter is Matter.LEAK and field in (Field.START, Field.LOSS):
        return f"field_{field}_leak"
    return f"field_{field}"


def _field_keyboard(tell: Teller, form: _Form, context: Context) -> InlineKeyboardMarkup:
    wanted = form.wanted
    controls = []
    if not wanted.needed:
        key = "field_blank" if wanted.field is Field.SENDER else "calc_skip"
        controls.append(tell.button(key, Action.FIELD_SKIP, wanted.field))
    controls.append(tell.button("calc_cancel", Action.FIELD_STOP))
    return InlineKeyboardMarkup([*_values(tell, form, context), controls])


def _values(tell: Teller, form: _Form, context: Context) -> list[list[InlineKeyboardButton]]:
    field = form.wanted.field
    if field is Field.COMPLAINED:
        return day_buttons(tell, today_of(context), form.case.day, Action.FIELD, field)
    if field is Field.PAID:
        return [[tell.button(f"paid_{one}", Action.FIELD, field, one) for one in PAID]]
    if field is Field.LENGTH:
        return in_rows([button(tell.length(n), Action.FIELD, field, n) for n in LENGTHS])
    return []


async def _write(
    update: Update, context: Context, case: Case, kind: LetterKind, party: Party
) -> None:
    place, tell = place_of(update), await teller(update, context)
    if place is None:
        return
    await context.room.forms.close(place.chat_id)
    letter = compose_letter(kind, case, context.deps.claims, today_of(context), party=party)
    opening = [titled(tell.say(f"letter_{kind}"), tell.title(case), tell.say("letter_ready"))]
    await show(update, context, to_messages(opening), None)
    await send(context.bot, place, to_messages([_copied(letter)]))
    if tell.language is Language.EN:
        await _send_translation(context, place, case, kind, party)
    async with typing(context.bot, place):
        files = await asyncio.to_thread(_files, letter, tell.say(f"file_{kind}"))
    for file in files:
        await send_document(context.bot, place, file)
    await _lead_on(context, place, tell, case, kind)


async def _send_translation(
    context: Context, place: Place, case: Case, kind: LetterKind, party: Party
) -> None:
    """Send what the letter says in English; what is handed in stays the Korean one."""
    letter = compose_letter(
        kind, case, context.deps.claims, today_of(context), party=party, language=Language.EN
    )
    note = plain(context.deps.say(Language.EN, "letter_translation"))
    await send(context.bot, place, to_messages([note, _copied(letter)]))


def _copied(letter: Letter) -> Paragraph:
    return Paragraph(plain(letter_text(letter).strip()).lines, copied=True)


def _files(letter: Letter, name: str) -> tuple[Document, Document]:
    return (
        Document(f"{name}.docx", letter_docx(letter)),
        Document(f"{name}.pdf", letter_pdf(letter)),
    )


async def _lead_on(
    context: Context, place: Place, tell: Teller, case: Case, kind: LetterKind
) -> None:
    """Say what to do with the letter, and offer to note that it was sent."""
    step = {
        LetterKind.COMPLAINT: "complained",
        LetterKind.MEDIATION: "filed",
        LetterKind.CERTIFIED: "certified",
    }[kind]
    rows = [
        [button(tell.say(f"step_{step}"), Action.STEP, case.id, step)],
        [
            tell.button("claim_remind", Action.DEADLINES, case.id),
            tell.button("case_open", Action.CASE, case.id),
        ],
    ]
    route = context.deps.claims.route(case, today_of(context))
    where = tell.where(case, route) if kind is LetterKind.COMPLAINT else ""
    text = [plain(tell.say(f"letter_then_{kind}")), plain(where)]
    await send(context.bot, place, to_messages(text), InlineKeyboardMarkup(rows))


async def _form_of(update: Update, context: Context) -> _Form | None:
    place = place_of(update)
    return None if place is None or place.group else await _open_form(context, place)


async def _open_form(context: Context, place: Place) -> _Form | None:
    """Return the chat's open form of a letter; None where its case is gone."""
    form = await context.room.forms.form(place.chat_id, context.deps.clock())
    wanted = wanted_by(form.step) if form else None
    if form is None or wanted is None:
        return None
    case = await context.room.cases.case(place.chat_id, wanted.case_id)
    return _Form(wanted, form.memory.declined, case) if case else None


async def _filling(update: Update, context: Context, now: datetime | None = None) -> Filling:
    deps, tell = context.deps, await teller(update, context)
    return Filling(deps.claims, deps.read, tell.language, now or deps.clock())
