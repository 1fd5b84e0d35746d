"""Finds the facts that answer a question: words, vectors and what was understood, together."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np
import numpy.typing as npt

from knowledge.encoder import Encoder
from knowledge.schema import DATED_KINDS
from knowledge.search.features import FeatureReader, Floats, Likeness
from knowledge.search.index import (
    OpenIndex,
    Progress,
    index_folder,
    is_current,
    update_index,
    wanted_manifest,
)
from knowledge.search.model import Found, Hit, Query
from knowledge.search.ranking import Ranker, load_weights
from knowledge.search.reranking import RERANKED, Reranker, text_of
from knowledge.search.text import syllable_pairs
from knowledge.search.topicality import Topicality
from knowledge.search.words import Words, names_of
from knowledge.store import Knowledge

Rows = npt.NDArray[np.intp]

CANDIDATES = 200
"""How many facts each way of searching may propose."""


@dataclass(frozen=True)
class Candidates:
    """Facts that may answer a question, how alike they are to it, and the question's words."""

    words: tuple[str, ...]
    facts: tuple[str, ...]
    likeness: Likeness


@dataclass(frozen=True)
class Searcher:
    """Searches one version of the index."""

    knowledge: Knowledge
    index: OpenIndex
    encoder: Encoder
    words: Words
    features: FeatureReader
    ranker: Ranker
    topicality: Topicality
    reranker: Reranker | None = None

    def search(self, query: Query, limit: int = 20) -> Found:
        """Return at most `limit` facts, best first, and whether the question is on topic.

        Law, decrees, standards and terms that another version of the same rule replaces on
        `query.as_of` are left out. Other facts that are out of force stay, ranked lower: what has
        ended may be just what is asked about. A reranker changes the order of the best, not their
        scores and not what is on topic.
        """
        candidates = self.propose(query)
        if not candidates.facts:
            return Found((), relevant=False)
        features = self.features.read(query, candidates.facts, candidates.likeness)
        sums = self.ranker.sums(features)
        chances = self.ranker.chances(sums)
        ranked = self._reranked(query, candidates.facts, np.argsort(-sums, kind="stable"))
        hits = tuple(Hit(candidates.facts[i], float(chances[i])) for i in ranked[:limit])
        return Found(hits, self.topicality.accepts(self.marks(query, candidates, sums)))

    def marks(self, query: Query, candidates: Candidates, sums: Floats) -> Floats:
        """Return what the question's topicality is judged by."""
        return self.topicality.mark(
            candidates.words,
            candidates.likeness,
            sums,
            provider=bool(query.providers),
            incident=query.incident is not None,
        )

    def propose(self, query: Query) -> Candidates:
        """Return what word, syllable and vector search propose, without superseded rules."""
        index = self.index
        words = self.words.split(query.text)
        by_word = index.words.scores(words)
        syllables = index.syllables.scores(syllable_pairs(query.text))
        near = index.vectors.nearest(self.encoder.encode_queries([query.text])[0], CANDIDATES)
        rows = {index.row[fact] for fact in near}.union(_best(by_word), _best(syllables))
        kept = [row for row in sorted(rows) if not self._superseded(index.facts[row], query.as_of)]
        facts = tuple(index.facts[row] for row in kept)
        farthest = min(near.values(), default=0.0)
        meaning = np.array([near.get(fact, farthest) for fact in facts], dtype=np.float32)
        return Candidates(tuple(words), facts, Likeness(by_word[kept], syllables[kept], meaning))

    def _reranked(self, query: Query, facts: Sequence[str], ranked: Rows) -> Rows:
        """Return the ranked rows of `facts`, the best of them in the order of the reranker."""
        if self.reranker is None:
            return ranked
        best, rest = np.split(ranked, [RERANKED])
        texts = [text_of(self.knowledge.facts[facts[row]], query.language) for row in best]
        scores = self.reranker.scores(query.text, texts)
        return np.concatenate([best[np.argsort(-scores, kind="stable")], rest])

    def _superseded(self, fact_id: str, as_of: date | None) -> bool:
        """Return whether another version of the fact's rule is the one in force on `as_of`."""
        fact = self.knowledge.facts[fact_id]
        return (
            as_of is not None
            and fact.rule is not None
            and fact.kind in DATED_KINDS
            and not fact.in_force(as_of)
            and self.knowledge.version_on(fact.rule, as_of) is not None
        )


def open_searcher(
    knowledge: Knowledge,
    data_dir: Path,
    encoder: Encoder,
    *,
    server: str | None = None,
    progress: Progress | None = None,
    words: Words | None = None,
    reranker: Reranker | None = None,
) -> Searcher:
    """Return a searcher over `knowledge`, building the index first when it is out of date.

    `server` is the address of a Chroma server; None keeps everything in `data_dir`. `progress` is
    called while texts are encoded. `words` may be passed in when the analyser is loaded already.
    `reranker` has the last word on the order of the best facts.
    Raises IndexUnavailable when the index cannot be read.
    """
    folder = index_folder(data_dir, server)
    words = words or Words(names_of(knowledge.providers.values()))
    if not is_current(folder, wanted_manifest(knowledge, encoder)):
        update_index(knowledge, data_dir, encoder, server=server, progress=progress, words=words)
    ranker, topicality = load_weights()
    return Searcher(
        knowledge=knowledge,
        index=folder.open(folder.current or ""),
        encoder=encoder,
        words=words,
        features=FeatureReader(knowledge),
        ranker=ranker,
        topicality=topicality,
        reranker=reranker,
    )


def _best(scores: Floats) -> list[int]:
    """Return the rows of the best scores above zero."""
    count = min(CANDIDATES, len(scores))
    top = np.argpartition(-scores, count - 1)[:count] if count else np.array([], dtype=np.int64)
    return [int(row) for row in top if scores[row] > 0]
