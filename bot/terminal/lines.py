"""Questions from standard input, one a line, answered as JSON Lines in order."""

import asyncio
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from pydantic import JsonValue

from bot.answering.model import Ask
from bot.answering.serialize import answer_json
from bot.answering.written import Answers
from bot.clock import Clock, moment_on
from bot.errors import InvalidInput


@dataclass(frozen=True, slots=True)
class AskedLine:
    """One line read: the question and the day that counts as today, if it names one."""

    question: str
    day: date | None = None


def parse_line(line: str) -> AskedLine:
    """Return the question of a line of plain text or JSON; raises InvalidInput."""
    if not line.lstrip().startswith("{"):
        return AskedLine(line.strip())
    try:
        fields = json.loads(line)
    except json.JSONDecodeError as exc:
        raise InvalidInput(f"not a JSON object: {exc}") from exc
    question, day = fields.get("question"), fields.get("date")
    if not isinstance(question, str) or not question.strip():
        raise InvalidInput('the JSON object needs a text "question"')
    return AskedLine(question.strip(), parse_day(day) if day is not None else None)


def parse_day(text: object) -> date:
    """Return an ISO date; raises InvalidInput."""
    try:
        return date.fromisoformat(str(text))
    except ValueError as exc:
        raise InvalidInput(f"not a date (YYYY-MM-DD): {text}") from exc


def answer_lines(
    lines: Iterable[str], answers: Answers, clock: Clock, day: date | None
) -> Iterator[str]:
    """Yield one JSON line for each question; a line that cannot be read yields its error."""
    with asyncio.Runner() as runner:
        for line in lines:
            if line.strip():
                answered = runner.run(_answer_line(line, answers, clock, day))
                yield json.dumps(answered, ensure_ascii=False)


async def _answer_line(
    line: str, answers: Answers, clock: Clock, day: date | None
) -> dict[str, JsonValue]:
    try:
        asked = parse_line(line)
    except InvalidInput as exc:
        return {"error": str(exc), "line": line.strip()}
    answer = await answers.answer(Ask(asked.question, now_for(asked.day or day, clock)))
    return answer_json(answer, answers.wording)


def now_for(day: date | None, clock: Clock) -> datetime:
    """Return the moment that counts as now for a question."""
    return moment_on(day, clock) if day else clock()
