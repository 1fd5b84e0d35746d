"""The steps of the form, without a chat."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import pytest

from bot.answering.model import Ask, Memory, Understanding
from bot.telegram.calc.form import (
    ORDER,
    Step,
    back_from,
    empty_draft,
    is_filled,
    next_step,
    read_typed,
    skipped,
)
from knowledge.language import Language
from knowledge.schema import Category
from tests.flow.stage import NOON

DRAFT = empty_draft(Language.KO, date(2026, 6, 1))
FILLING: Mapping[Step, Understanding] = {
    Step.SERVICE: replace(DRAFT, category=Category.BROADBAND),
    Step.PROVIDER: replace(DRAFT, providers=("kt",)),
    Step.WHEN: replace(DRAFT, dated=True, day_from=date(2026, 5, 31)),
    Step.LENGTH: replace(DRAFT, minutes=180),
    Step.FEE: replace(DRAFT, monthly_fee_krw=33000),
    Step.ANNOUNCED: replace(DRAFT, announced=False),
}


@pytest.mark.parametrize("step", ORDER)
def test_a_step_is_filled_by_what_it_asks_for_and_emptied_by_going_back(step: Step) -> None:
    assert not is_filled(step, DRAFT)
    filled = FILLING[step]
    assert is_filled(step, filled)
    after = ORDER[min(ORDER.index(step) + 1, len(ORDER) - 1)]
    back = back_from(Memory(filled), after).last
    assert back is not None
    assert is_filled(step, back) is (step is after)


@pytest.mark.parametrize("filled", [replace(DRAFT, services=("x",)), replace(DRAFT, paid=False)])
def test_a_service_or_a_free_tier_fills_its_step_too(filled: Understanding) -> None:
    assert is_filled(Step.SERVICE, filled) or is_filled(Step.FEE, filled)


def test_every_step_is_asked_once_in_order() -> None:
    memory, asked = Memory(DRAFT), list[Step]()
    while step := next_step(memory):
        asked.append(step)
        memory = skipped(memory, step)
    assert asked == list(ORDER)


def test_what_is_known_is_not_asked() -> None:
    assert next_step(Memory(FILLING[Step.SERVICE])) is Step.PROVIDER
    assert next_step(Memory(FILLING[Step.SERVICE], declined=(Step.PROVIDER,))) is Step.WHEN


def test_going_back_from_the_first_step_stays_there() -> None:
    assert back_from(Memory(DRAFT), Step.SERVICE).last == DRAFT


def test_going_back_opens_a_skipped_step() -> None:
    memory = back_from(Memory(DRAFT, declined=(Step.SERVICE, Step.PROVIDER)), Step.WHEN)
    assert memory.declined == (Step.SERVICE,)


def test_a_typed_reply_adds_whatever_it_says_and_keeps_the_rest() -> None:
    def read(ask: Ask) -> Understanding:
        return replace(DRAFT, minutes=180, announced=False)

    said = read_typed("3시간", Step.LENGTH, FILLING[Step.PROVIDER], NOON, read).last
    assert said == replace(FILLING[Step.PROVIDER], minutes=180, announced=False)


def test_a_bare_reply_is_read_as_the_answer_to_the_step() -> None:
    def read(ask: Ask) -> Understanding:
        bare = ask.memory.asked_for == Step.FEE
        return replace(DRAFT, monthly_fee_krw=33000 if bare else None)

    said = read_typed("33000", Step.FEE, DRAFT, NOON, read).last
    assert said is not None
    assert said.monthly_fee_krw == 33000


def _reads_nothing(ask: Ask) -> Understanding:
    return DRAFT


def test_a_reply_that_says_nothing_changes_nothing() -> None:
    assert read_typed("ㅋㅋ", Step.WHEN, DRAFT, NOON, _reads_nothing).last == DRAFT
