"""Everything known about one question when its answer is written, and how to cite from it."""

from dataclasses import dataclass
from datetime import date

from bot.answering.assessing import Assessed
from bot.answering.citing import Citer
from bot.answering.evidence import Evidence
from bot.answering.model import FollowUp, Point, Understanding
from bot.answering.outage import category_of
from knowledge.schema import Category, Fact
from knowledge.store import Knowledge
from prompts import Wording


@dataclass(frozen=True)
class Scene:
    """Everything known about one question when its answer is written."""

    understanding: Understanding
    evidence: Evidence
    assessed: Assessed | None
    asked: FollowUp | None
    knowledge: Knowledge
    wording: Wording
    today: date
    citer: Citer

    def headline_of(self, fact: Fact) -> Point:
        """Return the fact's headline as a cited point."""
        return self.citer.point(fact.headline(self.understanding.language), [fact.id])

    def statement_of(self, fact: Fact) -> Point:
        """Return the fact's statement as a cited point."""
        return self.citer.point(fact.statement(self.understanding.language), [fact.id])

    def say(self, key: str, **values: object) -> str:
        """Return a piece of wording in the user's language."""
        return self.wording(self.understanding.language, key, **values)

    @property
    def category(self) -> Category | None:
        """Return the kind of service the question is about, where that is clear."""
        return category_of(self.understanding, self.knowledge)
