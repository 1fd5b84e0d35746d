"""Leaves a model alone for a while after it failed several times in a row."""

from collections.abc import Callable

from bot.answering.writing.errors import Paused


class Breaker:
    """Opens after `limit` failures in a row; after `rest_s` seconds one call may try again."""

    def __init__(self, clock: Callable[[], float], limit: int = 3, rest_s: float = 60.0) -> None:
        """Start closed; `clock` returns monotonic seconds."""
        self._clock = clock
        self._limit = limit
        self._rest_s = rest_s
        self._failures = 0
        self._closed_from = 0.0

    def check(self) -> None:
        """Raise Paused while the model is left alone."""
        if self._failures < self._limit:
            return
        if self._clock() < self._closed_from:
            raise Paused(f"{self._failures} failures in a row")
        self._closed_from = self._clock() + self._rest_s

    def succeeded(self) -> None:
        """Note that the model answered."""
        self._failures = 0

    def failed(self) -> None:
        """Note that the model failed."""
        self._failures += 1
        if self._failures >= self._limit:
            self._closed_from = self._clock() + self._rest_s
