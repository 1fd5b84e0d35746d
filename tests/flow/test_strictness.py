"""The strict Telegram refuses what the real one refuses."""

from typing import Any

import pytest

from tests.flow.strictness import Violation, check, check_upload, models, visible

KNOWN = models()
TEXT = {"chat_id": 1, "parse_mode": "HTML", "link_preview_options": {"is_disabled": True}}


def _with_button(**button: str) -> dict[str, Any]:
    return {**TEXT, "text": "글", "reply_markup": {"inline_keyboard": [[button]]}}


@pytest.mark.parametrize(
    ("method", "params"),
    [
        ("sendMessage", {**TEXT, "text": ""}),
        ("sendMessage", {**TEXT, "text": " \n"}),
        ("sendMessage", {**TEXT, "text": "가" * 4097}),
        ("sendMessage", {**TEXT, "text": "😀" * 2049}),
        ("sendMessage", {**TEXT, "text": "<b>" * 101 + "가" + "</b>" * 101}),
        ("sendMessage", {**TEXT, "text": "글", "nonsense": 1}),
        ("sendMessage", {**TEXT, "text": "글", "reply_parameters": {"message_id": 1, "x": 2}}),
        ("sendMessage", {"chat_id": 1, "text": "글"}),
        ("sendMessage", {"text": "글"}),
        ("sendMessage", _with_button(text="가")),
        ("sendMessage", _with_button(text="가", callback_data="")),
        ("sendMessage", _with_button(text="가", callback_data="가" * 22)),
        ("sendMessage", _with_button(text="", callback_data="a")),
        ("sendMessage", _with_button(text="가", callback_data="a", url="https://a.kr")),
        ("sendMessage", {**TEXT, "text": "글", "reply_markup": {"inline_keyboard": []}}),
        ("sendMessage", {**TEXT, "text": "글", "reply_markup": {"inline_keyboard": [[]]}}),
        ("answerCallbackQuery", {"callback_query_id": "1", "text": "가" * 201}),
        ("sendChatAction", {"chat_id": 1, "action": "dancing"}),
        ("setMyCommands", {"commands": [{"command": "Start", "description": "가"}]}),
        ("setMyCommands", {"commands": [{"command": "start", "description": ""}]}),
        ("setMyShortDescription", {"short_description": "가" * 121}),
        ("setMyDescription", {"description": "가" * 513}),
        ("setMyName", {"name": "가" * 65}),
        ("sendDocument", {"chat_id": 1}),
        ("sendDocument", {"chat_id": 1, "document": "some-id"}),
        ("sendDocument", {"chat_id": 1, "document": "attach://document", "caption": "가" * 1025}),
        ("sendDocument", {"chat_id": 1, "document": "attach://document", "parse_mode": "HTML"}),
        ("sendDocument", {"chat_id": 1, "document": "attach://document", "nonsense": 1}),
        ("sendTelepathy", {}),
    ],
)
def test_refused(method: str, params: dict[str, Any]) -> None:
    with pytest.raises(Violation):
        check(method, params, KNOWN)


@pytest.mark.parametrize(
    "html",
    ["<b>", "</b>", "<b></i>", "<b><i></b></i>", "1 < 2", "a & b", "a > b", "<script>x</script>",
     "<a>x</a>", '<a href="x" onclick="y">x</a>', "&nbsp;", "<B>x</B>",
     "<blockquote>a<blockquote>b</blockquote></blockquote>"],
)  # fmt: skip
def test_html_that_is_refused(html: str) -> None:
    with pytest.raises(Violation):
        visible(html)


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("&lt;b&gt; &amp; &quot;", '<b> & "'),
        ('<a href="https://a.kr/?x=1&amp;y">가</a>', "가"),
        ("<blockquote expandable>가<i>나</i></blockquote>", "가나"),
    ],
)
def test_html_that_is_accepted(html: str, text: str) -> None:
    assert visible(html) == text


def test_a_plain_message_is_accepted() -> None:
    check("sendMessage", _with_button(text="가", callback_data="v1:up:1"), KNOWN)


@pytest.mark.parametrize(
    ("name", "content"),
    [("글.pdf", b""), ("글", b"x"), ("a/b.pdf", b"x"), ("가" * 61 + ".pdf", b"x")],
)
def test_a_file_that_is_refused(name: str, content: bytes) -> None:
    with pytest.raises(Violation):
        check_upload(name, content)


def test_a_file_that_is_accepted() -> None:
    check("sendDocument", {"chat_id": 1, "document": "attach://document"}, KNOWN)
    check_upload("요청서.docx", b"PK")
