"""Messages as people type them, with side remarks and other numbers: nearly all are read right.

What a message does not say is not in its line. An outage nobody calls announced or unannounced may
be read as unannounced, which is what the rules take for granted.
"""

import json
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from bot.answering.model import Understanding
from bot.clock import KST
from tests.unit.understanding.conftest import Read

WRITTEN = datetime(2026, 11, 26, 14, tzinfo=KST)
MESSAGES: list[dict[str, Any]] = [
    json.loads(line)
    for line in Path(__file__).with_name("messages.jsonl").read_text("utf-8").splitlines()
]
FEWEST = 900


def test_there_are_many_and_each_is_another() -> None:
    assert len({message["q"] for message in MESSAGES}) == len(MESSAGES) >= FEWEST


@pytest.mark.parametrize(
    ("field", "least"),
    [
        ("minutes", 0.95),
        ("monthly_fee_krw", 0.93),
        ("date", 0.95),
        ("announced", 0.98),
        ("force_majeure", 0.99),
    ],
)
def test_nearly_every_message_is_read_right(field: str, least: float, read: Read) -> None:
    wrong = [message["q"] for message in MESSAGES if not _right(message, field, read)]
    assert len(wrong) <= (1 - least) * len(MESSAGES), wrong


def _right(message: dict[str, Any], field: str, read: Read) -> bool:
    said, found = message.get(field), _found(read(message["q"], now=WRITTEN), field)
    taken_for_granted = field in ("announced", "force_majeure") and found is False
    return found == said or (said is None and taken_for_granted)


def _found(understanding: Understanding, field: str) -> object:
    if field != "date":
        return getattr(understanding, field)
    day = understanding.start.date() if understanding.start else understanding.day_from
    return day.isoformat() if day else None
