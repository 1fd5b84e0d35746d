"""Inline mode: fact cards in any chat, by typing the bot's name and a few words."""

from telegram import (
    InlineQueryResultArticle,
    InlineQueryResultsButton,
    InputTextMessageContent,
    Update,
)
from telegram.constants import ParseMode
from telegram.error import BadRequest

from bot.storage.model import ChatState
from bot.telegram.browsing import short_id
from bot.telegram.cards import fact_card
from bot.telegram.context import Context
from bot.telegram.markup import clean, shorten
from bot.telegram.sending import NO_PREVIEW
from bot.telegram.users import language_of
from knowledge.language import Language
from knowledge.schema import Fact

RESULTS = 10
SHORTEST_QUERY = 2
CACHE_SECONDS = 60
DESCRIPTION_UNITS = 120
START_PARAMETER = "inline"


async def on_inline_query(update: Update, context: Context) -> None:
    """Answer with the facts that fit best."""
    query = update.inline_query
    if query is None:
        return
    text = clean(query.query).strip()
    facts = await _search(context, text)
    language = language_of(ChatState(), query.from_user)
    key = "inline_none" if text and not facts else "inline_button"
    try:
        await query.answer(
            [_card(context, language, fact) for fact in facts],
            cache_time=CACHE_SECONDS,
            is_personal=True,  # the cards follow the person's language
            button=InlineQueryResultsButton(context.deps.say(language, key), None, START_PARAMETER),
        )
    except BadRequest as exc:
        if "too old" not in exc.message.lower():
            raise


async def _search(context: Context, text: str) -> list[Fact]:
    if len(text) < SHORTEST_QUERY:
        return []
    return list(await context.deps.search(text, context.deps.clock(), RESULTS))[:RESULTS]


def _card(context: Context, language: Language, fact: Fact) -> InlineQueryResultArticle:
    return InlineQueryResultArticle(
        id=short_id(fact.id),
        title=fact.headline(language),
        input_message_content=InputTextMessageContent(
            fact_card(context.deps, language, fact),
            parse_mode=ParseMode.HTML,
            link_preview_options=NO_PREVIEW,
        ),
        description=shorten(fact.statement(language), DESCRIPTION_UNITS),
    )
