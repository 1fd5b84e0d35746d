"""Opening a case and moving it on."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from bot.claims import casework
from bot.claims.book import Claims
from bot.claims.errors import InvalidStep
from bot.claims.model import Case, MediationEnd, Progress, Reply, Status
from bot.compensation.model import Outage, Service
from knowledge.claims_schema import Matter
from knowledge.schema import Category
from tests.unit.claims.conftest import START, TODAY

EARLY, LATE = date(2026, 6, 7), date(2026, 6, 11)

Step = Callable[[Case, date], Case]

STEPS: list[tuple[str, Step, Status]] = [
    ("complained", lambda case, on: casework.complained(case, on, TODAY), Status.WAITING),
    (
        "answered",
        lambda case, on: casework.answered(case, on, TODAY, Reply.REFUSED),
        Status.ANSWERED,
    ),
    ("certified", lambda case, on: casework.certified(case, on, TODAY), Status.WAITING),
    ("filed", lambda case, on: casework.filed(case, on, TODAY, "tdrc"), Status.MEDIATION),
    ("proposed", lambda case, on: casework.proposed(case, on, TODAY), Status.PROPOSAL),
    (
        "ended",
        lambda case, on: casework.ended(case, on, TODAY, MediationEnd.REFUSED),
        Status.MEDIATION_ENDED,
    ),
    ("sued", lambda case, on: casework.sued(case, on, TODAY), Status.COURT),
]


@pytest.mark.parametrize(("name", "step", "status"), STEPS, ids=[step[0] for step in STEPS])
def test_each_step_moves_the_case_on(mobile: Case, name: str, step: Step, status: Status) -> None:
    assert step(mobile, TODAY).status is status


@pytest.mark.parametrize("day", [EARLY, LATE])
@pytest.mark.parametrize(("name", "step", "status"), STEPS, ids=[step[0] for step in STEPS])
def test_a_day_before_the_outage_or_still_to_come_is_refused(
    mobile: Case, name: str, step: Step, status: Status, day: date
) -> None:
    with pytest.raises(InvalidStep):
        step(mobile, day)


def test_an_answer_cannot_come_before_the_complaint(mobile: Case) -> None:
    waiting = casework.complained(mobile, TODAY, TODAY, receipt="A-17")
    with pytest.raises(InvalidStep):
        casework.answered(waiting, date(2026, 6, 9), TODAY, Reply.REFUSED)


def test_filing_elsewhere_starts_mediation_over(mobile: Case) -> None:
    first = casework.filed(mobile, TODAY, TODAY, "tdrc")
    over = casework.ended(first, TODAY, TODAY, MediationEnd.OTHER)
    again = casework.filed(over, TODAY, TODAY, "kca")
    assert (again.status, again.progress.desk) == (Status.MEDIATION, "kca")
    assert again.progress.end is None


def test_a_closed_case_opens_again_where_it_stood(mobile: Case) -> None:
    waiting = casework.complained(mobile, TODAY, TODAY)
    assert casework.closed(waiting, TODAY).status is Status.CLOSED
    assert casework.reopened(casework.closed(waiting, TODAY)) == waiting


def test_a_fee_learned_later_gives_the_amount(claims: Claims) -> None:
    outage = Outage(Service.MOBILE, "skt", START, 150, paid=True)
    case = casework.open_case(outage, Category.MOBILE, claims.rules, TODAY)
    assert case.amount_krw is None
    known = replace(outage, monthly_fee_krw=55_000)
    assert casework.correct_outage(case, known, claims.rules, TODAY).amount_krw == 3_743


def test_a_leak_is_not_assessed_as_an_outage(claims: Claims) -> None:
    outage = Outage(Service.OTHER, "coupang", START)
    case = casework.open_case(outage, Category.SHOPPING, claims.rules, TODAY, matter=Matter.LEAK)
    assert case.assessment is None
    assert casework.correct_outage(case, outage, claims.rules, TODAY) == case
    assert case.progress == Progress()
