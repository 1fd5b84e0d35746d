"""How fast requests go out."""

from collections.abc import Callable, Coroutine
from typing import Any

from telegram.ext import AIORateLimiter

JSONDict = dict[str, Any]

AT_ONCE = -1
"""For requests that are worth nothing a second later: frames of an answer still being written."""


class Pacing(AIORateLimiter):
    """PTB's limiter, except that a request sent `AT_ONCE` neither waits nor is tried again.

    Its refusal reaches who sent it, and does not hold up the answers of other chats.
    """

    async def process_request(
        self,
        callback: Callable[..., Coroutine[Any, Any, bool | JSONDict | list[JSONDict]]],
        args: Any,  # noqa: ANN401  as PTB has it
        kwargs: dict[str, Any],
        endpoint: str,
        data: dict[str, Any],
        rate_limit_args: int | None,
    ) -> bool | JSONDict | list[JSONDict]:
        """Return Telegram's answer to a request."""
        if rate_limit_args == AT_ONCE:
            return await callback(*args, **kwargs)
        return await super().process_request(
            callback, args, kwargs, endpoint, data, rate_limit_args
        )
