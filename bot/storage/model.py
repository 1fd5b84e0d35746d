"""The words of storage: what is remembered of a chat and of an answer."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from bot.answering.model import Intent, Memory
from bot.compensation.model import Outage
from knowledge.claims_schema import Matter
from knowledge.language import Language
from knowledge.schema import Category


class Feedback(StrEnum):
    """What a user thought of an answer."""

    UP = "up"
    DOWN = "down"


@dataclass(frozen=True, slots=True)
class ChatState:
    """What a chat chose and remembers; a chat never seen before has the defaults."""

    language: Language | None = None
    memory: Memory = field(default_factory=Memory)


@dataclass(frozen=True, slots=True)
class Claimable:
    """The outage an answer was about, from which a case can be opened; see Case."""

    outage: Outage
    category: Category
    service: str | None = None
    matter: Matter = Matter.OUTAGE
    timed: bool = True


@dataclass(frozen=True, slots=True)
class Offers:
    """What an answer's buttons offer: questions, the rule then and now, and a case to open."""

    related: tuple[str, ...] = ()
    choices: tuple[str, ...] = ()
    then: str | None = None
    now: str | None = None
    claim: Claimable | None = None


@dataclass(frozen=True, slots=True)
class NewAnswer:
    """An answer about to be sent; `cited` holds fact ids in the order of their numbers."""

    created: datetime
    question_message_id: int | None
    language: Language
    intent: Intent
    answered: bool
    cited: tuple[str, ...] = ()
    offers: Offers = field(default_factory=Offers)


@dataclass(frozen=True, slots=True)
class StoredAnswer:
    """An answer that was sent earlier, with the ids of its messages and the thumb it got."""

    id: int
    chat_id: int
    language: Language
    cited: tuple[str, ...]
    offers: Offers
    message_ids: tuple[int, ...]
    feedback: Feedback | None


@dataclass(frozen=True, slots=True)
class Purged:
    """How much a purge removed."""

    answers: int
    memories: int
    chats: int
