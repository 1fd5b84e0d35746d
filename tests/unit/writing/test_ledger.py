from datetime import date
from pathlib import Path

import pytest

from bot.answering.writing.chat import Usage
from bot.answering.writing.errors import OverBudget
from bot.answering.writing.ledger import Caps, FileBooks, Ledger, MemoryBooks

MONDAY, TUESDAY = date(2026, 9, 7), date(2026, 9, 8)


class Calendar:
    """A day that can be turned."""

    day = MONDAY

    def __call__(self) -> date:
        return self.day


def _ledger(caps: Caps, calendar: Calendar | None = None) -> Ledger:
    return Ledger(caps, calendar or Calendar(), MemoryBooks())


def _spend(ledger: Ledger, user: str, read: int, written: int = 0) -> None:
    ledger.settle(ledger.reserve(user, 1), Usage(read, written))


def test_a_reservation_is_replaced_by_what_was_used() -> None:
    ledger = _ledger(Caps())
    reservation = ledger.reserve("a", 1_000)
    assert ledger.spent.tokens == 1_000
    ledger.settle(reservation, Usage(100, 20))
    assert ledger.spent.tokens == 120


def test_what_is_set_aside_counts_against_the_cap() -> None:
    ledger = _ledger(Caps(tokens_total=1_500))
    ledger.reserve("a", 1_000)
    with pytest.raises(OverBudget):
        ledger.reserve("b", 1_000)


@pytest.mark.parametrize(
    "caps",
    [
        Caps(tokens_per_user=100),
        Caps(tokens_total=100),
        Caps(cost_total_usd=0.0001, price_read_usd=1.0),
    ],
)
def test_every_cap_holds(caps: Caps) -> None:
    ledger = _ledger(caps)
    _spend(ledger, "a", 100)
    with pytest.raises(OverBudget):
        ledger.reserve("a", 1)


def test_a_cap_of_one_user_leaves_others_free() -> None:
    ledger = _ledger(Caps(tokens_per_user=100))
    _spend(ledger, "a", 100)
    ledger.reserve("b", 100)


def test_nobody_in_particular_has_no_cap_of_their_own() -> None:
    ledger = _ledger(Caps(tokens_per_user=100))
    _spend(ledger, "", 100)
    ledger.reserve("", 100)


def test_a_new_day_opens_new_books() -> None:
    calendar = Calendar()
    ledger = _ledger(Caps(tokens_total=100), calendar)
    _spend(ledger, "a", 100)
    calendar.day = TUESDAY
    ledger.reserve("a", 100)


def test_cost_follows_the_prices() -> None:
    ledger = _ledger(Caps(price_read_usd=2.0, price_written_usd=10.0))
    _spend(ledger, "a", 1_000_000, 100_000)
    assert ledger.spent.cost_usd == pytest.approx(3.0)


def test_a_restart_keeps_the_books_without_names(tmp_path: Path) -> None:
    path = tmp_path / "data" / "usage.json"
    first = Ledger(Caps(tokens_per_user=100), Calendar(), FileBooks(path))
    _spend(first, "telegram-12345", 100)
    assert "12345" not in path.read_text()
    again = Ledger(Caps(tokens_per_user=100), Calendar(), FileBooks(path))
    with pytest.raises(OverBudget):
        again.reserve("telegram-12345", 1)


@pytest.mark.parametrize("damaged", ["", "{", "[]", '{"x": 1}'])
def test_damaged_books_count_as_new(tmp_path: Path, damaged: str) -> None:
    path = tmp_path / "usage.json"
    path.write_text(damaged)
    assert Ledger(Caps(), Calendar(), FileBooks(path)).spent.tokens == 0
