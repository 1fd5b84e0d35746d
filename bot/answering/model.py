"""The words of answering: what was asked, what was understood, what is answered."""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from bot.compensation.model import Assessment
from knowledge.language import Language
from knowledge.schema import Category, FactKind, Support


class Intent(StrEnum):
    """What the user wants to know."""

    COMPENSATION = "compensation"
    LAW = "law"
    TERMS = "terms"
    INCIDENT = "incident"
    REDRESS = "redress"
    LETTER = "letter"
    GREETING = "greeting"
    THANKS = "thanks"
    OUT_OF_SCOPE = "out_of_scope"


@dataclass(frozen=True, slots=True)
class Understanding:
    """What was read out of one question; None or empty means it was not said.

    `providers` and `services` hold ids of `providers.yaml`. `incident` is the id of the incident
    fact the user means. `start` is in KST; `day_from` and `day_to` bound a date given loosely
    ("작년 5월 말"). `as_of` is the date whose law applies: the outage's where known, else today.
    `dated` says whether the question itself named a date. The month's totals: see `Outage`.
    `outage_said` is set when the words say that something is down, `reported` when they tell of
    nothing else, `wants_today` when the user asks about the rule now ("지금은", "요즘").
    A follow-up keeps in `subject` the question that opened the matter, for what it leaves unsaid
    ("과태료는?"); `asks_anew` is set when it asks another thing than the turn before.
    """

    question: str
    language: Language
    intents: tuple[Intent, ...]
    as_of: date
    providers: tuple[str, ...] = ()
    services: tuple[str, ...] = ()
    category: Category | None = None
    incident: str | None = None
    start: datetime | None = None
    day_from: date | None = None
    day_to: date | None = None
    dated: bool = False
    wants_today: bool = False
    minutes: int | None = None
    month_total_minutes: int | None = None
    month_count: int | None = None
    monthly_fee_krw: int | None = None
    paid: bool | None = None
    announced: bool | None = None
    gross_negligence: bool | None = None
    force_majeure: bool | None = None
    outage_said: bool = False
    reported: bool = False
    follow_up: bool = False
    subject: str = ""
    asks_anew: bool = False

    @property
    def in_full(self) -> str:
        """Return the question with the matter it follows up, for finding what it is about."""
        return f"{self.subject} {self.question}".strip()

    @property
    def intent(self) -> Intent:
        """Return the leading intent."""
        return self.intents[0]


@dataclass(frozen=True, slots=True)
class Memory:
    """What a chat remembers between turns.

    `asked_for` is the field asked back last; `declined` are the fields the user could not tell.
    """

    last: Understanding | None = None
    asked_for: str | None = None
    declined: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Ask:
    """One question: its text, the user's now (KST), and what the chat remembers.

    `language` overrides the language of the text when the chat has chosen one. `user` tells users
    apart for daily caps only; empty means nobody in particular.
    """

    question: str
    now: datetime
    memory: Memory = field(default_factory=Memory)
    language: Language | None = None
    user: str = ""


@dataclass(frozen=True, slots=True)
class Citation:
    """A dated source of a sentence; `n` is the number shown in the text."""

    n: int
    fact: str
    kind: FactKind
    title: str
    source: str
    url: str
    effective_from: date | None
    effective_to: date | None
    support: Support


@dataclass(frozen=True, slots=True)
class Point:
    """One sentence or short paragraph and the numbers of the citations that carry it."""

    text: str
    cites: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class ThenNow:
    """The same rule on the outage's date and today."""

    then: Point
    now: Point


@dataclass(frozen=True, slots=True)
class FollowUp:
    """One thing to ask back: the field, the question, and button choices (may be empty)."""

    field: str
    question: str
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """Everything a user is shown, as plain data; rendered for Telegram, terminal and JSON.

    `answered` is False for an abstention, which has no citations. `calculation` holds the lines of
    the assessment, `related` further questions the user may want to ask. `model_calls` says how
    often a chat model was asked on the way to it.
    """

    question: str
    language: Language
    intent: Intent
    as_of: date
    answered: bool
    headline: Point
    points: tuple[Point, ...] = ()
    corrections: tuple[Point, ...] = ()
    then_now: ThenNow | None = None
    calculation: tuple[Point, ...] = ()
    next_steps: tuple[Point, ...] = ()
    citations: tuple[Citation, ...] = ()
    caveats: tuple[str, ...] = ()
    follow_up: FollowUp | None = None
    related: tuple[str, ...] = ()
    assessment: Assessment | None = None
    retrieved: tuple[str, ...] = ()
    memory: Memory = field(default_factory=Memory)
    timing_ms: dict[str, float] = field(default_factory=dict)
    model_calls: int = 0
