"""Conversations with nothing faked but Telegram: the real knowledge, index and answers."""

from contextlib import AbstractAsyncContextManager
from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest
from pydantic import SecretStr

from bot.answering.answerer import Answerer
from bot.answering.factory import build_answerer
from bot.answering.understanding import understand
from bot.telegram.application import build_application
from bot.telegram.cards import fact_card
from bot.telegram.serving import UnderstoodSearch, build_deps
from knowledge.language import Language
from tests.flow.fake_telegram import FakeTelegram
from tests.flow.script import CONVERSATIONS, Conversation, Player, conversations
from tests.flow.stage import NOON, Clock, Stage, on_stage, settings_for
from tests.flow.strictness import TEXT_UNITS, utf16, visible
from tests.unit.writing.proofs import carries_all
from tests.unit.writing.server import says, scripted


@pytest.fixture(scope="module")
def answerer(tmp_path_factory: pytest.TempPathFactory) -> Answerer:
    """Return the answerer a fresh installation has."""
    return build_answerer(tmp_path_factory.mktemp("data"), "builtin")


def _whole(folder: Path, answerer: Answerer) -> AbstractAsyncContextManager[Stage]:
    read = partial(understand, lexicon=answerer.lexicon)
    return on_stage(folder, lambda _: answerer, answerer.knowledge, read)


@pytest.mark.parametrize(
    "conversation", conversations(CONVERSATIONS / "whole"), ids=lambda one: one.name
)
async def test_conversation(conversation: Conversation, answerer: Answerer, tmp_path: Path) -> None:
    async with _whole(tmp_path, answerer) as stage:
        await Player(stage).play(conversation)


async def test_every_topic_and_example_fits_into_one_message(
    answerer: Answerer, tmp_path: Path
) -> None:
    async with _whole(tmp_path, answerer) as stage:
        for topic in answerer.knowledge.topics.values():
            before = len(stage.telegram.messages)
            stage.clock.now += timedelta(minutes=1)
            await stage.feed({"message": stage.message(topic.question_ko)})
            assert len(stage.telegram.messages) == before + 1, topic.id


async def test_every_fact_can_be_shown_as_a_card(answerer: Answerer, tmp_path: Path) -> None:
    deps = build_deps(settings_for(tmp_path), answerer)
    for fact in answerer.knowledge.facts.values():
        for language in Language:
            shown = visible(fact_card(deps, language, fact))
            assert shown.startswith(fact.headline(language))
            assert utf16(shown) <= TEXT_UNITS
    await deps.storage.close()


@pytest.mark.parametrize(("query", "found"), [("카톡", True), ("netflix", True), ("날씨", False)])
async def test_inline_mode_finds_what_answers_would(
    answerer: Answerer, query: str, found: bool
) -> None:
    assert bool(await UnderstoodSearch(answerer)(query, NOON, 10)) is found


@pytest.mark.parametrize(("amount", "true"), [("1,331원", True), ("1,375원", False)])
async def test_a_configured_model_words_what_is_true_of_the_whole_bots_answers(
    answerer: Answerer, tmp_path: Path, amount: str, *, true: bool
) -> None:
    reply = f"3시간 끊기셨으니 약관 기준으로 {amount} 정도를 청구할 수 있는 경우로 보여요. [1]\n"
    async with scripted(says(reply), carries_all()) as server:
        model = {
            "model": "openai:test",
            "model_api_key": SecretStr("k"),
            "model_base_url": server.base_url,
        }
        settings = settings_for(tmp_path).model_copy(update=model)
        deps = build_deps(settings, answerer)
        async with on_stage(
            tmp_path, lambda _: deps.answers, answerer.knowledge, deps.read, deps.writer
        ) as stage:
            question = "KT 인터넷이 어제 3시간 끊겼어요. 월 33,000원인데 보상되나요?"
            await stage.feed({"message": stage.message(question)})
            [answer] = stage.telegram.messages.values()
    assert answer.text.startswith(reply.removesuffix(" [1]\n")) is true
    assert "1,331원" in answer.text
    assert "1,375원" not in answer.text
    assert len(server.requests) == 1 + true


async def test_the_bot_is_built_from_settings(answerer: Answerer, tmp_path: Path) -> None:
    settings = settings_for(tmp_path)
    deps = build_deps(settings, answerer)
    assert build_application(settings, deps, FakeTelegram(Clock())).handlers
    await deps.storage.start()
    await deps.storage.close()
    assert (tmp_path / "meoktong.db").exists()
