"""What a reviewed fact, provider, topic and misconception look like.

The YAML files beside this module are validated against these models when they are loaded; a file
that breaks a rule is refused with the id and the field at fault.
"""

import re
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Annotated, Self

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    JsonValue,
    StringConstraints,
    field_validator,
    model_validator,
)

from knowledge.language import Language

KST_OFFSET = timedelta(hours=9)
HEADLINE_LIMIT = 90

Identifier = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9.\-_]*$")]
Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Sentence = Annotated[str, StringConstraints(strip_whitespace=True, min_length=2)]
Headline = Annotated[Sentence, StringConstraints(max_length=HEADLINE_LIMIT)]
PartialDate = Annotated[str, StringConstraints(pattern=r"^\d{4}(-\d{2}(-\d{2})?)?$")]


def _https(url: str) -> str:
    if not re.match(r"^https://[^\s/]+", url):
        raise ValueError(f"must be an https address: {url}")
    return url


HttpsUrl = Annotated[str, AfterValidator(_https)]


class Model(BaseModel):
    """Immutable, and refuses fields it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class FactKind(StrEnum):
    """Where a fact's authority comes from."""

    LAW = "law"
    DECREE = "decree"
    STANDARD = "standard"
    TERMS = "terms"
    REDRESS = "redress"
    INCIDENT = "incident"
    AGENCY = "agency"


DATED_KINDS = frozenset({FactKind.LAW, FactKind.DECREE, FactKind.STANDARD, FactKind.TERMS})
"""Kinds that are filtered by the as-of date; what happened once stays true afterwards."""


class Support(StrEnum):
    """How well a fact is supported; shown to the user when it is weak."""

    OFFICIAL = "official_text"
    TWO_SOURCES = "two_sources"
    ONE_SOURCE = "one_source"


class Category(StrEnum):
    """What kind of service a provider runs; decides which rules may apply."""

    MOBILE = "mobile"
    BROADBAND = "broadband"
    IPTV = "iptv"
    PHONE = "phone"
    MESSENGER = "messenger"
    PORTAL = "portal"
    SOCIAL = "social"
    VIDEO = "video"
    MUSIC = "music"
    WEBTOON = "webtoon"
    GAME = "game"
    ELEARNING = "elearning"
    AI = "ai"
    PAYMENT = "payment"
    BANK = "bank"
    BROKERAGE = "brokerage"
    CRYPTO = "crypto"
    CARD = "card"
    DELIVERY = "delivery"
    MOBILITY = "mobility"
    SHOPPING = "shopping"
    TICKETING = "ticketing"
    APP_STORE = "app_store"
    CLOUD = "cloud"
    SOFTWARE = "software"
    GOVERNMENT = "government"


class Source(Model):
    """The text or announcement a fact restates."""

    name: str | None
    article: str | None = None
    url: HttpsUrl | None = None


class Evidence(Model):
    """A page that supports a fact, with what it says in our words."""

    url: HttpsUrl
    date: PartialDate | None = None
    says: Sentence


_INTEGER_SUFFIXES = ("_minutes", "_krw")
_COMPARATORS = frozenset({"ge", "gt", "le", "lt"})


def _check_whole_numbers(key: str, value: JsonValue) -> None:
    """A figure in minutes or won is an integer, a list of them, or a table of them."""
    if isinstance(value, dict):
        for inner in value.values():
            _check_whole_numbers(key, inner)
    elif isinstance(value, list):
        for inner in value:
            _check_whole_numbers(key, inner)
    elif value is not None and (isinstance(value, bool) or not isinstance(value, int)):
        raise ValueError(f"figures.{key} must be a whole number, not {value!r}")


def _check_moment(key: str, value: JsonValue) -> None:
    """A moment is an ISO date, or an ISO date and time in KST."""
    if value is None:
        return
    if not isinstance(value, str):
        raise ValueError(f"figures.{key} must be an ISO date or date-time: {value!r}")  # noqa: TRY004 pydantic reports ValueError
    if len(value) == len("2021-05-05"):
        date.fromisoformat(value)
    elif datetime.fromisoformat(value).utcoffset() != KST_OFFSET:
        raise ValueError(f"figures.{key} must carry +09:00: {value}")


class Fact(Model):
    """One checkable statement with its figures, source, period in force and evidence.

    `also` holds the ids of entries that were merged into it. `precedent` marks an incident that
    also tells what its users were or were not given. `asked_as` holds the words by which people
    look for it and that its text does not use; it is searched, never shown.
    """

    id: Identifier
    also: tuple[Identifier, ...] = ()
    precedent: bool = False
    kind: FactKind
    provider: Identifier | None = None
    rule: Identifier | None = None
    title_ko: Sentence
    headline_ko: Headline
    headline_en: Headline
    statement_ko: Sentence
    statement_en: Sentence
    caveat_ko: Sentence | None = None
    caveat_en: Sentence | None = None
    figures: dict[str, JsonValue] = Field(default_factory=dict)
    source: Source
    effective_from: date | None = None
    effective_to: date | None = None
    evidence: Annotated[tuple[Evidence, ...], Field(min_length=1)]
    support: Support
    checked: date | None = None
    related: tuple[Identifier, ...] = ()
    asked_as: tuple[Name, ...] = ()

    @field_validator("figures")
    @classmethod
    def _figures_are_typed(cls, figures: dict[str, JsonValue]) -> dict[str, JsonValue]:
        for key, value in figures.items():
            if key.endswith(_INTEGER_SUFFIXES):
                _check_whole_numbers(key, value)
            elif key in ("start", "end"):
                _check_moment(key, value)
            elif key.endswith("_comparator") and value not in _COMPARATORS:
                raise ValueError(f"figures.{key} must be one of {sorted(_COMPARATORS)}")
        return figures

    @model_validator(mode="after")
    def _period_and_caveats_are_whole(self) -> Self:
        if self.effective_from and self.effective_to and self.effective_from > self.effective_to:
            raise ValueError("effective_from is after effective_to")
        if (self.caveat_ko is None) != (self.caveat_en is None):
            raise ValueError("a caveat needs both languages")
        return self

    def in_force(self, on: date) -> bool:
        """Return whether the fact's text was in force on `on`; open ends count as in force."""
        return (self.effective_from is None or self.effective_from <= on) and (
            self.effective_to is None or on <= self.effective_to
        )

    def headline(self, language: Language) -> str:
        """Return the one sentence an answer opens with."""
        return self.headline_ko if language is Language.KO else self.headline_en

    def statement(self, language: Language) -> str:
        """Return the full statement."""
        return self.statement_ko if language is Language.KO else self.statement_en

    def caveat(self, language: Language) -> str | None:
        """Return the remark a user should see beside the statement, if there is one."""
        return self.caveat_ko if language is Language.KO else self.caveat_en

    @property
    def tells_redress(self) -> bool:
        """Return whether the fact tells what users were given, or where they get it."""
        return self.kind is FactKind.REDRESS or self.precedent

    @property
    def link(self) -> str:
        """Return the address shown to the user: the source's own, else the first evidence."""
        return self.source.url or self.evidence[0].url


class Contact(Model):
    """A way to reach a provider or body, and the fact that supports it."""

    label_ko: Sentence
    label_en: Sentence
    phone: str | None = None
    url: HttpsUrl | None = None
    fact: Identifier


class Tier(StrEnum):
    """Whether a service costs its user money."""

    FREE = "free"
    PAID = "paid"
    BOTH = "both"


class Named(Model):
    """Something people call by many names.

    `aliases` are found anywhere, also inside a run of text without spaces. `words` are short or
    ambiguous names ("숲", "라인", "X"), found only as a word of their own, with or without a
    particle. `lookalikes` are longer expressions that contain a name and mean something else
    ("온라인", "넷플릭스법"); where one stands, no name is read.
    """

    id: Identifier
    name_ko: Name
    name_en: Name
    aliases: tuple[Name, ...] = ()
    words: tuple[Name, ...] = ()
    lookalikes: tuple[Name, ...] = ()


class Service(Named):
    """One product of a provider, with the names people use for it."""

    category: Category
    tier: Tier


class Provider(Named):
    """A company or body whose service may go down; its main service comes first."""

    services: Annotated[tuple[Service, ...], Field(min_length=1)]
    contacts: tuple[Contact, ...] = ()

    def name(self, language: Language) -> str:
        """Return the provider's name."""
        return self.name_ko if language is Language.KO else self.name_en


class Holiday(Model):
    """A day people name instead of giving its date; either fixed or listed year by year."""

    id: Identifier
    names: Annotated[tuple[Name, ...], Field(min_length=1)]
    day: Annotated[str, StringConstraints(pattern=r"^\d{2}-\d{2}$")] | None = None
    days: tuple[date, ...] = ()
    around: int = 0

    def in_year(self, year: int) -> date | None:
        """Return the day in `year`, or None where it is not listed."""
        if self.day:
            return date.fromisoformat(f"{year}-{self.day}")
        return next((day for day in self.days if day.year == year), None)


class IncidentName(Model):
    """How people refer to an incident without its date; `cues` and `unless` as in `Topic`."""

    id: Identifier
    cues: Annotated[tuple[tuple[str, ...], ...], Field(min_length=1)]
    unless: tuple[str, ...] = ()


class Topic(Model):
    """A question that needs several facts in a good order.

    `cues` choose the topic: every group must have at least one alternative (a regular expression
    over the normalised question) that matches, and nothing in `unless` may match.
    """

    id: Identifier
    question_ko: Sentence
    question_en: Sentence
    cues: Annotated[tuple[tuple[str, ...], ...], Field(min_length=1)]
    unless: tuple[str, ...] = ()
    lead_ko: Sentence
    lead_en: Sentence
    facts: Annotated[tuple[Identifier, ...], Field(min_length=2)]

    def question(self, language: Language) -> str:
        """Return the question the topic answers."""
        return self.question_ko if language is Language.KO else self.question_en

    def lead(self, language: Language) -> str:
        """Return the sentence that opens the overview."""
        return self.lead_ko if language is Language.KO else self.lead_en

    @field_validator("cues")
    @classmethod
    def _cues_compile(cls, cues: tuple[tuple[str, ...], ...]) -> tuple[tuple[str, ...], ...]:
        for pattern in (alternative for group in cues for alternative in group):
            re.compile(pattern)
        return cues


class Misconception(Model):
    """A figure or claim users bring that is outdated or was never true.

    It applies when all `cues` groups match (as in `Topic`) and the as-of date is not before
    `since` (open: always wrong) and not after `until`.
    """

    id: Identifier
    cues: Annotated[tuple[tuple[str, ...], ...], Field(min_length=1)]
    unless: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None
    correction_ko: Sentence
    correction_en: Sentence
    facts: Annotated[tuple[Identifier, ...], Field(min_length=1)]

    def correction(self, language: Language) -> str:
        """Return the kind correction."""
        return self.correction_ko if language is Language.KO else self.correction_en


class NextStep(Model):
    """What to do next for a kind of service, resting on a fact.

    Steps are shown in file order. Empty `categories` means any service; `free` narrows a step to
    free (True) or paid (False) use.
    """

    id: Identifier
    categories: tuple[Category, ...] = ()
    free: bool | None = None
    step_ko: Sentence
    step_en: Sentence
    fact: Identifier

    def step(self, language: Language) -> str:
        """Return the step as an instruction."""
        return self.step_ko if language is Language.KO else self.step_en
