"""Cases, diary and reminders in the database: restarts, two workers, forgetting."""

import asyncio
import json
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import update

from bot.claims.diary import Reached
from bot.claims.model import Case, Progress, Reply, Status
from bot.claims.reminders import NewReminder
from bot.clock import KST
from bot.compensation.model import Outage, Service
from bot.storage.case_schema import CaseRow
from bot.storage.cases import CaseStore
from bot.storage.diary import DiaryStore
from bot.storage.export import export_chat
from bot.storage.purging import KEEP_CLOSED_CASES, purge_claims
from bot.storage.reminders import STUCK_AFTER, ReminderStore
from bot.storage.store import KEEP_MEMORY, Storage, open_storage
from knowledge.language import Language
from knowledge.rule_schema import (
    Cancellation,
    Certainty,
    Claim,
    Comparator,
    EntitlementKind,
    Ground,
    Measure,
    Rule,
    Text,
)
from knowledge.schema import Category

NOW = datetime(2026, 6, 10, 12, tzinfo=KST)
CHAT, OTHER = 1001, 2002
DAY = date(2026, 7, 8)
CASE = Case(
    (Outage(Service.MOBILE, "skt", datetime(2026, 6, 8, 14, 5, tzinfo=KST), 150, paid=True),),
    Category.MOBILE,
    date(2026, 6, 10),
    loss="가게 매출",
)


@pytest.fixture
async def second(url: str, storage: Storage) -> AsyncIterator[Storage]:
    """Return another process's view of the same database."""
    other = open_storage(url)
    await other.start()
    yield other
    await other.close()


def reminder(due: datetime = NOW, key: str = "period:x", case: int | None = None) -> NewReminder:
    return NewReminder(key, due, DAY, case)


async def test_a_case_comes_back_as_it_was_after_a_restart(url: str, storage: Storage) -> None:
    kept = await CaseStore(storage.sessions).create(CHAT, CASE, NOW)
    await storage.close()
    again = open_storage(url)
    await again.start()
    assert await CaseStore(again.sessions).case(CHAT, kept.id) == kept
    assert kept == replace(CASE, id=kept.id)
    await again.close()


async def test_a_chat_holds_several_cases_and_sees_only_its_own(storage: Storage) -> None:
    store = CaseStore(storage.sessions)
    one, two = [await store.create(CHAT, CASE, NOW) for _ in range(2)]
    await store.create(OTHER, CASE, NOW)
    assert [case.id for case in await store.cases(CHAT)] == [one.id, two.id]
    assert await store.case(OTHER, one.id) is None
    assert not await store.save(OTHER, one, NOW)
    assert not await store.delete(OTHER, one.id)


async def test_a_case_closes_by_its_progress(storage: Storage) -> None:
    store = CaseStore(storage.sessions)
    case = await store.create(CHAT, CASE, NOW)
    progress = Progress(complained=DAY, answered=DAY, reply=Reply.REFUSED)
    assert await store.save(CHAT, replace(case, progress=progress), NOW)
    (found,) = await store.cases(CHAT, closed=False)
    assert found.status is Status.ANSWERED
    await store.save(CHAT, replace(found, progress=replace(progress, closed=DAY)), NOW)
    assert await store.cases(CHAT, closed=False) == ()
    assert len(await store.cases(CHAT, closed=True)) == 1


async def test_an_id_is_never_given_twice(storage: Storage) -> None:
    store = CaseStore(storage.sessions)
    gone = await store.create(CHAT, CASE, NOW)
    assert await store.delete(CHAT, gone.id)
    assert (await store.create(CHAT, CASE, NOW)).id != gone.id


async def test_a_case_that_cannot_be_read_does_not_hide_the_others(storage: Storage) -> None:
    store = CaseStore(storage.sessions)
    broken, whole = [await store.create(CHAT, CASE, NOW) for _ in range(2)]
    async with storage.sessions.begin() as session:
        await session.execute(update(CaseRow).where(CaseRow.id == broken.id).values(data="{}"))
    assert await store.cases(CHAT) == (whole,)
    assert await store.case(CHAT, broken.id) is None


async def test_a_reminder_is_handed_out_once(storage: Storage) -> None:
    store = ReminderStore(storage.sessions)
    await store.add(CHAT, [reminder()], NOW)
    assert await store.claim_due(NOW - timedelta(seconds=1)) == ()
    (due,) = await store.claim_due(NOW)
    assert (due.reminder.chat_id, due.reminder.day, due.missed) == (CHAT, DAY, False)
    assert await store.claim_due(NOW) == ()
    await store.mark_sent(due.reminder.id)
    assert await store.claim_due(NOW + timedelta(days=1)) == ()


async def test_two_workers_never_get_the_same_reminder(storage: Storage, second: Storage) -> None:
    planned = [reminder(key=f"k{n}") for n in range(40)]
    await ReminderStore(storage.sessions).add(CHAT, planned, NOW)
    stores = [ReminderStore(storage.sessions), ReminderStore(second.sessions)] * 5
    claimed = await asyncio.gather(*(store.claim_due(NOW) for store in stores))
    keys = [due.reminder.key for batch in claimed for due in batch]
    assert sorted(keys) == sorted(f"k{n}" for n in range(40))


async def test_a_missed_reminder_comes_late_and_once_after_a_restart(
    url: str, storage: Storage
) -> None:
    await ReminderStore(storage.sessions).add(CHAT, [reminder()], NOW)
    await storage.close()
    again = open_storage(url)
    await again.start()
    store = ReminderStore(again.sessions)
    assert await store.next_due() == NOW
    (due,) = await store.claim_due(NOW + timedelta(days=2))
    assert due.missed
    assert await store.claim_due(NOW + timedelta(days=2)) == ()
    await again.close()


async def test_a_claimed_reminder_of_a_dead_worker_is_told_but_not_sent_again(
    storage: Storage,
) -> None:
    store = ReminderStore(storage.sessions)
    await store.add(CHAT, [reminder()], NOW)
    await store.claim_due(NOW)
    later = NOW + STUCK_AFTER + timedelta(seconds=1)
    assert await store.stuck(NOW) == ()
    assert [item.key for item in await store.stuck(later)] == ["period:x"]
    assert await store.claim_due(later) == ()


async def test_a_reminder_that_could_not_be_sent_is_given_back(storage: Storage) -> None:
    store = ReminderStore(storage.sessions)
    await store.add(CHAT, [reminder()], NOW)
    (due,) = await store.claim_due(NOW)
    await store.release(due.reminder.id, NOW + timedelta(minutes=5))
    assert await store.claim_due(NOW) == ()
    assert len(await store.claim_due(NOW + timedelta(minutes=5))) == 1


async def test_planning_the_same_again_adds_nothing(storage: Storage) -> None:
    store = ReminderStore(storage.sessions)
    planned = [reminder(NOW), reminder(NOW + timedelta(days=6))]
    assert await store.add(CHAT, planned, NOW) == 2
    assert await store.add(CHAT, planned, NOW) == 0


async def test_reminders_are_listed_snoozed_and_cancelled_by_their_chat(storage: Storage) -> None:
    store = ReminderStore(storage.sessions)
    await store.add(CHAT, [reminder(key="a"), reminder(key="b")], NOW)
    first, other = await store.reminders(CHAT)
    assert await store.snooze(OTHER, first.id, NOW) is None
    assert not await store.cancel(OTHER, first.id)
    put_off = await store.snooze(CHAT, first.id, NOW + timedelta(days=1))
    assert put_off is not None
    assert put_off.snoozed == 1
    assert [item.key for item in await store.reminders(CHAT)] == ["b", "a"]
    assert await store.cancel(CHAT, other.id)
    assert [item.key for item in await store.reminders(CHAT)] == ["a"]


async def test_a_delivered_reminder_can_be_snoozed(storage: Storage) -> None:
    store = ReminderStore(storage.sessions)
    await store.add(CHAT, [reminder()], NOW)
    (due,) = await store.claim_due(NOW)
    await store.mark_sent(due.reminder.id)
    await store.snooze(CHAT, due.reminder.id, NOW + timedelta(hours=3))
    assert len(await store.claim_due(NOW + timedelta(hours=3))) == 1


async def test_a_cases_reminders_go_with_it_or_with_their_deadline(storage: Storage) -> None:
    cases, store = CaseStore(storage.sessions), ReminderStore(storage.sessions)
    case = await cases.create(CHAT, CASE, NOW)
    await store.add(CHAT, [reminder(key="a", case=case.id), reminder(key="b", case=case.id)], NOW)
    await store.keep_only(CHAT, case.id, [("b", DAY)])
    assert [item.key for item in await store.reminders(CHAT)] == ["b"]
    await cases.delete(CHAT, case.id)
    assert await store.reminders(CHAT) == ()


async def test_the_diary_survives_a_restart_while_it_is_down(url: str, storage: Storage) -> None:
    begun = await DiaryStore(storage.sessions).down(CHAT, "kt", Service.MOBILE, NOW)
    await storage.close()
    again = open_storage(url)
    await again.start()
    store = DiaryStore(again.sessions)
    assert await store.lasting() == ((CHAT, begun),)
    assert await store.down(CHAT, "kt", Service.MOBILE, NOW + timedelta(minutes=9)) == begun
    assert await store.up(OTHER, begun.id, NOW) is None
    ended = await store.up(CHAT, begun.id, NOW + timedelta(minutes=90))
    assert ended is not None
    assert await store.up(CHAT, begun.id, NOW + timedelta(minutes=91)) is None
    assert await store.entries(CHAT) == (ended,)
    await store.remove(CHAT, begun.id)
    assert await store.entries(CHAT) == ()
    await again.close()


def a_threshold() -> Reached:
    ground = Ground(measure=Measure.MONTH_TOTAL, comparator=Comparator.GE, value=1440)
    rule = Rule(
        id="r",
        family="broadband.cancel",
        kind=EntitlementKind.CANCEL_RIGHT,
        services=(Service.BROADBAND,),
        basis=("f",),
        grounds=(ground,),
        yields=Cancellation(method="cancel", result=Text(ko="해지", en="cancel")),
        claim=Claim.ON_CLAIM,
        certainty=Certainty.HIGH,
    )
    return Reached(rule, ground, date(2026, 6, 1))


async def test_a_threshold_is_announced_once_by_one_worker(
    storage: Storage, second: Storage
) -> None:
    await DiaryStore(storage.sessions).down(CHAT, "kt", Service.BROADBAND, NOW)
    stores = [DiaryStore(storage.sessions), DiaryStore(second.sessions)] * 3
    told = await asyncio.gather(
        *(store.to_announce(CHAT, [a_threshold()], NOW) for store in stores)
    )
    assert sum(len(batch) for batch in told) == 1


async def test_everything_is_exported_and_then_forgotten(storage: Storage) -> None:
    case = await CaseStore(storage.sessions).create(CHAT, CASE, NOW)
    await DiaryStore(storage.sessions).down(CHAT, "kt", Service.MOBILE, NOW)
    await ReminderStore(storage.sessions).add(CHAT, [reminder(case=case.id)], NOW)
    await storage.set_language(CHAT, Language.EN, NOW)
    kept = json.loads(await export_chat(storage, CHAT))
    assert kept["language"] == "en"
    assert kept["cases"][0]["outages"][0]["start"] == "2026-06-08T14:05:00+09:00"
    assert kept["cases"][0]["loss"] == "가게 매출"
    assert kept["diary"][0]["started"] == "2026-06-10T12:00:00+09:00"
    assert kept["reminders"][0]["day"] == "2026-07-08"

    await storage.forget(CHAT)
    gone = json.loads(await export_chat(storage, CHAT))
    assert (gone["cases"], gone["diary"], gone["reminders"]) == ([], [], [])
    assert await ReminderStore(storage.sessions).claim_due(NOW) == ()


async def test_a_group_keeps_its_cases_when_it_gets_a_new_id(storage: Storage) -> None:
    kept = await CaseStore(storage.sessions).create(CHAT, CASE, NOW)
    await storage.move_chat(CHAT, OTHER)
    assert await CaseStore(storage.sessions).cases(OTHER) == (kept,)


async def test_purging_leaves_open_cases_and_removes_old_closed_ones(storage: Storage) -> None:
    store = CaseStore(storage.sessions)
    still = await store.create(CHAT, CASE, NOW)
    await store.create(CHAT, replace(CASE, progress=Progress(closed=DAY)), NOW)
    later = NOW + KEEP_CLOSED_CASES + KEEP_MEMORY
    await purge_claims(storage.sessions, later)
    await storage.purge(later)
    assert await store.cases(CHAT) == (still,)
