"""Builds the answerer once, from settings; the only place that knows every part."""

from collections.abc import Callable
from pathlib import Path

from bot.answering.answerer import Answerer
from bot.answering.understanding import build_lexicon
from bot.compensation.rules import load_rules
from knowledge.encoder import load_encoder
from knowledge.search import open_searcher
from knowledge.store import load_knowledge
from prompts import load_wording

Progress = Callable[[int, int], None]


def build_answerer(
    data_dir: Path,
    encoder: str,
    chroma_url: str | None = None,
    progress: Progress | None = None,
) -> Answerer:
    """Return a ready answerer; builds the index on first start, reporting done and total.

    Raises KnowledgeError or InvalidPrompt when a data file, the index or the encoder is unusable.
    """
    knowledge = load_knowledge()
    searcher = open_searcher(
        knowledge, data_dir, load_encoder(encoder), server=chroma_url, progress=progress
    )
    return Answerer(
        knowledge=knowledge,
        lexicon=build_lexicon(knowledge),
        searcher=searcher,
        rules=load_rules(),
        wording=load_wording("answer"),
    )
