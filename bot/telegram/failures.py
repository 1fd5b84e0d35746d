"""The one place where errors end: the user gets an apology and a number, the log the details.

Neither the bot's token nor what a user wrote may reach the log: errors are logged with where they
happened, and their messages with the user's words taken out.
"""

import logging
import re
import secrets
import traceback
from collections.abc import Iterator

from telegram import Update
from telegram.error import Conflict, NetworkError, RetryAfter, TelegramError

from bot.storage.model import ChatState
from bot.telegram.commands import chat_language
from bot.telegram.context import Context
from bot.telegram.errors import StaleButton
from bot.telegram.markup import plain, to_messages
from bot.telegram.sending import place_of, send, toast
from bot.telegram.users import language_of
from knowledge.language import Language

logger = logging.getLogger(__name__)

NUMBER_ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
NUMBER_LENGTH = 6
SHORTEST_WORD = 2


async def on_error(update: object, context: Context) -> None:
    """Apologise with an incident number; log what happened under the same number."""
    error = context.error
    if error is None:
        return
    if not isinstance(update, Update):
        _log_without_update(error)
    elif isinstance(error, StaleButton):
        await _say_stale(update, context)
    else:
        await _apologise(update, context, error)


async def stale_button(update: Update, context: Context) -> None:
    """Answer a button of an older version, or one that was never ours."""
    await _say_stale(update, context)


async def _say_stale(update: Update, context: Context) -> None:
    if update.callback_query:
        language = await chat_language(update, context)
        await toast(update.callback_query, context.deps.say(language, "stale_button"))


async def _apologise(update: Update, context: Context, error: Exception) -> None:
    number = "".join(secrets.choice(NUMBER_ALPHABET) for _ in range(NUMBER_LENGTH))
    logger.error("incident %s\n%s", number, details(error, _words(update)))
    place = place_of(update)
    if place is None:
        return
    try:
        text = context.deps.say(await _language(update, context), "failed", incident=number)
        if update.callback_query:
            await toast(update.callback_query)
        await send(context.bot, place, to_messages([plain(text)]))
    except Exception as exc:  # noqa: BLE001  nothing is left to be told if the apology fails too
        logger.error("incident %s: no apology, %s", number, type(exc).__name__)  # noqa: TRY400


async def _language(update: Update, context: Context) -> Language:
    try:
        return await chat_language(update, context)
    except Exception:  # noqa: BLE001  the database may be what failed
        return language_of(ChatState(), update.effective_user)


def details(error: BaseException, private: frozenset[str]) -> str:
    """Return the error's chain with its places in the code, its messages without private words."""
    return "\n".join(_chain(traceback.TracebackException.from_exception(error), private))


def _chain(error: traceback.TracebackException, private: frozenset[str]) -> Iterator[str]:
    earlier = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    if earlier:
        yield from _chain(earlier, private)
        yield "then:"
    yield "".join(error.stack.format()).rstrip()
    yield _without(" ".join(error.format_exception_only()).strip(), private)


def _without(text: str, private: frozenset[str]) -> str:
    if not private:
        return text
    longest_first = sorted(private, key=len, reverse=True)
    return re.sub("|".join(map(re.escape, longest_first)), "[...]", text)


def _words(update: Update) -> frozenset[str]:
    message, query = update.effective_message, update.callback_query
    texts = [
        getattr(message, "text", None),
        getattr(message, "caption", None),
        query.data if query else None,
        update.inline_query.query if update.inline_query else None,
    ]
    words = {word for text in texts if text for word in text.split()}
    return frozenset(word for word in words if len(word) >= SHORTEST_WORD)


def _log_without_update(error: Exception) -> None:
    """Polling fails now and then; PTB tries again by itself."""
    if isinstance(error, NetworkError | RetryAfter | Conflict):
        logger.warning("Telegram cannot be reached: %s", type(error).__name__)
    elif isinstance(error, TelegramError):
        logger.error("Telegram refused: %s", error.message)
    else:
        logger.error("outside any update\n%s", details(error, frozenset()))


class RedactSecrets(logging.Filter):
    """Takes secrets out of every log line that passes."""

    def __init__(self, *hidden: str) -> None:
        super().__init__()
        self._hidden = [secret for secret in hidden if secret]

    def filter(self, record: logging.LogRecord) -> bool:
        """Return True after replacing the secrets in the record's message and traceback."""
        text = record.getMessage()
        if record.exc_info and not record.exc_text:
            record.exc_text = logging.Formatter().formatException(record.exc_info)
        record.msg, record.args = self._redact(text), None
        if record.exc_text:
            record.exc_text = self._redact(record.exc_text)
        return True

    def _redact(self, text: str) -> str:
        for secret in self._hidden:
            text = text.replace(secret, "[secret]")
        return text
