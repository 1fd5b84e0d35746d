"""Handlers of what else an answer about an outage offers: the company's duty, and is it worth it.

Ticks live in the buttons' data: nothing about them is stored.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from telegram import InlineKeyboardMarkup, Update

from bot.claims.model import Case
from bot.compensation.duty import Due, DutyItem, duty_checklist
from bot.compensation.worth import Comparison, Option, worth_it
from bot.telegram.buttons import Action, Press, button
from bot.telegram.cards import source_line
from bot.telegram.claims.opening import case_of
from bot.telegram.claims.reaching import pressed, teller, today_of
from bot.telegram.claims.telling import Teller, titled
from bot.telegram.commands import show, show_below
from bot.telegram.context import Context
from bot.telegram.errors import StaleButton
from bot.telegram.markup import Paragraph, plain, to_messages

KEPT, BROKEN, OPEN = "y", "n", "-"
_NEXT = {OPEN: KEPT, KEPT: BROKEN, BROKEN: OPEN}
_SHOWN = {OPEN: "☐", KEPT: "✅", BROKEN: "❌"}


@dataclass(frozen=True, slots=True)
class _Asked:
    """What an answer was about, as a case that is not kept."""

    press: Press
    case: Case
    tell: Teller


async def on_duty(update: Update, context: Context) -> None:
    """Show what the company owed its users; a press ticks whether it did so."""
    at = await _asked(update, context)
    outage, today = at.case.outage, today_of(context)
    items = duty_checklist(outage, context.deps.claims.rules, today)
    ticks = _ticks(at.press, items)
    text = to_messages(_duty(at.tell, at.case, items, ticks))
    keyboard = _duty_keyboard(at, items, ticks)
    if len(at.press.args) > 1:
        await show(update, context, text, keyboard)
    else:
        await show_below(update, context, text, keyboard)


async def on_worth(update: Update, context: Context) -> None:
    """Compare what may come out with the effort and with how it went for others."""
    at = await _asked(update, context)
    if at.case.assessment is None:
        raise StaleButton("nothing was assessed")
    rules, today = context.deps.claims.rules, today_of(context)
    found = worth_it(at.case.outage, at.case.assessment, rules, today)
    await show_below(update, context, to_messages(_worth(at.tell, at.case, found)), None)


async def _asked(update: Update, context: Context) -> _Asked:
    place, press = pressed(update)
    stored = await context.deps.storage.answer(place.chat_id, press.number())
    if stored is None or stored.offers.claim is None:
        raise StaleButton("the answer is gone")
    case = case_of(stored.offers.claim, context.deps.claims, today_of(context))
    return _Asked(press, case, await teller(update, context))


def _ticks(press: Press, items: Sequence[DutyItem]) -> str:
    """Return a tick for each item: as in the data, with the one that was pressed turned on."""
    ticks = press.text(1) if len(press.args) > 1 else OPEN * len(items)
    if len(ticks) != len(items) or set(ticks) - set(_NEXT):
        raise StaleButton("the checklist has changed")
    return ticks


def _duty_keyboard(
    at: _Asked, items: Sequence[DutyItem], ticks: str
) -> InlineKeyboardMarkup | None:
    rows = [
        [
            button(
                f"{_SHOWN[ticks[n]]} {n + 1}. {at.tell.say(f'duty_{item.id}')}",
                Action.DUTY,
                at.press.number(),
                ticks[:n] + _NEXT[ticks[n]] + ticks[n + 1 :],
            )
        ]
        for n, item in enumerate(items)
        if item.due is not Due.NO
    ]
    return InlineKeyboardMarkup(rows) if rows else None


def _duty(tell: Teller, case: Case, items: Sequence[DutyItem], ticks: str) -> Iterator[Paragraph]:
    yield titled(tell.say("claim_duty"), tell.title(case), tell.say("duty_about"))
    for n, item in enumerate(items):
        by = tell.say("duty_by", day=tell.day(item.by)) if item.by else ""
        due = tell.say(f"duty_due_{item.due}")
        yield titled(f"{n + 1}. {tell.of(item.question)}", due, tell.of(item.reason), by)
    yield plain(_duty_result(tell, items, ticks))
    yield _sources(tell, (fact for item in items for fact in item.basis))


def _duty_result(tell: Teller, items: Sequence[DutyItem], ticks: str) -> str:
    owed = [tick for item, tick in zip(items, ticks, strict=True) if item.due is not Due.NO]
    if not owed:
        return ""
    if BROKEN in owed:
        return tell.say("duty_broken")
    return tell.say("duty_tick" if OPEN in owed else "duty_kept")


def _worth(tell: Teller, case: Case, found: Comparison) -> Iterator[Paragraph]:
    yield titled(tell.say("claim_worth"), tell.title(case), _expected(tell, found))
    for option in found.options:
        yield titled(
            f"{tell.of(option.name)}: {tell.say(f'worth_{option.advice}')}",
            _price(tell, option),
            tell.of(option.reason),
        )
    examples = [
        f"• {example.day:%Y-%m-%d} {tell.say(f'outcome_{example.outcome}')}: "
        f"{tell.of(example.text)}"
        for example in found.examples
    ]
    if examples:
        yield titled(tell.say("worth_examples"), *examples)
    facts = [fact for option in found.options for fact in option.facts]
    yield _sources(tell, [*(example.fact for example in found.examples), *facts])


def _expected(tell: Teller, found: Comparison) -> str:
    if found.expected_krw is None:
        return tell.say("worth_no_figure")
    low, high = found.expected_krw
    if low == high:
        return tell.say("worth_figure", amount=tell.won(low))
    return tell.say("worth_range", low=tell.won(low), high=tell.won(high))


def _price(tell: Teller, option: Option) -> str:
    effort = tell.say(f"effort_{option.effort}")
    if not option.cost_min_krw:
        return tell.say("worth_free", effort=effort)
    return tell.say("worth_cost", effort=effort, cost=tell.won(option.cost_min_krw))


def _sources(tell: Teller, facts: Iterable[str]) -> Paragraph:
    lines = dict.fromkeys(
        source_line(tell.deps, tell.language, tell.knowledge.fact(fact)) for fact in facts
    )
    return Paragraph((*titled(tell.say("sources")).lines, *lines), folded=True)
