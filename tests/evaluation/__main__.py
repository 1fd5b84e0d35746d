"""`make eval`: prints how well the right facts are found, and saves the failures.

python -m tests.evaluation [--reports FOLDER] [--no-peers]
"""

import argparse
import tempfile
from collections.abc import Iterable
from pathlib import Path

from bot.answering.answerer import Answerer
from bot.answering.factory import build_answerer
from knowledge.encoder import BUILTIN, load_encoder
from knowledge.encoder.examples import Split
from knowledge.search import Searcher, open_searcher
from knowledge.search.documents import documents_of
from knowledge.store import Knowledge, load_knowledge
from tests.evaluation import groundedness
from tests.evaluation.abstaining import measure_abstention
from tests.evaluation.failures import write_failures
from tests.evaluation.measures import Outcome, measure
from tests.evaluation.questions import Case, Questions, load_questions
from tests.evaluation.tables import Judged, grouped, markdown
from tests.evaluation.ways import Named, own_ways, peer_ways

SPLITS = (Split.TUNE, Split.REPORT)


def main() -> None:
    """Run the evaluation, print its tables and save them with the failures."""
    parser = argparse.ArgumentParser(description="Measure retrieval.")
    parser.add_argument("--reports", type=Path, default=Path("reports"))
    parser.add_argument("--no-peers", action="store_true")
    arguments = parser.parse_args()
    knowledge = load_knowledge()
    questions = load_questions(knowledge)
    with tempfile.TemporaryDirectory() as folder:
        answerer = build_answerer(Path(folder) / "own", BUILTIN)
        searcher = open_searcher(knowledge, Path(folder) / "own", load_encoder())
        ways = own_ways(searcher, documents_of(knowledge))
        if not arguments.no_peers:
            asked = [case.query.text for case in questions.of(Split.REPORT).cases]
            ways += peer_ways(documents_of(knowledge), asked, Path(folder) / "peer")
        judged = {split: judge(ways[5], questions.of(split)) for split in SPLITS}
        text = "\n".join(_tables(searcher, questions, ways, judged, answerer))
        print(text)  # noqa: T201
        _save(arguments.reports, text, knowledge, searcher, judged[Split.REPORT], questions)


def judge(named: Named, questions: Questions) -> list[Judged]:
    """Ask every question in one way."""
    return [(case, Outcome(case.example.facts, named.way(case))) for case in questions.cases]


def _tables(
    searcher: Searcher,
    questions: Questions,
    ways: Iterable[Named],
    judged: dict[Split, list[Judged]],
    answerer: Answerer,
) -> Iterable[str]:
    outcomes = {split: [outcome for _, outcome in judged[split]] for split in SPLITS}
    yield markdown("split", [(str(split), _counted(outcomes[split])) for split in SPLITS])
    yield markdown(
        "declining", [(str(s), measure_abstention(searcher, questions.of(s))) for s in SPLITS]
    )
    report = judged[Split.REPORT]
    yield markdown("report, by style", grouped(report, lambda case: case.example.style))
    yield markdown("report, by topic", grouped(report, lambda case: case.example.topic))
    yield markdown("report, by fact", grouped(report, _novelty))
    yield markdown("report, by way", [_measured(way, questions.of(Split.REPORT)) for way in ways])
    yield f"Recorded outputs of chat models:\n\n{groundedness.report(answerer)}\n"


def _novelty(case: Case) -> str:
    return "without any training question" if case.example.new_fact else "with some"


def _counted(outcomes: list[Outcome]) -> dict[str, float]:
    return {"questions": len(outcomes), **measure(outcomes)}


def _measured(named: Named, questions: Questions) -> tuple[str, dict[str, float]]:
    return named.name, dict(measure(outcome for _, outcome in judge(named, questions)))


def _save(
    folder: Path,
    text: str,
    knowledge: Knowledge,
    searcher: Searcher,
    judged: list[Judged],
    questions: Questions,
) -> None:
    folder.mkdir(exist_ok=True)
    (folder / "evaluation.md").write_text(text, encoding="utf-8")
    write_failures(folder / "failures.md", knowledge, searcher, judged, questions.of(Split.REPORT))


if __name__ == "__main__":
    main()
