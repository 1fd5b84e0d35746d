"""Gathers what an answer may rest on: the topic, the misconceptions and the retrieved facts."""

import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from bot.answering.cues import find_misconceptions, find_topic
from bot.answering.model import Intent, Understanding
from knowledge.schema import DATED_KINDS, Fact, Misconception, Topic
from knowledge.search import Found, Query, Tagger
from knowledge.store import Knowledge

ANY_OUTAGE = "topic.any-outage"
NEAR_BEST = 0.6
"""A further fact is shown when its score is at least this share of the best one's."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What may be cited; `facts` is best first and already holds the versions of the as-of date.

    The fact that corrects a mistake in the question comes before what was merely found.
    `near` counts the facts whose score is close to the best one's.
    """

    topic: Topic | None
    misconceptions: tuple[Misconception, ...]
    facts: tuple[Fact, ...]
    near: int
    relevant: bool
    seconds: float


class FactSearch(Protocol):
    """The seam to retrieval: a question and what was understood of it in, facts out."""

    @property
    def words(self) -> Tagger:
        """Return the analyser it uses, which is too large to be loaded twice."""

    def search(self, query: Query, limit: int = ...) -> Found:
        """Return at most `limit` facts, best first."""


def gather(understanding: Understanding, knowledge: Knowledge, searcher: FactSearch) -> Evidence:
    """Return the evidence for one understood question."""
    started = time.perf_counter()
    found = searcher.search(
        Query(
            text=_looked_for(understanding),
            providers=understanding.providers,
            incident=understanding.incident,
            as_of=understanding.as_of,
            language=understanding.language,
        )
    )
    topic = _topic_of(understanding, knowledge)
    wrong = find_misconceptions(knowledge, understanding.question, understanding.as_of)
    proofs = [knowledge.fact(mistake.facts[0]) for mistake in wrong]
    best = max((hit.score for hit in found.hits), default=0.0)  # a reranker may put another first
    hits = (
        as_of_version(knowledge, knowledge.facts[hit.fact], understanding.as_of)
        for hit in found.hits
    )
    known = understanding.incident is not None or bool(understanding.subject)
    on_topic = bool(found.hits) and (found.relevant or known)
    return Evidence(
        topic=topic,
        misconceptions=wrong,
        facts=tuple(unique([*proofs, *hits])),
        near=len(proofs) + sum(hit.score >= NEAR_BEST * best for hit in found.hits),
        relevant=on_topic or topic is not None or bool(wrong),
        seconds=time.perf_counter() - started,
    )


def _topic_of(understanding: Understanding, knowledge: Knowledge) -> Topic | None:
    """Return the topic of the question itself, else of the matter it follows up.

    What would hold today is not told by the overview of a matter past.
    """
    alone = find_topic(knowledge, understanding.question)
    if alone or not understanding.subject or understanding.wants_today:
        return alone or _of_any_service(understanding, knowledge)
    return find_topic(knowledge, understanding.in_full)


def _of_any_service(understanding: Understanding, knowledge: Knowledge) -> Topic | None:
    """Return what holds for services in general, for an outage told of one the bot does not know.

    What search finds for it is the outage of another company.
    """
    said = understanding
    told = said.intent is Intent.COMPENSATION and said.outage_said and said.minutes is not None
    known = said.providers or said.category or said.incident
    return knowledge.topics.get(ANY_OUTAGE) if told and not known else None


def _looked_for(understanding: Understanding) -> str:
    """Return the words to search by; an incident is searched by its id as well."""
    return understanding.question if understanding.incident else understanding.in_full


def as_of_version(knowledge: Knowledge, fact: Fact, as_of: date) -> Fact:
    """Return the version of the fact's rule in force on `as_of`, or the fact itself."""
    if fact.rule is None or fact.kind not in DATED_KINDS or fact.in_force(as_of):
        return fact
    return knowledge.version_on(fact.rule, as_of) or fact


def unique(facts: Iterable[Fact]) -> Iterator[Fact]:
    """Yield the facts in order, each once."""
    seen: set[str] = set()
    for fact in facts:
        if fact.id not in seen:
            seen.add(fact.id)
            yield fact
