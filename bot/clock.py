"""Korean time: the only time zone the bot thinks in."""

from collections.abc import Callable
from datetime import date, datetime
from zoneinfo import ZoneInfo

KST = ZoneInfo("Asia/Seoul")

Clock = Callable[[], datetime]


def now_kst() -> datetime:
    """Return the current moment in KST."""
    return datetime.now(KST)


def moment_on(day: date, clock: Clock = now_kst) -> datetime:
    """Return `day` at the clock's time of day, in KST; stands in for "now" in questions."""
    return datetime.combine(day, clock().time(), tzinfo=KST)
