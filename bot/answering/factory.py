"""Builds the answerer once, from settings; the only place that knows every part."""

from collections.abc import Callable
from pathlib import Path

from bot.answering.answerer import Answerer
from bot.answering.understanding import build_lexicon
from bot.answering.written import Answers, Rephrased
from bot.compensation.rules import load_rules
from bot.settings import Settings
from knowledge.encoder import load_encoder
from knowledge.search import open_searcher
from knowledge.search.reranking import load_reranker
from knowledge.store import load_knowledge
from prompts import load_wording

Progress = Callable[[int, int], None]


def build_answerer(
    data_dir: Path,
    encoder: str,
    chroma_url: str | None = None,
    progress: Progress | None = None,
    *,
    reranker: str | None = None,
) -> Answerer:
    """Return a ready answerer; builds the index on first start, reporting done and total.

    Raises KnowledgeError or InvalidPrompt when a data file, the index, the encoder or the
    reranker is unusable.
    """
    knowledge = load_knowledge()
    searcher = open_searcher(
        knowledge,
        data_dir,
        load_encoder(encoder),
        server=chroma_url,
        progress=progress,
        reranker=load_reranker(reranker) if reranker else None,
    )
    return Answerer(
        knowledge=knowledge,
        lexicon=build_lexicon(knowledge),
        searcher=searcher,
        rules=load_rules(),
        wording=load_wording("answer"),
    )


def build_answers(settings: Settings, answerer: Answerer) -> Answers:
    """Return the answers every front end gives; a chat model words them where one is set.

    Raises InvalidSettings where the model cannot be opened.
    """
    writing = None
    if settings.model:
        from bot.answering.writing.factory import build_writing

        words = answerer.searcher.words
        writing = build_writing(settings, answerer.knowledge, answerer.wording, words)
    if writing is None:
        return Answers(answerer, answerer.wording)
    return Answers(Rephrased(answerer, writing.rephraser), answerer.wording, writing.writer)
