"""Answers that a chat model words, shown in a chat while they come."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from sqlalchemy import text

from bot.answering.model import Answer, Ask, Point
from bot.settings import Streaming
from bot.telegram.deps import Sleep
from bot.telegram.writing import STOPPED
from tests.flow.fake_telegram import (
    BLOCKED,
    FLOOD,
    NO_RIGHTS,
    NOT_FOUND,
    Event,
    Json,
    Refusal,
    chat_json,
)
from tests.flow.stage import PEOPLE, Stage, on_stage
from tests.unit.writing.server import ScriptedServer, Step, cut, fails, hangs, holds, says, scripted
from tests.unit.writing.test_writer import BAD, GOOD, HEADLINE, SCENE, model_of, writer_of

ASKED = "KT 인터넷 3시간 끊겼어요"
WRITTEN = "3시간 끊기셨으니"
SECOND = "연속 2시간 이상"
COMPOSED = SCENE.answer.headline.text
WAITING = "쓰고 있어요"
STOP = "⏹"
REFUSED = Refusal(400, "Bad Request: drafts are not for this chat")
UNKNOWN = Refusal(404, "Not Found")


@dataclass
class Composer:
    """Composes the same answer to everything; `points` replace its own."""

    asked: list[Ask]
    points: tuple[Point, ...] = SCENE.answer.points

    async def answer(self, ask: Ask) -> Answer:
        """Return the answer."""
        self.asked.append(ask)
        return replace(SCENE.answer, question=ask.question, points=self.points)


@dataclass
class Show:
    """A stage with a model behind it."""

    stage: Stage
    server: ScriptedServer

    def events(self, *kinds: str) -> list[Event]:
        """Return what was seen of these kinds, in order."""
        return [event for event in self.stage.telegram.events if event.kind in kinds]

    @property
    def left(self) -> list[Event]:
        """Return the messages that are in the chat in the end."""
        return list(self.stage.telegram.messages.values())

    async def ask(self, question: str = ASKED, *, group: bool = False) -> None:
        """Ask, and wait for the answer."""
        await self.stage.feed({"message": self.stage.message(question, group=group)})

    async def begin(self, question: str = ASKED) -> None:
        """Ask, and go on."""
        await self.stage.begin({"message": self.stage.message(question)})


@asynccontextmanager
async def show(
    folder: Path,
    *steps: Step,
    streaming: Streaming = Streaming.DRAFTS,
    pauses: Sleep | None = None,
) -> AsyncIterator[Show]:
    """Run a bot whose model says what is scripted."""
    async with (
        scripted(*steps) as server,
        on_stage(
            folder,
            Composer,
            writer=writer_of(model_of(server)),
            streaming=streaming,
            pauses=pauses,
        ) as stage,
    ):
        yield Show(stage, server)


def drip(text: str) -> Step:
    return says(text, pause=0.004)


def never_done() -> Step:
    """A headline, then a sentence that takes long."""
    return says(f"{HEADLINE}{'연' * 800}", size=4, pause=0.02)


def shown(events: Sequence[Event]) -> str:
    return "\n".join(event.text for event in events)


async def test_sentences_come_as_drafts_and_the_answer_as_a_message(tmp_path: Path) -> None:
    async with show(tmp_path, drip(GOOD)) as one:
        await one.ask()
        drafts, [answer] = one.events("draft"), one.left
    assert drafts[0].text == ""
    assert drafts[1].html.startswith("<b>3시간")
    assert len({draft.message_id for draft in drafts}) == 1
    assert all(a.text in b.text for a, b in pairwise(drafts))
    assert WRITTEN in answer.text
    assert "계산" in answer.text
    assert any(label.startswith("👍") for label, _ in answer.buttons)
    assert one.events("edit", "delete") == []


async def test_a_draft_brings_telegrams_own_stop_button(tmp_path: Path) -> None:
    async with show(tmp_path, drip(GOOD)) as one:
        await one.ask()
        calls = [params for name, params in one.stage.telegram.calls if name == "sendMessageDraft"]
    assert calls
    assert all(params["can_stop"] for params in calls)


@pytest.mark.parametrize("streaming", [Streaming.DRAFTS, Streaming.EDITS])
async def test_frames_are_a_second_apart(tmp_path: Path, streaming: Streaming) -> None:
    async with show(tmp_path, drip(GOOD), streaming=streaming) as one:
        await one.ask()
        frames = [e.at for e in one.events("draft", "send", "edit")][:-1]
    assert len(frames) > 2
    for earlier, later in pairwise(frames):
        assert earlier is not None
        assert later is not None
        assert later - earlier >= timedelta(seconds=1)


async def test_what_comes_within_a_second_is_drawn_at_once(tmp_path: Path) -> None:
    gate = asyncio.Event()

    async def sleep(seconds: float) -> None:
        if seconds >= 1:
            await gate.wait()

    async with show(tmp_path, drip(GOOD), pauses=sleep) as one:
        await one.ask()
        assert len(one.events("draft")) == 1
        assert WRITTEN in one.left[0].text


@pytest.mark.parametrize("streaming", Streaming)
async def test_an_invented_sentence_is_never_shown(tmp_path: Path, streaming: Streaming) -> None:
    first, *others = GOOD.splitlines(keepends=True)
    reply = "".join((first, BAD, *others))
    async with show(tmp_path, drip(reply), streaming=streaming) as one:
        await one.ask()
        everything = shown(one.stage.telegram.events)
    assert "60배" not in everything
    assert SECOND in everything


@pytest.mark.parametrize("streaming", [Streaming.DRAFTS, Streaming.EDITS])
@pytest.mark.parametrize(
    "last", [cut(f"{HEADLINE}연속"), drip(f"{HEADLINE}{BAD}{BAD.replace('6', '7')}")]
)
async def test_a_model_that_fails_midway_leaves_the_composed_answer(
    tmp_path: Path, streaming: Streaming, last: Step
) -> None:
    async with show(tmp_path, last, streaming=streaming) as one:
        await one.ask()
        [answer] = one.left
    assert answer.text.startswith(COMPOSED)
    assert WRITTEN not in answer.text
    assert STOP not in str(answer.buttons)


async def test_a_quick_refusal_shows_no_frames(tmp_path: Path) -> None:
    async with show(tmp_path, fails(400), pauses=asyncio.sleep) as one:
        await one.ask()
        assert one.events("draft") == []
        assert one.left[0].text.startswith(COMPOSED)


async def test_edits_fill_one_message_that_becomes_the_answer(tmp_path: Path) -> None:
    async with show(tmp_path, drip(GOOD), streaming=Streaming.EDITS) as one:
        await one.ask()
        first, *edits = one.events("send", "edit")
        [answer] = one.left
    assert WAITING in first.text
    assert [label[:1] for label, _ in first.buttons] == [STOP]
    assert {edit.kind for edit in edits} == {"edit"}
    assert all(WAITING in edit.text and edit.buttons == first.buttons for edit in edits[:-1])
    assert WAITING not in answer.text
    assert WRITTEN in answer.text
    assert any(label.startswith("👍") for label, _ in answer.buttons)


@pytest.mark.parametrize("refusal", [REFUSED, UNKNOWN])
async def test_where_drafts_are_refused_one_message_is_edited(
    tmp_path: Path, refusal: Refusal
) -> None:
    async with show(tmp_path, drip(GOOD)) as one:
        one.stage.telegram.fail("sendMessageDraft", refusal)
        await one.ask()
        assert one.events("draft") == []
        assert WAITING in one.events("send")[0].text
        [answer] = one.left
    assert WRITTEN in answer.text


async def test_where_every_frame_is_refused_the_answer_still_comes(tmp_path: Path) -> None:
    async with show(tmp_path, drip(GOOD)) as one:
        one.stage.telegram.fail("sendMessageDraft", REFUSED)
        one.stage.telegram.fail("sendMessage", NO_RIGHTS)
        await one.ask()
        [answer] = one.left
    assert WRITTEN in answer.text


async def test_a_user_who_blocked_the_bot_is_no_error(tmp_path: Path) -> None:
    async with show(tmp_path, drip(GOOD)) as one:
        one.stage.telegram.fail("sendMessageDraft", BLOCKED)
        one.stage.telegram.fail("sendMessage", BLOCKED, 2)
        await one.ask()
        assert one.left == []


async def test_a_flood_pauses_the_frames_for_as_long_as_told(tmp_path: Path) -> None:
    flood = replace(FLOOD, parameters={"retry_after": 7})
    gate = asyncio.Event()
    async with show(tmp_path, holds(HEADLINE, gate, GOOD)) as one:
        one.stage.telegram.fail("sendMessageDraft", flood)
        began = one.stage.clock.now
        await one.begin()
        first = await one.stage.telegram.until(WRITTEN, "draft")
        gate.set()
        await one.stage.done()
        assert first.at is not None
        assert first.at - began >= timedelta(seconds=7)
        assert one.events("edit") == []
        assert WRITTEN in one.left[0].text


@pytest.mark.parametrize("refusal", [NOT_FOUND, FLOOD])
async def test_a_message_that_cannot_become_the_answer_is_followed_by_it(
    tmp_path: Path, refusal: Refusal
) -> None:
    gate = asyncio.Event()
    async with show(tmp_path, holds(HEADLINE, gate, ""), streaming=Streaming.EDITS) as one:
        await one.begin()
        await one.stage.telegram.until(WRITTEN, "edit")
        one.stage.telegram.fail("editMessageText", refusal)
        gate.set()
        await one.stage.done()
        [answer] = one.left
    assert WRITTEN in answer.text
    assert WAITING not in answer.text


async def test_a_long_answer_takes_the_place_of_the_message_that_showed_it(tmp_path: Path) -> None:
    async with show(tmp_path, cut(HEADLINE), streaming=Streaming.EDITS) as one:
        assert isinstance(one.stage.answers, Composer)
        one.stage.answers.points = tuple(Point("가" * 900 + f" {n}") for n in range(6))
        await one.ask()
        assert len(one.events("delete")) == 1
        assert len(one.left) == 2
        assert WAITING not in shown(one.left)


async def test_a_failure_after_the_writing_leaves_no_unfinished_message(tmp_path: Path) -> None:
    gate = asyncio.Event()
    async with show(tmp_path, holds(HEADLINE, gate), streaming=Streaming.EDITS) as one:
        await one.begin()
        await one.stage.telegram.until(WRITTEN, "edit")
        async with one.stage.storage.engine.begin() as connection:
            await connection.execute(text("DROP TABLE answers"))
        gate.set()
        await one.stage.done()
        [apology] = one.left
    assert "죄송해요" in apology.text


async def test_stop_ends_the_writing_and_sends_the_plain_answer(tmp_path: Path) -> None:
    async with show(tmp_path, never_done(), streaming=Streaming.EDITS) as one:
        await one.begin()
        writing = await one.stage.telegram.until(WRITTEN, "edit")
        await one.stage.feed(one.stage.press(writing, writing.buttons[0][1]))
        await asyncio.wait_for(one.server.cut_off.wait(), timeout=2)
        [answer] = one.left
    assert answer.text.startswith("멈췄어요")
    assert COMPOSED in answer.text
    assert WRITTEN not in answer.text
    assert any(label.startswith("👍") for label, _ in answer.buttons)


async def test_stop_under_a_draft_ends_the_writing(tmp_path: Path) -> None:
    async with show(tmp_path, never_done()) as one:
        await one.begin()
        draft = await one.stage.telegram.until(WRITTEN, "draft")
        await one.stage.feed(_stopped(draft.message_id))
        await asyncio.wait_for(one.server.cut_off.wait(), timeout=2)
        [answer] = one.left
    assert answer.text.startswith("멈췄어요")
    assert COMPOSED in answer.text


async def test_stop_does_not_wait_behind_the_next_question(tmp_path: Path) -> None:
    async with show(tmp_path, hangs(), says(GOOD), streaming=Streaming.EDITS) as one:
        await one.begin("첫 질문이에요")
        await one.begin("다음 질문이에요")
        writing = await one.stage.telegram.until(WAITING)
        await asyncio.wait_for(one.server.asked.wait(), timeout=2)
        await one.stage.feed(one.stage.press(writing, writing.buttons[0][1]))
        first, second = one.left
    assert first.text.startswith("멈췄어요")
    assert WRITTEN in second.text
    assert [ask.question for ask in one.stage.asked] == ["첫 질문이에요", "다음 질문이에요"]


async def test_stop_that_comes_too_late_says_so(tmp_path: Path) -> None:
    async with show(tmp_path, drip(GOOD), streaming=Streaming.EDITS) as one:
        await one.ask()
        writing = one.events("send")[0]
        await one.stage.feed(one.stage.press(writing, writing.buttons[0][1]))
        await one.stage.feed(_stopped(1))
        assert one.events("toast")[0].text == "답이 이미 나왔어요."
        assert WRITTEN in one.left[0].text


async def test_a_group_gets_one_message(tmp_path: Path) -> None:
    async with show(tmp_path, drip(GOOD)) as one:
        await one.ask(f"@meoktong_bot {ASKED}", group=True)
        assert [event.kind for event in one.events("draft", "send", "edit", "delete")] == ["send"]
        assert WRITTEN in one.left[0].text


async def test_with_streaming_off_there_is_one_message(tmp_path: Path) -> None:
    async with show(tmp_path, drip(GOOD), streaming=Streaming.OFF) as one:
        await one.ask()
        assert [event.kind for event in one.events("draft", "send", "edit", "delete")] == ["send"]
        assert WRITTEN in one.left[0].text


async def test_an_edited_question_is_answered_in_place_without_frames(tmp_path: Path) -> None:
    async with show(tmp_path, drip(GOOD), drip(GOOD)) as one:
        message = one.stage.message(ASKED)
        await one.stage.feed({"message": message})
        drafts = len(one.events("draft"))
        date = message["date"] + 5
        edited = {**message, "text": "KT 3시간", "entities": [], "edit_date": date}
        await one.stage.feed({"edited_message": edited})
        assert len(one.events("draft")) == drafts
        assert one.events("send", "edit")[-1].kind == "edit"
        assert len(one.left) == 1


async def test_without_a_model_nothing_is_streamed(tmp_path: Path) -> None:
    async with on_stage(tmp_path, Composer, streaming=Streaming.EDITS) as stage:
        await stage.feed({"message": stage.message(ASKED)})
        assert [event.kind for event in stage.telegram.events] == ["send"]
        assert stage.telegram.events[0].text.startswith(COMPOSED)


async def test_the_model_is_named_where_privacy_is_told(tmp_path: Path) -> None:
    async with show(tmp_path) as one:
        await one.ask("/privacy")
        assert "외부 언어 모델" in one.left[0].text


async def test_caps_are_kept_for_each_user(tmp_path: Path) -> None:
    async with show(tmp_path, drip(GOOD)) as one:
        await one.ask()
        assert one.stage.asked[0].user == str(PEOPLE["ann"])


def _stopped(draft_id: int | None) -> Json:
    return {STOPPED: {"chat": chat_json(PEOPLE["ann"]), "draft_id": draft_id}}
