"""Plays the conversations in `conversations/*.yaml`.

A conversation is a list of steps. What users do:

- user: TEXT, or {text, who: ann|bob|eve, group: true, minutes_ago: N, reply_to: bot|TEXT,
  forwarded: true}
- send: photo|voice|sticker|..., or {what, caption, album, who, group}
- edit: TEXT, or {text, unless words change: ...}; edits the last message a user wrote
- press: LABEL; presses the newest button whose label starts so. press_old: the same under a message
  so old that Telegram no longer tells its contents. press_data: DATA; presses a button with that
  data under the bot's last message
- inline: QUERY; types it after the bot's name in any chat
- at_once: [user steps]; arrive together, as after a pause
- member: STATUS; the bot's own membership changes (kicked, left, member)

What is expected since the last thing a user did:

- bot: TEXT or [TEXT...]; a message or edit contains each. bot_not: the opposite
- edited: true; nothing was sent, the old message was edited
- messages: N; so many messages were sent. silent: true; nothing at all
- toast: TEXT; shown for a moment after a press. buttons: [LABEL...]; under the last message
- no_buttons: true, quoted: true, typing: true
- cards: [TEXT...]; inline results, in order. html: TEXT; the last message's HTML contains it
- asked: TEXT; the question that reached the answer service. answers: N; kept in the database
- files: [ENDING...]; the files that were sent, in order. in_docx: TEXT; the Word file contains it
- in_file: TEXT; the last file contains it. remembers: TEXT; the last question that is kept
- not_stored: TEXT; occurs nowhere in the database

And around it: later: MINUTES, clock: MOMENT in Korea, tick: true (the jobs of a minute run),
restart: true, fail: {method, with, times}.
"""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import yaml
from docx import Document

from bot.clock import KST
from tests.flow.fake_telegram import BOT, REFUSALS, Event, File, Json, chat_json
from tests.flow.stage import GROUP, PEOPLE, Stage, entities

CONVERSATIONS = Path(__file__).parent / "conversations"
MEDIA: Mapping[str, Json] = {
    "photo": {"photo": [{"file_id": "f", "file_unique_id": "u", "width": 9, "height": 9}]},
    "voice": {"voice": {"file_id": "f", "file_unique_id": "u", "duration": 3}},
    "sticker": {
        "sticker": {
            "file_id": "f",
            "file_unique_id": "u",
            "type": "regular",
            "width": 9,
            "height": 9,
            "is_animated": False,
            "is_video": False,
        }
    },
    "document": {"document": {"file_id": "f", "file_unique_id": "u"}},
    "location": {"location": {"longitude": 127.0, "latitude": 37.5}},
    "pinned": {"new_chat_title": "새 이름"},
}
SHOWN = ("send", "edit")


@dataclass(frozen=True)
class Conversation:
    """A named list of steps."""

    name: str
    steps: list[dict[str, Any]]


def conversations(folder: Path = CONVERSATIONS) -> list[Conversation]:
    """Return every conversation in a folder."""
    return [
        Conversation(f"{path.stem}: {entry['name']}", entry["steps"])
        for path in sorted(folder.glob("*.yaml"))
        for entry in yaml.safe_load(path.read_text(encoding="utf-8"))
    ]


@dataclass
class Player:
    """Plays steps on a stage and compares what the bot does."""

    stage: Stage
    since: int = 0
    last: Json = field(default_factory=dict)

    async def play(self, conversation: Conversation) -> None:
        """Play a conversation; raises AssertionError with the transcript where it goes wrong."""
        for number, step in enumerate(conversation.steps, start=1):
            for verb, value in step.items():
                try:
                    await self._do(verb, value)
                except AssertionError as exc:
                    raise AssertionError(f"step {number} {step}: {exc}\n{self._seen()}") from exc

    async def _do(self, verb: str, value: Any) -> None:  # noqa: ANN401  as in the file
        acts: Mapping[str, Callable[[Any], Awaitable[None]]] = {
            "user": self._user,
            "send": self._send,
            "edit": self._edit,
            "press": self._press,
            "press_old": self._press_old,
            "press_data": self._press_data,
            "inline": self._inline,
            "at_once": self._at_once,
            "member": self._member,
            "later": self._later,
            "restart": self._restart,
            "clock": self._clock,
            "tick": self._tick,
            "remembers": self._remembers,
            "not_stored": self._not_stored,
            "fail": self._fail,
            "answers": self._answers,
        }
        if verb in acts:
            await acts[verb](value)
        else:
            self._expect(verb, value)

    # -- what users do

    async def _user(self, step: str | Json) -> None:
        await self._feed({"message": self._written(step)})

    async def _at_once(self, steps: list[str | Json]) -> None:
        await self._feed(*({"message": self._written(step)} for step in steps))

    async def _send(self, step: str | Json) -> None:
        step = {"what": step} if isinstance(step, str) else step
        extra = dict(MEDIA[step["what"]])
        if "caption" in step:
            caption = step["caption"]
            extra |= {"caption": caption, "caption_entities": entities(caption)}
        if "album" in step:
            extra["media_group_id"] = step["album"]
        self.last = self.stage.message(
            who=step.get("who", "ann"), group=step.get("group", False), **extra
        )
        await self._feed({"message": self.last})

    async def _edit(self, text: str) -> None:
        now = int(self.stage.clock.now.timestamp())
        changed = {"text": text, "entities": entities(text), "edit_date": now}
        await self._feed({"edited_message": {**self.last, **changed}})

    async def _press(self, label: str, *, old: bool = False) -> None:
        for event in reversed(self.stage.telegram.messages.values()):
            for text, data in event.buttons:
                if text.startswith(label):
                    who = self._owner(event)
                    await self._feed(self.stage.press(event, data, who, old=old))
                    return
        raise AssertionError(f"no button {label!r}")

    @staticmethod
    def _owner(event: Event) -> str:
        owners = {chat_id: who for who, chat_id in PEOPLE.items()}
        return owners.get(event.chat_id or 0, "ann")

    async def _press_old(self, label: str) -> None:
        await self._press(label, old=True)

    async def _press_data(self, data: str) -> None:
        event = list(self.stage.telegram.messages.values())[-1]
        await self._feed(self.stage.press(event, data))

    async def _inline(self, query: str) -> None:
        asked = {"id": "i1", "from": self.stage.person("ann"), "query": query, "offset": ""}
        await self._feed({"inline_query": asked})

    async def _member(self, step: Json) -> None:
        chat = GROUP if step.get("group") else PEOPLE["ann"]
        was = {"status": step.get("was", "member"), "user": BOT}
        now = {"status": step["now"], "user": BOT, "until_date": 0}
        change = {
            "chat": chat_json(chat),
            "from": self.stage.person("ann"),
            "date": int(self.stage.clock.now.timestamp()),
            "old_chat_member": was | {"until_date": 0},
            "new_chat_member": now,
        }
        await self._feed({"my_chat_member": change})

    def _written(self, step: str | Json) -> Json:
        step = {"text": step} if isinstance(step, str) else dict(step)
        extra: Json = {}
        if "reply_to" in step:
            extra["reply_to_message"] = self._replied(step["reply_to"])
        if step.get("forwarded"):
            date = int(self.stage.clock.now.timestamp())
            origin = {"type": "hidden_user", "sender_user_name": "누군가", "date": date}
            extra["forward_origin"] = origin
        self.last = self.stage.message(
            step["text"] * step.get("repeated", 1),
            who=step.get("who", "ann"),
            group=step.get("group", False),
            ago=timedelta(minutes=step.get("minutes_ago", 0)),
            **extra,
        )
        return self.last

    def _replied(self, to: str) -> Json:
        if to != "bot":
            return self.stage.message(to, who="bob", group=True)
        event = list(self.stage.telegram.messages.values())[-1]
        return {
            "message_id": event.message_id,
            "date": int(self.stage.clock.now.timestamp()),
            "chat": chat_json(event.chat_id or 0),
            "from": BOT,
            "text": event.text,
        }

    async def _feed(self, *updates: Json) -> None:
        self.since = len(self.stage.telegram.events)
        await self.stage.feed(*updates)

    # -- around it

    async def _later(self, minutes: int) -> None:
        self.stage.clock.now += timedelta(minutes=minutes)

    async def _clock(self, moment: str) -> None:
        self.stage.clock.now = datetime.fromisoformat(moment).replace(tzinfo=KST)

    async def _tick(self, _: bool) -> None:
        self.since = len(self.stage.telegram.events)
        await self.stage.tick()

    async def _remembers(self, text: str) -> None:
        last = (await self.stage.storage.chat(PEOPLE["ann"])).memory.last
        assert last is not None, "nothing is remembered"
        self._contains(last.question, text)

    async def _not_stored(self, text: str) -> None:
        for path in self.stage.folder.glob("meoktong.db*"):
            assert text.encode() not in path.read_bytes(), f"{text!r} is in {path.name}"

    async def _restart(self, _: bool) -> None:
        await self.stage.restart()

    async def _fail(self, step: Json) -> None:
        self.stage.telegram.fail(step["method"], REFUSALS[step["with"]], step.get("times", 1))

    async def _answers(self, count: int) -> None:
        found = await self.stage.storage.count_answers(PEOPLE["ann"])
        assert found == count, f"{found} answers are kept"

    # -- what is expected

    def _expect(self, verb: str, value: Any) -> None:  # noqa: ANN401  as in the file
        expectations: Mapping[str, Callable[[Any], None]] = {
            "bot": self._expect_text,
            "bot_not": self._expect_no_text,
            "edited": self._expect_edited,
            "messages": self._expect_messages,
            "silent": lambda _: self._same([e.kind for e in self._recent()], []),
            "toast": lambda text: self._same(self._toasts(text), True),
            "buttons": self._expect_buttons,
            "no_buttons": lambda _: self._same(self._shown()[-1].buttons, []),
            "quoted": lambda _: self._same(self._shown()[0].quoting, self.last["message_id"]),
            "typing": lambda _: self._same(self._kinds("typing"), True),
            "cards": self._expect_cards,
            "html": lambda text: self._contains(self._shown()[-1].html, text),
            "files": self._expect_files,
            "in_docx": lambda text: self._contains(self._docx(), text),
            "in_file": lambda text: self._contains(self._files()[-1].content.decode(), text),
            "asked": lambda text: self._contains(self.stage.asked[-1].question, text),
        }
        assert verb in expectations, f"unknown step {verb}"
        expectations[verb](value)

    def _expect_text(self, texts: str | list[str]) -> None:
        said = "\n".join(event.text for event in self._shown())
        for text in [texts] if isinstance(texts, str) else texts:
            self._contains(said, text)

    def _expect_no_text(self, texts: str | list[str]) -> None:
        said = "\n".join(event.text for event in self._shown())
        for text in [texts] if isinstance(texts, str) else texts:
            assert text not in said, f"{text!r} was said"

    def _expect_edited(self, _: bool) -> None:
        self._same({event.kind for event in self._shown()}, {"edit"})

    def _expect_messages(self, count: int) -> None:
        self._same(sum(event.kind == "send" for event in self._recent()), count)

    def _expect_buttons(self, labels: list[str]) -> None:
        event = list(self.stage.telegram.messages.values())[-1]
        for label in labels:
            assert any(text.startswith(label) for text, _ in event.buttons), f"{event.buttons}"

    def _expect_cards(self, texts: list[str]) -> None:
        cards = [event.text for event in self._recent() if event.kind == "card"]
        self._same(len(cards), len(texts))
        for card, text in zip(cards, texts, strict=True):
            self._contains(card, text)

    def _expect_files(self, endings: list[str]) -> None:
        names = [file.name for file in self._files()]
        self._same([name[name.rindex(".") :] for name in names], endings)

    def _files(self) -> list[File]:
        return [event.file for event in self._recent() if event.file]

    def _docx(self) -> str:
        [content] = [file.content for file in self._files() if file.name.endswith(".docx")]
        return "\n".join(paragraph.text for paragraph in Document(BytesIO(content)).paragraphs)

    def _recent(self) -> list[Event]:
        return self.stage.telegram.events[self.since :]

    def _shown(self) -> list[Event]:
        return [event for event in self._recent() if event.kind in SHOWN]

    def _kinds(self, kind: str) -> bool:
        return any(event.kind == kind for event in self._recent())

    def _toasts(self, text: str) -> bool:
        return any(text in event.text for event in self._recent() if event.kind == "toast")

    @staticmethod
    def _same(found: object, expected: object) -> None:
        assert found == expected, f"{found!r} instead of {expected!r}"

    @staticmethod
    def _contains(text: str, part: str) -> None:
        assert part in text, f"{part!r} is missing"

    def _seen(self) -> str:
        return "\n".join(
            f"  {e.kind}: {e.text} {[b[0] for b in e.buttons]}" for e in self._recent()
        )
