"""The data files hold together with the facts, and faults are named."""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from bot.claims.book import Claims
from knowledge.claims_schema import Words
from knowledge.claims_store import ClaimsBook, find_claims_problems, load_claims_book
from knowledge.errors import InvalidKnowledge
from knowledge.schema import Category
from knowledge.store import KNOWLEDGE_DIR


def problems_of(claims: Claims, book: ClaimsBook) -> str:
    return "\n".join(find_claims_problems(book, claims.knowledge))


def test_the_real_files_have_no_problems(claims: Claims) -> None:
    assert problems_of(claims, claims.book) == ""


def test_a_number_that_differs_from_its_figure_is_named(claims: Claims) -> None:
    desk = claims.book.desk("tdrc").model_copy(update={"processing_days": 61})
    assert "tdrc: processing_days is 61" in problems_of(claims, ClaimsBook(desks=(desk,)))


def test_a_number_without_a_figure_is_named(claims: Claims) -> None:
    desk = claims.book.desk("tdrc").model_copy(update={"ties": {}})
    assert "tdrc: silence.days names no figure" in problems_of(claims, ClaimsBook(desks=(desk,)))


@pytest.mark.parametrize("wrong", [{"phone": "02-123-4567"}, {"url": "https://tdrc.example.com"}])
def test_a_contact_no_fact_names_is_refused(claims: Claims, wrong: dict[str, str]) -> None:
    desk = claims.book.desk("tdrc").model_copy(update=wrong)
    assert "no fact names" in problems_of(claims, ClaimsBook(desks=(desk,)))


def test_an_unknown_fact_is_named(claims: Claims) -> None:
    item = claims.book.evidence[0].model_copy(update={"fact": "law.made-up"})
    assert "unknown fact law.made-up" in problems_of(claims, ClaimsBook(evidence=(item,)))


def test_a_repeated_id_is_named(claims: Claims) -> None:
    twice = replace(claims.book, desks=(*claims.book.desks, claims.book.desks[0]))
    assert "provider is defined twice" in problems_of(claims, twice)


def test_a_file_that_is_missing_is_named(claims: Claims, tmp_path: Path) -> None:
    with pytest.raises(InvalidKnowledge, match=r"desks\.yaml"):
        load_claims_book(claims.knowledge, tmp_path)


def test_a_field_at_fault_is_named_with_its_entry(claims: Claims, tmp_path: Path) -> None:
    for file in KNOWLEDGE_DIR.glob("*.yaml"):
        (tmp_path / file.name).write_text(file.read_text(encoding="utf-8"), encoding="utf-8")
    (tmp_path / "grounds.yaml").write_text("grounds: [{id: x, scope: {}, fakt: y}]")
    with pytest.raises(InvalidKnowledge, match=r"(?s)grounds\.yaml: x: .*fakt"):
        load_claims_book(claims.knowledge, tmp_path)


def test_every_kind_of_service_has_somewhere_to_go(claims: Claims) -> None:
    reached = {
        category for desk in claims.book.desks for s in desk.takes for category in s.categories
    }
    assert reached == set(Category)


def told_numbers(words: Words) -> set[str]:
    return {number.replace(",", "") for number in re.findall(r"\d[\d,]*", words.ko)}


def known_numbers(claims: Claims, facts: tuple[str, ...]) -> set[str]:
    found = [claims.knowledge.fact(fact) for fact in facts]
    text = " ".join(
        f"{fact.statement_ko} {fact.headline_ko} {fact.caveat_ko} {fact.figures} "
        f"{fact.source.article}"
        for fact in found
    )
    return {number.replace(",", "") for number in re.findall(r"\d[\d,]*", text)}


def spoken(claims: Claims) -> Iterator[tuple[str, Words, tuple[str, ...]]]:
    """Yield every text a user may read, with the facts it rests on."""
    book = claims.book
    for desk in book.desks:
        for words in (desk.can, desk.cost, desk.limits, desk.silence_text, desk.caution):
            if words is not None:
                yield desk.id, words, desk.facts
    for period in book.periods:
        yield period.id, period.title, period.facts
        yield period.id, period.why, period.facts
    for item in book.evidence:
        yield item.id, item.item, (item.fact,)
        yield item.id, item.why, (item.fact,)
    for sign in book.scam_signs:
        yield sign.id, sign.says, (sign.fact,)
    for advice in book.scam_advice:
        yield advice.id, advice.does, (advice.fact,)


def test_every_number_in_a_text_is_in_its_facts(claims: Claims) -> None:
    strangers = [
        (owner, number)
        for owner, words, facts in spoken(claims)
        for number in told_numbers(words) - known_numbers(claims, facts)
    ]
    assert strangers == []


def test_both_languages_tell_the_same_numbers(claims: Claims) -> None:
    """Numbers above ten are written as digits in both; units such as 만 differ."""
    differing = [
        (owner, words.ko, words.en)
        for owner, words, _ in spoken(claims)
        if {number for number in told_numbers(words) if len(number) == 2}
        - {number.replace(",", "") for number in re.findall(r"\d[\d,]*", words.en)}
        - {"09"}
    ]
    assert differing == []
