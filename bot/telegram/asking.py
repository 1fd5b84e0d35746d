"""One question in a chat: limit, memory, answer, storage, reply."""

from dataclasses import dataclass, field, replace
from datetime import datetime

from telegram import InlineKeyboardMarkup

from bot.answering.model import Answer, Ask, Intent
from bot.storage.model import ChatState, Claimable, NewAnswer, Offers, StoredAnswer
from bot.telegram.buttons import answer_keyboard
from bot.telegram.claims.opening import claimable_of
from bot.telegram.context import Context
from bot.telegram.limits import Verdict
from bot.telegram.markup import clean, shorten, units
from bot.telegram.sending import Place, edit, send
from bot.telegram.typing import typing
from bot.telegram.users import language_of
from bot.telegram.writing import Written, worded

QUESTION_UNITS = 600
RELATED_OFFERED = 3
SMALL_TALK = frozenset({Intent.GREETING, Intent.THANKS})


@dataclass(frozen=True, slots=True)
class Question:
    """A question to answer: who asked what, when, and how the reply should start.

    `notes` are keys of this room's texts. `replaces` is the earlier answer to the same message
    when the user edited it.
    """

    text: str
    asked_at: datetime
    person_id: int
    message_id: int | None = None
    notes: tuple[str, ...] = ()
    replaces: StoredAnswer | None = field(default=None)


async def answer_question(context: Context, place: Place, question: Question) -> None:
    """Answer a question in its chat, within the person's limit."""
    deps = context.deps
    state = await deps.storage.chat(place.chat_id)
    verdict = context.room.limit.check(question.person_id, deps.clock())
    if verdict is Verdict.ANSWER:
        await _answer(context, place, state, _cut(question))
    elif verdict is Verdict.DECLINE:
        await send(context.bot, place, [deps.say(language_of(state), "too_fast")])


async def _answer(context: Context, place: Place, state: ChatState, question: Question) -> None:
    deps = context.deps
    ask = Ask(
        question=question.text,
        now=question.asked_at,
        memory=state.memory,
        language=state.language,
        user=str(question.person_id),
    )
    async with typing(context.bot, place):
        composed = await deps.answers.answer(ask)
    shown = question.replaces is None  # the answer to an edited question changes where it stands
    async with worded(context, place, ask, composed, shown=shown) as written:
        await _reply(context, place, question, written)


async def _reply(context: Context, place: Place, question: Question, written: Written) -> None:
    """Keep what the chat may come back to, and send the answer."""
    deps, answer = context.deps, written.answer
    if written.stopped:
        question = replace(question, notes=(*question.notes, "note_stopped"))
    claim = None if place.group else claimable_of(answer, deps.claims.knowledge)
    offers = offers_of(answer, claim)
    new = _new(answer, offers, question, deps.clock())
    answer_id = await deps.storage.add_answer(place.chat_id, new)
    await deps.storage.set_memory(place.chat_id, answer.memory, deps.clock())
    texts = _texts(context, place, answer, question)
    keyboard = _keyboard(context, answer, offers, answer_id)
    earlier = question.replaces.message_ids if question.replaces else ()
    sent = await _deliver(context, place, written, earlier, texts, keyboard)
    await deps.storage.set_messages(answer_id, sent)


def _cut(question: Question) -> Question:
    text = clean(question.text).strip()
    if units(text) <= QUESTION_UNITS:
        return replace(question, text=text)
    notes = (*question.notes, "note_cut")
    return replace(question, text=shorten(text, QUESTION_UNITS), notes=notes)


def _texts(context: Context, place: Place, answer: Answer, question: Question) -> list[str]:
    notes = [
        context.deps.say(answer.language, key, question=question.text) for key in question.notes
    ]
    if place.group:
        return [context.room.renderer.one_message(answer, notes)]
    return context.room.renderer.messages(answer, notes)


def _keyboard(
    context: Context, answer: Answer, offers: Offers, answer_id: int
) -> InlineKeyboardMarkup | None:
    if answer.intent in SMALL_TALK:
        return None
    return answer_keyboard(
        context.deps.wording,
        answer.language,
        answer_id,
        offers,
        cited=bool(answer.citations),
    )


async def _deliver(
    context: Context,
    place: Place,
    written: Written,
    earlier: tuple[int, ...],
    texts: list[str],
    keyboard: InlineKeyboardMarkup | None,
) -> tuple[int, ...]:
    """Send the answer, or put it in the place of the message it replaces where that still works."""
    if written.placeholder is not None:
        earlier = (written.placeholder,)
    if len(earlier) == len(texts) == 1 and await edit(
        context.bot, place.chat_id, earlier[0], texts[0], keyboard
    ):
        written.placeholder = None
        return earlier
    return await send(context.bot, place, texts, keyboard)


def offers_of(answer: Answer, claim: Claimable | None) -> Offers:
    """Return what an answer's buttons offer; `claim` is what a case can be opened from."""
    pair = answer.then_now
    return Offers(
        related=answer.related[:RELATED_OFFERED],
        choices=answer.follow_up.choices if answer.follow_up else (),
        then=pair.then.text if pair else None,
        now=pair.now.text if pair else None,
        claim=claim,
    )


def _new(answer: Answer, offers: Offers, question: Question, now: datetime) -> NewAnswer:
    return NewAnswer(
        created=now,
        question_message_id=question.message_id,
        language=answer.language,
        intent=answer.intent,
        answered=answer.answered,
        cited=tuple(citation.fact for citation in answer.citations),
        offers=offers,
    )
