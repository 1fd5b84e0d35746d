"""The words of the rules engine: an outage in, an assessment out."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from knowledge.language import Bilingual
from knowledge.rule_schema import Certainty, Claim, EntitlementKind, Service

__all__ = [
    "Assessment",
    "Certainty",
    "Claim",
    "Eligible",
    "Entitlement",
    "EntitlementKind",
    "Outage",
    "Service",
]


class Eligible(StrEnum):
    """Whether the rules grant anything for an outage."""

    YES = "yes"
    NO = "no"
    DEPENDS = "depends"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Outage:
    """What happened to the user; None means not known.

    `start` is in KST (a start without zone is read as KST). `minutes` is the continuous length.
    `day_total_minutes`, `month_total_minutes` and `month_count` cover the day and the calendar
    month of `start`, this outage included. `announced` means announced a day ahead;
    `maintenance` that the announced stop served to improve the service; `order_logged` that a
    log or call proves the order that could not be placed.
    """

    service: Service
    provider: str | None = None
    start: datetime | None = None
    minutes: int | None = None
    paid: bool | None = None
    monthly_fee_krw: int | None = None
    announced: bool | None = None
    gross_negligence: bool | None = None
    month_total_minutes: int | None = None
    month_count: int | None = None
    day_total_minutes: int | None = None
    force_majeure: bool | None = None
    maintenance: bool | None = None
    order_logged: bool | None = None


@dataclass(frozen=True, slots=True)
class Entitlement:
    """One thing the rules grant; `amount_krw` or `minutes` is None where no figure is fixed.

    Where the sources leave a range, `amount_krw` and `minutes` are its lower end and the `_max`
    fields its upper end. `worth_krw` is what an extension is worth at the monthly fee. `sure` is
    False where it is only possible that anything is granted. `claim_until` is the last day on
    which a claim is accepted, where one is fixed. `rule` is the id of the declared version.
    """

    kind: EntitlementKind
    amount_krw: int | None
    minutes: int | None
    formula: Bilingual
    claim: Claim
    rule: str
    basis: tuple[str, ...]
    certainty: Certainty = Certainty.HIGH
    amount_max_krw: int | None = None
    minutes_max: int | None = None
    worth_krw: int | None = None
    sure: bool = True
    claim_until: date | None = None


@dataclass(frozen=True, slots=True)
class Note(Bilingual):
    """A remark on an assessment and the facts it rests on; none where it only explains."""

    basis: tuple[str, ...] = ()

    @classmethod
    def on(cls, text: Bilingual, basis: tuple[str, ...] = ()) -> "Note":
        """Return `text` as a note."""
        return cls(text.ko, text.en, basis)


@dataclass(frozen=True, slots=True)
class Assessment:
    """What the rules say about one outage, and which fields would let them say more.

    `as_of` is the date whose rules were applied.
    """

    eligible: Eligible
    entitlements: tuple[Entitlement, ...] = ()
    missing: tuple[str, ...] = ()
    notes: tuple[Note, ...] = ()
    basis: tuple[str, ...] = ()
    as_of: date | None = None
