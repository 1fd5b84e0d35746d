"""The steps of a case: which come next, and what each does."""

from dataclasses import replace
from datetime import date

import pytest

from bot.claims.errors import InvalidStep
from bot.claims.model import Case, MediationEnd, Progress, Reply, Status
from bot.compensation.model import Outage, Service
from bot.telegram.claims.stepping import Step, kinds_of, steps_of, take_step
from bot.telegram.errors import StaleButton
from knowledge.schema import Category

DAY, TODAY = date(2026, 6, 1), date(2026, 6, 10)
CASE = Case((Outage(Service.MOBILE, "skt"),), Category.MOBILE, DAY)
ASKED = replace(CASE, progress=Progress(complained=DAY))
FILED = replace(CASE, progress=Progress(complained=DAY, filed=DAY, desk="tdrc"))


@pytest.mark.parametrize(
    ("case", "step", "kind", "status"),
    [
        (CASE, Step.COMPLAINED, "-", Status.WAITING),
        (ASKED, Step.ANSWERED, Reply.REFUSED, Status.ANSWERED),
        (ASKED, Step.CERTIFIED, "-", Status.WAITING),
        (ASKED, Step.FILED, "tdrc", Status.MEDIATION),
        (FILED, Step.PROPOSED, "-", Status.PROPOSAL),
        (FILED, Step.ENDED, MediationEnd.OTHER, Status.MEDIATION_ENDED),
        (ASKED, Step.SUED, "-", Status.COURT),
    ],
)
def test_a_step_moves_the_case(case: Case, step: Step, kind: str, status: Status) -> None:
    assert take_step(case, step, kind, TODAY, TODAY).status is status


@pytest.mark.parametrize("status", [Status.COURT, Status.CLOSED])
def test_nothing_comes_after_the_end(status: Status) -> None:
    ends = {Status.COURT: Progress(court=DAY), Status.CLOSED: Progress(closed=DAY)}
    assert steps_of(replace(CASE, progress=ends[status])) == ()


def test_every_step_is_offered_somewhere() -> None:
    cases = [
        CASE,
        ASKED,
        replace(ASKED, progress=replace(ASKED.progress, answered=DAY)),
        FILED,
        replace(FILED, progress=replace(FILED.progress, proposed=DAY)),
        replace(FILED, progress=replace(FILED.progress, ended=DAY)),
    ]
    assert {step for case in cases for step in steps_of(case)} == set(Step)


def test_a_day_that_has_not_come_is_refused() -> None:
    with pytest.raises(InvalidStep):
        take_step(CASE, Step.COMPLAINED, "-", date(2026, 6, 11), TODAY)


def test_an_answer_of_no_known_kind_is_refused() -> None:
    with pytest.raises(StaleButton):
        take_step(ASKED, Step.ANSWERED, "nosuch", TODAY, TODAY)


def test_only_answers_ends_and_desks_have_kinds() -> None:
    assert kinds_of(Step.ANSWERED, ()) == tuple(Reply)
    assert kinds_of(Step.ENDED, ()) == tuple(MediationEnd)
    assert kinds_of(Step.COMPLAINED, ()) == ()
