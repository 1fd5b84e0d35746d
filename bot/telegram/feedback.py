"""The handler of thumbs."""

import logging

from telegram import Update
from telegram.error import BadRequest

from bot.storage.model import Feedback
from bot.telegram.buttons import Action, answer_keyboard, decode
from bot.telegram.context import Context
from bot.telegram.errors import StaleButton
from bot.telegram.sending import place_of, toast

logger = logging.getLogger(__name__)


async def on_thumb(update: Update, context: Context) -> None:
    """Keep the thumb an answer got and mark it on the button."""
    place, query = place_of(update), update.callback_query
    if place is None or query is None:
        return
    press = decode(query.data)
    feedback = Feedback.UP if press.action is Action.UP else Feedback.DOWN
    storage = context.deps.storage
    if not await storage.set_feedback(place.chat_id, press.number(), feedback):
        raise StaleButton("the answer is gone")
    stored = await storage.answer(place.chat_id, press.number())
    if stored is None:
        raise StaleButton("the answer is gone")
    await toast(query, context.deps.say(stored.language, f"thumb_{feedback}"))
    keyboard = answer_keyboard(
        context.deps.wording,
        stored.language,
        stored.id,
        stored.offers,
        cited=bool(stored.cited),
        feedback=feedback,
    )
    if query.message is None:
        return
    try:
        await context.bot.edit_message_reply_markup(
            place.chat_id, query.message.message_id, reply_markup=keyboard
        )
    except BadRequest as exc:  # pressed twice, or the message is too old to edit
        logger.debug("the thumb could not be marked: %s", exc.message)
