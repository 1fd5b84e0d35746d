"""The words of claims: a case with its dates, a route, a deadline, a checklist."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum

from bot.clock import KST
from bot.compensation.model import Assessment, Eligible, Entitlement, Outage
from knowledge.claims_schema import Desk, EvidenceItem, Holder, Matter, Nature
from knowledge.language import Bilingual
from knowledge.schema import Category


class Reply(StrEnum):
    """What the provider answered to a complaint."""

    GRANTED = "granted"
    PARTLY = "partly"
    REFUSED = "refused"
    UNCLEAR = "unclear"


class MediationEnd(StrEnum):
    """How a mediation ended: agreed, a side refused, or otherwise (withdrawn, not referred)."""

    AGREED = "agreed"
    REFUSED = "refused"
    OTHER = "other"


class Status(StrEnum):
    """Where a case stands; follows from the dates of its progress."""

    OPEN = "open"
    WAITING = "waiting"
    ANSWERED = "answered"
    MEDIATION = "mediation"
    PROPOSAL = "proposal"
    MEDIATION_ENDED = "mediation_ended"
    COURT = "court"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class Progress:
    """What has been done about a case, by day (KST).

    `known` is the day the user learned of the damage, where it is not the day of the outage.
    `certified` is the day a certified-contents letter was sent, `desk` where mediation was filed,
    `proposed` the day its proposal arrived. `offered_krw` is what the provider or desk offered.
    """

    known: date | None = None
    complained: date | None = None
    receipt: str | None = None
    answered: date | None = None
    reply: Reply | None = None
    offered_krw: int | None = None
    certified: date | None = None
    filed: date | None = None
    desk: str | None = None
    proposed: date | None = None
    ended: date | None = None
    end: MediationEnd | None = None
    court: date | None = None
    closed: date | None = None


@dataclass(frozen=True, slots=True)
class Case:
    """One thing a chat pursues: what happened, what the rules grant, what was done.

    `id` is 0 until the case is stored, and never given twice. `service` is the id of a service in
    `providers.yaml`. `outages` are in order of time; the first decides which law applies.
    `timed` is False where the first outage is known by its day only, which then starts at midnight.
    `loss_krw` is a proven loss beyond the rules, `loss` what it consists of in the user's words.
    `business` means used for a trade, `evidence` the ids of the items the user holds.
    """

    outages: tuple[Outage, ...]
    category: Category
    opened: date
    id: int = 0
    service: str | None = None
    matter: Matter = Matter.OUTAGE
    business: bool = False
    timed: bool = True
    assessment: Assessment | None = None
    loss_krw: int | None = None
    loss: str | None = None
    evidence: tuple[str, ...] = ()
    progress: Progress = field(default_factory=Progress)

    @property
    def outage(self) -> Outage:
        """Return the outage that decides which law applies."""
        return self.outages[0]

    @property
    def day(self) -> date:
        """Return the day (KST) whose law applies: the outage's, else the day the case opened."""
        start = self.outage.start
        if start is None:
            return self.opened
        return (start if start.tzinfo is None else start.astimezone(KST)).date()

    @property
    def end(self) -> datetime | None:
        """Return when the (last) outage ended, or None where that is not known."""
        last = self.outages[-1]
        if last.start is None or last.minutes is None:
            return None
        return last.start + timedelta(minutes=last.minutes)

    @property
    def granted(self) -> tuple[Entitlement, ...]:
        """Return what the rules grant, or may grant."""
        assessment = self.assessment
        if assessment is None or assessment.eligible is Eligible.NO:
            return ()
        return assessment.entitlements

    @property
    def amount_krw(self) -> int | None:
        """Return the sum at stake in KRW: what the rules surely grant, and the proven loss."""
        granted = [
            entitlement.amount_krw
            for entitlement in self.granted
            if entitlement.amount_krw is not None and entitlement.sure
        ]
        sums = [*granted, *([self.loss_krw] if self.loss_krw is not None else [])]
        return sum(sums) if sums else None

    @property
    def status(self) -> Status:
        """Return where the case stands."""
        reached = self.progress
        steps = (
            (reached.closed, Status.CLOSED),
            (reached.court, Status.COURT),
            (reached.ended, Status.MEDIATION_ENDED),
            (reached.proposed, Status.PROPOSAL),
            (reached.filed, Status.MEDIATION),
            (reached.answered, Status.ANSWERED),
            (reached.complained, Status.WAITING),
        )
        return next((status for day, status in steps if day is not None), Status.OPEN)


class Act(StrEnum):
    """What the step on top of a route asks the user to do."""

    COMPLAIN = "complain"
    WAIT_COMPANY = "wait_company"
    TAKE_OFFER = "take_offer"
    MEDIATE = "mediate"
    WAIT_DESK = "wait_desk"
    ANSWER_PROPOSAL = "answer_proposal"
    SUE = "sue"
    WAIT_COURT = "wait_court"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class Route:
    """The path of a case: what to do next, where, and the desks that follow.

    `until` is the day to act or wait for, where one is known. `desks` starts with the desk of the
    next act. `advice` are places that help but decide nothing. `cautions` are worth reading first.
    """

    act: Act
    desks: tuple[Desk, ...]
    advice: tuple[Desk, ...] = ()
    until: date | None = None
    cautions: tuple[Bilingual, ...] = ()

    @property
    def next_desk(self) -> Desk | None:
        """Return where the next act happens."""
        return self.desks[0] if self.desks else None


@dataclass(frozen=True, slots=True)
class Deadline:
    """A day by which someone must act, why, and the facts it rests on.

    `act_by` is the last business day on or before `day`: legal periods that end on a day off may
    run on, but nobody should count on it. `key` is stable for one case.
    """

    key: str
    day: date
    act_by: date
    holder: Holder
    nature: Nature
    title: Bilingual
    why: Bilingual
    basis: tuple[str, ...]

    def passed(self, today: date) -> bool:
        """Return whether the day is over."""
        return self.day < today


@dataclass(frozen=True, slots=True)
class Checklist:
    """Evidence for one case: what to capture now, to ask for, and to keep."""

    now: tuple[EvidenceItem, ...] = ()
    ask: tuple[EvidenceItem, ...] = ()
    keep: tuple[EvidenceItem, ...] = ()
