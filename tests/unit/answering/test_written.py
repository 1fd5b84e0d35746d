"""Answers with a chat model around the composed ones; the model is a scripted server."""

import asyncio
import json
import subprocess
import sys
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from pydantic import SecretStr

from bot.answering.answerer import Answerer
from bot.answering.factory import build_answers
from bot.answering.model import Answer, Ask, Memory
from bot.answering.understanding import Lexicon
from bot.answering.written import Answers
from bot.compensation.rules import Rules
from bot.errors import InvalidSettings
from bot.settings import Settings
from knowledge.store import Knowledge
from prompts import load_wording
from tests.unit.answering.conftest import NOW, FakeSearcher
from tests.unit.writing.proofs import carries_all
from tests.unit.writing.server import ScriptedServer, Step, fails, hangs, says, scripted

CLEAR = "KT 인터넷이 어제 3시간 끊겼어요. 월 33,000원인데 보상되나요?"
STORY = (
    "제가 작은 가게를 하는데요 그날따라 손님이 많았고 비도 오고 아이도 아파서 정신이 없었어요 "
    "그런데 갑자기 다들 계산을 못 한다고 하시고 저도 뭐가 뭔지 모르겠고 하루 종일 속만 끓이다가 "
    "이제야 여쭤봐요 이런 경우에는 저 같은 사람이 어디에 무엇을 말하면 좋을지 그리고 혹시 "
    "돈으로 돌려받을 길이 있는지 궁금해요 옆집 사장님은 되셨대요"
)
HEADLINE = "약관 기준으로 1,375원 정도를 청구할 수 있는 경우로 보여요. [1]\n"


@dataclass
class Spied:
    """An answerer's parts, and what its searcher was asked."""

    knowledge: Knowledge
    lexicon: Lexicon
    rules: Rules
    searcher: FakeSearcher

    @property
    def answerer(self) -> Answerer:
        wording = load_wording("answer")
        return Answerer(self.knowledge, self.lexicon, self.searcher, self.rules, wording)


@pytest.fixture
def spied(knowledge: Knowledge, lexicon: Lexicon, rules: Rules) -> Spied:
    return Spied(knowledge, lexicon, rules, FakeSearcher(tuple(knowledge.facts)[:1]))


@asynccontextmanager
async def modelled(
    spied: Spied, folder: Path, *steps: Step
) -> AsyncIterator[tuple[Answers, ScriptedServer]]:
    async with scripted(*steps) as server:
        settings = Settings(
            data_dir=folder,
            model="openai:test",
            model_base_url=server.base_url,
            model_api_key=SecretStr("k"),
            model_timeout_s=2,
        )
        yield build_answers(settings, spied.answerer), server


def _reading(question: str) -> Step:
    fields = {"service": "", "when": "", "length": "", "fee": ""}
    return says(json.dumps({"question": question, **fields}, ensure_ascii=False))


async def _plain(spied: Spied, question: str) -> Answer:
    return await spied.answerer.answer(Ask(question, NOW))


async def test_without_a_model_the_answerer_answers_alone(spied: Spied, tmp_path: Path) -> None:
    answerer = spied.answerer
    answers = build_answers(Settings(data_dir=tmp_path, model=None), answerer)
    assert (answers.composer, answers.writer) == (answerer, None)
    answer = await answers.answer(Ask(CLEAR, NOW))
    assert answer.headline == (await _plain(spied, CLEAR)).headline


def test_without_a_model_nothing_of_langchain_is_imported() -> None:
    code = (
        "import sys\n"
        "import bot.cli, bot.answering.factory, bot.answering.written\n"
        "bad = ('langchain', 'openai', 'tenacity', 'bot.answering.writing.writer')\n"
        "sys.exit(','.join(n for n in sys.modules if n.startswith(bad)) or 0)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], check=False)  # noqa: S603 - our own code
    assert done.returncode == 0


def test_a_model_that_cannot_be_opened_is_named_at_start(spied: Spied, tmp_path: Path) -> None:
    with pytest.raises(InvalidSettings, match="MEOKTONG_MODEL"):
        build_answers(Settings(data_dir=tmp_path, model="nobody:x"), spied.answerer)


async def test_a_clear_question_is_worded_and_proofread(spied: Spied, tmp_path: Path) -> None:
    shown: list[str] = []

    async def on_sentence(text: str) -> None:
        shown.append(text)

    async with modelled(spied, tmp_path, says(HEADLINE), carries_all()) as (answers, server):
        answer = await answers.answer(Ask(CLEAR, NOW), on_sentence)
    assert len(server.requests) == 2
    assert shown == [answer.headline.text]
    assert answer.headline.text == HEADLINE.removesuffix(" [1]\n")
    assert answer.memory == (await _plain(spied, CLEAR)).memory


async def test_a_story_is_answered_through_its_short_question(spied: Spied, tmp_path: Path) -> None:
    short = "카드 결제가 안 되는 장애면 돈을 돌려받을 수 있나요?"
    async with modelled(spied, tmp_path, _reading(short), says("")) as (answers, server):
        answer = await answers.answer(Ask(STORY, NOW, user="7"))
    assert answer.question == STORY
    assert answer.model_calls == 1
    assert any(short in query.text for query in spied.searcher.asked)
    assert len(server.requests) <= 3  # one to read, one to word, and that one again when empty
    last = answer.memory.last
    assert last is not None
    assert (last.question, last.subject) == (STORY, short)


@pytest.mark.parametrize("step", [fails(400), fails(500), says("not json"), _reading("")])
async def test_a_story_nobody_could_read_is_answered_as_it_stands(
    spied: Spied, tmp_path: Path, step: Step
) -> None:
    plain = await _plain(spied, STORY)
    async with modelled(spied, tmp_path, step, fails(400)) as (answers, _):
        answer = await answers.answer(Ask(STORY, NOW))
    assert (answer.headline, answer.memory) == (plain.headline, plain.memory)


@pytest.mark.parametrize("steps", [[fails(400)], [fails(500)] * 2, [hangs()] * 2])
async def test_the_composed_answer_comes_when_the_model_does_not(
    spied: Spied, tmp_path: Path, steps: Sequence[Step]
) -> None:
    plain = await _plain(spied, CLEAR)
    async with modelled(spied, tmp_path, *steps) as (answers, _), asyncio.timeout(4):
        answer = await answers.answer(Ask(CLEAR, NOW))
    assert (answer.headline, answer.points) == (plain.headline, plain.points)


async def test_small_talk_costs_no_call(spied: Spied, tmp_path: Path) -> None:
    async with modelled(spied, tmp_path) as (answers, server):
        await answers.answer(Ask("안녕하세요", NOW, Memory()))
    assert not server.requests
