"""Starting, stopping, working in parallel, and what is written to the log."""

import asyncio
import logging
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import text
from telegram import Update

from bot.answering.model import Answer, Ask
from bot.telegram.housekeeping import purge
from bot.telegram.profile import COMMANDS
from tests.flow.fake_telegram import BROKEN, FLOOD, TOKEN, Event, Refusal
from tests.flow.stage import PEOPLE, on_stage
from tests.flow.tiny import TinyAnswers


@dataclass
class GatedAnswers:
    """Answers that wait for a gate when the question says 기다려."""

    asked: list[Ask]
    gate: asyncio.Event = field(default_factory=asyncio.Event)

    async def answer(self, ask: Ask) -> Answer:
        """Return the tiny answer, later."""
        if "기다려" in ask.question:
            await self.gate.wait()
        return await TinyAnswers(self.asked).answer(ask)


async def test_chats_run_in_parallel_and_each_in_order(tmp_path: Path) -> None:
    async with on_stage(tmp_path, GatedAnswers) as stage:
        assert isinstance(stage.answers, GatedAnswers)
        for said, who in [("기다려 하나", "ann"), ("둘", "ann"), ("셋", "bob")]:
            message = {"update_id": len(said) * 100, "message": stage.message(said, who=who)}
            await stage.running.update_queue.put(Update.de_json(message, stage.running.bot))
        await stage.telegram.until("셋")
        assert not any(event.chat_id == PEOPLE["ann"] for event in _sent(stage.telegram.events))
        stage.answers.gate.set()
        async with asyncio.timeout(5):
            await stage.running.update_queue.join()
        to_ann = [e.text for e in _sent(stage.telegram.events) if e.chat_id == PEOPLE["ann"]]
        assert ["하나" in to_ann[0], "둘" in to_ann[1]] == [True, True]
        assert not stage.telegram.violations


async def test_stopping_finishes_what_was_begun(tmp_path: Path) -> None:
    async with on_stage(tmp_path, GatedAnswers) as stage:
        assert isinstance(stage.answers, GatedAnswers)
        asked = {"update_id": 1, "message": stage.message("기다려")}
        await stage.running.update_queue.put(Update.de_json(asked, stage.running.bot))
        await asyncio.sleep(0.05)
        stopping = asyncio.create_task(stage.running.stop())
        await asyncio.sleep(0.05)
        assert not stopping.done()
        stage.answers.gate.set()
        await stopping
        assert [event.text for event in _sent(stage.telegram.events)] == ["받은 글: 기다려"]
        await stage.running.start()


async def test_the_bot_serves_what_polling_brings(tmp_path: Path) -> None:
    async with on_stage(tmp_path) as stage:
        stage.telegram.updates.put_nowait({"update_id": 1, "message": stage.message("카톡")})
        assert stage.running.updater is not None
        await stage.running.updater.start_polling()
        await stage.telegram.until("무료 서비스라")
        await stage.running.updater.stop()


async def test_the_profile_is_set_in_both_languages_and_only_where_it_differs(
    tmp_path: Path,
) -> None:
    async with on_stage(tmp_path) as stage:
        profile = stage.telegram.profile
        assert profile["Name:"]["name"] == "먹통봇"
        assert profile["Name:en"]["name"] == "Meoktong"
        for language in ("", "en"):
            commands = [entry["command"] for entry in profile[f"Commands:{language}"]["commands"]]
            assert tuple(commands) == COMMANDS
            assert profile[f"Description:{language}"]["description"]
            assert profile[f"ShortDescription:{language}"]["short_description"]
        await stage.restart()
        set_calls = [method for method, _ in stage.telegram.calls if method.startswith("setMy")]
        assert len(set_calls) == 8


@pytest.mark.parametrize("refusal", [BROKEN, replace(BROKEN, status=403)])
async def test_a_profile_that_cannot_be_set_does_not_stop_the_bot(
    tmp_path: Path, refusal: Refusal
) -> None:
    async with on_stage(tmp_path) as stage:
        stage.telegram.fail("getMyCommands", refusal)
        await stage.restart()
        await stage.feed({"message": stage.message("카톡")})
        assert "무료 서비스라" in _sent(stage.telegram.events)[0].text


async def test_every_command_in_the_menu_is_answered(tmp_path: Path) -> None:
    async with on_stage(tmp_path) as stage:
        for command in COMMANDS:
            await stage.feed({"message": stage.message(f"/{command}")})
        texts = [event.text for event in _sent(stage.telegram.events)]
        assert len(set(texts)) == len(COMMANDS)


async def test_the_log_has_the_incident_and_neither_words_nor_token(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    async with on_stage(tmp_path) as stage:
        await stage.feed({"message": stage.message("고장 비밀스러운 이야기 010-1234-5678")})
        number = _sent(stage.telegram.events)[0].text.rsplit(" ", 1)[1]
        ours = [record for record in caplog.records if record.name.startswith("bot.")]
        logged = "\n".join(record.getMessage() for record in ours)
        assert number in logged
        assert "ValueError" in logged
        assert not any(word in logged for word in ("비밀", "이야기", "010-1234-5678", TOKEN))
        above_debug = [r.getMessage() for r in caplog.records if r.levelno > logging.DEBUG]
        assert not any("비밀" in line for line in above_debug)


async def test_an_apology_that_cannot_be_sent_is_only_logged(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    async with on_stage(tmp_path) as stage:
        stage.telegram.fail("sendMessage", replace(FLOOD, status=400, parameters={}))
        await stage.feed({"message": stage.message("고장")})
        assert not _sent(stage.telegram.events)
        assert "no apology" in caplog.text


async def test_a_broken_database_is_apologised_for_too(tmp_path: Path) -> None:
    async with on_stage(tmp_path) as stage:
        async with stage.storage.engine.begin() as connection:
            await connection.execute(text("DROP TABLE answers"))
            await connection.execute(text("DROP TABLE chats"))
        await stage.feed({"message": stage.message("카톡")})
        assert "죄송해요" in _sent(stage.telegram.events)[0].text


async def test_the_daily_purge_is_planned_and_purges(tmp_path: Path) -> None:
    async with on_stage(tmp_path) as stage:
        await stage.feed({"message": stage.message("카톡 먹통")})
        assert stage.running.job_queue is not None
        [job] = [one for one in stage.running.job_queue.jobs() if one.callback is purge]
        stage.clock.now += timedelta(days=91)
        await job.run(stage.running)
        assert await stage.storage.count_answers(PEOPLE["ann"]) == 0
        await stage.feed({"message": stage.message("그럼 유료였으면?")})
        assert "앞의 질문은" not in _sent(stage.telegram.events)[-1].text


async def test_a_group_that_becomes_a_supergroup_keeps_its_memory(tmp_path: Path) -> None:
    async with on_stage(tmp_path) as stage:
        await stage.feed({"message": stage.message("카톡 먹통", who="bob")})
        moved = stage.message(who="bob", migrate_to_chat_id=PEOPLE["ann"])
        await stage.feed({"message": moved})
        memory = (await stage.storage.chat(PEOPLE["ann"])).memory
        assert memory.last is not None
        assert memory.last.question == "카톡 먹통"


def _sent(events: list[Event]) -> list[Event]:
    return [event for event in events if event.kind == "send"]
