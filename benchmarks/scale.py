"""The same search over every article of Korean statutes beside the facts.

    python -m benchmarks.scale STATUTES.jsonl.gz [--limit N] [--data FOLDER]

Each line of the file is an article: law, kind, article, title, text, effective_from, url.
"""

import argparse
import gzip
import json
import resource
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path

from benchmarks.retrieval import Latency, stage_latency
from knowledge.encoder import load_encoder
from knowledge.encoder.examples import Split
from knowledge.schema import HEADLINE_LIMIT, Evidence, Fact, FactKind, Source, Support
from knowledge.search import open_searcher, update_index
from knowledge.store import load_knowledge
from tests.evaluation.measures import Outcome, measure
from tests.evaluation.questions import load_questions

QUESTIONS = 300


@dataclass(frozen=True)
class ScaleReport:
    """What indexing `articles` articles beside the facts costs and changes."""

    articles: int
    build_s: float
    reopen_s: float
    disk_mb: float
    peak_memory_mb: float
    latency: dict[str, Latency]
    quality: dict[str, float]


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="Measure search over all statutes.")
    parser.add_argument("statutes", type=Path)
    parser.add_argument("--limit", type=int, default=None)
    parser.add_argument("--data", type=Path, default=None)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        report = measure_scale(arguments.statutes, arguments.data or Path(folder), arguments.limit)
    for name, value in vars(report).items():
        print(f"{name}: {value}")


def measure_scale(statutes: Path, data_dir: Path, limit: int | None = None) -> ScaleReport:
    """Build the index over facts and articles in `data_dir` and measure it."""
    facts = load_knowledge()
    articles = {fact.id: fact for fact in islice(read_articles(statutes), limit)}
    knowledge = replace(facts, facts={**facts.facts, **articles})
    encoder = load_encoder()
    built = update_index(knowledge, data_dir, encoder)
    started = time.perf_counter()
    searcher = open_searcher(knowledge, data_dir, encoder)
    reopened = time.perf_counter() - started
    cases = load_questions(facts).of(Split.REPORT).cases[:QUESTIONS]
    outcomes = [
        Outcome(case.example.facts, [hit.fact for hit in searcher.search(case.query, 10).hits])
        for case in cases
    ]
    return ScaleReport(
        articles=len(articles),
        build_s=built.seconds,
        reopen_s=reopened,
        disk_mb=_size_mb(data_dir),
        peak_memory_mb=resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        latency=dict(stage_latency(searcher, [case.query.text for case in cases])),
        quality=dict(measure(outcomes)),
    )


def read_articles(statutes: Path) -> Iterator[Fact]:
    """Yield each article as if it were a fact."""
    with gzip.open(statutes, "rt", encoding="utf-8") as lines:
        for number, line in enumerate(lines):
            yield _as_fact(number, json.loads(line))


def _as_fact(number: int, row: dict[str, str]) -> Fact:
    title = f"{row['law']} {row['article']} {row['title'] or ''}".strip()
    headline = title[:HEADLINE_LIMIT]
    return Fact.model_construct(
        id=f"article.{number}",
        kind=FactKind.LAW,
        title_ko=title,
        headline_ko=headline,
        headline_en=headline,
        statement_ko=row["text"],
        statement_en=headline,
        source=Source.model_construct(name=row["law"], article=row["article"], url=row["url"]),
        evidence=(Evidence.model_construct(url=row["url"], says=headline),),
        support=Support.OFFICIAL,
    )


def _size_mb(folder: Path) -> float:
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file()) / 1e6


if __name__ == "__main__":
    main()
