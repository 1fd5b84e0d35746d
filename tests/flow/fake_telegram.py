"""A strict Telegram: takes the network's place, refuses what Telegram refuses, keeps a transcript.

Failures are scripted with `fail`. What a user would see is in `events`.
"""

import asyncio
import json
from collections import defaultdict, deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from http import HTTPStatus
from typing import Any

from telegram.error import NetworkError, TimedOut
from telegram.request import BaseRequest, RequestData

from tests.flow.strictness import Violation, check, check_upload, models, visible

TOKEN = "123456:a-token-for-tests-only"
BOT = {
    "id": 123456,
    "is_bot": True,
    "first_name": "먹통봇",
    "username": "meoktong_bot",
    "can_join_groups": True,
    "supports_inline_queries": True,
}
PATIENCE_SECONDS = 0.05
UNTIL_SECONDS = 15

Json = dict[str, Any]


@dataclass(frozen=True)
class File:
    """A file as it was uploaded."""

    name: str
    content: bytes


@dataclass
class Event:
    """What a user sees the bot do: send, edit, draft, delete, toast, type, cards or a file."""

    kind: str
    chat_id: int | None
    text: str = ""
    html: str = ""
    buttons: list[tuple[str, str]] = field(default_factory=list)
    message_id: int | None = None
    quoting: int | None = None
    file: File | None = None
    at: datetime | None = None


@dataclass(frozen=True)
class Refusal:
    """An answer other than yes: an HTTP status and a description, or no answer at all."""

    status: int = 0
    description: str = ""
    parameters: Mapping[str, int] = field(default_factory=dict)
    error: Exception | None = None


FLOOD = Refusal(429, "Too Many Requests: retry after 1", {"retry_after": 1})
BLOCKED = Refusal(403, "Forbidden: bot was blocked by the user")
NOT_MODIFIED = Refusal(400, "Bad Request: message is not modified")
NOT_FOUND = Refusal(400, "Bad Request: message to edit not found")
QUERY_TOO_OLD = Refusal(400, "Bad Request: query is too old and response timeout expired")
BROKEN = Refusal(500, "Internal Server Error")
NO_RIGHTS = Refusal(400, "Bad Request: not enough rights to send text messages to the chat")
NETWORK = Refusal(error=NetworkError("httpx.ConnectError: all attempts failed"))
TIMEOUT = Refusal(error=TimedOut())
REFUSALS = {
    "flood": FLOOD,
    "blocked": BLOCKED,
    "not modified": NOT_MODIFIED,
    "not found": NOT_FOUND,
    "query too old": QUERY_TOO_OLD,
    "no rights": NO_RIGHTS,
    "broken": BROKEN,
    "network": NETWORK,
    "timeout": TIMEOUT,
}


class FakeTelegram(BaseRequest):
    """The Bot API for one bot, in memory."""

    def __init__(self, clock: Callable[[], datetime]) -> None:
        self._clock = clock
        self._models = models()
        self._refusals: dict[str, deque[Refusal]] = defaultdict(deque)
        self._next_id = 100
        self.profile: Json = {}
        self.events: list[Event] = []
        self.calls: list[tuple[str, Json]] = []
        self.violations: list[str] = []
        self.messages: dict[tuple[int, int], Event] = {}
        self.unanswered: set[str] = set()
        self.updates: asyncio.Queue[Json] = asyncio.Queue()
        self._arrived = asyncio.Event()

    @property
    def read_timeout(self) -> float | None:
        """Return how long PTB believes to wait for an answer."""
        return 5

    async def initialize(self) -> None:
        """Nothing to open."""

    async def shutdown(self) -> None:
        """Nothing to close."""

    def fail(self, method: str, refusal: Refusal, times: int = 1) -> None:
        """Refuse the next calls of a method."""
        self._refusals[method].extend([refusal] * times)

    def new_id(self) -> int:
        """Return the id of the next message, whoever writes it."""
        self._next_id += 1
        return self._next_id

    async def until(self, text: str, *kinds: str) -> Event:
        """Wait for a message or file whose text or caption contains a text, and return it."""
        kinds = kinds or ("send", "file")
        async with asyncio.timeout(UNTIL_SECONDS):
            while True:
                for event in self.events:
                    if event.kind in kinds and text in event.text:
                        return event
                self._arrived.clear()
                await self._arrived.wait()

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: object = BaseRequest.DEFAULT_NONE,
        write_timeout: object = BaseRequest.DEFAULT_NONE,
        connect_timeout: object = BaseRequest.DEFAULT_NONE,
        pool_timeout: object = BaseRequest.DEFAULT_NONE,
    ) -> tuple[int, bytes]:
        """Answer one request as Telegram would."""
        sent = request_data.parameters if request_data else {}
        uploads = request_data.multipart_data if request_data else {}
        files = {name: File(str(one[0]), _bytes(one[1])) for name, one in uploads.items()}
        return await self.respond(url, json.loads(json.dumps(sent)), files)

    async def respond(
        self, url: str, params: Json, files: Mapping[str, File] | None = None
    ) -> tuple[int, bytes]:
        """Return status and body of Telegram's answer to a call of a method."""
        params |= files or {}
        api_method = url.rpartition("/")[2]
        self._judge(url, api_method, params)
        self.calls.append((api_method, params))
        if api_method == "answerCallbackQuery":
            self.unanswered.discard(params["callback_query_id"])
        if self._refusals[api_method]:
            return _refuse(self._refusals[api_method].popleft())
        try:
            result = await self._answer(api_method, params)
        except _Refused as exc:
            return _refuse(exc.refusal)
        return HTTPStatus.OK, json.dumps({"ok": True, "result": result}).encode()

    def _judge(self, url: str, api_method: str, params: Json) -> None:
        if f"/bot{TOKEN}/" not in url:
            self.violations.append("the token is missing")
        try:
            check(api_method, _with_references(params), self._models)
            _check_files(params)
        except Violation as exc:
            self.violations.append(str(exc))
            raise

    async def _answer(self, method: str, params: Json) -> object:
        if method == "getUpdates":
            return await self._get_updates()
        if method.startswith(("getMy", "setMy")):
            return self._profile(method, params)
        answers: dict[str, Callable[[Json], object]] = {
            "getMe": lambda _: BOT,
            "sendMessage": self._send,
            "editMessageText": self._edit_text,
            "editMessageReplyMarkup": self._edit_markup,
            "sendMessageDraft": self._draft,
            "deleteMessage": self._delete,
            "sendDocument": self._send_file,
            "answerCallbackQuery": self._toast,
            "answerInlineQuery": self._cards,
            "sendChatAction": self._type,
            "deleteWebhook": lambda _: True,
            "setWebhook": lambda _: True,
        }
        if method not in answers:
            self.violations.append(f"the fake does not know {method}")
        return answers[method](params)

    async def _get_updates(self) -> list[Json]:
        try:
            async with asyncio.timeout(PATIENCE_SECONDS):
                return [await self.updates.get()]
        except TimeoutError:
            return []

    def _profile(self, method: str, params: Json) -> object:
        name = f"{method[5:]}:{params.pop('language_code', '')}"
        field_name = {"Name": "name", "Description": "description"}.get(
            method[5:], "short_description"
        )
        if method.startswith("setMy"):
            self.profile[name] = params
            return True
        if method == "getMyCommands":
            return self.profile.get(name, {"commands": []})["commands"]
        return self.profile.get(name, {field_name: ""})

    def _send(self, params: Json) -> Json:
        event = self._event("send", params, self.new_id())
        self.events.append(event)
        self._arrived.set()
        self.messages[params["chat_id"], event.message_id or 0] = event
        return self._message(event)

    def _send_file(self, params: Json) -> Json:
        caption = params.get("caption", "")
        event = Event(
            "file",
            params["chat_id"],
            caption,
            buttons=_buttons(params),
            message_id=self.new_id(),
            file=params["document"],
        )
        self.events.append(event)
        self._arrived.set()
        document = {"file_id": "f", "file_unique_id": "u", "file_name": params["document"].name}
        message = {**self._message(event), "document": document, "caption": caption}
        del message["text"]
        return message

    def _edit_text(self, params: Json) -> Json:
        old = self._existing(params)
        event = self._event("edit", params, params["message_id"])
        if (old.html, old.buttons) == (event.html, event.buttons):
            raise _Refused(NOT_MODIFIED)
        self.events.append(event)
        self._arrived.set()
        self.messages[params["chat_id"], params["message_id"]] = event
        return self._message(event)

    def _edit_markup(self, params: Json) -> Json:
        old = self._existing(params)
        buttons = _buttons(params)
        if old.buttons == buttons:
            raise _Refused(NOT_MODIFIED)
        old.buttons = buttons
        return self._message(old)

    def _draft(self, params: Json) -> bool:
        self.events.append(self._event("draft", {"text": "", **params}, params["draft_id"]))
        self._arrived.set()
        return True

    def _delete(self, params: Json) -> bool:
        event = self._existing(params)
        self.events.append(Event("delete", event.chat_id, message_id=event.message_id))
        del self.messages[params["chat_id"], params["message_id"]]
        return True

    def _existing(self, params: Json) -> Event:
        event = self.messages.get((params["chat_id"], params["message_id"]))
        if event is None:
            raise _Refused(NOT_FOUND)
        return event

    def _toast(self, params: Json) -> bool:
        if "text" in params:
            self.events.append(Event("toast", None, params["text"]))
        return True

    def _cards(self, params: Json) -> bool:
        for result in params["results"]:
            html = result["input_message_content"]["message_text"]
            self.events.append(Event("card", None, f"{result['title']}\n{visible(html)}", html))
        self.events.append(Event("cards", None, params.get("button", {}).get("text", "")))
        return True

    def _type(self, params: Json) -> bool:
        self.events.append(Event("typing", params["chat_id"]))
        return True

    def _event(self, kind: str, params: Json, message_id: int) -> Event:
        html = params["text"]
        quoting = params.get("reply_parameters", {}).get("message_id")
        return Event(
            kind,
            params["chat_id"],
            visible(html),
            html,
            _buttons(params),
            message_id,
            quoting,
            at=self._clock(),
        )

    def _message(self, event: Event) -> Json:
        return {
            "message_id": event.message_id,
            "date": int(self._clock().timestamp()),
            "chat": chat_json(event.chat_id or 0),
            "from": BOT,
            "text": event.text,
        }


class _Refused(Exception):
    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.description)
        self.refusal = refusal


def chat_json(chat_id: int) -> Json:
    """Return a private chat for positive ids, a supergroup for negative ones."""
    if chat_id > 0:
        return {"id": chat_id, "type": "private", "first_name": "Ann"}
    return {"id": chat_id, "type": "supergroup", "title": "동네 모임"}


def _bytes(content: object) -> bytes:
    if isinstance(content, bytes):
        return content
    raise Violation("files are sent as bytes here")


def _with_references(params: Json) -> Json:
    """Return the parameters with uploads named the way the published models expect."""
    return {
        name: f"attach://{name}" if isinstance(value, File) else value
        for name, value in params.items()
    }


def _check_files(params: Json) -> None:
    for value in params.values():
        if isinstance(value, File):
            check_upload(value.name, value.content)


def _buttons(params: Json) -> list[tuple[str, str]]:
    rows = params.get("reply_markup", {}).get("inline_keyboard", [])
    return [(button["text"], button.get("callback_data", "")) for row in rows for button in row]


def _refuse(refusal: Refusal) -> tuple[int, bytes]:
    if refusal.error:
        raise refusal.error
    body = {"ok": False, "error_code": refusal.status, "description": refusal.description}
    if refusal.parameters:
        body["parameters"] = dict(refusal.parameters)
    return refusal.status, json.dumps(body).encode()
