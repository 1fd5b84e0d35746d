"""Handlers that move a case on: what happened, of which kind, and on which day."""

from datetime import date, timedelta

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Update

from bot.claims.desks import desk_fit
from bot.claims.errors import InvalidStep
from bot.telegram.buttons import Action, Press, button, column, in_rows
from bot.telegram.claims.reaching import Pressed, keep, pressed_case, show_case, today_of
from bot.telegram.claims.stepping import Step, kinds_of, take_step
from bot.telegram.claims.telling import Teller, titled
from bot.telegram.commands import show
from bot.telegram.context import Context
from bot.telegram.errors import StaleButton
from bot.telegram.markup import Paragraph, plain, to_messages

ONLY = "-"
DAYS_SHOWN = 9
DAY = "%Y%m%d"


async def on_step(update: Update, context: Context) -> None:
    """Ask what kind of step it was, or at once on which day."""
    at = await pressed_case(update, context)
    step, desks = _step(at.press), context.deps.claims.book.desks
    kinds = kinds_of(step, desks)
    if not kinds:
        await _ask_day(update, context, at, step, ONLY)
        return
    names = {desk.id: at.tell.of(desk.name.both()) for desk in desks}
    choices = [
        button(
            names[kind] if step is Step.FILED else at.tell.say(f"{step}_{kind}"),
            Action.STEP_KIND, at.case.id, step, kind,
        )
        for kind in kinds
    ]  # fmt: skip
    back = at.tell.button("back", Action.CASE, at.case.id)
    text = [plain(at.tell.title(at.case)), plain(at.tell.say(f"ask_{step}"))]
    await show(update, context, to_messages(text), column([*choices, back]))


async def on_kind(update: Update, context: Context) -> None:
    """Ask on which day; for a desk that does not take the case, first say which ones do."""
    at = await pressed_case(update, context)
    step, kind = _step(at.press), at.press.text(2)
    if kind not in kinds_of(step, context.deps.claims.book.desks):
        raise StaleButton("no such kind of step")
    note = _wrong_desk(context, at, kind) if step is Step.FILED else None
    await _ask_day(update, context, at, step, kind, note)


async def on_day(update: Update, context: Context) -> None:
    """Take the step on the chosen day."""
    at = await pressed_case(update, context)
    today = today_of(context)
    try:
        day = date.fromisoformat(at.press.text(3))
        case = take_step(at.case, _step(at.press), at.press.text(2), day, today)
    except (InvalidStep, ValueError) as exc:
        raise StaleButton("no such day") from exc
    await keep(context, at.place.chat_id, case)
    await show_case(update, context, case, "case_noted")


def day_buttons(
    tell: Teller, today: date, earliest: date, action: Action, *args: str | int
) -> list[list[InlineKeyboardButton]]:
    """Return the last days as buttons, today first, none before `earliest`."""
    days = [today - timedelta(days=ago) for ago in range(DAYS_SHOWN)]
    return in_rows(
        [
            button(_called(tell, day, today), action, *args, day.strftime(DAY))
            for day in days
            if day >= min(earliest, today)
        ]
    )


def _called(tell: Teller, day: date, today: date) -> str:
    if day == today:
        return tell.say("calc_today")
    if day == today - timedelta(days=1):
        return tell.say("calc_yesterday")
    return tell.say("short_day", month=day.month, day=day.day)


async def _ask_day(
    update: Update,
    context: Context,
    at: Pressed,
    step: Step,
    kind: str,
    note: Paragraph | None = None,
) -> None:
    rows = day_buttons(
        at.tell, today_of(context), at.case.day, Action.STEP_DAY, at.case.id, step, kind
    )
    rows.append([at.tell.button("back", Action.CASE, at.case.id)])
    text = [note] if note else []
    text += [plain(at.tell.title(at.case)), plain(at.tell.say("ask_day"))]
    await show(update, context, to_messages(text), InlineKeyboardMarkup(rows))


def _wrong_desk(context: Context, at: Pressed, desk_id: str) -> Paragraph | None:
    """Return a hint where a desk does not settle the case."""
    book = context.deps.claims.book
    fit = desk_fit(at.case, book.desk(desk_id), book.desks)
    if fit.fits:
        return None
    right = [f"• {at.tell.reached(desk)}" for desk in fit.instead]
    return titled(
        at.tell.say("wrong_desk", desk=at.tell.of(fit.desk.name.both())),
        *([at.tell.say("wrong_desk_instead"), *right] if right else []),
    )


def _step(press: Press) -> Step:
    try:
        return Step(press.text(1))
    except ValueError as exc:
        raise StaleButton("no such step") from exc
