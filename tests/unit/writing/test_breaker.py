import pytest

from bot.answering.writing.breaker import Breaker
from bot.answering.writing.errors import Paused


class Seconds:
    """A clock that stands until it is set."""

    now = 0.0

    def __call__(self) -> float:
        return self.now


def test_it_opens_after_failures_in_a_row_and_lets_one_try_later() -> None:
    seconds = Seconds()
    breaker = Breaker(seconds, limit=2, rest_s=10)
    breaker.failed()
    breaker.check()
    breaker.failed()
    with pytest.raises(Paused):
        breaker.check()
    seconds.now = 11
    breaker.check()
    with pytest.raises(Paused):
        breaker.check()


def test_a_success_closes_it() -> None:
    breaker = Breaker(Seconds(), limit=2)
    breaker.failed()
    breaker.succeeded()
    breaker.failed()
    breaker.check()
