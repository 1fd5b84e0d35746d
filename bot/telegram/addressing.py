"""Whether a message speaks to the bot, and what it asks."""

import re
from dataclasses import dataclass

from telegram import Message, MessageEntity, User


@dataclass(frozen=True, slots=True)
class Addressed:
    """A message that speaks to the bot; `text` is what it asks, without the bot's name."""

    text: str


def addressed(message: Message, bot: User) -> Addressed | None:
    """Return what the message asks the bot; None where it does not speak to the bot.

    In a private chat every message does. In a group only one that names the bot or replies to it;
    naming the bot and nothing else in a reply to somebody asks that person's question.
    """
    if message.via_bot and message.via_bot.id == bot.id:
        return None
    text = message.text or message.caption or ""
    if message.chat.type == message.chat.PRIVATE:
        return Addressed(text.strip())
    if not (_names(message, bot) or _replies_to(message, bot)):
        return None
    return Addressed(_without_name(text, bot) or _quoted(message, bot))


def _names(message: Message, bot: User) -> bool:
    kinds: list[str | None] = [MessageEntity.MENTION, MessageEntity.TEXT_MENTION]
    found = {**message.parse_entities(kinds), **message.parse_caption_entities(kinds)}
    return any(
        entity.user == bot if entity.user else text.lower() == bot.name.lower()
        for entity, text in found.items()
    )


def _replies_to(message: Message, bot: User) -> bool:
    replied = message.reply_to_message
    return replied is not None and replied.from_user == bot and not replied.forum_topic_created


def _without_name(text: str, bot: User) -> str:
    return re.sub(rf"{re.escape(bot.name)}\b", " ", text, flags=re.IGNORECASE).strip()


def _quoted(message: Message, bot: User) -> str:
    replied = message.reply_to_message
    if replied is None or replied.from_user == bot:
        return ""
    return (replied.text or replied.caption or "").strip()
