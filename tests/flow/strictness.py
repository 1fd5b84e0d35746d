"""What Telegram refuses, checked on every request: the published models and the limits beyond.

`check` raises Violation; the bot must never send what it refuses.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import aiogram.methods
from aiogram.methods.base import TelegramMethod
from pydantic import BaseModel, ValidationError

Params = Mapping[str, Any]

TEXT_UNITS = 4096
ENTITIES = 100
DATA_BYTES = 64
TOAST_UNITS = 200
BUTTONS_PER_ROW = 8
BUTTONS = 100
INLINE_RESULTS = 50
CAPTION_UNITS = 1024
UPLOAD_BYTES = 50 * 1024 * 1024
FILE_NAME = re.compile(r"[^/\\\x00-\x1f]{1,60}\.[a-z]{3,4}")
ACTIONS = {"typing", "upload_photo", "upload_document", "choose_sticker", "find_location"}
TAGS: Mapping[str, str] = {
    "b": r"",
    "i": r"",
    "u": r"",
    "s": r"",
    "code": r"",
    "pre": r"",
    "tg-spoiler": r"",
    "a": r' href="[^"<>]+"',
    "blockquote": r"( expandable)?",
}
TOKEN = re.compile(r"<(/?)([a-z-]+)([^<>]*)>|&(lt|gt|amp|quot|#\d+|#x[0-9a-f]+);|[<>&]")
NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}


class Violation(AssertionError):
    """A request that Telegram would refuse, or that breaks a rule of this project."""


def models() -> dict[str, type[TelegramMethod[Any]]]:
    """Return aiogram's model of every Bot API method, by the method's name."""
    found = (getattr(aiogram.methods, name) for name in aiogram.methods.__all__)
    return {
        method.__api_method__: method
        for method in found
        if isinstance(method, type) and method is not TelegramMethod
        if issubclass(method, TelegramMethod)
    }


def check(method: str, params: Params, known: Mapping[str, type[TelegramMethod[Any]]]) -> None:
    """Raise Violation unless Telegram would accept the request."""
    if method not in known:
        raise Violation(f"no such method: {method}")
    try:
        model = known[method].model_validate(dict(params))
    except ValidationError as exc:
        raise Violation(f"{method}: {exc}") from exc
    extra = list(_extras(model, method))
    if extra:
        raise Violation(f"unknown parameters: {extra}")
    if method in LIMITS:
        LIMITS[method](params)
    if "reply_markup" in params:
        _check_keyboard(params["reply_markup"])


def visible(html: str) -> str:
    """Return the text that remains of HTML; raises Violation for HTML that Telegram refuses."""
    shown: list[str] = []
    open_tags: list[str] = []
    at = entities = 0
    for token in TOKEN.finditer(html):
        shown.append(html[at : token.start()])
        at = token.end()
        closing, tag, attributes, entity = token.groups()
        if entity:
            shown.append(_character(entity))
        elif tag:
            entities += not closing
            _step(open_tags, tag, attributes, closing=bool(closing))
        else:
            raise Violation(f"unescaped {token.group()!r} in {html[:80]!r}")
    if open_tags or entities > ENTITIES:
        raise Violation(f"{entities} entities, left open: {open_tags}")
    return "".join([*shown, html[at:]])


def utf16(text: str) -> int:
    """Return the length Telegram counts; raises Violation for text that is no text."""
    try:
        return len(text.encode("utf-16-le")) // 2
    except UnicodeEncodeError as exc:
        raise Violation("lone surrogates") from exc


def _step(open_tags: list[str], tag: str, attributes: str, *, closing: bool) -> None:
    if closing:
        if attributes or not open_tags or open_tags.pop() != tag:
            raise Violation(f"</{tag}> closes nothing")
        return
    if tag not in TAGS or not re.fullmatch(TAGS[tag], attributes):
        raise Violation(f"<{tag}{attributes}> is not allowed")
    if tag == "blockquote" and "blockquote" in open_tags:
        raise Violation("nested blockquote")
    open_tags.append(tag)


def _character(entity: str) -> str:
    if entity.startswith("#x"):
        return chr(int(entity[2:], 16))
    return chr(int(entity[1:])) if entity.startswith("#") else NAMED[entity]


def _extras(value: object, path: str) -> Iterator[str]:
    if isinstance(value, BaseModel):
        for name in value.model_extra or {}:
            yield f"{path}.{name}"
        for name in type(value).model_fields:
            yield from _extras(getattr(value, name), f"{path}.{name}")
    elif isinstance(value, list):
        for at, item in enumerate(value):
            yield from _extras(item, f"{path}[{at}]")


def _require(condition: object, complaint: str) -> None:
    if not condition:
        raise Violation(complaint)


def _length(text: str, least: int, most: int, what: str) -> None:
    _require(least <= utf16(text) <= most, f"{what} has {utf16(text)} units")


def _check_text(params: Params) -> None:
    _require(params.get("parse_mode") == "HTML", "texts are HTML here")
    previews = params.get("link_preview_options", {})
    _require(previews.get("is_disabled") is True, "link previews are off here")
    text = visible(params["text"])
    _require(text.strip(), "message text is empty")
    _length(text.strip(), 1, TEXT_UNITS, "text")


def _check_draft(params: Params) -> None:
    _require(params["chat_id"] > 0, "drafts are for private chats")
    _require(params["draft_id"] != 0, "a draft's id is never 0")
    _require(params.get("parse_mode") == "HTML", "texts are HTML here")
    _length(visible(params.get("text", "")).strip(), 0, TEXT_UNITS, "a draft")


def _check_keyboard(markup: Params) -> None:
    rows = markup["inline_keyboard"]
    _require(rows and all(rows), "a keyboard has an empty row")
    _require(max(map(len, rows)) <= BUTTONS_PER_ROW, "a row is too long")
    buttons = [button for row in rows for button in row]
    _require(len(buttons) <= BUTTONS, "too many buttons")
    for button in buttons:
        _length(button["text"].strip(), 1, 64, "a button's label")
        _require(len(button) == 2, f"a button does exactly one thing: {button}")
        data = button.get("callback_data")
        _require(data is None or 1 <= len(data.encode()) <= DATA_BYTES, f"data {data!r}")


def check_upload(name: str, content: bytes) -> None:
    """Raise Violation for a file that Telegram refuses, or whose name would not open by a tap."""
    _require(FILE_NAME.fullmatch(name), f"file name {name!r}")
    _require(0 < len(content) <= UPLOAD_BYTES, f"{name} has {len(content)} bytes")


def _check_document(params: Params) -> None:
    _require(str(params["document"]).startswith("attach://"), "files are uploaded here")
    _length(params.get("caption", ""), 0, CAPTION_UNITS, "a caption")
    _require("parse_mode" not in params, "captions are plain text here")


def _check_toast(params: Params) -> None:
    _length(params.get("text", ""), 0, TOAST_UNITS, "a toast")


def _check_action(params: Params) -> None:
    _require(params["action"] in ACTIONS, f"action {params['action']}")


def _check_inline(params: Params) -> None:
    results = params["results"]
    _require(len(results) <= INLINE_RESULTS, "too many results")
    ids = [result["id"] for result in results]
    _require(len(set(ids)) == len(ids), "result ids are not unique")
    _require(all(1 <= len(one.encode()) <= 64 for one in ids), "a result id is too long")
    for result in results:
        _length(result["title"], 1, 256, "a title")
        content = result["input_message_content"]
        _check_text({**content, "text": content["message_text"]})
    button = params.get("button", {})
    parameter = button.get("start_parameter", "x")
    _require(re.fullmatch(r"[A-Za-z0-9_-]{1,64}", parameter), "start parameter")


def _check_commands(params: Params) -> None:
    _require(len(params["commands"]) <= 100, "too many commands")
    for command in params["commands"]:
        _require(re.fullmatch(r"[a-z0-9_]{1,32}", command["command"]), str(command))
        _length(command["description"], 1, 256, "a command's description")


def _within(field: str, most: int) -> Callable[[Params], None]:
    return lambda params: _length(params.get(field, ""), 0, most, field)


LIMITS: Mapping[str, Callable[[Params], None]] = {
    "sendMessage": _check_text,
    "editMessageText": _check_text,
    "sendMessageDraft": _check_draft,
    "sendDocument": _check_document,
    "answerCallbackQuery": _check_toast,
    "sendChatAction": _check_action,
    "answerInlineQuery": _check_inline,
    "setMyCommands": _check_commands,
    "setMyDescription": _within("description", 512),
    "setMyShortDescription": _within("short_description", 120),
    "setMyName": _within("name", 64),
}
