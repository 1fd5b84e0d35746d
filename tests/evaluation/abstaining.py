"""How well questions that are not about outages are told from those that are."""

from collections.abc import Mapping

from knowledge.search import Searcher
from tests.evaluation.questions import Questions


def measure_abstention(searcher: Searcher, questions: Questions) -> Mapping[str, float]:
    """Return how many off-topic questions are declined and how many good ones are not.

    Precision: of what is declined, how much is off topic. Small talk that the bot answers without
    searching counts as declined, since no fact is shown.
    """
    declined = sum(
        stray.small_talk or not searcher.search(stray.query).relevant for stray in questions.strays
    )
    refused = sum(not searcher.search(case.query).relevant for case in questions.cases)
    strays, good = len(questions.strays), len(questions.cases)
    return {
        "off topic": strays,
        "abstention recall": declined / max(strays, 1),
        "abstention precision": declined / max(declined + refused, 1),
        "good refused": refused / max(good, 1),
    }
