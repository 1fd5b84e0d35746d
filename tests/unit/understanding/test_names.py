"""Names mean one thing each, and are found where a careful reader would find them."""

from collections import defaultdict

import pytest

from bot.answering.understanding.names import build_name_index
from bot.answering.understanding.text import normalise, squeeze
from knowledge.schema import Provider
from knowledge.store import Knowledge


def provider(**names: list[str]) -> Provider:
    return Provider.model_validate(
        {
            "id": "acme",
            "name_ko": "아크메",
            "name_en": "Acme",
            "services": [
                {
                    "id": "acme-chat",
                    "name_ko": "아크메챗",
                    "name_en": "Acme Chat",
                    "category": "messenger",
                    "tier": "free",
                }
            ],
            **names,
        }
    )


def found(text: str, **names: list[str]) -> list[str]:
    index = build_name_index({"acme": provider(**names)})
    return [one.target.service or one.target.provider for one in index.find(normalise(text))]


def test_the_longest_name_wins() -> None:
    assert found("아크메챗이 안 돼요") == ["acme-chat"]
    assert found("아크메가 안 돼요") == ["acme"]


@pytest.mark.parametrize("text", ["어제아크메터짐", "아크메만", "아크 메가", "ACME가", "ａｃｍｅ"])
def test_an_alias_is_found_inside_running_text(text: str) -> None:
    assert found(text) == ["acme"]


@pytest.mark.parametrize("text", ["acmeish", "myacme", "ac me"])
def test_latin_letters_around_or_between_make_another_word(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "names"),
    [("숲이 멈췄어요", ["acme"]), ("숲 먹통", ["acme"]), ("대숲 산책", []), ("숲속 여행", [])],
)
def test_an_ambiguous_name_must_be_a_word_of_its_own(text: str, names: list[str]) -> None:
    assert found(text, words=["숲"]) == names


def test_a_lookalike_hides_the_name_inside_it() -> None:
    assert found("아크메법이 뭐예요", lookalikes=["아크메법"]) == []
    assert found("아크메 법 말고 아크메", lookalikes=["아크메법"]) == ["acme", "acme"]


def test_the_span_points_into_the_text() -> None:
    index = build_name_index({"acme": provider()})
    (name,) = index.find("어제 아크 메 챗이")
    assert "어제 아크 메 챗이"[slice(*name.span)] == "아크 메 챗"


def test_no_published_name_means_two_providers(published: Knowledge) -> None:
    owners = defaultdict(set)
    for one in published.providers.values():
        for named in (one, *one.services):
            for name in (*named.aliases, *named.words, named.name_ko, named.name_en):
                owners[squeeze(name.lower())].add(one.id)
    assert {name: ids for name, ids in owners.items() if len(ids) > 1} == {}


def test_no_lookalike_is_itself_a_name_of_another_provider(published: Knowledge) -> None:
    names = {
        squeeze(name.lower()): one.id
        for one in published.providers.values()
        for named in (one, *one.services)
        for name in (*named.aliases, *named.words, named.name_ko, named.name_en)
    }
    clashes = {
        lookalike: names[squeeze(lookalike.lower())]
        for one in published.providers.values()
        for named in (one, *one.services)
        for lookalike in named.lookalikes
        if names.get(squeeze(lookalike.lower()), one.id) != one.id
    }
    assert clashes == {}


def test_every_published_name_is_found_alone(published: Knowledge) -> None:
    index = build_name_index(published.providers)
    missed = [
        name
        for one in published.providers.values()
        for named in (one, *one.services)
        for name in (*named.aliases, *named.words)
        if [found.target.provider for found in index.find(normalise(name))] != [one.id]
    ]
    assert missed == []


def test_every_contact_rests_on_a_fact_that_gives_it(published: Knowledge) -> None:
    for one in published.providers.values():
        for contact in one.contacts:
            fact = published.fact(contact.fact)
            text = f"{fact.statement_ko} {fact.figures} {fact.source.url}"
            assert contact.phone is None or contact.phone in text
            assert contact.url is None or contact.url.removeprefix("https://") in text
