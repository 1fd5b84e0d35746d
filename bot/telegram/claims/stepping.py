"""The steps a case can take, what has to be said about each, and taking one; pure functions."""

from collections.abc import Callable
from datetime import date
from enum import StrEnum

from bot.claims import casework
from bot.claims.model import Case, MediationEnd, Reply, Status
from bot.telegram.errors import StaleButton
from knowledge.claims_schema import Desk, Stage


class Step(StrEnum):
    """Something the user did, or that happened to a case."""

    COMPLAINED = "complained"
    ANSWERED = "answered"
    CERTIFIED = "certified"
    FILED = "filed"
    PROPOSED = "proposed"
    ENDED = "ended"
    SUED = "sued"


_STEPS = {
    Status.OPEN: (Step.COMPLAINED,),
    Status.WAITING: (Step.ANSWERED, Step.CERTIFIED, Step.FILED),
    Status.ANSWERED: (Step.FILED, Step.CERTIFIED, Step.SUED),
    Status.MEDIATION: (Step.PROPOSED, Step.ENDED),
    Status.PROPOSAL: (Step.ENDED,),
    Status.MEDIATION_ENDED: (Step.SUED,),
}
_KINDS: dict[Step, tuple[str, ...]] = {Step.ANSWERED: tuple(Reply), Step.ENDED: tuple(MediationEnd)}


def steps_of(case: Case) -> tuple[Step, ...]:
    """Return the steps that may come next."""
    return _STEPS.get(case.status, ())


def kinds_of(step: Step, desks: tuple[Desk, ...]) -> tuple[str, ...]:
    """Return what a step can be: the replies, the ends, the desks; none where it is just one."""
    if step is Step.FILED:
        return tuple(desk.id for desk in desks if desk.stage is Stage.MEDIATION and desk.decides)
    return _KINDS.get(step, ())


def take_step(case: Case, step: Step, kind: str, on: date, today: date) -> Case:
    """Return the case after a step; raises InvalidStep for a day that cannot be.

    Raises StaleButton for a kind the step does not have.
    """
    taken: dict[Step, Callable[[], Case]] = {
        Step.COMPLAINED: lambda: casework.complained(case, on, today),
        Step.ANSWERED: lambda: casework.answered(case, on, today, Reply(kind)),
        Step.CERTIFIED: lambda: casework.certified(case, on, today),
        Step.FILED: lambda: casework.filed(case, on, today, kind),
        Step.PROPOSED: lambda: casework.proposed(case, on, today),
        Step.ENDED: lambda: casework.ended(case, on, today, MediationEnd(kind)),
        Step.SUED: lambda: casework.sued(case, on, today),
    }
    try:
        return taken[step]()
    except ValueError as exc:
        raise StaleButton("no such kind of step") from exc
