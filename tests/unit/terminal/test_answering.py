"""Questions in the terminal, answered by a composer and, where one is set, a chat model."""

import io
import json
from dataclasses import dataclass, field, replace

import pytest
from rich.console import Console

from bot.answering.model import Answer, Ask, Intent, Memory, Understanding
from bot.answering.written import Answers
from bot.clock import moment_on
from bot.terminal.conversation import converse
from bot.terminal.lines import answer_lines
from knowledge.language import Language
from prompts import load_wording
from tests.unit.writing.scenes import scenes
from tests.unit.writing.test_writer import GOOD, TODAY, Stub, writer_of

NOW = moment_on(TODAY)
WRITTEN = "3시간 끊기셨으니"
COMPOSED = scenes()["kt-yes"].answer


@dataclass
class Composer:
    """Composes one answer to everything, and remembers the question."""

    asked: list[Ask] = field(default_factory=list)

    async def answer(self, ask: Ask) -> Answer:
        """Return the answer."""
        self.asked.append(ask)
        said = Understanding(ask.question, Language.KO, (Intent.COMPENSATION,), TODAY)
        return replace(COMPOSED, question=ask.question, memory=Memory(said))


def _answers(composer: Composer, *, model: bool) -> Answers:
    return Answers(
        composer, load_wording("answer"), writer_of(Stub(GOOD), proofreads=True) if model else None
    )


@pytest.mark.parametrize("model", [False, True])
def test_a_conversation_remembers_and_ends(monkeypatch: pytest.MonkeyPatch, *, model: bool) -> None:
    composer, shown = Composer(), io.StringIO()
    monkeypatch.setattr("sys.stdin", io.StringIO("KT 3시간\n\n그럼 4만원이면?\n종료\n"))
    console = Console(file=shown, width=200)
    converse(_answers(composer, model=model), load_wording("terminal"), lambda: NOW, console)
    assert [ask.question for ask in composer.asked] == ["KT 3시간", "그럼 4만원이면?"]
    last = composer.asked[1].memory.last
    assert last is not None
    assert last.question == "KT 3시간"
    assert (WRITTEN in shown.getvalue()) is model


def test_lines_are_answered_in_order_each_on_its_own() -> None:
    composer = Composer()
    lines = ["첫 질문", "", '{"question": "둘째", "date": "2021-05-05"}', '{"question": 3}']
    answers = _answers(composer, model=True)
    found = [json.loads(line) for line in answer_lines(lines, answers, lambda: NOW, None)]
    assert [one.get("question") for one in found] == ["첫 질문", "둘째", None]
    assert "error" in found[2]
    assert found[0]["headline"].startswith(WRITTEN)
    assert composer.asked[1].now.date().isoformat() == "2021-05-05"
    assert composer.asked[1].memory == Memory()
