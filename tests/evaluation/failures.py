"""What went wrong, for a person to read."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from knowledge.search import Searcher
from knowledge.store import Knowledge
from tests.evaluation.questions import Questions
from tests.evaluation.tables import Judged

GOOD_PLACE = 5
SHOWN = 3


def write_failures(
    path: Path,
    knowledge: Knowledge,
    searcher: Searcher,
    judged: Sequence[Judged],
    questions: Questions,
) -> None:
    """Write the questions whose fact was not among the first five, and wrong declines."""
    lines = [
        "# Not among the first five\n",
        *_missed(knowledge, judged),
        "\n# Good questions that were declined\n",
        *(
            f"- {case.query.text}"
            for case in questions.cases
            if not searcher.search(case.query).relevant
        ),
        "\n# Off-topic questions that were not declined\n",
        *(
            f"- {stray.query.text} ({stray.kind})"
            for stray in questions.strays
            if not stray.small_talk and searcher.search(stray.query).relevant
        ),
    ]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def _missed(knowledge: Knowledge, judged: Sequence[Judged]) -> Iterator[str]:
    for case, outcome in judged:
        if outcome.rank is None or outcome.rank > GOOD_PLACE:
            yield f"- **{case.query.text}** ({case.example.style}, place {outcome.rank or '>10'})"
            yield from (f"  - wanted: {_line(knowledge, fact)}" for fact in outcome.wanted)
            yield from (f"  - found: {_line(knowledge, fact)}" for fact in outcome.found[:SHOWN])


def _line(knowledge: Knowledge, fact: str) -> str:
    return f"`{fact}` {knowledge.fact(fact).headline_ko}"
