"""Handlers of questions: typed, as a caption, edited, or behind a button."""

from datetime import datetime, timedelta

from telegram import Message, Update

from bot.clock import KST
from bot.telegram import scam
from bot.telegram.addressing import addressed
from bot.telegram.asking import Question, answer_question
from bot.telegram.buttons import Action, Press, decode
from bot.telegram.calc import handlers as calc
from bot.telegram.claims import letters
from bot.telegram.commands import chat_language, send_help
from bot.telegram.context import Context
from bot.telegram.errors import StaleButton
from bot.telegram.sending import place_of, toast

LATE = timedelta(minutes=10)


async def on_message(update: Update, context: Context) -> None:
    """Answer a typed question or a caption."""
    message, place = update.message, place_of(update)
    if message is None or place is None or message.from_user is None:
        return
    asked = addressed(message, context.bot.bot)
    if asked is None:
        return
    if not asked.text:
        await send_help(update, context)
        return
    late = context.deps.clock() - message.date > LATE
    if late and context.room.order.newer_question_waits(update):
        return  # after a pause only the newest of somebody's questions is answered
    if await _taken(update, context, message, asked.text):
        return
    question = Question(
        text=asked.text,
        asked_at=_kst(message.date),
        person_id=message.from_user.id,
        message_id=message.message_id,
        notes=("note_late",) if late else (),
    )
    await answer_question(context, place, question)


async def _taken(update: Update, context: Context, message: Message, text: str) -> bool:
    """Return whether the text was no question: passed on to be checked, or typed into a form.

    A name and a contact are never looked at: they go into the letter and nowhere else.
    """
    sent_at = _kst(message.date)
    if await letters.asks_who_writes(update, context):
        return await letters.take_text(update, context, text, sent_at)
    return (
        await scam.take_text(update, context, message, text)
        or await letters.take_text(update, context, text, sent_at)
        or await calc.take_text(update, context, text, sent_at)
    )


async def on_edited(update: Update, context: Context) -> None:
    """Answer an edited question again, in the place of the first answer."""
    message, place = update.edited_message, place_of(update)
    if message is None or place is None or message.from_user is None:
        return
    asked = addressed(message, context.bot.bot)
    if asked is None or not asked.text or await _unchanged(context, message, asked.text):
        return
    if await calc.is_open(update, context) or await letters.is_open(update, context):
        return  # what was typed into a form is corrected with its back button
    if await scam.take_text(update, context, message, asked.text):
        return
    earlier = await context.deps.storage.answer_to(message.chat.id, message.message_id)
    question = Question(
        text=asked.text,
        asked_at=_kst(message.edit_date or message.date),
        person_id=message.from_user.id,
        message_id=message.message_id,
        notes=("note_edited",) if earlier else (),
        replaces=earlier,
    )
    await answer_question(context, place, question)


async def on_offer(update: Update, context: Context) -> None:
    """Ask the related question, or give the answer to a question asked back."""
    query, place = update.callback_query, place_of(update)
    if query is None or place is None:
        return
    press = decode(query.data)
    stored = await context.deps.storage.answer(place.chat_id, press.number())
    if stored is None:
        raise StaleButton("the answer is gone")
    latest = await context.deps.storage.latest_answer(place.chat_id)
    if press.action is Action.CHOICE and latest != stored:
        raise StaleButton("another question was asked since")
    offered = stored.offers.choices if press.action is Action.CHOICE else stored.offers.related
    await _ask_pressed(update, context, _pick(offered, press.number(1)))


async def on_example(update: Update, context: Context) -> None:
    """Ask one of the example questions."""
    press = _press(update)
    key = f"example_{press.number()}"
    language = await chat_language(update, context)
    if key not in context.deps.wording.texts[language]:
        raise StaleButton("no such example")
    await _ask_pressed(update, context, context.deps.say(language, key))


async def on_topic(update: Update, context: Context) -> None:
    """Ask the question a topic answers."""
    topic = context.room.catalogue.topics.get(_press(update).text())
    if topic is None:
        raise StaleButton("no such topic")
    await _ask_pressed(update, context, topic.question(await chat_language(update, context)))


async def _ask_pressed(update: Update, context: Context, text: str) -> None:
    query, place = update.callback_query, place_of(update)
    if query is None or place is None:
        return
    await toast(query)
    question = Question(text, context.deps.clock(), query.from_user.id, notes=("note_chosen",))
    await answer_question(context, place, question)


async def _unchanged(context: Context, message: Message, text: str) -> bool:
    """Telegram also reports edits that change no word, for example a link preview that arrived."""
    last = (await context.deps.storage.chat(message.chat.id)).memory.last
    return last is not None and last.question == text


def _press(update: Update) -> Press:
    return decode(update.callback_query.data if update.callback_query else None)


def _pick(offered: tuple[str, ...], at: int) -> str:
    if at >= len(offered):
        raise StaleButton("no such offer")
    return offered[at]


def _kst(moment: datetime) -> datetime:
    return moment.astimezone(KST)
