"""The answers being written now, so that they can be stopped."""

import asyncio
import itertools
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from bot.answering.model import Answer


@dataclass
class Running:
    """At most one writing a chat: what happens in a chat happens in order."""

    _tasks: dict[int, tuple[int, asyncio.Task[Answer]]] = field(default_factory=dict)
    _numbers: Iterator[int] = field(default_factory=lambda: itertools.count(1))

    def number(self) -> int:
        """Return a number for a new writing, never 0."""
        return next(self._numbers)

    @contextmanager
    def stoppable(self, chat_id: int, number: int, task: asyncio.Task[Answer]) -> Iterator[None]:
        """Let a writing be stopped for the length of the block, and end it with the block."""
        self._tasks[chat_id] = number, task
        try:
            yield
        finally:
            del self._tasks[chat_id]
            task.cancel()

    def stop(self, chat_id: int, number: int) -> bool:
        """Cancel a writing; False where it is over."""
        running, task = self._tasks.get(chat_id, (None, None))
        return task is not None and running == number and task.cancel()
