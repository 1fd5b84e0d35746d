"""Messages that offer compensation are looked at; nothing of them is kept, not even in memory."""

import re
from collections.abc import Iterator

from telegram import Message, Update

from bot.answering.model import Memory
from bot.claims.scams import Link, LinkKind, ScamReport, ScamShield, inspect_message
from bot.storage.forms import SavedForm
from bot.telegram.cards import source_line
from bot.telegram.claims.reaching import teller
from bot.telegram.claims.telling import Teller, bulleted, titled
from bot.telegram.commands import reply
from bot.telegram.context import Context
from bot.telegram.markup import Paragraph, plain, to_messages
from bot.telegram.sending import place_of, send

FORM = "scam"
BARE_LINK = 12
"""A message with so little beside its link wants the link looked at."""

_ADDRESS = re.compile(r"h(?:tt|xx)ps?://\S*", re.IGNORECASE)


async def scam(update: Update, context: Context) -> None:
    """Look at the text behind /scam, or ask for it."""
    place, text = place_of(update), " ".join(context.args or [])
    if place is None:
        return
    if text:
        await _tell(update, context, inspect_message(text, context.deps.claims.shield))
        return
    if not place.group:
        await context.room.forms.save(
            place.chat_id, SavedForm(FORM, Memory()), context.deps.clock()
        )
    await reply(update, context, "scam_ask")


async def take_text(update: Update, context: Context, message: Message, text: str) -> bool:
    """Look at a message that offers compensation; False for one that does not seem to."""
    shield, forwarded = context.deps.claims.shield, message.forward_origin is not None
    report = await _asked_for(update, context, text) or offered(text, shield, forwarded=forwarded)
    if report is None:
        return False
    await _tell(update, context, report)
    return True


def offered(text: str, shield: ScamShield, *, forwarded: bool) -> ScamReport | None:
    """Return what is found in a message that was passed on; None for the user's own question.

    Passed on means forwarded, opened by a sender in brackets, or holding a full address. A plain
    question may name a site, and "refund" is in many questions: such need more than one sign.
    """
    report = inspect_message(text, shield)
    links = [link for link in report.links if link.host.isascii()]
    foreign = any(link.kind is not LinkKind.OFFICIAL for link in links)
    passed_on = forwarded or text.startswith("[") or bool(_ADDRESS.search(text))
    bare = bool(_ADDRESS.search(text)) and len(_ADDRESS.sub("", text).strip()) <= BARE_LINK
    if passed_on and (report.suspicious or bare):
        return report
    more = len(report.signs) > 1 or any(link.kind is LinkKind.LOOKALIKE for link in links)
    return report if report.signs and foreign and more else None


async def _asked_for(update: Update, context: Context, text: str) -> ScamReport | None:
    """Return the report on what follows /scam; the form is closed then."""
    place = place_of(update)
    if place is None or place.group:
        return None
    form = await context.room.forms.form(place.chat_id, context.deps.clock())
    if form is None or form.step != FORM:
        return None
    await context.room.forms.close(place.chat_id)
    return inspect_message(text, context.deps.claims.shield)


async def _tell(update: Update, context: Context, report: ScamReport) -> None:
    place = place_of(update)
    if place is None:
        return
    tell = await teller(update, context)
    await send(context.bot, place, to_messages(_paragraphs(tell, report)))


def _paragraphs(tell: Teller, report: ScamReport) -> Iterator[Paragraph]:
    found = tell.claims("scam_found" if report.suspicious else "scam_nothing")
    yield titled(("⚠️ " if report.suspicious else "") + found)
    yield from bulleted(tell.say("scam_signs"), [tell.of(one.says.both()) for one in report.signs])
    yield from bulleted(tell.say("scam_links"), [_link(tell, link) for link in report.links])
    yield from bulleted(tell.say("scam_do"), [tell.of(one.does.both()) for one in report.advice])
    yield plain(tell.say("scam_not_kept"))
    facts = dict.fromkeys(
        source_line(tell.deps, tell.language, tell.knowledge.fact(fact)) for fact in report.basis
    )
    yield Paragraph((*titled(tell.say("sources")).lines, *facts), folded=True)


def _link(tell: Teller, link: Link) -> str:
    """Return what is known about a host, written so that Telegram makes no link of it."""
    host = link.host.replace(".", "[.]")
    return tell.claims(f"scam_link_{link.kind}", host=host, owner=link.owner or "")
