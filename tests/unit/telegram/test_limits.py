"""How many questions one person may ask, and albums."""

from datetime import timedelta

from bot.telegram.albums import KEPT, Albums
from bot.telegram.limits import PEOPLE_BEFORE_TIDYING, QuestionLimit, Verdict
from tests.flow.stage import NOON


def test_the_question_over_the_limit_is_declined_once_then_ignored() -> None:
    limit = QuestionLimit(per_minute=2)
    verdicts = [limit.check(1, NOON) for _ in range(4)]
    assert verdicts == [Verdict.ANSWER, Verdict.ANSWER, Verdict.DECLINE, Verdict.IGNORE]


def test_people_do_not_share_a_limit() -> None:
    limit = QuestionLimit(per_minute=1)
    assert [limit.check(person, NOON) for person in (1, 2)] == [Verdict.ANSWER] * 2


def test_the_window_slides() -> None:
    limit = QuestionLimit(per_minute=2)
    limit.check(1, NOON)
    limit.check(1, NOON + timedelta(seconds=40))
    assert limit.check(1, NOON + timedelta(seconds=59)) is Verdict.DECLINE
    assert limit.check(1, NOON + timedelta(seconds=60)) is Verdict.ANSWER
    assert limit.check(1, NOON + timedelta(seconds=61)) is Verdict.IGNORE


def test_people_who_left_are_not_kept() -> None:
    limit = QuestionLimit(per_minute=1)
    for person in range(PEOPLE_BEFORE_TIDYING + 1):
        limit.check(person, NOON)
    limit.check(-1, NOON + timedelta(minutes=2))
    assert len(limit._people) == 1


def test_an_album_is_first_once_and_only_lately_seen_ones_are_kept() -> None:
    albums = Albums()
    assert albums.is_first(None)
    assert albums.is_first(None)
    assert albums.is_first("a")
    assert not albums.is_first("a")
    for number in range(KEPT):
        albums.is_first(str(number))
    assert albums.is_first("a")
