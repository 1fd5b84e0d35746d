"""What reaches the log: where it happened, never what a user wrote or a secret."""

import logging

import pytest

from bot.telegram.failures import RedactSecrets, details

SECRET = "123:abc"
WRITTEN = "카톡 먹통 010-1234-5678"
PRIVATE = frozenset(WRITTEN.split())


def _look_up(word: str) -> str:
    return {"": ""}[word]


def _failure(written: str) -> Exception:
    """Fail the way libraries do: with the input in the message, over several lines."""
    try:
        try:
            _look_up(written.split(maxsplit=1)[0])
        except KeyError as exc:
            raise ValueError(f"cannot read {written!r}\n  input_value={written}") from exc
    except ValueError as exc:
        return exc
    raise AssertionError


def test_details_show_the_places_and_hide_the_words() -> None:
    shown = details(_failure(WRITTEN), PRIVATE)
    assert "_look_up" in shown
    assert "KeyError: '[...]'" in shown
    assert "ValueError: cannot read '[...] [...] [...]'" in shown
    assert not any(word in shown for word in PRIVATE)


def test_details_leave_other_words_alone() -> None:
    assert "먹통" in details(_failure(WRITTEN), frozenset({"카톡"}))
    assert "010-1234-5678" in details(_failure(WRITTEN), frozenset())


def _call(secret: str) -> None:
    raise RuntimeError(f"POST /bot{secret}")


def test_a_secret_is_taken_out_of_messages_arguments_and_tracebacks(
    caplog: pytest.LogCaptureFixture,
) -> None:
    logger = logging.getLogger("test.secrets")
    caplog.handler.addFilter(RedactSecrets(SECRET, ""))
    try:
        _call(SECRET)
    except RuntimeError:
        logger.exception("calling %s with 100%%", f"https://api/bot{SECRET}/getMe")
    assert SECRET not in caplog.text
    assert "[secret]" in caplog.text
    assert "100%" in caplog.text
