"""Names of incidents point at incident facts, and each is recognised by its own title."""

from bot.answering.understanding import Lexicon
from knowledge.schema import FactKind
from knowledge.store import Knowledge
from tests.unit.understanding.conftest import Read


def test_every_name_points_at_an_incident(published: Knowledge) -> None:
    kinds = {published.fact(name.id).kind for name in published.incident_names}
    assert kinds == {FactKind.INCIDENT}
    assert all(name.id in published.facts for name in published.incident_names)


def test_every_dated_incident_is_recognised_by_provider_and_day(
    lexicon: Lexicon, published: Knowledge, read: Read
) -> None:
    unclear = set()
    for incident in lexicon.incidents.dated:
        provider = published.fact(incident.id).provider
        if provider is None:
            continue
        said = f"{incident.days.first.isoformat()} {published.providers[provider].name_ko} 장애"
        if read(said).incident != incident.id:
            unclear.add(incident.id)
    assert unclear <= {
        "incident.kakaogames-2022-10-15",  # the fire hit Kakao as a whole
        "incident.melon-2022-10-16",
    }


def test_a_day_of_a_month_long_leak_is_not_the_leak(read: Read) -> None:
    assert read("2025년 9월 12일에 KT 폰이 안 됐어요").incident is None
