"""Amounts, lengths and dates as a consumer reads them."""

from datetime import date

from knowledge.language import Language
from prompts import Wording

MINUTES_PER_HOUR = 60
MINUTES_PER_DAY = 24 * MINUTES_PER_HOUR


def won(amount_krw: int) -> str:
    """Return an amount in KRW with thousands separators."""
    return f"{amount_krw:,}"


def length(minutes: int, wording: Wording, language: Language) -> str:
    """Return a length in the largest units that state it exactly."""
    days, rest = divmod(minutes, MINUTES_PER_DAY)
    hours, left = divmod(rest, MINUTES_PER_HOUR)
    if days and not left:
        key = "length_days_hours" if hours else "length_days"
        return wording(language, key, days=days, hours=hours)
    hours += days * 24
    if hours and left:
        return wording(language, "length_hours_minutes", hours=hours, minutes=left)
    if hours:
        return wording(language, "length_hours", hours=hours)
    return wording(language, "length_minutes", minutes=left)


def in_force(start: date | None, end: date | None, wording: Wording, language: Language) -> str:
    """Return the time a text was in force, or an empty string when it is not known."""
    if start and end:
        return wording(language, "in_force_between", start=start, end=end)
    if start:
        return wording(language, "in_force_from", start=start)
    if end:
        return wording(language, "in_force_until", end=end)
    return ""


def happened(start: date | None, end: date | None) -> str:
    """Return when something happened, or an empty string when it is not known."""
    if start and end and start != end:
        return f"{start}~{end}"
    return str(start or end or "")
