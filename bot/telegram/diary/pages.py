"""What the diary looks like: a month, line by line, and what a stop adds up to."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from telegram import InlineKeyboardMarkup

from bot.claims.diary import Entry, MonthTotal, Reached, month_totals
from bot.claims.phrases import at, in_month, threshold_text
from bot.clock import KST
from bot.telegram.buttons import Action, button
from bot.telegram.claims.telling import Teller, titled
from bot.telegram.diary.lines import Line, line_name
from bot.telegram.markup import Paragraph, plain, to_messages

ENTRIES_SHOWN = 8


def month_page(
    tell: Teller, entries: Sequence[Entry], month: date, now: datetime
) -> tuple[list[str], InlineKeyboardMarkup]:
    """Return a month of the diary, line by line, with its buttons."""
    shown = [entry for entry in entries if _in(entry, month, now)][-ENTRIES_SHOWN:]
    name = in_month(month, tell.language, tell.deps.claims.wording)
    paragraphs = [plain(tell.say("diary_title", month=name))]
    for line in dict.fromkeys(Line(*entry.line) for entry in shown):
        own = [entry for entry in entries if Line(*entry.line) == line]
        paragraphs.append(_line(tell, line, own, month, now))
    if not shown:
        paragraphs.append(plain(tell.say("diary_empty")))
    return to_messages(paragraphs), _month_keyboard(tell, shown, entries, month)


def total_text(tell: Teller, own: Sequence[Entry], month: date, now: datetime) -> str:
    """Return what a line's month adds up to; empty where nothing was noted."""
    total = _total(own, month, now)
    if total is None:
        return ""
    return tell.say(
        "diary_total",
        month=in_month(month, tell.language, tell.deps.claims.wording),
        count=len(total.lengths),
        length=tell.length(total.minutes),
    )


def reached_paragraph(tell: Teller, line: Line, reached: Sequence[Reached]) -> Paragraph:
    """Return the announcement of thresholds that a line has reached."""
    claims = tell.deps.claims
    lines = [
        f"• {threshold_text(item, tell.language, claims.wording, claims.rules)}" for item in reached
    ]
    return titled(f"📣 {line_name(tell, line)}", *lines)


def month_of(now: datetime) -> date:
    """Return the first day of the month in Korea."""
    return now.astimezone(KST).date().replace(day=1)


def _total(own: Sequence[Entry], month: date, now: datetime) -> MonthTotal | None:
    return next((one for one in month_totals(own, now) if one.month == month), None)


def _in(entry: Entry, month: date, now: datetime) -> bool:
    return any(one.month == month for one in month_totals([entry], now)) or (
        entry.started.astimezone(KST).date().replace(day=1) == month
    )


def _line(tell: Teller, line: Line, own: Sequence[Entry], month: date, now: datetime) -> Paragraph:
    lines = [_entry(tell, entry, now) for entry in own if _in(entry, month, now)]
    total = total_text(tell, own, month, now)
    return titled(line_name(tell, line), *lines[-ENTRIES_SHOWN:], total)


def _entry(tell: Teller, entry: Entry, now: datetime) -> str:
    start = at(entry.started, tell.language, tell.deps.claims.wording)
    if entry.ended is None:
        minutes = int((now - entry.started) / timedelta(minutes=1))
        return tell.say("diary_lasting", start=start, length=tell.length(minutes))
    minutes = int((entry.ended - entry.started) / timedelta(minutes=1))
    return tell.say("diary_entry", start=start, length=tell.length(minutes))


def _month_keyboard(
    tell: Teller, shown: Sequence[Entry], entries: Sequence[Entry], month: date
) -> InlineKeyboardMarkup:
    rows = [
        [tell.button("diary_up", Action.LINE_UP, entry.id)]
        for entry in entries
        if entry.ended is None
    ]
    ended = [entry for entry in shown if entry.ended is not None]
    rows += [
        [
            button(_named(tell, "diary_claim", entry), Action.ENTRY_CLAIM, entry.id),
            button(_named(tell, "diary_remove", entry), Action.ENTRY_REMOVE, entry.id),
        ]
        for entry in ended
    ]
    before = (month - timedelta(days=1)).replace(day=1)
    after = (month + timedelta(days=32)).replace(day=1)
    rows.append(
        [
            button(f"◀ {before:%Y-%m}", Action.DIARY, f"{before:%Y%m}"),
            button(f"{after:%Y-%m} ▶", Action.DIARY, f"{after:%Y%m}"),
        ]
    )
    return InlineKeyboardMarkup(rows)


def _named(tell: Teller, key: str, entry: Entry) -> str:
    start = entry.started.astimezone(KST)
    return tell.say(key, start=f"{start.month}/{start.day} {start:%H:%M}")
