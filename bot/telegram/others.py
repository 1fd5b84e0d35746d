"""Handlers of everything that is no question: pictures, voice, stickers, memberships."""

from telegram import ChatMember, Message, Update

from bot.telegram.addressing import addressed
from bot.telegram.commands import reply, start
from bot.telegram.context import Context
from bot.telegram.sending import place_of

GONE = frozenset({ChatMember.LEFT, ChatMember.BANNED})


async def on_other(update: Update, context: Context) -> None:
    """Say kindly what can be read instead of a picture, a voice message, a sticker..."""
    message = update.message
    if message is None or addressed(message, context.bot.bot) is None:
        return
    if context.room.albums.is_first(message.media_group_id):
        await reply(update, context, _reply_key(message))


async def on_membership(update: Update, context: Context) -> None:
    """Greet a group the bot joined; forget a chat that blocked it or sent it away."""
    change, place = update.my_chat_member, place_of(update)
    if change is None or place is None:
        return
    was_out = change.old_chat_member.status in GONE
    if change.new_chat_member.status in GONE:
        await context.deps.storage.forget(place.chat_id)
    elif was_out and place.group:
        await start(update, context)


async def on_migration(update: Update, context: Context) -> None:
    """Carry a group's data over when it becomes a supergroup."""
    message = update.message
    if message and message.migrate_to_chat_id:
        await context.deps.storage.move_chat(message.chat.id, message.migrate_to_chat_id)


def _reply_key(message: Message) -> str:
    if message.photo or message.video or message.animation:
        return "got_photo"
    if message.voice or message.audio or message.video_note:
        return "got_voice"
    return "got_sticker" if message.sticker else "got_other"
