"""What desks, evidence, deadlines, legal grounds and scam signs look like in the data files.

Every number that decides something is tied to the figure of the fact it was read from (`ties`).
"""

import re
from datetime import date
from enum import StrEnum
from typing import Annotated, Self

from pydantic import Field, NonNegativeInt, PositiveInt, field_validator, model_validator

from knowledge.language import Bilingual
from knowledge.schema import Category, HttpsUrl, Identifier, Model, Sentence

Facts = Annotated[tuple[Identifier, ...], Field(min_length=1)]


class Matter(StrEnum):
    """What a case is about: a service that stopped, or personal data that leaked."""

    OUTAGE = "outage"
    LEAK = "leak"


class Words(Model):
    """One user-visible text in both languages."""

    ko: Sentence
    en: Sentence

    def both(self) -> Bilingual:
        """Return the text in the form the bot hands on."""
        return Bilingual(self.ko, self.en)


class Scope(Model):
    """Which cases something is for; empty or None means any.

    `business` is True for use in the course of a trade (a shop's lost sales).
    """

    categories: tuple[Category, ...] = ()
    providers: tuple[Identifier, ...] = ()
    matters: tuple[Matter, ...] = ()
    paid: bool | None = None
    business: bool | None = None
    over_minutes: NonNegativeInt | None = None


class Stage(StrEnum):
    """The steps of a path, in the order people take them."""

    COMPANY = "company"
    MEDIATION = "mediation"
    COURT = "court"
    ADVICE = "advice"


class Meaning(StrEnum):
    """What not answering means at a desk."""

    ACCEPTANCE = "acceptance"
    REFUSAL = "refusal"
    FINAL = "final"
    UNDEFINED = "undefined"


class Silence(Model):
    """What silence means after `days`; before `since` it meant `before`."""

    days: PositiveInt
    means: Meaning
    since: date | None = None
    before: Meaning | None = None

    def on(self, day: date) -> Meaning:
        """Return what silence means for a proposal received on `day`."""
        if self.since and day < self.since:
            return self.before or Meaning.UNDEFINED
        return self.means


class Desk(Model):
    """A place to turn to, in the order in which desks of a stage are tried.

    `decides` is False for bodies that take reports but settle no claim. `up_to_krw` is the largest
    claim a desk takes, itself included. `fixed_sum` marks desks for sums that can be computed.
    """

    id: Identifier
    stage: Stage
    name: Words
    takes: tuple[Scope, ...] = (Scope(),)
    can: Words
    cost: Words
    limits: Words
    silence_text: Words
    silence: Silence | None = None
    caution: Words | None = None
    decides: bool = True
    fixed_sum: bool = False
    cost_krw: NonNegativeInt | None = None
    up_to_krw: PositiveInt | None = None
    processing_days: PositiveInt | None = None
    extension_days: PositiveInt | None = None
    sue_within_months: PositiveInt | None = None
    phone: str | None = None
    url: HttpsUrl | None = None
    facts: Facts
    ties: dict[str, str] = Field(default_factory=dict)


class Moment(StrEnum):
    """The point of a case from which a period counts."""

    OUTAGE_START = "outage_start"
    OUTAGE_END = "outage_end"
    KNOWN = "known"
    COMPLAINED = "complained"
    CERTIFIED = "certified"


class Holder(StrEnum):
    """Whose deadline it is."""

    YOU = "you"
    COMPANY = "company"
    DESK = "desk"


class Nature(StrEnum):
    """Where a deadline comes from."""

    LAW = "law"
    TERMS = "terms"
    PRACTICE = "practice"


class Period(Model):
    """A period of a case: who must do what, counted from which moment, and why.

    Exactly one of the lengths is given. Business days leave out weekends and public holidays.
    Windows in which a claim is accepted are not here: the rule that grants something fixes them.
    """

    id: Identifier
    scope: Scope = Scope()
    start: Moment
    days: PositiveInt | None = None
    business_days: PositiveInt | None = None
    months: PositiveInt | None = None
    years: PositiveInt | None = None
    holder: Holder
    nature: Nature
    title: Words
    why: Words
    facts: Facts
    ties: dict[str, str] = Field(default_factory=dict)

    @model_validator(mode="after")
    def _one_length(self) -> Self:
        lengths = (self.days, self.business_days, self.months, self.years)
        if sum(length is not None for length in lengths) != 1:
            raise ValueError("give exactly one of days, business_days, months, years")
        return self


class When(StrEnum):
    """When a piece of evidence is to be had."""

    NOW = "now"
    ASK = "ask"
    KEEP = "keep"


class EvidenceItem(Model):
    """One thing to capture while the service is down, to ask for, or to keep."""

    id: Identifier
    when: When
    scope: Scope = Scope()
    item: Words
    why: Words
    fact: Identifier


class LegalGround(Model):
    """A fact that a letter may rest on besides the rule that computes an amount."""

    id: Identifier
    scope: Scope
    fact: Identifier


class Unfit(Model):
    """A fact that no letter cites, although a rule may rest on it."""

    id: Identifier
    fact: Identifier


class ScamSign(Model):
    """A pattern of fraudulent messages, and why it is a danger sign.

    `pattern` is a regular expression searched in the message, ignoring case.
    """

    id: Identifier
    pattern: Annotated[str, Field(min_length=2)]
    says: Words
    fact: Identifier

    @field_validator("pattern")
    @classmethod
    def _compiles(cls, pattern: str) -> str:
        re.compile(pattern)
        return pattern


class ScamAdvice(Model):
    """One thing to do about a suspicious message, shown whether or not signs were found."""

    id: Identifier
    does: Words
    phone: str | None = None
    fact: Identifier
