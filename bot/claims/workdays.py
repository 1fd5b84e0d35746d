"""Korean business days (weekends and public holidays left out) and calendar periods."""

from calendar import monthrange
from collections.abc import Container
from dataclasses import dataclass
from datetime import date, timedelta

SATURDAY = 5
MONTHS_A_YEAR = 12


@dataclass(frozen=True)
class Workdays:
    """Counts business days; `off` holds the public holidays."""

    off: Container[date]

    def is_workday(self, day: date) -> bool:
        """Return whether offices work on `day`."""
        return day.weekday() < SATURDAY and day not in self.off

    def add(self, day: date, count: int) -> date:
        """Return the `count`-th business day after `day`, which itself is not counted."""
        while count > 0:
            day += timedelta(days=1)
            count -= self.is_workday(day)
        return day

    def on_or_before(self, day: date) -> date:
        """Return the last business day up to `day`."""
        while not self.is_workday(day):
            day -= timedelta(days=1)
        return day

    def on_or_after(self, day: date) -> date:
        """Return the first business day from `day` on."""
        while not self.is_workday(day):
            day += timedelta(days=1)
        return day


def korean_workdays() -> Workdays:
    """Return the business days of Korea, with substitute and election holidays."""
    from holidays import country_holidays

    return Workdays(country_holidays("KR"))


def add_months(day: date, months: int) -> date:
    """Return the same day `months` later; the month's last day where it has no such day."""
    years, month = divmod(day.month - 1 + months, MONTHS_A_YEAR)
    year, month = day.year + years, month + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))
