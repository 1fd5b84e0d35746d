"""What goes into a search and what comes out."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from knowledge.language import Language
from knowledge.schema import FactKind


@dataclass(frozen=True, slots=True)
class Query:
    """A question and what was understood of it; empty or None means it was not said.

    `providers` are ids of providers.yaml, `incident` the id of the incident fact that is meant,
    `kinds` the kinds of fact the question calls for, `as_of` the date whose law applies,
    `language` the one it is written in.
    """

    text: str
    providers: tuple[str, ...] = ()
    incident: str | None = None
    kinds: tuple[FactKind, ...] = ()
    as_of: date | None = None
    language: Language = Language.KO


@dataclass(frozen=True, slots=True)
class Hit:
    """A fact and how well it answers the question: 0 to 1, comparable between questions."""

    fact: str
    score: float


@dataclass(frozen=True, slots=True)
class Found:
    """Facts, best first, and whether the question is about something the bot knows.

    When `relevant` is False the hits must not be shown as an answer. Where a reranker ordered the
    hits, the first need not have the best score.
    """

    hits: tuple[Hit, ...]
    relevant: bool


class Tagger(Protocol):
    """Cuts Korean into morphemes with their parts of speech."""

    def tag(self, text: str) -> Sequence[tuple[str, str]]:
        """Return every morpheme of the text in order."""
