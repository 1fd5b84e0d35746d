"""What speaks for and against each candidate fact, as numbers a ranker can weigh."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from knowledge.schema import Fact
from knowledge.search.model import Query
from knowledge.store import Knowledge

Floats = npt.NDArray[np.float32]

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


class Likeness(NamedTuple):
    """How alike a question and each candidate are: by word, by syllable pair, by vector."""

    words: Floats
    syllables: Floats
    meaning: Floats


class Signs(NamedTuple):
    """What was understood of the question, held against one fact; 1 when it holds."""

    provider: bool
    other_provider: bool
    unasked_provider: bool
    incident: bool
    incident_kin: bool
    other_incident: bool
    year: bool
    other_year: bool
    kind: bool
    out_of_force: bool


FEATURES = (
    *Likeness._fields,
    *(f"{name}_to_best" for name in Likeness._fields),
    *Signs._fields,
)


@dataclass(frozen=True)
class FeatureReader:
    """Computes the features of candidates."""

    knowledge: Knowledge

    def read(self, query: Query, facts: Sequence[str], likeness: Likeness) -> Floats:
        """Return one row of `FEATURES` for each of `facts`."""
        asked = _Asked(query, self.knowledge)
        signs = [asked.signs(self.knowledge.facts[fact], self._years[fact]) for fact in facts]
        alike = np.stack(likeness, axis=1)
        to_best = alike / np.maximum(alike.max(axis=0, initial=0.0), 1e-6)
        return np.hstack([alike, to_best, np.array(signs, dtype=np.float32)])

    @cached_property
    def _years(self) -> "_Years":
        return _Years(self.knowledge.facts)


class _Years(dict[str, frozenset[str]]):
    """The years that a fact's text names, read when first needed."""

    def __init__(self, facts: Mapping[str, Fact]) -> None:
        super().__init__()
        self._facts = facts

    def __missing__(self, fact_id: str) -> frozenset[str]:
        fact = self._facts[fact_id]
        text = f"{fact_id} {fact.title_ko} {fact.headline_ko} {fact.statement_ko}"
        years = frozenset(_YEAR.findall(text))
        self[fact_id] = years
        return years


class _Asked:
    """The understood parts of one question, prepared for comparison with many facts."""

    def __init__(self, query: Query, knowledge: Knowledge) -> None:
        self._query = query
        self._years = frozenset(_YEAR.findall(query.text))
        incident = knowledge.facts.get(query.incident or "")
        self._kin = frozenset(incident.related) if incident else frozenset()

    def signs(self, fact: Fact, years: frozenset[str]) -> Signs:
        """Return how what was understood bears on a fact."""
        query, asked = self._query, self._query.providers
        is_incident = query.incident == fact.id
        kin = query.incident in fact.related or fact.id in self._kin
        return Signs(
            provider=fact.provider in asked,
            other_provider=bool(asked) and fact.provider is not None and fact.provider not in asked,
            unasked_provider=not asked and fact.provider is not None,
            incident=is_incident,
            incident_kin=kin and not is_incident,
            other_incident=query.incident is not None
            and fact.kind == "incident"
            and not (is_incident or kin),
            year=bool(self._years & years),
            other_year=bool(self._years) and not self._years & years,
            kind=fact.kind in query.kinds,
            out_of_force=query.as_of is not None and not fact.in_force(query.as_of),
        )
