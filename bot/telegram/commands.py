"""Handlers of the commands that need no answering: start, help, language, privacy, forget."""

from collections.abc import Sequence

from telegram import InlineKeyboardMarkup, Update

from bot.storage.model import ChatState
from bot.storage.purging import KEEP_CLOSED_CASES, KEEP_DIARY, KEEP_DONE_REMINDERS
from bot.storage.store import KEEP_ANSWERS, KEEP_MEMORY
from bot.telegram.buttons import Action, button, column, decode
from bot.telegram.context import Context
from bot.telegram.errors import StaleButton
from bot.telegram.markup import plain, to_messages
from bot.telegram.sending import edit, place_of, send, toast
from bot.telegram.users import language_of
from knowledge.language import Language

EXAMPLES = range(1, 5)
AUTOMATIC = "auto"


async def start(update: Update, context: Context) -> None:
    """Say hello with example questions."""
    place = place_of(update)
    if place and place.group:
        await reply(update, context, "start_group", name=context.bot.name)
        return
    language = await chat_language(update, context)
    examples = [
        button(context.deps.say(language, f"example_{n}"), Action.EXAMPLE, n) for n in EXAMPLES
    ]
    await reply(update, context, "start", column(examples))


async def send_help(update: Update, context: Context) -> None:
    """Explain how to ask."""
    await reply(update, context, "help")


async def privacy(update: Update, context: Context) -> None:
    """Say what is kept and for how long."""
    place, language = place_of(update), await chat_language(update, context)
    if place is None:
        return
    kept = context.deps.say(
        language,
        "privacy",
        memory_days=KEEP_MEMORY.days,
        answer_days=KEEP_ANSWERS.days,
        case_days=KEEP_CLOSED_CASES.days,
        diary_days=KEEP_DIARY.days,
        reminder_days=KEEP_DONE_REMINDERS.days,
    )
    passed_on = [context.deps.say(language, "privacy_model")] if context.deps.writer else []
    await send(context.bot, place, to_messages(map(plain, (kept, *passed_on))))


async def language_menu(update: Update, context: Context) -> None:
    """Offer the languages."""
    language = await chat_language(update, context)
    choices = [
        button(context.deps.say(language, f"language_{code}"), Action.LANGUAGE, code)
        for code in (*Language, AUTOMATIC)
    ]
    await reply(update, context, "language", column(choices))


async def on_language(update: Update, context: Context) -> None:
    """Remember the chosen language."""
    place, query = place_of(update), update.callback_query
    if place is None or query is None:
        return
    code = decode(query.data).text()
    if code not in {*Language, AUTOMATIC}:
        raise StaleButton("no such language")
    chosen = None if code == AUTOMATIC else Language(code)
    await context.deps.storage.set_language(place.chat_id, chosen, context.deps.clock())
    await _replace(update, context, f"language_set_{code}")


async def forget_menu(update: Update, context: Context) -> None:
    """Ask whether to delete everything."""
    language = await chat_language(update, context)
    say = context.deps.say
    choices = (
        button(say(language, "forget_yes"), Action.FORGET),
        button(say(language, "forget_no"), Action.KEEP),
    )
    await reply(update, context, "forget", InlineKeyboardMarkup([choices]))


async def on_forget(update: Update, context: Context) -> None:
    """Delete everything that is kept about the chat."""
    place = place_of(update)
    if place is None:
        return
    language = await chat_language(update, context)
    await context.deps.storage.forget(place.chat_id)
    await _replace(update, context, "forgotten", language)


async def on_keep(update: Update, context: Context) -> None:
    """Delete nothing after all."""
    await _replace(update, context, "kept")


async def unknown_command(update: Update, context: Context) -> None:
    """Point to the help, where the command was meant for this bot."""
    place = place_of(update)
    if place and not place.group:
        await reply(update, context, "unknown_command")


async def reply(
    update: Update,
    context: Context,
    key: str,
    keyboard: InlineKeyboardMarkup | None = None,
    **values: object,
) -> None:
    """Reply with one of this room's texts, in the chat's language."""
    place = place_of(update)
    if place is None:
        return
    text = context.deps.say(await chat_language(update, context), key, **values)
    await send(context.bot, place, to_messages([plain(text)]), keyboard)


async def chat_language(update: Update, context: Context) -> Language:
    """Return the language to speak in this chat."""
    chat = update.effective_chat
    state = await context.deps.storage.chat(chat.id) if chat else ChatState()
    return language_of(state, update.effective_user)


async def show(
    update: Update, context: Context, texts: Sequence[str], keyboard: InlineKeyboardMarkup | None
) -> None:
    """Show a menu: in the place of the one that was pressed, or as a reply."""
    place, query = place_of(update), update.callback_query
    if place is None:
        return
    if query and query.message:
        await toast(query)
        message_id = query.message.message_id
        if await edit(context.bot, place.chat_id, message_id, texts[0], keyboard):
            return
    await send(context.bot, place, texts, keyboard)


async def show_below(
    update: Update, context: Context, texts: Sequence[str], keyboard: InlineKeyboardMarkup | None
) -> None:
    """Show what a button leads to as a new message: what it stood under stays to be read."""
    place, query = place_of(update), update.callback_query
    if place is None:
        return
    if query:
        await toast(query)
    await send(context.bot, place, texts, keyboard)


async def _replace(
    update: Update, context: Context, key: str, language: Language | None = None
) -> None:
    text = context.deps.say(language or await chat_language(update, context), key)
    await show(update, context, to_messages([plain(text)]), None)
