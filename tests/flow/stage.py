"""A running bot on a stage: the real application, a strict Telegram, a clock to turn."""

import asyncio
import functools
import itertools
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from pydantic import SecretStr
from telegram import Update

from bot.answering.model import Ask
from bot.claims.book import Claims, load_claims
from bot.clock import KST
from bot.compensation.rules import load_rules
from bot.settings import Settings, Streaming
from bot.storage.store import Storage, open_storage
from bot.telegram.application import build_application
from bot.telegram.claims.delivery import deliver_due
from bot.telegram.context import App
from bot.telegram.deps import AnswerService, AnswerWriter, Deps, Reader, Sleep
from bot.telegram.diary.watch import watch_lasting
from knowledge.store import Knowledge, load_knowledge
from prompts import Wording, load_wording
from tests.flow.fake_telegram import TOKEN, Event, FakeTelegram, Json, chat_json
from tests.flow.tiny import TinyAnswers, TinyReader, TinySearch, tiny_knowledge

NOON = datetime(2026, 6, 1, 12, tzinfo=KST)
PATIENCE_SECONDS = 20
GROUP = -1001234567890
PEOPLE = {"ann": 11, "bob": 22, "eve": 33}


@functools.cache
def real_claims() -> Claims:
    """Return the claims of the real data, loaded once: nothing of them can change."""
    return load_claims(load_knowledge(), load_rules())


@functools.cache
def real_wording(name: str) -> Wording:
    """Return the wording of the real files, read once."""
    return load_wording(name)


@dataclass
class Clock:
    """A clock that only moves when told to."""

    now: datetime = NOON

    def __call__(self) -> datetime:
        return self.now


@dataclass
class Stage:
    """The bot, what it is connected to, and ways to do what users do."""

    folder: Path
    knowledge: Knowledge
    answers: AnswerService
    read: Reader
    asked: list[Ask]
    clock: Clock
    telegram: FakeTelegram
    app: App | None = None
    writer: AnswerWriter | None = None
    streaming: Streaming = Streaming.DRAFTS
    pauses: Sleep | None = None
    languages: dict[str, str] = field(default_factory=lambda: {"ann": "ko", "bob": "en"})
    _update_ids: Iterator[int] = field(default_factory=lambda: itertools.count(1))

    @property
    def storage(self) -> Storage:
        """Return the storage of the running bot."""
        return self.running.bot_data["room"].deps.storage

    @property
    def running(self) -> App:
        """Return the running application."""
        assert self.app is not None
        return self.app

    async def start(self) -> None:
        """Start the bot as `run` does, without polling."""
        deps = Deps(
            answers=self.answers,
            read=self.read,
            search=TinySearch(self.knowledge),
            knowledge=self.knowledge,
            claims=real_claims(),
            storage=open_storage(f"sqlite:///{self.folder / 'meoktong.db'}"),
            clock=self.clock,
            wording=real_wording("telegram"),
            answer_wording=real_wording("answer"),
            writer=self.writer,
            sleep=self.pauses or self.sleep,
        )
        self.app = build_application(settings_for(Path(), self.streaming), deps, self.telegram)
        await self.app.initialize()
        assert self.app.post_init is not None
        await self.app.post_init(self.app)
        await self.app.start()

    async def stop(self) -> None:
        """Stop the bot as `run` does."""
        await self.running.stop()
        await self.running.shutdown()
        assert self.running.post_shutdown is not None
        await self.running.post_shutdown(self.running)

    async def restart(self) -> None:
        """Stop the bot and start another on the same database."""
        await self.stop()
        await self.start()

    async def sleep(self, seconds: float) -> None:
        """Let the bot's pauses take no time of ours: its clock moves instead."""
        self.clock.now += timedelta(seconds=seconds)
        await asyncio.sleep(0)

    async def feed(self, *updates: Json) -> None:
        """Let the bot process updates, and wait until it is done."""
        await self.begin(*updates)
        await self.done()

    async def begin(self, *updates: Json) -> None:
        """Let the bot start to process updates."""
        for update in updates:
            read = Update.de_json({"update_id": next(self._update_ids), **update}, self.running.bot)
            await self.running.update_queue.put(read)

    async def done(self) -> None:
        """Wait until the bot has processed everything."""
        async with asyncio.timeout(PATIENCE_SECONDS):
            await self.running.update_queue.join()
        assert not self.telegram.violations
        assert not self.telegram.unanswered

    async def tick(self) -> None:
        """Let the jobs that run every minute run now."""
        queue = self.running.job_queue
        assert queue is not None
        for job in queue.jobs():
            if job.callback in (deliver_due, watch_lasting):
                await job.run(self.running)
        assert not self.telegram.violations

    def message(
        self,
        text: str | None = None,
        *,
        who: str = "ann",
        group: bool = False,
        ago: timedelta = timedelta(0),
        **extra: object,
    ) -> Json:
        """Return a message of a user, as Telegram would report it."""
        message: Json = {
            "message_id": self.telegram.new_id(),
            "date": int((self.clock.now - ago).timestamp()),
            "chat": chat_json(GROUP if group else PEOPLE[who]),
            "from": self.person(who),
            **extra,
        }
        if text is not None:
            message |= {"text": text, "entities": entities(text)}
        return message

    def person(self, who: str) -> Json:
        """Return a user."""
        person = {"id": PEOPLE[who], "is_bot": False, "first_name": who.title()}
        code = self.languages.get(who)
        return person | ({"language_code": code} if code else {})

    def press(self, event: Event, data: str, who: str = "ann", *, old: bool = False) -> Json:
        """Return the press of a button under one of the bot's messages.

        Of a message that is `old` Telegram no longer tells the contents.
        """
        query_id = f"q{self.telegram.new_id()}"
        self.telegram.unanswered.add(query_id)
        return {
            "callback_query": {
                "id": query_id,
                "from": self.person(who),
                "chat_instance": "1",
                "data": data,
                "message": {
                    "message_id": event.message_id,
                    "date": 0 if old else int(self.clock.now.timestamp()),
                    "chat": chat_json(event.chat_id or 0),
                    **({} if old else {"text": event.text}),
                },
            }
        }


def settings_for(folder: Path, streaming: Streaming = Streaming.DRAFTS) -> Settings:
    """Return settings that do not depend on the environment."""
    return Settings(
        telegram_token=SecretStr(TOKEN),
        telegram_base_url="https://api.telegram.org/bot",
        data_dir=folder,
        database_url=None,
        questions_per_minute=12,
        streaming=streaming,
    )


def entities(text: str) -> list[Json]:
    """Return the commands and mentions of a text, in UTF-16 units, as Telegram marks them."""
    found = []
    for word in text.split():
        kind = {"/": "bot_command", "@": "mention"}.get(word[0])
        if kind and len(word) > 1:
            before = text[: text.index(word)]
            found.append({"type": kind, "offset": _units(before), "length": _units(word)})
    return found


def _units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


@asynccontextmanager
async def on_stage(
    folder: Path,
    answers: Callable[[list[Ask]], AnswerService] = TinyAnswers,
    knowledge: Knowledge | None = None,
    read: Reader | None = None,
    writer: AnswerWriter | None = None,
    streaming: Streaming = Streaming.DRAFTS,
    pauses: Sleep | None = None,
) -> AsyncIterator[Stage]:
    """Run a bot for the length of the block."""
    clock, asked = Clock(), list[Ask]()
    stage = Stage(
        folder=folder,
        knowledge=knowledge or tiny_knowledge(),
        answers=answers(asked),
        read=read or TinyReader(),
        asked=asked,
        clock=clock,
        telegram=FakeTelegram(clock),
        writer=writer,
        streaming=streaming,
        pauses=pauses,
    )
    await stage.start()
    try:
        yield stage
    finally:
        await stage.stop()
