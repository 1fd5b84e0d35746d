"""The form in a chat: /calc, its buttons, and typed replies."""

from dataclasses import replace
from datetime import datetime

from telegram import Update

from bot.answering.model import Memory, Understanding
from bot.clock import KST
from bot.storage.forms import SavedForm
from bot.telegram.asking import Question, answer_question
from bot.telegram.buttons import Press, decode
from bot.telegram.calc.choices import choose
from bot.telegram.calc.display import keyboard, question_page, summary_page
from bot.telegram.calc.form import (
    ORDER,
    Step,
    back_from,
    empty_draft,
    is_filled,
    next_step,
    read_typed,
    skipped,
)
from bot.telegram.commands import chat_language, reply, show
from bot.telegram.context import Context
from bot.telegram.errors import StaleButton
from bot.telegram.markup import plain, to_messages
from bot.telegram.sending import place_of


async def calc(update: Update, context: Context) -> None:
    """Open the form; in a group, point to the private chat."""
    place = place_of(update)
    if place is None:
        return
    if place.group:
        await reply(update, context, "calc_in_private", name=context.bot.username)
        return
    today = context.deps.clock().astimezone(KST).date()
    draft = empty_draft(await chat_language(update, context), today)
    await _go_on(update, context, Memory(draft))


async def on_choice(update: Update, context: Context) -> None:
    """Fill the step with the button that was pressed."""
    press, form = await _pressed_form(update, context)
    draft, today = _draft(form), context.deps.clock().astimezone(KST).date()
    chosen = choose(Step(form.step), press.text(1), draft, context.deps, today)
    await _go_on(update, context, replace(form.memory, last=chosen))


async def on_skip(update: Update, context: Context) -> None:
    """Leave the step open and go on."""
    _, form = await _pressed_form(update, context)
    await _go_on(update, context, skipped(form.memory, Step(form.step)))


async def on_back(update: Update, context: Context) -> None:
    """Ask the step before again."""
    _, form = await _pressed_form(update, context)
    memory = back_from(form.memory, Step(form.step))
    before = ORDER[max(0, ORDER.index(Step(form.step)) - 1)]
    await _ask(update, context, before, memory)


async def on_cancel(update: Update, context: Context) -> None:
    """Close the form without an answer."""
    place = place_of(update)
    if place is None:
        return
    await context.room.forms.close(place.chat_id)
    text = context.deps.say(await chat_language(update, context), "calc_cancelled")
    await show(update, context, to_messages([plain(text)]), None)


async def take_text(update: Update, context: Context, text: str, sent_at: datetime) -> bool:
    """Read a typed reply to the open form; False where no form is open."""
    form = await _open_form(update, context)
    if form is None or form.memory.last is None:
        return False
    step = Step(form.step)
    said = read_typed(text, step, form.memory.last, sent_at, context.deps.read).last
    memory = replace(form.memory, last=said)
    if said and is_filled(step, said):
        await _go_on(update, context, memory)
    else:
        await _ask(update, context, step, memory, note="calc_unread")
    return True


async def is_open(update: Update, context: Context) -> bool:
    """Return whether the chat is filling in the form."""
    return await _open_form(update, context) is not None


async def _go_on(update: Update, context: Context, memory: Memory) -> None:
    step = next_step(memory)
    if step:
        await _ask(update, context, step, memory)
    else:
        await _finish(update, context, memory)


async def _ask(
    update: Update, context: Context, step: Step, memory: Memory, note: str | None = None
) -> None:
    place, deps = place_of(update), context.deps
    if place is None or memory.last is None:
        return
    await context.room.forms.save(place.chat_id, SavedForm(step, memory), deps.clock())
    page = question_page(deps, step, memory.last, note)
    await show(update, context, page, keyboard(deps, step, memory.last))


async def _finish(update: Update, context: Context, memory: Memory) -> None:
    place, user, draft = place_of(update), update.effective_user, memory.last
    if place is None or user is None or draft is None:
        return
    deps, now = context.deps, context.deps.clock()
    await context.room.forms.close(place.chat_id)
    await show(update, context, summary_page(deps, draft), None)
    await deps.storage.set_memory(place.chat_id, memory, now)
    question = Question(deps.say(draft.language, "calc_question"), now, user.id)
    await answer_question(context, place, question)


async def _pressed_form(update: Update, context: Context) -> tuple[Press, SavedForm]:
    """Return the press and the open form; raises StaleButton where they do not belong together."""
    query = update.callback_query
    press, form = decode(query.data if query else None), await _open_form(update, context)
    if form is None or form.step != press.text():
        raise StaleButton("the form is at another step")
    return press, form


async def _open_form(update: Update, context: Context) -> SavedForm | None:
    """Return the chat's open form; one that an older version wrote otherwise counts as closed."""
    chat = update.effective_chat
    if chat is None or chat.type != chat.PRIVATE:
        return None
    form = await context.room.forms.form(chat.id, context.deps.clock())
    readable = form and form.memory.last and form.step in set(Step)
    return form if readable else None


def _draft(form: SavedForm) -> Understanding:
    if form.memory.last is None:
        raise StaleButton("the form cannot be read")
    return form.memory.last
