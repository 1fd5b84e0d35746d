"""The text of a fact as the index sees it, and the hash that tells whether it changed."""

import hashlib
from dataclasses import dataclass
from functools import cached_property

from knowledge.schema import Fact
from knowledge.store import Knowledge


@dataclass(frozen=True)
class Document:
    """One indexed text; `fact` is the id of the fact it belongs to."""

    fact: str
    text: str

    @cached_property
    def hash(self) -> str:
        """Return the fingerprint of the text."""
        return hashlib.sha256(self.text.encode()).hexdigest()[:16]


def documents_of(knowledge: Knowledge) -> list[Document]:
    """Return one document for each fact, in the order of their ids."""
    return [
        Document(fact_id, _text(fact, knowledge))
        for fact_id, fact in sorted(knowledge.facts.items())
    ]


def _text(fact: Fact, knowledge: Knowledge) -> str:
    provider = knowledge.providers.get(fact.provider or "")
    names = (provider.name_ko, provider.name_en) if provider else ()
    lines = (
        *names,
        fact.title_ko,
        fact.headline_ko,
        fact.statement_ko,
        fact.source.name,
        fact.source.article,
        fact.headline_en,
        fact.statement_en,
        ", ".join(fact.asked_as),
    )
    return "\n".join(dict.fromkeys(line for line in lines if line))
