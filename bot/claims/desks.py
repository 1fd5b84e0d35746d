"""Which desk a case goes to next, and whether a desk is the right one at all."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from bot.claims.model import Act, Case, MediationEnd, Reply, Route, Status
from bot.claims.scoping import covers
from knowledge.claims_schema import Desk, Matter, Stage
from knowledge.language import Bilingual


@dataclass(frozen=True, slots=True)
class DeskFit:
    """Whether a desk settles this case; `instead` are the desks that do."""

    desk: Desk
    fits: bool
    instead: tuple[Desk, ...] = ()


def route(
    case: Case, desks: Sequence[Desk], today: date, reply_by: Callable[[date], date]
) -> Route:
    """Return the path of a case with the next act on top.

    `reply_by` tells until when to wait for an answer to a complaint of some day.
    """
    act, until = _next_act(case, desks, today, reply_by)
    ahead = _ahead(case, desks, act)
    return Route(
        act=act,
        desks=ahead,
        advice=() if act is Act.DONE else _stage(case, desks, Stage.ADVICE),
        until=until,
        cautions=_cautions(ahead),
    )


def desk_fit(case: Case, desk: Desk, desks: Sequence[Desk]) -> DeskFit:
    """Return whether `desk` can settle `case`; for the wrong desk also which ones can."""
    right = _stage(case, desks, Stage.MEDIATION)
    fits = desk.decides and _takes(desk, case)
    return DeskFit(desk, fits, () if fits else right or _stage(case, desks, Stage.COURT))


def chosen_desk(case: Case, desks: Sequence[Desk]) -> Desk | None:
    """Return the desk where the case was filed, else the first one that mediates it."""
    filed = next((desk for desk in desks if desk.id == case.progress.desk), None)
    return filed or next(iter(_stage(case, desks, Stage.MEDIATION)), None)


def _next_act(
    case: Case, desks: Sequence[Desk], today: date, reply_by: Callable[[date], date]
) -> tuple[Act, date | None]:
    done = case.progress
    match case.status:
        case Status.OPEN:
            return Act.COMPLAIN, None
        case Status.WAITING if done.complained and today <= reply_by(done.complained):
            return Act.WAIT_COMPANY, reply_by(done.complained)
        case Status.ANSWERED if done.reply is Reply.GRANTED:
            return Act.TAKE_OFFER, None
        case Status.WAITING | Status.ANSWERED:
            return _after_refusal(case, desks), None
        case _:
            return _later_act(case, desks)


def _later_act(case: Case, desks: Sequence[Desk]) -> tuple[Act, date | None]:
    """Return the act of a case that has left the company behind."""
    done = case.progress
    match case.status:
        case Status.MEDIATION if done.filed:
            return Act.WAIT_DESK, _plus(done.filed, _processing(case, desks))
        case Status.PROPOSAL if done.proposed:
            return Act.ANSWER_PROPOSAL, _plus(done.proposed, _answer_days(case, desks))
        case Status.MEDIATION_ENDED if done.end is not MediationEnd.AGREED:
            return Act.SUE, None
        case Status.COURT:
            return Act.WAIT_COURT, None
        case _:
            return Act.DONE, None


def _after_refusal(case: Case, desks: Sequence[Desk]) -> Act:
    return Act.MEDIATE if _stage(case, desks, Stage.MEDIATION) else Act.SUE


def _plus(day: date, days: int | None) -> date | None:
    return None if days is None else day + timedelta(days=days)


def _processing(case: Case, desks: Sequence[Desk]) -> int | None:
    desk = chosen_desk(case, desks)
    return desk.processing_days if desk else None


def _answer_days(case: Case, desks: Sequence[Desk]) -> int | None:
    desk = chosen_desk(case, desks)
    return desk.silence.days if desk and desk.silence else None


def _ahead(case: Case, desks: Sequence[Desk], act: Act) -> tuple[Desk, ...]:
    """Return the desks from the next act on."""
    company = _stage(case, desks, Stage.COMPANY)
    mediation = _stage(case, desks, Stage.MEDIATION)
    court = _stage(case, desks, Stage.COURT)
    if act in (Act.COMPLAIN, Act.WAIT_COMPANY):
        return (*company, *mediation, *court)
    if act is Act.TAKE_OFFER:
        return company
    if act is Act.MEDIATE:
        return (*mediation, *court)
    if act in (Act.WAIT_DESK, Act.ANSWER_PROPOSAL):
        desk = chosen_desk(case, desks)
        return ((desk,) if desk else ()) + court
    return court if act in (Act.SUE, Act.WAIT_COURT) else ()


def _stage(case: Case, desks: Sequence[Desk], stage: Stage) -> tuple[Desk, ...]:
    return tuple(desk for desk in desks if desk.stage is stage and _takes(desk, case))


def _takes(desk: Desk, case: Case) -> bool:
    amount = case.amount_krw
    if desk.fixed_sum and (amount is None or case.matter is Matter.LEAK):
        return False
    if desk.up_to_krw is not None and amount is not None and amount > desk.up_to_krw:
        return False
    return any(covers(scope, case) for scope in desk.takes)


def _cautions(desks: Sequence[Desk]) -> tuple[Bilingual, ...]:
    return tuple(desk.caution.both() for desk in desks[:2] if desk.caution)
