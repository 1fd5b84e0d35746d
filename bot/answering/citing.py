"""Numbers the facts an answer rests on and turns them into citations."""

from collections.abc import Iterable

from bot.answering.model import Citation, Point
from knowledge.language import Language
from knowledge.schema import Fact
from knowledge.store import Knowledge


class Citer:
    """Collects the facts cited by one answer, in order of first use."""

    def __init__(self, knowledge: Knowledge, language: Language) -> None:
        self._knowledge = knowledge
        self._language = language
        self._facts: list[str] = []

    def point(self, text: str, fact_ids: Iterable[str]) -> Point:
        """Return `text` carried by the facts; raises KeyError for an unknown fact."""
        return Point(text, tuple(self._number(fact_id) for fact_id in fact_ids))

    def cited(self) -> tuple[Fact, ...]:
        """Return the cited facts, in the order of their numbers."""
        return tuple(self._knowledge.fact(fact_id) for fact_id in self._facts)

    def citations(self) -> tuple[Citation, ...]:
        """Return one citation for every fact cited so far."""
        return tuple(
            _citation(n, fact, self._language) for n, fact in enumerate(self.cited(), start=1)
        )

    def _number(self, fact_id: str) -> int:
        resolved = self._knowledge.resolve(fact_id)
        if resolved not in self._facts:
            self._facts.append(resolved)
        return self._facts.index(resolved) + 1


def _citation(n: int, fact: Fact, language: Language) -> Citation:
    source = " ".join(part for part in (fact.source.name, fact.source.article) if part)
    return Citation(
        n=n,
        fact=fact.id,
        kind=fact.kind,
        title=fact.title_ko if language is Language.KO else fact.headline_en,
        source=source,
        url=fact.link,
        effective_from=fact.effective_from,
        effective_to=fact.effective_to,
        support=fact.support,
    )
