"""Finds the facts that answer a question: words, vectors and what was understood, together."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from knowledge.encoder import Encoder
from knowledge.schema import DATED_KINDS, Fact
from knowledge.search.index import (
    OpenIndex,
    Progress,
    index_folder,
    is_current,
    update_index,
    wanted_manifest,
)
from knowledge.search.model import Found, Hit, Query
from knowledge.search.words import Words, names_of
from knowledge.store import Knowledge

FLOOR = 0.13
WORDS_SHARE = 0.4
PROVIDER_SHARE = 0.15
INCIDENT_SHARE = 0.3
KIND_SHARE = 0.05
EXPIRED_PENALTY = 0.1


@dataclass(frozen=True)
class Searcher:
    """Searches one version of the index."""

    knowledge: Knowledge
    index: OpenIndex
    encoder: Encoder
    words: Words

    def search(self, query: Query, limit: int = 20) -> Found:
        """Return at most `limit` facts, best first, and whether any is relevant."""
        scores = {
            fact: self._score(self.knowledge.facts[fact], query, likeness)
            for fact, likeness in self._likeness(query).items()
            if query.as_of is None or not self._superseded(fact, query.as_of)
        }
        ranked = sorted(scores.items(), key=lambda item: (-item[1], item[0]))[:limit]
        hits = tuple(Hit(fact, min(max(score, 0.0), 1.0)) for fact, score in ranked)
        return Found(hits, relevant=bool(hits) and hits[0].score >= FLOOR)

    def _likeness(self, query: Query) -> Mapping[str, float]:
        words = dict(
            zip(self.index.facts, self.index.bm25.scores(self.words.split(query.text)), strict=True)
        )
        near = self.index.vectors.nearest(self.encoder.encode_queries([query.text])[0])
        return {
            fact: WORDS_SHARE * float(words[fact]) + (1 - WORDS_SHARE) * likeness
            for fact, likeness in near.items()
        }

    def _score(self, fact: Fact, query: Query, likeness: float) -> float:
        return (
            likeness
            + PROVIDER_SHARE * (fact.provider in query.providers)
            + INCIDENT_SHARE * (query.incident in (fact.id, *fact.related))
            + KIND_SHARE * (fact.kind in query.kinds)
            - EXPIRED_PENALTY * (query.as_of is not None and not fact.in_force(query.as_of))
        )

    def _superseded(self, fact_id: str, as_of: date) -> bool:
        """Return whether another version of the fact's rule is the one in force on `as_of`."""
        fact = self.knowledge.facts[fact_id]
        return (
            fact.kind in DATED_KINDS
            and fact.rule is not None
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
) -> Searcher:
    """Return a searcher over `knowledge`, building the index first when it is out of date.

    `server` is the address of a Chroma server; None keeps everything in `data_dir`. `progress` is
    called while texts are encoded. Raises IndexUnavailable when the index cannot be read.
    """
    folder = index_folder(data_dir, server)
    words = Words(names_of(knowledge.providers.values()))
    if not is_current(folder, wanted_manifest(knowledge, encoder)):
        update_index(knowledge, data_dir, encoder, server=server, progress=progress, words=words)
    return Searcher(knowledge, folder.open(folder.current or ""), encoder, words)
