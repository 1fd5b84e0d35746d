"""What a declared rule looks like: the YAML files in `rules/` are checked against these models.

Numbers live in those files, each tied to the figure of the fact it was read from (`ties`).
"""

from datetime import date
from enum import StrEnum
from typing import Annotated, Literal, Self

from pydantic import Field, NonNegativeInt, PositiveInt, model_validator

from knowledge.language import Bilingual
from knowledge.schema import Identifier, Model, Sentence


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


class Certainty(StrEnum):
    """How sure the sources are about a rule's numbers; shown to the user when not high."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


class Measure(StrEnum):
    """What a threshold is compared with; lengths in minutes."""

    CONTINUOUS = "continuous_minutes"
    DAY_TOTAL = "day_total_minutes"
    MONTH_TOTAL = "month_total_minutes"
    MONTH_COUNT = "month_count"


class Comparator(StrEnum):
    """`ge`: the threshold itself counts ("이상"); `gt`: it does not ("초과")."""

    GE = "ge"
    GT = "gt"

    def holds(self, value: int, threshold: int) -> bool:
        """Return whether `value` meets `threshold`."""
        return value >= threshold if self is Comparator.GE else value > threshold


class Condition(StrEnum):
    """What a rule asks of a yes-or-no circumstance.

    `unclear`: no source says whether the rule still applies, so the result is only possible.
    """

    ANY = "any"
    YES = "yes"
    NO = "no"
    UNCLEAR = "unclear"


class Text(Model):
    """One user-visible text that belongs to a rule."""

    ko: Sentence
    en: Sentence

    def both(self) -> Bilingual:
        """Return the text in the form the engine hands on."""
        return Bilingual(self.ko, self.en)


class Ground(Model):
    """One way to meet a rule; any ground suffices.

    `each_minutes` is the least length of an outage that a count counts. `edge: open` marks a
    threshold whose edge the sources leave open: whether a month's total of exactly `value` meets
    it, or an outage of that length that midnight splits over two days. `edge: noted` counts as
    declared, but the user is told that not every source agrees.
    """

    measure: Measure
    comparator: Comparator
    value: NonNegativeInt
    each_minutes: PositiveInt | None = None
    gross_negligence: bool = False
    edge: Literal["settled", "noted", "open"] = "settled"

    @model_validator(mode="after")
    def _counts_say_what_counts(self) -> Self:
        if (self.measure is Measure.MONTH_COUNT) != (self.each_minutes is not None):
            raise ValueError("each_minutes goes with month_count, and only with it")
        return self


class HourlyDamages(Model):
    """Fee by the days of the month and the hour, times the length, times `multiplier`."""

    method: Literal["hourly"]
    multiplier: PositiveInt


class DailyRefund(Model):
    """Fee by the days of the month, times the days of the outage."""

    method: Literal["daily"]


class Extension(Model):
    """Longer use: the length times `multiplier`, beyond `limit_minutes` times the other one.

    `counted` says whether the outage, its day's or its month's total is multiplied. Maintenance
    is left out up to `maintenance_exempt_minutes` a month.
    """

    method: Literal["extension"]
    multiplier: NonNegativeInt
    limit_minutes: PositiveInt | None = None
    excess_multiplier: PositiveInt | None = None
    counted: Literal["outage", "day", "month"] = "outage"
    maintenance_exempt_minutes: NonNegativeInt = 0

    @model_validator(mode="after")
    def _limits_say_what_follows(self) -> Self:
        if (self.limit_minutes is None) != (self.excess_multiplier is None):
            raise ValueError("limit_minutes and excess_multiplier go together")
        return self


class Cancellation(Model):
    """The right to end the contract without a penalty; no figure."""

    method: Literal["cancel"]
    result: Text


class CreditTier(Model):
    """What an uptime below `below_per_ten_thousand` gives: percent of the fee, or days."""

    below_per_ten_thousand: PositiveInt
    percent: PositiveInt | None = None
    days: PositiveInt | None = None


class UptimeCredit(Model):
    """The best tier reached by the month's downtime."""

    method: Literal["uptime"]
    tiers: Annotated[tuple[CreditTier, ...], Field(min_length=1)]


class ProvenLoss(Model):
    """No formula over time: the proven loss, put in words."""

    method: Literal["proven_loss"]
    formula: Text


Yields = Annotated[
    HourlyDamages | DailyRefund | Extension | Cancellation | UptimeCredit | ProvenLoss,
    Field(discriminator="method"),
]


class Dated(Model):
    """Something in force for a period, for some services and providers.

    Empty `providers` means every provider but `not_providers`. `unknown_provider` says whether
    it also applies while the provider is not known.
    """

    id: Identifier
    services: Annotated[tuple[Service, ...], Field(min_length=1)]
    providers: tuple[Identifier, ...] = ()
    not_providers: tuple[Identifier, ...] = ()
    unknown_provider: bool = True
    effective_from: date | None = None
    effective_to: date | None = None
    basis: Annotated[tuple[Identifier, ...], Field(min_length=1)]

    def in_force(self, on: date) -> bool:
        """Return whether the period covers `on`; open ends count as covered."""
        return (self.effective_from is None or self.effective_from <= on) and (
            self.effective_to is None or on <= self.effective_to
        )

    def covers(self, service: Service, provider: str | None) -> bool:
        """Return whether the service and provider are meant."""
        if service not in self.services:
            return False
        if provider is None:
            return self.unknown_provider
        if self.providers:
            return provider in self.providers
        return provider not in self.not_providers


class Rule(Dated):
    """One dated version of a way to compute an entitlement.

    Versions of one `family` never overlap for one provider. From `maybe_from` to
    `effective_from` the sources leave open whether the version already applied. A rule with
    `lesser` is not granted beside the others: it is told as the lower standard. `ties` maps the
    path of a number to the figure it comes from (`fact#figure.path`).
    """

    family: Identifier
    kind: EntitlementKind
    maybe_from: date | None = None
    maybe_note: Text | None = None
    announced: Condition = Condition.ANY
    force_majeure: Condition = Condition.ANY
    order_logged: Condition = Condition.ANY
    grounds: tuple[Ground, ...] = ()
    yields: Yields
    claim: Claim
    claim_days: PositiveInt | None = None
    claim_months: PositiveInt | None = None
    certainty: Certainty
    lesser: bool = False
    provider_basis: dict[Identifier, tuple[Identifier, ...]] = Field(default_factory=dict)
    ties: dict[str, str] = Field(default_factory=dict)
    notes: tuple[Text, ...] = ()
    edge_note: Text | None = None

    @model_validator(mode="after")
    def _open_starts_are_explained(self) -> Self:
        if (self.maybe_from is None) != (self.maybe_note is None):
            raise ValueError("maybe_from and maybe_note go together")
        return self

    def possible(self, on: date) -> bool:
        """Return whether the version may already have applied on `on`."""
        return (
            self.maybe_from is not None
            and self.effective_from is not None
            and self.maybe_from <= on < self.effective_from
        )

    def basis_for(self, provider: str | None) -> tuple[str, ...]:
        """Return the facts the rule rests on, the provider's own terms first."""
        return (*self.provider_basis.get(provider or "", ()), *self.basis)


class NoRule(Dated):
    """What to say where no rule fixes anything: `eligible` is "no" or "unknown".

    `basis` is empty where no fact of that time says anything.
    """

    basis: tuple[Identifier, ...] = ()
    eligible: Literal["no", "unknown"]
    notes: Annotated[tuple[Text, ...], Field(min_length=1)]


class Duty(Model):
    """One dated version of a notice duty of telecommunications operators.

    An outage of up to `exempt_minutes_*` (itself included) is exempt.
    """

    id: Identifier
    duty: Literal["interruption", "compensation"]
    effective_from: date
    effective_to: date | None = None
    exempt_minutes_value_added: NonNegativeInt
    exempt_minutes_carrier: NonNegativeInt
    free_exempt: bool
    cloud_exempt: bool
    deadline_days: PositiveInt | None = None
    basis: Annotated[tuple[Identifier, ...], Field(min_length=1)]
    ties: dict[str, str] = Field(default_factory=dict)

    def in_force(self, on: date) -> bool:
        """Return whether the version was in force on `on`."""
        return self.effective_from <= on and (self.effective_to is None or on <= self.effective_to)


class DutyScope(Model):
    """Who the notice duties reach, and what else a checklist needs.

    `size` words the threshold of value-added services: `min_revenue_krw` a year and
    `min_daily_users`. `large_providers` are known to pass it.
    """

    id: Identifier
    carriers: tuple[Service, ...]
    value_added: tuple[Service, ...]
    large_providers: tuple[Identifier, ...]
    size: Text
    min_revenue_krw: PositiveInt
    min_daily_users: PositiveInt
    since: date
    social_media_since: date
    cloud_notice_minutes: PositiveInt
    cloud_notice_since: date
    basis_before: tuple[Identifier, ...]
    basis_size: tuple[Identifier, ...]
    basis_announced: tuple[Identifier, ...]
    basis_methods: tuple[Identifier, ...]
    basis_cloud: tuple[Identifier, ...]
    ties: dict[str, str] = Field(default_factory=dict)


class Effort(StrEnum):
    """How much of a user's time a way of claiming takes."""

    LOW = "low"
    MIDDLE = "middle"
    HIGH = "high"


class Route(Model):
    """A way to pursue a claim: where, for which services, at what effort and cost in KRW."""

    id: Identifier
    services: tuple[Service, ...] = ()
    name: Text
    effort: Effort
    cost_min_krw: NonNegativeInt
    days: PositiveInt | None = None
    court: bool = False
    facts: Annotated[tuple[Identifier, ...], Field(min_length=1)]
    ties: dict[str, str] = Field(default_factory=dict)


class Outcome(StrEnum):
    """How a precedent ended for the users."""

    WON = "won"
    LOST = "lost"
    SETTLED = "settled"
    PAID = "paid"
    REFUSED = "refused"


class Precedent(Model):
    """A dated example of what users got or did not get, resting on one fact."""

    id: Identifier
    services: Annotated[tuple[Service, ...], Field(min_length=1)]
    day: date
    outcome: Outcome
    court: bool = False
    amount_krw: NonNegativeInt | None = None
    text: Text
    fact: Identifier
    ties: dict[str, str] = Field(default_factory=dict)
