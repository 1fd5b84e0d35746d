"""What every part of a letter needs: the case, who writes, and how things are said."""

from dataclasses import dataclass
from datetime import date

from bot.claims.book import Claims
from bot.claims.letters.template import LetterKind
from bot.claims.model import Case
from bot.claims.phrases import length, on_day, won
from knowledge.language import Language


@dataclass(frozen=True, slots=True)
class Party:
    """Who writes; empty fields become blank lines. Never stored."""

    name: str = ""
    contact: str = ""
    address: str = ""
    line_number: str = ""
    recipient_address: str = ""


@dataclass(frozen=True, slots=True)
class Writing:
    """One letter being written: for which case, in which language, on which day."""

    kind: LetterKind
    case: Case
    party: Party
    claims: Claims
    today: date
    language: Language

    def say(self, key: str, **values: object) -> str:
        """Return a text of the claims wording in the letter's language."""
        return self.claims.wording(self.language, f"letter_{key}", **values)

    def day(self, day: date) -> str:
        """Return a date as the letter writes it."""
        return on_day(day, self.language, self.claims.wording)

    def won(self, amount_krw: int) -> str:
        """Return an amount as the letter writes it."""
        return won(amount_krw, self.language, self.claims.rules)

    def length(self, minutes: int) -> str:
        """Return a length as the letter writes it."""
        return length(minutes, self.language, self.claims.rules)
