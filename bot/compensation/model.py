"""The words of the rules engine: an outage in, an assessment out."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from knowledge.language import Bilingual


class Service(StrEnum):
    """The kinds of service that rules speak about."""

    MOBILE = "mobile"
    BROADBAND = "broadband"
    IPTV = "iptv"
    PHONE = "phone"
    CONTENT = "content"
    GAME = "game"
    ELEARNING = "elearning"
    CRYPTO = "crypto"
    BROKERAGE = "brokerage"
    PAYMENT = "payment"
    BANK = "bank"
    DELIVERY = "delivery"
    CLOUD = "cloud"
    FREE = "free"
    OTHER = "other"


class Eligible(StrEnum):
    """Whether the rules grant anything for an outage."""

    YES = "yes"
    NO = "no"
    DEPENDS = "depends"
    UNKNOWN = "unknown"


class EntitlementKind(StrEnum):
    """What an entitlement consists of."""

    DAMAGES = "damages"
    REFUND = "refund"
    EXTENSION = "extension"
    CANCEL_RIGHT = "cancel_right"
    VOLUNTARY = "voluntary"


class Claim(StrEnum):
    """Whether the provider must act by itself."""

    AUTOMATIC = "automatic"
    ON_CLAIM = "on_claim"


@dataclass(frozen=True, slots=True)
class Outage:
    """What happened to the user; None means not known.

    `start` is in KST. `minutes` is the continuous length. `month_total_minutes` and `month_count`
    cover the calendar month of `start`, this outage included.
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


@dataclass(frozen=True, slots=True)
class Entitlement:
    """One thing the rules grant; `amount_krw` or `minutes` is None where no figure is fixed.

    Where sources leave the rule open, `amount_krw` is the lower and `amount_max_krw` the upper
    bound. `certainty` is high, medium or low.
    """

    kind: EntitlementKind
    amount_krw: int | None
    minutes: int | None
    formula: Bilingual
    claim: Claim
    rule: str
    basis: tuple[str, ...]
    amount_max_krw: int | None = None
    certainty: str = "high"


@dataclass(frozen=True, slots=True)
class Assessment:
    """What the rules say about one outage, and which fields would let them say more."""

    eligible: Eligible
    entitlements: tuple[Entitlement, ...] = ()
    missing: tuple[str, ...] = ()
    notes: tuple[Bilingual, ...] = ()
    basis: tuple[str, ...] = ()
