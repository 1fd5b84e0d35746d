import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from pydantic import SecretStr

from bot.answering.model import Ask, Intent, Understanding
from bot.answering.understanding import unsure
from bot.answering.writing.breaker import Breaker
from bot.answering.writing.chat import open_model
from bot.answering.writing.ledger import Caps, Ledger, MemoryBooks
from bot.answering.writing.messages import load_rephrasing_prompts
from bot.answering.writing.rephraser import Rephraser
from bot.clock import moment_on
from knowledge.language import Language
from tests.unit.writing.scenes import name_finder
from tests.unit.writing.server import ScriptedServer, Step, fails, hangs, says, scripted
from tests.unit.writing.test_writer import TODAY

STORY = "어제 저녁에 가게에서 KT 인터넷이 두 시간쯤 안 돼서 카드 결제도 못 하고 손님을 다 보냈어요"


def understood(question: str, intent: Intent = Intent.OUT_OF_SCOPE) -> Understanding:
    return Understanding(question, Language.KO, (intent,), TODAY)


@asynccontextmanager
async def rephrasing(
    *steps: Step, timeout_s: float = 10
) -> AsyncIterator[tuple[Rephraser, ScriptedServer]]:
    async with scripted(*steps) as server:
        model = open_model("openai:test", base_url=server.base_url, api_key=SecretStr("k"))
        ledger = Ledger(Caps(), lambda: TODAY, MemoryBooks())
        breaker, prompts = Breaker(lambda: 0.0), load_rephrasing_prompts()
        yield Rephraser(model, breaker, prompts, name_finder(), ledger, timeout_s), server


def _reply(question: str, **fields: str) -> Step:
    filled = {"service": "", "when": "", "length": "", "fee": "", **fields}
    return says(json.dumps({"question": question, **filled}, ensure_ascii=False))


async def _rephrased(*steps: Step, question: str = STORY) -> str | None:
    async with rephrasing(*steps) as (rephraser, _):
        asked = await rephraser.rephrase(Ask(question, moment_on(TODAY)), understood(question))
    return asked.question if asked else None


async def test_a_story_becomes_a_question_with_its_fields() -> None:
    step = _reply("KT 인터넷 장애로 보상받을 수 있나요?", when="어제", length="두 시간")
    assert await _rephrased(step) == "어제 두 시간 KT 인터넷 장애로 보상받을 수 있나요?"


@pytest.mark.parametrize(
    "step",
    [
        _reply("KT 인터넷 3시간 장애로 보상받을 수 있나요?"),
        _reply("SKT 인터넷 장애로 보상받을 수 있나요?"),
        _reply("보상받을 수 있나요?", fee="월 33,000원"),
        _reply("방통위에 신고할 수 있나요?"),
        _reply(""),
        _reply("가" * 400),
        says("not json"),
        fails(500),
        fails(400),
    ],
)
async def test_what_the_user_did_not_say_or_nothing_usable_keeps_their_words(step: Step) -> None:
    assert await _rephrased(step) is None


async def test_a_silent_server_keeps_their_words() -> None:
    async with rephrasing(hangs(), timeout_s=0.2) as (rephraser, _):
        assert await rephraser.rephrase(Ask(STORY, moment_on(TODAY)), understood(STORY)) is None


async def test_a_clear_question_costs_no_call() -> None:
    async with rephrasing() as (rephraser, server):
        clear = understood("KT 인터넷 3시간 보상되나요?", Intent.COMPENSATION)
        assert await rephraser.rephrase(Ask(clear.question, moment_on(TODAY)), clear) is None
    assert not server.requests


async def test_personal_data_is_masked_on_its_way_out() -> None:
    async with rephrasing(_reply("")) as (rephraser, server):
        question = f"{STORY} 연락처 010-1234-5678"
        await rephraser.rephrase(Ask(question, moment_on(TODAY)), understood(question))
    assert "1234-5678" not in server.requests[0]


@pytest.mark.parametrize(
    ("question", "intent", "expected"),
    [
        ("안녕하세요 반갑습니다 여러분", Intent.GREETING, False),
        ("짧은 말", Intent.OUT_OF_SCOPE, False),
        (STORY, Intent.OUT_OF_SCOPE, True),
        (STORY, Intent.COMPENSATION, False),
        ("말이 길어요 " * 40, Intent.COMPENSATION, True),
    ],
)
def test_only_what_plain_reading_is_unsure_of_is_rephrased(
    question: str, intent: Intent, expected: bool
) -> None:
    assert unsure(understood(question, intent)) is expected
