"""Every sentence of the table is read as it says."""

from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.answering.model import Understanding
from tests.unit.understanding.conftest import NOW, Read

CASES: list[dict[str, Any]] = yaml.safe_load(
    (Path(__file__).parent / "cases.yaml").read_text(encoding="utf-8")
)
LEAST_CASES = 200


def test_the_table_is_large_and_names_every_sentence_once() -> None:
    questions = [case["q"] for case in CASES]
    assert len(set(questions)) == len(questions) >= LEAST_CASES


@pytest.mark.parametrize("case", CASES, ids=[case["q"] for case in CASES])
def test_a_sentence_is_read_as_the_table_says(case: dict[str, Any], read: Read) -> None:
    now = datetime.fromisoformat(case["now"]) if "now" in case else NOW
    understanding = read(case["q"], now=now)
    expected = {key: value for key, value in case.items() if key not in ("q", "now")}
    assert {key: _said(understanding, key) for key in expected} == expected


def _said(understanding: Understanding, key: str) -> object:
    if key == "names":
        return list(understanding.providers)
    if key == "day":
        same = understanding.day_from == understanding.day_to
        return understanding.day_from if same else (understanding.day_from, understanding.day_to)
    value = getattr(understanding, key)
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, tuple):
        return list(value)
    return value if isinstance(value, date) or value is None else _plain(value)


def _plain(value: object) -> object:
    return str(value) if isinstance(value, str) else value
