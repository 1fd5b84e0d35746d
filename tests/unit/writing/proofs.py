"""What a model may say when it compares sentences with their material."""

import json
from collections.abc import Collection

from tests.unit.writing.server import Step, says


def compares(*carried: bool) -> Step:
    """A report on the first sentences, in order."""
    return says(report(dict(enumerate(carried, start=1))))


def carries_all(doubted: Collection[int] = ()) -> Step:
    """A report on as many sentences as there can be."""
    return says(report({number: number not in doubted for number in range(1, 9)}))


def report(carried: dict[int, bool]) -> str:
    """Return a report as the model writes it."""
    found = [
        {"number": number, "differs": "" if good else "자료와 달라요", "carried": good}
        for number, good in carried.items()
    ]
    return json.dumps({"sentences": found}, ensure_ascii=False)
