"""Business days and calendar periods."""

from datetime import date

import pytest

from bot.claims.workdays import Workdays, add_months, korean_workdays


@pytest.fixture(scope="module")
def workdays() -> Workdays:
    return korean_workdays()


@pytest.mark.parametrize(
    ("day", "works"),
    [
        (date(2026, 6, 10), True),
        (date(2026, 6, 13), False),  # a Saturday
        (date(2026, 2, 17), False),  # Lunar New Year
        (date(2026, 3, 2), False),  # in place of 1 March, a Sunday
        (date(2026, 6, 3), False),  # local elections
        (date(2026, 9, 25), False),  # Chuseok
        (date(2026, 12, 25), False),
    ],
)
def test_weekends_and_public_holidays_are_no_business_days(
    workdays: Workdays, day: date, works: bool
) -> None:
    assert workdays.is_workday(day) is works


def test_business_days_are_counted_from_the_day_after(workdays: Workdays) -> None:
    assert workdays.add(date(2026, 9, 22), 3) == date(2026, 9, 29)  # across Chuseok


def test_the_last_business_day_before_a_holiday_is_found(workdays: Workdays) -> None:
    assert workdays.on_or_before(date(2026, 3, 2)) == date(2026, 2, 27)
    assert workdays.on_or_after(date(2026, 2, 28)) == date(2026, 3, 3)


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2024, 2, 29), 36, date(2027, 2, 28)),
        (date(2026, 12, 15), 6, date(2027, 6, 15)),
    ],
)
def test_a_month_without_that_day_ends_on_its_last(day: date, months: int, later: date) -> None:
    assert add_months(day, months) == later
