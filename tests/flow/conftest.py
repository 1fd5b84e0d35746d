"""Settings of every conversation."""

import pytest


@pytest.fixture(autouse=True)
def _telegram_speaks_in_durations(monkeypatch: pytest.MonkeyPatch) -> None:
    """Use what python-telegram-bot announces as its future: durations instead of seconds."""
    monkeypatch.setenv("PTB_TIMEDELTA", "true")
