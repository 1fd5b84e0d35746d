"""Updates of one chat in order, different chats in parallel."""

import asyncio

from telegram import Chat, Message, Update, User

from bot.telegram.ordering import ChatOrder
from tests.flow.stage import NOON

ANN = User(1, "Ann", is_bot=False)


def _update(number: int, chat_id: int, text: str = "질문") -> Update:
    message = Message(number, NOON, Chat(chat_id, "private"), from_user=ANN, text=text)
    return Update(number, message=message)


async def test_one_chat_waits_for_itself_and_not_for_others() -> None:
    order, done, gate = ChatOrder(), list[int](), asyncio.Event()

    async def work(number: int, *, slow: bool) -> None:
        if slow:
            await gate.wait()
        done.append(number)

    tasks = [
        asyncio.create_task(order.process_update(_update(1, 10), work(1, slow=True))),
        asyncio.create_task(order.process_update(_update(2, 10), work(2, slow=False))),
        asyncio.create_task(order.process_update(_update(3, 20), work(3, slow=False))),
    ]
    await asyncio.wait([tasks[2]])
    assert done == [3]
    gate.set()
    await asyncio.gather(*tasks)
    assert done == [3, 1, 2]


async def test_an_error_does_not_block_the_chat() -> None:
    order, done = ChatOrder(), list[int]()

    async def fail() -> None:
        raise RuntimeError

    async def work() -> None:
        done.append(2)

    first = asyncio.create_task(order.process_update(_update(1, 10), fail()))
    second = asyncio.create_task(order.process_update(_update(2, 10), work()))
    await asyncio.gather(first, second, return_exceptions=True)
    assert done == [2]


async def test_nothing_is_kept_of_chats_that_are_done() -> None:
    order = ChatOrder()
    await order.process_update(_update(1, 10), asyncio.sleep(0))
    assert not order._lines


async def test_a_newer_question_of_the_same_chat_is_seen() -> None:
    order, seen = ChatOrder(), dict[int, bool]()

    async def look(update: Update) -> None:
        seen[update.update_id] = order.newer_question_waits(update)

    updates = [_update(1, 10), _update(2, 10), _update(3, 10, "/help"), _update(4, 20)]
    await asyncio.gather(*(order.process_update(one, look(one)) for one in updates))
    assert seen == {1: True, 2: False, 3: False, 4: False}
