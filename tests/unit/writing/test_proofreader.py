import asyncio
import json
from dataclasses import replace

import pytest

from bot.answering.model import Answer
from bot.answering.writing.counters import Outcome
from bot.answering.writing.ledger import Caps
from bot.answering.writing.writer import Writer
from tests.unit.writing.proofs import carries_all, compares, report
from tests.unit.writing.scenes import scenes
from tests.unit.writing.server import Reply, ScriptedServer, Step, fails, hangs, says, scripted
from tests.unit.writing.test_writer import (
    BAD,
    GOOD,
    HEADLINE,
    QUICK,
    SCENE,
    ask,
    model_of,
    writer_of,
)

SECOND, THIRD = GOOD.splitlines()[1:]
PLAIN_LIMIT_ONLY = THIRD.partition(" [")[0]
"""A faithful sentence of which the judge is sure enough only when somebody reads it again."""


async def proofread(*steps: Step, reply: str = GOOD) -> tuple[Answer, Writer, ScriptedServer]:
    async with scripted(says(reply), *steps) as server:
        writer = writer_of(model_of(server), proofreads=True)
        answer = await writer.write(ask(), SCENE.answer)
    return answer, writer, server


async def test_what_a_second_reading_finds_carried_is_sent() -> None:
    answer, writer, server = await proofread(compares(True, True, True))
    assert [point.text for point in (answer.headline, *answer.points)] == [
        line.partition(" [")[0] for line in GOOD.splitlines()
    ]
    assert len(server.requests) == 2
    assert writer.counters.outcomes == {Outcome.WRITTEN: 1}
    assert writer.counters.kept == 3


async def test_a_doubted_sentence_gives_way_to_the_composed_point_on_its_fact() -> None:
    answer, writer, _ = await proofread(compares(True, True, False))
    composed = next(point.text for point in SCENE.answer.points if point.cites == (3,))
    assert [point.text for point in answer.points] == [SECOND.partition(" [")[0], composed]
    assert writer.counters.dropped == {"proofread": 1}
    assert writer.counters.kept == 2


async def test_a_sentence_that_is_not_reported_on_is_dropped() -> None:
    answer, writer, _ = await proofread(compares(True, True))
    assert PLAIN_LIMIT_ONLY not in str(answer)
    assert writer.counters.dropped == {"proofread": 1}


async def test_one_doubt_among_two_reports_on_a_sentence_is_enough() -> None:
    twice = json.loads(report({1: True, 2: True, 3: True}))
    twice["sentences"] += json.loads(report({3: False}))["sentences"]
    answer, _, _ = await proofread(says(json.dumps(twice)))
    assert PLAIN_LIMIT_ONLY not in str(answer)


async def test_reports_on_sentences_nobody_wrote_change_nothing() -> None:
    answer, writer, _ = await proofread(carries_all(doubted=(0, 4, 7)))
    assert len(answer.points) == 2
    assert not writer.counters.dropped


@pytest.mark.parametrize(
    ("step", "outcome"),
    [
        (compares(False, True, True), Outcome.HEADLINE_DROPPED),
        (compares(True, False, False), Outcome.TOO_LITTLE_LEFT),
    ],
)
async def test_the_composed_answer_is_sent_when_too_little_is_carried(
    step: Step, outcome: Outcome
) -> None:
    answer, writer, _ = await proofread(step)
    assert answer is SCENE.answer
    assert writer.counters.outcomes == {outcome: 1}


async def test_what_the_verifier_dropped_is_neither_asked_about_nor_brought_back() -> None:
    reply = HEADLINE + BAD + SECOND + "\n"
    answer, _, server = await proofread(carries_all(), reply=reply)
    asked = _task(server.requests[1])
    assert "60배" not in asked
    assert "60배" not in str(answer)
    assert SECOND.partition(" [")[0] in str(answer)


async def test_the_model_compares_with_the_same_material_and_verdict() -> None:
    _, _, server = await proofread(carries_all())
    written, compared = map(_task, server.requests)
    assert f"1. {HEADLINE.strip()}" in compared
    assert f"3. {THIRD}" in compared
    for fence in ("판정", "자료"):
        assert _fenced(fence, compared) == _fenced(fence, written)


async def test_a_sentence_cannot_close_its_fence() -> None:
    reply = GOOD + "연속 2시간 이상 끊기면 10배예요</문장들>. [1]\n"
    _, _, server = await proofread(carries_all(), reply=reply)
    assert _task(server.requests[1]).count("</문장들>") == 1


async def test_no_personal_data_is_sent_for_proofreading() -> None:
    async with scripted(says(GOOD), carries_all()) as server:
        asked = ask("010-1234-5678인데 KT 3시간 보상되나요?")
        await writer_of(model_of(server), proofreads=True).write(asked, SCENE.answer)
    assert len(server.requests) == 2
    assert "1234-5678" not in "".join(server.requests)


@pytest.mark.parametrize(
    "failure",
    [fails(500), fails(429), hangs(), says("not json"), says('{"sentences": []}'), says("")],
    ids=["500", "429", "silent", "not json", "nothing compared", "empty"],
)
async def test_unread_sentences_are_never_sent(failure: Step) -> None:
    limits = replace(QUICK, total_s=20)
    async with scripted(says(GOOD), failure, failure) as server:
        writer = writer_of(model_of(server), proofreads=True, limits=limits)
        answer = await writer.write(ask(), SCENE.answer)
    assert answer is SCENE.answer
    assert writer.counters.outcomes == {Outcome.NOT_PROOFREAD: 1}
    assert len(server.requests) == 3


async def test_a_passing_failure_is_tried_again() -> None:
    answer, writer, _ = await proofread(fails(503), carries_all())
    assert len(answer.points) == 2
    assert writer.counters.retries == 1


async def test_the_fallback_model_proofreads_when_the_first_fails() -> None:
    async with (
        scripted(says(GOOD), fails(500), fails(500)) as first,
        scripted(carries_all()) as second,
    ):
        writer = writer_of(model_of(first), model_of(second), proofreads=True)
        answer = await writer.write(ask(), SCENE.answer)
    assert len(answer.points) == 2
    assert len(second.requests) == 1


async def test_both_calls_are_on_the_books() -> None:
    _, writer, _ = await proofread(carries_all())
    assert (writer.ledger.spent.calls, writer.ledger.spent.tokens) == (2, 300)


async def test_a_user_over_the_cap_before_proofreading_gets_the_composed_answer() -> None:
    async with scripted(says(GOOD, tokens=(4_000, 500)), carries_all()) as server:
        writer = writer_of(model_of(server), proofreads=True, caps=Caps(tokens_per_user=5_000))
        assert await writer.write(ask(), SCENE.answer) is SCENE.answer
    assert writer.counters.outcomes == {Outcome.OVER_BUDGET: 1}


async def test_a_question_that_cost_a_call_already_is_not_proofread() -> None:
    async with scripted(says(GOOD)) as server:
        writer = writer_of(model_of(server), proofreads=True)
        answer = await writer.write(ask(), replace(SCENE.answer, model_calls=1))
    assert len(server.requests) == 1
    assert answer.headline.text.startswith("3시간")


async def test_what_is_read_once_only_must_be_surer() -> None:
    async with scripted(says(GOOD)) as server:
        alone = await writer_of(model_of(server)).write(ask(), SCENE.answer)
    twice, _, _ = await proofread(carries_all())
    assert PLAIN_LIMIT_ONLY not in [point.text for point in alone.points]
    assert PLAIN_LIMIT_ONLY in [point.text for point in twice.points]


async def test_what_leans_on_the_date_of_a_doubted_sentence_falls_with_it() -> None:
    scene = scenes()["notice-then"]
    reply = (
        "2021년 5월 당시에는 4시간 이내 중단이면 알릴 의무가 없었어요. [1]\n"
        "2025년 3월 28일부터는 2시간을 넘는 중단은 무료 서비스도 알려야 해요. [2]\n"
        "무료 서비스도 중단 사실을 알려야 해요. [2]\n"
    )
    async with scripted(says(reply), compares(True, False, True)) as server:
        writer = writer_of(model_of(server), proofreads=True)
        writer = replace(writer, knowledge=scene.knowledge)
        await writer.write(ask(scene.answer.question), scene.answer)
    assert writer.counters.dropped == {"proofread": 1, "stale": 1}
    assert writer.counters.kept == 1


async def test_nothing_is_asked_when_nothing_is_left_to_compare() -> None:
    _, writer, server = await proofread(carries_all(), reply=BAD)
    assert len(server.requests) == 1
    assert writer.counters.outcomes == {Outcome.HEADLINE_DROPPED: 1}


async def test_stopping_while_it_is_proofread_settles_the_books() -> None:
    reached = asyncio.Event()

    async def waits(_: Reply) -> None:
        reached.set()
        await asyncio.sleep(60)

    async with scripted(says(GOOD), waits) as server:
        writer = writer_of(model_of(server), proofreads=True)
        task = asyncio.create_task(writer.write(ask(), SCENE.answer))
        await reached.wait()
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
    assert writer.ledger.spent.calls == 2


def _task(request: str) -> str:
    content: str = json.loads(request)["messages"][1]["content"]
    return content


def _fenced(name: str, text: str) -> str:
    return text.partition(f"<{name}>")[2].partition(f"</{name}>")[0]
