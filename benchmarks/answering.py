"""The whole answer: cold start, warm latency, throughput, memory, against a plain pipeline.

The peer is what most tutorials build: LangChain over Chroma with its usual English MiniLM encoder,
retrieving five passages for the same questions in the same run. It only retrieves; the bot's times
are for complete answers.
"""

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path

from benchmarks import retrieval
from benchmarks.questions import QUESTIONS
from bot.answering.answerer import Answerer
from bot.answering.factory import build_answerer
from bot.answering.model import Ask
from bot.clock import now_kst
from knowledge.search import Searcher


def cold_ask(data_dir: Path) -> float:
    """Return the seconds of one whole `meoktong ask` process with the index in place."""
    command = [str(Path(sys.executable).with_name("meoktong")), "ask", "--json", QUESTIONS[0]]
    return _seconds(partial(_run, command, data_dir))


def cold_import() -> float:
    """Return the seconds of a process that only imports sentence_transformers."""
    return _seconds(partial(_run, [sys.executable, "-c", "import sentence_transformers"], None))


def warm_latencies(answerer: Answerer, rounds: int = 20) -> list[float]:
    """Return the seconds of each warm answer."""
    for question in QUESTIONS:
        answerer.answer_now(Ask(question, now_kst()))
    return [
        _seconds(partial(answerer.answer_now, Ask(question, now_kst())))
        for _ in range(rounds)
        for question in QUESTIONS
    ]


def peer_latencies(answerer: Answerer, rounds: int = 5) -> list[float]:
    """Return the seconds of each warm retrieval by LangChain over Chroma with MiniLM."""
    from benchmarks.peers import langchain_minilm  # its imports would count as our memory

    retrieve = langchain_minilm(list(answerer.knowledge.facts.values()))
    retrieve(QUESTIONS[0])
    return [_seconds(partial(retrieve, question)) for _ in range(rounds) for question in QUESTIONS]


def report() -> Iterator[str]:
    """Yield the lines of the report; takes about a minute."""
    with tempfile.TemporaryDirectory() as folder:
        data_dir = Path(folder)
        build = _seconds(partial(build_answerer, data_dir, "builtin"))
        yield f"index and start, first time    {build:8.2f} s"
        imports = min(cold_import() for _ in range(2))
        cold = statistics.median(cold_ask(data_dir) for _ in range(3))
        yield f"cold ask, whole process        {cold:8.2f} s"
        yield f"peer: import only              {imports:8.2f} s   ratio {cold / imports:.2f}"
        answerer = build_answerer(data_dir, "builtin")
        yield from retrieval.report(_searcher(answerer), QUESTIONS * 10)
        ours = warm_latencies(answerer)
        yield f"memory after warm answers      {_memory_mb(data_dir):8} MB"
        yield _latency_line("warm answer", ours)
        yield f"questions per second           {1 / statistics.mean(ours):8.0f}"
        peer = peer_latencies(answerer)
        yield _latency_line("peer: LangChain+Chroma+MiniLM", peer)
        yield f"median ratio to the peer       {_median(ours) / _median(peer):8.2f}"


def _searcher(answerer: Answerer) -> Searcher:
    if not isinstance(answerer.searcher, Searcher):
        raise TypeError("the benchmark needs the real searcher")
    return answerer.searcher


def _run(command: Sequence[str], data_dir: Path | None) -> None:

    environ = dict(os.environ)
    if data_dir:
        environ["MEOKTONG_DATA_DIR"] = str(data_dir)
    result = subprocess.run(command, env=environ, check=True, capture_output=True)
    if data_dir:
        json.loads(result.stdout)


def _seconds(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def _median(seconds: Sequence[float]) -> float:
    return statistics.median(seconds)


def _latency_line(name: str, seconds: Sequence[float]) -> str:
    p95 = statistics.quantiles(seconds, n=20)[-1]
    return f"{name:30} p50 {_median(seconds) * 1000:6.1f} ms  p95 {p95 * 1000:6.1f} ms"


def _memory_mb(data_dir: Path) -> int:
    """Return the peak of a process of its own: this one also holds the index builder."""
    command = [sys.executable, "-m", "benchmarks.memory", str(data_dir)]
    return int(subprocess.run(command, check=True, capture_output=True).stdout)
