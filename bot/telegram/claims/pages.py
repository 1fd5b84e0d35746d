"""What a case looks like: where it stands, the next step on top, the path, the days."""

from collections.abc import Sequence
from datetime import date

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from bot.claims.model import Case, Deadline, Route, Status
from bot.telegram.browsing import Page
from bot.telegram.buttons import Action, button
from bot.telegram.claims.stepping import steps_of
from bot.telegram.claims.telling import Teller, bulleted, titled
from bot.telegram.markup import Paragraph, plain, to_messages
from knowledge.claims_schema import Holder

DEADLINES_SHOWN = 3
PATH_SHOWN = 3


def case_page(tell: Teller, case: Case, today: date, note: str = "") -> list[str]:
    """Return a case as HTML messages."""
    route = tell.deps.claims.route(case, today)
    return to_messages(
        [
            plain(note),
            titled(tell.title(case), _standing(tell, case), at_stake(tell, case)),
            _next(tell, case, route),
            *bulleted(tell.say("case_path"), _path(tell, route)),
            *bulleted(tell.say("case_days"), _days(tell, case, today)),
        ]
    )


def case_keyboard(tell: Teller, case: Case) -> InlineKeyboardMarkup:
    """Return what can be done about a case, the likeliest first."""
    back = tell.button("case_list", Action.CASES, 0)
    if case.status is Status.CLOSED:
        reopen = tell.button("case_reopen", Action.CASE_REOPEN, case.id)
        delete = tell.button("case_delete", Action.CASE_DELETE, case.id)
        return InlineKeyboardMarkup([[reopen, delete], [back]])
    steps = [
        button(tell.say(f"step_{step}"), Action.STEP, case.id, step) for step in steps_of(case)
    ]
    return InlineKeyboardMarkup(
        [
            [
                tell.button("claim_write", Action.LETTERS, case.id),
                tell.button("claim_remind", Action.DEADLINES, case.id),
            ],
            *([step] for step in steps),
            [
                tell.button("case_proof", Action.PROOF, case.id),
                tell.button("case_path_more", Action.PATH, case.id),
            ],
            [tell.button("case_more", Action.CASE_MORE, case.id), back],
        ]
    )


def at_stake(tell: Teller, case: Case) -> str:
    """Return what the rules grant, in one line; empty where they fix nothing."""
    if case.amount_krw:
        return tell.say("case_amount", amount=tell.won(case.amount_krw))
    minutes = sum(item.minutes or 0 for item in case.granted if item.sure)
    return tell.say("case_extension", length=tell.length(minutes)) if minutes else ""


def day_line(tell: Teller, deadline: Deadline) -> str:
    """Return a deadline in one line."""
    key = "day_yours" if deadline.holder is Holder.YOU else "day_theirs"
    return tell.say(key, day=tell.day(deadline.day), what=tell.of(deadline.title))


def list_page(tell: Teller, shown: Page[Case]) -> tuple[list[str], InlineKeyboardMarkup]:
    """Return the list of cases and its buttons."""
    lines = [
        titled(f"{number}. {tell.title(case)}", tell.claims(f"status_{case.status}"))
        for number, case in enumerate(shown.items, start=1)
    ]
    rows: list[list[InlineKeyboardButton]] = [
        [button(f"{number}. {tell.title(case)}", Action.CASE, case.id)]
        for number, case in enumerate(shown.items, start=1)
    ]
    rows += _turning(tell, shown)
    rows.append(
        [
            tell.button("reminders_button", Action.REMINDERS),
            tell.button("cases_export", Action.EXPORT),
        ]
    )
    opening = plain(tell.say("cases" if shown.items else "cases_none"))
    return to_messages([opening, *lines]), InlineKeyboardMarkup(rows)


def _turning(tell: Teller, shown: Page[Case]) -> list[list[InlineKeyboardButton]]:
    row = []
    if shown.number > 0:
        row.append(tell.button("previous_page", Action.CASES, shown.number - 1))
    if shown.number < shown.last:
        row.append(tell.button("next_page", Action.CASES, shown.number + 1))
    return [row] if row else []


def _standing(tell: Teller, case: Case) -> str:
    """Return where the case stands and since when."""
    done = case.progress
    since = {
        Status.WAITING: done.complained,
        Status.ANSWERED: done.answered,
        Status.MEDIATION: done.filed,
        Status.PROPOSAL: done.proposed,
        Status.MEDIATION_ENDED: done.ended,
        Status.COURT: done.court,
        Status.CLOSED: done.closed,
    }.get(case.status)
    status = tell.claims(f"status_{case.status}")
    return tell.say("case_since", status=status, day=tell.day(since)) if since else status


def _next(tell: Teller, case: Case, route: Route) -> Paragraph:
    until = tell.say("case_until", day=tell.day(route.until)) if route.until else ""
    act = tell.claims(f"act_{route.act}")
    return titled(tell.say("case_next", act=act), tell.where(case, route), until)


def _path(tell: Teller, route: Route) -> list[str]:
    return [tell.of(desk.name.both()) for desk in route.desks[1 : 1 + PATH_SHOWN]]


def _days(tell: Teller, case: Case, today: date) -> list[str]:
    found: Sequence[Deadline] = tell.deps.claims.deadlines_of(case, today)
    return [day_line(tell, deadline) for deadline in found[:DEADLINES_SHOWN]]
