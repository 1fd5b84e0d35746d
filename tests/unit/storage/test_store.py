"""What is kept about a chat, for how long, and how it goes."""

import asyncio
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from sqlalchemy import inspect, text

from bot.answering.model import Intent, Memory, Understanding
from bot.storage.model import ChatState, Feedback, NewAnswer, Offers, Purged
from bot.storage.store import KEEP_ANSWERS, KEEP_MEMORY, Storage, open_storage
from knowledge.language import Language

KST = timezone(timedelta(hours=9))
NOW = datetime(2026, 6, 1, 12, tzinfo=KST)
CHAT, OTHER = 1001, -1002003004005
MEMORY = Memory(
    last=Understanding(
        question="카톡 2시간 먹통",
        language=Language.KO,
        intents=(Intent.COMPENSATION,),
        as_of=date(2026, 6, 1),
        providers=("kakao",),
        start=datetime(2026, 6, 1, 9, 47, tzinfo=KST),
        minutes=120,
    ),
    asked_for="monthly_fee_krw",
)


def an_answer(created: datetime = NOW, question: int | None = 7) -> NewAnswer:
    return NewAnswer(
        created=created,
        question_message_id=question,
        language=Language.KO,
        intent=Intent.COMPENSATION,
        answered=True,
        cited=("law.a", "law.b"),
        offers=Offers(related=("넷플릭스법이 뭐예요?",), then="예전", now="지금"),
    )


async def test_a_new_chat_has_defaults(storage: Storage) -> None:
    assert await storage.chat(CHAT) == ChatState()


async def test_memory_survives_a_restart(url: str) -> None:
    before = open_storage(url)
    await before.start()
    await before.set_memory(CHAT, MEMORY, NOW)
    await before.close()
    after = open_storage(url)
    await after.start()
    assert (await after.chat(CHAT)).memory == MEMORY
    await after.close()


async def test_language_and_memory_do_not_disturb_each_other(storage: Storage) -> None:
    await storage.set_language(CHAT, Language.EN, NOW)
    await storage.set_memory(CHAT, MEMORY, NOW)
    assert await storage.chat(CHAT) == ChatState(Language.EN, MEMORY)
    await storage.set_language(CHAT, None, NOW)
    assert await storage.chat(CHAT) == ChatState(None, MEMORY)


@pytest.mark.parametrize(
    "stored", ["", "{", "[]", '{"last": {"question": "x"}}', '{"last": {"intents": ["gone"]}}']
)
async def test_a_memory_that_cannot_be_read_starts_fresh(storage: Storage, stored: str) -> None:
    await storage.set_memory(CHAT, MEMORY, NOW)
    async with storage.engine.begin() as connection:
        await connection.execute(text("UPDATE chats SET memory = :stored"), {"stored": stored})
    assert (await storage.chat(CHAT)).memory == Memory()


async def test_an_answer_comes_back_with_its_messages(storage: Storage) -> None:
    answer_id = await storage.add_answer(CHAT, an_answer())
    await storage.set_messages(answer_id, (8, 9))
    stored = await storage.answer(CHAT, answer_id)
    assert stored is not None
    assert stored.cited == ("law.a", "law.b")
    assert stored.message_ids == (8, 9)
    assert stored.offers.then == "예전"
    assert stored.feedback is None


async def test_an_answer_is_only_given_to_its_own_chat(storage: Storage) -> None:
    answer_id = await storage.add_answer(CHAT, an_answer())
    assert await storage.answer(OTHER, answer_id) is None
    assert not await storage.set_feedback(OTHER, answer_id, Feedback.UP)


async def test_the_newest_answer_to_a_message_is_found(storage: Storage) -> None:
    await storage.add_answer(CHAT, an_answer(question=7))
    second = await storage.add_answer(CHAT, an_answer(question=7))
    third = await storage.add_answer(CHAT, an_answer(question=8))
    to_seven, latest = await storage.answer_to(CHAT, 7), await storage.latest_answer(CHAT)
    assert to_seven is not None
    assert to_seven.id == second
    assert latest is not None
    assert latest.id == third
    assert await storage.answer_to(CHAT, 99) is None


async def test_feedback_is_kept_and_can_change(storage: Storage) -> None:
    answer_id = await storage.add_answer(CHAT, an_answer())
    assert await storage.set_feedback(CHAT, answer_id, Feedback.UP)
    assert await storage.set_feedback(CHAT, answer_id, Feedback.DOWN)
    stored = await storage.answer(CHAT, answer_id)
    assert stored is not None
    assert stored.feedback is Feedback.DOWN


async def test_forget_removes_every_row_of_the_chat_and_no_other(storage: Storage) -> None:
    for chat in (CHAT, OTHER):
        await storage.set_memory(chat, MEMORY, NOW)
        await storage.add_answer(chat, an_answer())
    await storage.forget(CHAT)
    assert await storage.chat(CHAT) == ChatState()
    assert await storage.count_answers(CHAT) == 0
    assert await storage.count_answers(OTHER) == 1
    assert (await storage.chat(OTHER)).memory == MEMORY


async def test_every_table_about_a_chat_goes_with_the_chat(storage: Storage) -> None:
    async with storage.engine.connect() as connection:
        keys = await connection.run_sync(
            lambda sync: {
                table: inspect(sync).get_foreign_keys(table)
                for table in inspect(sync).get_table_names()
                if table not in {"chats", "alembic_version"}
            }
        )
    for table, foreign in keys.items():
        assert foreign, table
        assert all(key["options"].get("ondelete") == "CASCADE" for key in foreign), table


async def test_a_question_is_not_kept_with_its_answer(storage: Storage) -> None:
    await storage.add_answer(CHAT, an_answer())
    async with storage.engine.connect() as connection:
        columns = await connection.run_sync(
            lambda sync: {column["name"] for column in inspect(sync).get_columns("answers")}
        )
    assert "question" not in columns
    assert "text" not in columns


async def test_a_group_that_became_a_supergroup_keeps_its_data(storage: Storage) -> None:
    await storage.set_memory(CHAT, MEMORY, NOW)
    await storage.add_answer(CHAT, an_answer())
    await storage.move_chat(CHAT, OTHER)
    assert (await storage.chat(OTHER)).memory == MEMORY
    assert await storage.count_answers(OTHER) == 1
    assert await storage.chat(CHAT) == ChatState()


async def test_purge_removes_what_was_kept_long_enough(storage: Storage) -> None:
    await storage.set_memory(CHAT, MEMORY, NOW - KEEP_MEMORY - timedelta(minutes=1))
    await storage.add_answer(OTHER, an_answer(NOW - KEEP_ANSWERS - timedelta(minutes=1)))
    await storage.add_answer(OTHER, an_answer(NOW - KEEP_ANSWERS + timedelta(minutes=1)))
    assert await storage.purge(NOW) == Purged(answers=1, memories=1, chats=1)
    assert (await storage.chat(CHAT)).memory == Memory()
    assert await storage.count_answers(OTHER) == 1


async def test_purge_keeps_a_chosen_language_and_fresh_memory(storage: Storage) -> None:
    await storage.set_language(CHAT, Language.EN, NOW - KEEP_MEMORY * 2)
    await storage.set_memory(OTHER, MEMORY, NOW - KEEP_MEMORY + timedelta(minutes=1))
    assert await storage.purge(NOW) == Purged(answers=0, memories=0, chats=0)
    assert (await storage.chat(CHAT)).language is Language.EN
    assert (await storage.chat(OTHER)).memory == MEMORY


async def test_a_moment_without_a_time_zone_is_refused(storage: Storage) -> None:
    with pytest.raises(Exception, match="time zone"):
        await storage.set_memory(CHAT, MEMORY, NOW.replace(tzinfo=None))


async def test_a_moment_is_kept_in_utc(storage: Storage) -> None:
    await storage.set_memory(CHAT, MEMORY, NOW)
    async with storage.engine.connect() as connection:
        kept = await connection.scalar(text("SELECT updated FROM chats"))
    assert str(kept).startswith(NOW.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S"))


async def test_many_chats_write_at_once(storage: Storage) -> None:
    async def turn(chat: int) -> None:
        await storage.set_memory(chat, MEMORY, NOW)
        await storage.add_answer(chat, an_answer())

    await asyncio.gather(*(turn(chat) for chat in range(1, 51)))
    counts = [await storage.count_answers(chat) for chat in range(1, 51)]
    assert counts == [1] * 50
