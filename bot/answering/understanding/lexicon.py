"""What understanding knows before it reads a question, built once."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.answering.understanding.dates import HolidayNames, build_holiday_names
from bot.answering.understanding.incidents import Incidents, build_incidents
from bot.answering.understanding.names import NameIndex, build_name_index
from knowledge.schema import Provider
from knowledge.store import Knowledge


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Names, holidays and incidents, ready for lookup."""

    providers: Mapping[str, Provider]
    names: NameIndex
    holidays: HolidayNames
    incidents: Incidents


def build_lexicon(knowledge: Knowledge) -> Lexicon:
    """Return the lexicon of `knowledge`."""
    names = build_name_index(knowledge.providers)
    return Lexicon(
        providers=knowledge.providers,
        names=names,
        holidays=build_holiday_names(knowledge.holidays),
        incidents=build_incidents(knowledge.facts.values(), knowledge.incident_names, names),
    )
