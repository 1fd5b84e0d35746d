"""Which known incident the user means: by its name, or by provider and date."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from bot.answering.understanding.calendar import Days
from bot.answering.understanding.names import NameIndex, Target
from bot.answering.understanding.text import normalise, squeeze
from knowledge.schema import Fact, FactKind, IncidentName

_LONGEST_OUTAGE_DAYS = 14
_LONGEST_SEARCH_DAYS = 31


@dataclass(frozen=True, slots=True)
class Incident:
    """One dated incident and whom it hit; one that lasted for months has only its first day."""

    id: str
    days: Days
    minutes: int | None
    targets: frozenset[Target]

    @property
    def providers(self) -> frozenset[str]:
        """Return the ids of the providers that were hit."""
        return frozenset(target.provider for target in self.targets)


@dataclass(frozen=True, slots=True)
class NamedIncident:
    """The compiled cues of one incident's name."""

    id: str
    cues: tuple[re.Pattern[str], ...]
    unless: re.Pattern[str] | None

    def matches(self, squeezed: str) -> bool:
        """Return whether the text means this incident."""
        return all(cue.search(squeezed) for cue in self.cues) and not (
            self.unless and self.unless.search(squeezed)
        )


@dataclass(frozen=True, slots=True)
class Incidents:
    """Every incident that can be recognised, its days, and the provider it is told of."""

    dated: tuple[Incident, ...]
    named: tuple[NamedIncident, ...]
    days: Mapping[str, Days]
    owners: Mapping[str, Target]


def build_incidents(
    facts: Iterable[Fact], names: Iterable[IncidentName], index: NameIndex
) -> Incidents:
    """Return what identifies incidents, read from their facts and the names people use."""
    facts = tuple(fact for fact in facts if fact.kind is FactKind.INCIDENT and fact.effective_from)
    dated = tuple(_dated(facts, index))
    return Incidents(
        dated=dated,
        named=tuple(_named(name) for name in names),
        days={
            fact.id: _days(fact) or Days.one(fact.effective_from)
            for fact in facts
            if fact.effective_from
        },
        owners={fact.id: Target(fact.provider, None) for fact in facts if fact.provider},
    )


def _dated(facts: Iterable[Fact], index: NameIndex) -> Iterator[Incident]:
    for fact in facts:
        days = _days(fact)
        if days is None:
            continue
        said = f"{fact.title_ko} {fact.figures.get('service', '')}".replace("·", " ")
        targets = {found.target for found in index.find(normalise(said))}
        if fact.provider:
            targets.add(Target(fact.provider, None))
        minutes = fact.figures.get("duration_minutes")
        yield Incident(
            fact.id, days, minutes if isinstance(minutes, int) else None, frozenset(targets)
        )


def _days(fact: Fact) -> Days | None:
    start, end = fact.figures.get("start"), fact.figures.get("end")
    if not isinstance(start, str):
        return None
    first = datetime.fromisoformat(start).date()
    last = datetime.fromisoformat(end).date() if isinstance(end, str) else first
    days = Days(first, last)
    return days if days.length <= _LONGEST_OUTAGE_DAYS else Days.one(first)


def _named(name: IncidentName) -> NamedIncident:
    return NamedIncident(
        id=name.id,
        cues=tuple(re.compile("|".join(group)) for group in name.cues),
        unless=re.compile("|".join(name.unless)) if name.unless else None,
    )


def find_incident(
    text: str,
    targets: tuple[Target, ...],
    days: Days | None,
    minutes: int | None,
    incidents: Incidents,
) -> str | None:
    """Return the id of the incident a question means, or None when that is not clear."""
    squeezed = squeeze(text)
    named = (
        one.id
        for one in incidents.named
        if one.matches(squeezed) and not _contradicts(days, incidents.days.get(one.id))
    )
    by_date = _by_date(targets, days, minutes, incidents.dated) if days else None
    if by_date and days and days.length == 1:
        return by_date
    return next(named, by_date)


def _contradicts(said: Days | None, known: Days | None) -> bool:
    """A wrong year is forgiven ("작년 판교 화재"), another month or day of the year is not."""
    if said is None or known is None or said.length > _LONGEST_SEARCH_DAYS:
        return False
    same_day_of_year = said.first.strftime("%m%d") == known.first.strftime("%m%d")
    return not overlap(said, known) and not same_day_of_year


def _by_date(
    targets: tuple[Target, ...], days: Days, minutes: int | None, dated: tuple[Incident, ...]
) -> str | None:
    """Return the incident of those days, when exactly one fits best."""
    if days.length > _LONGEST_SEARCH_DAYS:
        return None
    providers = {target.provider for target in targets}
    fitting = [one for one in dated if one.providers & providers and overlap(one.days, days)]
    products = {target for target in targets if target.service}
    for narrowed in (
        [one for one in fitting if one.targets & products],
        [one for one in fitting if minutes is not None and one.minutes == minutes],
    ):
        fitting = narrowed or fitting
    return fitting[0].id if len(fitting) == 1 else None


def overlap(one: Days, other: Days) -> bool:
    """Return whether two stretches share a day."""
    return one.first <= other.last and other.first <= one.last
