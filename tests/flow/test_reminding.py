"""Reminders with several workers, a full month of stops, and what the operator is told."""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import date, timedelta
from pathlib import Path

import pytest

from bot.claims.reminders import NewReminder
from bot.compensation.model import Service
from bot.telegram.housekeeping import purge
from tests.flow.fake_telegram import NOT_FOUND
from tests.flow.stage import PEOPLE, Stage, on_stage

ANN = PEOPLE["ann"]


@asynccontextmanager
async def _two(folder: Path) -> AsyncIterator[tuple[Stage, Stage]]:
    """Run two bots on one database."""
    async with on_stage(folder) as one, on_stage(folder) as two:
        yield one, two


def _reminder(stage: Stage, key: str) -> NewReminder:
    return NewReminder(key, stage.clock.now, stage.clock.now.date())


async def test_two_workers_deliver_each_reminder_once(tmp_path: Path) -> None:
    async with _two(tmp_path) as (one, two):
        planned = [_reminder(one, f"period:{n}") for n in range(8)]
        await one.running.bot_data["room"].reminders.add(ANN, planned, one.clock.now)
        await asyncio.gather(one.tick(), two.tick(), one.tick())
        sent = [event for stage in (one, two) for event in stage.telegram.events]
        assert len(sent) == len(planned)
        assert all("2026년 6월 1일에 챙길 일" in event.text for event in sent)


async def test_a_reminder_that_is_refused_holds_up_no_other(tmp_path: Path) -> None:
    async with on_stage(tmp_path) as stage:
        planned = [_reminder(stage, f"period:{n}") for n in range(3)]
        await stage.running.bot_data["room"].reminders.add(ANN, planned, stage.clock.now)
        stage.telegram.fail("sendMessage", NOT_FOUND)
        await stage.tick()
        assert len(stage.telegram.events) == len(planned) - 1
        await stage.tick()
        assert len(stage.telegram.events) == len(planned) - 1


async def test_a_stop_that_was_never_ended_is_no_longer_watched(tmp_path: Path) -> None:
    async with on_stage(tmp_path) as stage:
        diary = stage.running.bot_data["room"].diary
        await diary.down(ANN, "kt", Service.BROADBAND, stage.clock.now - timedelta(days=5))
        await stage.tick()
        assert not stage.telegram.events


async def test_two_workers_announce_a_threshold_once(tmp_path: Path) -> None:
    async with _two(tmp_path) as (one, two):
        diary = one.running.bot_data["room"].diary
        await diary.down(ANN, "kt", Service.BROADBAND, one.clock.now - timedelta(minutes=125))
        await asyncio.gather(one.tick(), two.tick())
        told = [event.text for stage in (one, two) for event in stage.telegram.events]
        assert sum(text.count("손해배상 청구 기준") for text in told) == 1


async def test_the_operator_is_told_of_reminders_of_unknown_fate(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.WARNING)
    async with on_stage(tmp_path) as stage:
        reminders = stage.running.bot_data["room"].reminders
        await reminders.add(ANN, [_reminder(stage, "period:x")], stage.clock.now)
        await reminders.claim_due(stage.clock.now)
        stage.clock.now += timedelta(minutes=11)
        assert stage.running.job_queue is not None
        [job] = [one for one in stage.running.job_queue.jobs() if one.callback is purge]
        await job.run(stage.running)
        assert "never confirmed: 1" in caplog.text
        await stage.tick()
        assert not stage.telegram.events


async def test_the_daily_purge_removes_old_stops(tmp_path: Path) -> None:
    async with on_stage(tmp_path) as stage:
        diary = stage.running.bot_data["room"].diary
        entry = await diary.down(ANN, "kt", Service.BROADBAND, stage.clock.now)
        await diary.up(ANN, entry.id, stage.clock.now + timedelta(minutes=5))
        stage.clock.now += timedelta(days=366)
        assert stage.running.job_queue is not None
        [job] = [one for one in stage.running.job_queue.jobs() if one.callback is purge]
        await job.run(stage.running)
        assert await diary.entries(ANN) == ()


async def test_a_stop_over_the_end_of_a_month_is_shown_in_both(tmp_path: Path) -> None:
    async with on_stage(tmp_path) as stage:
        diary = stage.running.bot_data["room"].diary
        begun = stage.clock.now.replace(day=30, hour=23)
        entry = await diary.down(ANN, "kt", Service.BROADBAND, begun)
        await diary.up(ANN, entry.id, begun + timedelta(hours=3))
        stage.clock.now = begun + timedelta(days=1)
        await stage.feed({"message": stage.message("/diary")})
        assert "2026년 7월 합계: 1번, 2시간" in stage.telegram.events[-1].text
        assert date(2026, 7, 1) == stage.clock.now.date()
