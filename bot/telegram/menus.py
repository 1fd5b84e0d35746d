"""Handlers that browse with buttons: topics, past outages, sources."""

from collections import Counter
from collections.abc import Sequence
from typing import TypeVar

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Update

from bot.telegram.browsing import NOBODY, Page, page, short_id
from bot.telegram.buttons import Action, Press, button, decode
from bot.telegram.cards import fact_card, source_list
from bot.telegram.commands import chat_language, show
from bot.telegram.context import Context
from bot.telegram.errors import StaleButton
from bot.telegram.markup import Paragraph, Span, plain, to_messages
from bot.telegram.sending import place_of, send, toast
from knowledge.language import Language
from knowledge.schema import Fact, FactKind

T = TypeVar("T")

YEARS_PER_ROW = 4


async def law(update: Update, context: Context) -> None:
    """List the topics, a page at a time."""
    language, press = await chat_language(update, context), _press(update)
    topics = tuple(context.room.catalogue.topics.items())
    shown = page(topics, press.number() if press else 0)
    rows = [[button(topic.question(language), Action.TOPIC, key)] for key, topic in shown.items]
    rows += _turning(context, language, shown, Action.TOPICS)
    key = "law" if topics else "law_empty"
    await _show(update, context, context.deps.say(language, key), rows)


async def outages(update: Update, context: Context) -> None:
    """List the providers with incidents, a page at a time."""
    language, press = await chat_language(update, context), _press(update)
    providers = tuple(context.room.catalogue.incidents)
    shown = page(providers, press.number() if press else 0)
    names = [button(_name(context, language, p), Action.YEARS, p) for p in shown.items]
    rows = _rows(names, 2) + _turning(context, language, shown, Action.PROVIDERS)
    key = "outages" if providers else "outages_empty"
    await _show(update, context, context.deps.say(language, key), rows)


async def outage_years(update: Update, context: Context) -> None:
    """List the years in which a provider had incidents."""
    language, press = await chat_language(update, context), _pressed(update)
    provider = press.text()
    years = context.room.catalogue.incidents.get(provider)
    if years is None:
        raise StaleButton("no such provider")
    say = context.deps.say
    names = [
        button(say(language, "year", year=year), Action.OUTAGES, provider, year, 0)
        for year in years
    ]
    rows = [*_rows(names, YEARS_PER_ROW), [button(say(language, "back"), Action.PROVIDERS, 0)]]
    text = say(language, "outages_years", provider=_name(context, language, provider))
    await _show(update, context, text, rows)


async def outage_list(update: Update, context: Context) -> None:
    """List a provider's incidents of one year, a page at a time."""
    language, press = await chat_language(update, context), _pressed(update)
    provider, year = press.text(), press.number(1)
    incidents = context.room.catalogue.incidents.get(provider, {}).get(year)
    if incidents is None:
        raise StaleButton("no such year")
    say = context.deps.say
    shown = page(incidents, press.number(2))
    rows = [[_card_button(language, fact)] for fact in shown.items]
    rows += _turning(context, language, shown, Action.OUTAGES, provider, year)
    rows.append([button(say(language, "back"), Action.YEARS, provider)])
    name = _name(context, language, provider)
    await _show(update, context, say(language, "outages_list", provider=name, year=year), rows)


async def on_card(update: Update, context: Context) -> None:
    """Show one fact."""
    fact = context.room.catalogue.facts.get(_pressed(update).text())
    place, query = place_of(update), update.callback_query
    if fact is None:
        raise StaleButton("no such fact")
    if place and query:
        await toast(query)
        language = await chat_language(update, context)
        await send(context.bot, place, [fact_card(context.deps, language, fact)])


async def about_sources(update: Update, context: Context) -> None:
    """Say what the answers rest on, with a button to the last answer's sources."""
    language, place = await chat_language(update, context), place_of(update)
    counts = Counter(fact.kind for fact in context.deps.knowledge.facts.values())
    text = context.deps.say(
        language,
        "sources_about",
        facts=counts.total(),
        law=counts[FactKind.LAW] + counts[FactKind.DECREE],
        terms=counts[FactKind.STANDARD] + counts[FactKind.TERMS],
        incidents=counts[FactKind.INCIDENT],
        redress=counts[FactKind.REDRESS] + counts[FactKind.AGENCY],
    )
    latest = await context.deps.storage.latest_answer(place.chat_id) if place else None
    rows = []
    if latest and latest.cited:
        rows = [[button(context.deps.say(language, "sources"), Action.SOURCES, latest.id)]]
    await _show(update, context, text, rows)


async def on_sources(update: Update, context: Context) -> None:
    """Show the sources of an answer."""
    place, query = place_of(update), update.callback_query
    if place is None or query is None:
        return
    stored = await context.deps.storage.answer(place.chat_id, _pressed(update).number())
    if stored is None or not stored.cited:
        raise StaleButton("the answer is gone")
    await toast(query)
    await send(context.bot, place, source_list(context.deps, stored.language, stored.cited))


async def on_then_now(update: Update, context: Context) -> None:
    """Show the rule on the outage's date and today."""
    place, query = place_of(update), update.callback_query
    if place is None or query is None:
        return
    stored = await context.deps.storage.answer(place.chat_id, _pressed(update).number())
    if stored is None or not (stored.offers.then and stored.offers.now):
        raise StaleButton("the answer is gone")
    await toast(query)
    title = Paragraph(((Span(context.deps.say(stored.language, "then_now"), bold=True),),))
    paragraphs = [title, plain(stored.offers.then), plain(stored.offers.now)]
    await send(context.bot, place, to_messages(paragraphs))


async def _show(
    update: Update, context: Context, text: str, rows: Sequence[Sequence[InlineKeyboardButton]]
) -> None:
    keyboard = InlineKeyboardMarkup(rows) if rows else None
    await show(update, context, to_messages([plain(text)]), keyboard)


def _press(update: Update) -> Press | None:
    return decode(update.callback_query.data) if update.callback_query else None


def _pressed(update: Update) -> Press:
    return decode(update.callback_query.data if update.callback_query else None)


def _name(context: Context, language: Language, provider_id: str) -> str:
    if provider_id == NOBODY:
        return context.deps.say(language, "outages_nobody")
    return context.deps.knowledge.providers[provider_id].name(language)


def _card_button(language: Language, fact: Fact) -> InlineKeyboardButton:
    return button(fact.headline(language), Action.CARD, short_id(fact.id))


def _turning(
    context: Context, language: Language, shown: Page[T], action: Action, *args: str | int
) -> list[list[InlineKeyboardButton]]:
    """Return a row that turns the pages, or none where there is only one."""
    say = context.deps.say
    row = []
    if shown.number > 0:
        row.append(button(say(language, "previous_page"), action, *args, shown.number - 1))
    if shown.number < shown.last:
        row.append(button(say(language, "next_page"), action, *args, shown.number + 1))
    return [row] if row else []


def _rows(buttons: Sequence[InlineKeyboardButton], width: int) -> list[list[InlineKeyboardButton]]:
    return [list(buttons[at : at + width]) for at in range(0, len(buttons), width)]
