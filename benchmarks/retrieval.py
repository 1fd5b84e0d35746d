"""Speed of the encoder and of each stage of a search."""

import statistics
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from knowledge.encoder import Encoder
from knowledge.search import Query, Searcher
from knowledge.search.text import syllable_pairs

BATCH = 256


@dataclass(frozen=True, slots=True)
class Latency:
    """Milliseconds for one question: the middle one and the slowest of twenty."""

    p50_ms: float
    p95_ms: float


def encoder_throughput(encoder: Encoder, texts: Sequence[str]) -> float:
    """Return how many texts the encoder turns into vectors in a second."""
    started = time.perf_counter()
    for start in range(0, len(texts), BATCH):
        encoder.encode_documents(texts[start : start + BATCH])
    return len(texts) / (time.perf_counter() - started)


def stage_latency(searcher: Searcher, questions: Sequence[str]) -> Mapping[str, Latency]:
    """Return how long each stage of a search takes for questions of which nothing is understood."""
    index, split = searcher.index, searcher.words.split
    vectors = dict(zip(questions, searcher.encoder.encode_queries(questions), strict=True))
    words = {question: split(question) for question in questions}
    stages: dict[str, Callable[[str], object]] = {
        "cut into morphemes": split,
        "BM25, morphemes": lambda question: index.words.scores(words[question]),
        "BM25, syllable pairs": lambda question: index.syllables.scores(syllable_pairs(question)),
        "encode": lambda question: searcher.encoder.encode_queries([question]),
        "nearest vectors": lambda question: index.vectors.nearest(vectors[question], 200),
        "whole search": lambda question: searcher.search(Query(question)),
    }
    return {name: time_calls(stage, questions) for name, stage in stages.items()}


def time_calls(call: Callable[[str], object], questions: Sequence[str]) -> Latency:
    """Return the latency of `call` over the questions, the first one twice to warm up."""
    call(questions[0])
    taken = sorted(_milliseconds(call, question) for question in questions)
    return Latency(statistics.median(taken), taken[int(len(taken) * 0.95)])


def report(searcher: Searcher, questions: Sequence[str]) -> Iterator[str]:
    """Yield the lines of the report."""
    texts = [fact.statement_ko for fact in searcher.knowledge.facts.values()] * 5
    throughput = encoder_throughput(searcher.encoder, texts)
    yield f"encoder, texts per second      {throughput:8.0f}"
    for name, taken in stage_latency(searcher, questions).items():
        yield f"search: {name:22} p50 {taken.p50_ms:6.2f} ms  p95 {taken.p95_ms:6.2f} ms"


def _milliseconds(call: Callable[[str], object], question: str) -> float:
    started = time.perf_counter()
    call(question)
    return (time.perf_counter() - started) * 1000
