"""How cases are spoken about in a chat: its language, and everything that words depend on."""

from dataclasses import dataclass
from datetime import date

from telegram import InlineKeyboardButton

from bot.claims.model import Case, Route
from bot.claims.phrases import case_title, length, on_day, won
from bot.telegram.buttons import Action, button
from bot.telegram.deps import Deps
from bot.telegram.markup import Paragraph, Span
from knowledge.claims_schema import Desk, Stage
from knowledge.language import Bilingual, Language
from knowledge.store import Knowledge


@dataclass(frozen=True)
class Teller:
    """Says things in the language of one chat."""

    deps: Deps
    language: Language

    @property
    def knowledge(self) -> Knowledge:
        """Return what is known about the companies and texts that cases name."""
        return self.deps.claims.knowledge

    def say(self, key: str, /, **values: object) -> str:
        """Return one of this room's texts."""
        return self.deps.say(self.language, key, **values)

    def claims(self, key: str, /, **values: object) -> str:
        """Return a text of the claims wording."""
        return self.deps.claims.wording(self.language, key, **values)

    def of(self, text: Bilingual) -> str:
        """Return a text that exists in both languages."""
        return text.in_(self.language)

    def day(self, day: date) -> str:
        """Return a date."""
        return on_day(day, self.language, self.deps.claims.wording)

    def won(self, amount_krw: int) -> str:
        """Return an amount."""
        return won(amount_krw, self.language, self.deps.claims.rules)

    def length(self, minutes: int) -> str:
        """Return a length."""
        return length(minutes, self.language, self.deps.claims.rules)

    def title(self, case: Case) -> str:
        """Return one line that tells a case from others."""
        claims = self.deps.claims
        return case_title(case, self.language, claims.wording, claims.rules, claims.knowledge)

    def button(self, key: str, action: Action, *args: str | int) -> InlineKeyboardButton:
        """Return a button labelled with one of this room's texts."""
        return button(self.say(key), action, *args)

    def where(self, case: Case, route: Route) -> str:
        """Return the desk of the next act and how to reach it; empty where there is none."""
        desk = route.next_desk
        if desk is None:
            return ""
        if desk.stage is Stage.COMPANY:
            return self._company(case)
        return self.reached(desk)

    def reached(self, desk: Desk) -> str:
        """Return a desk with its number and address, as far as sources support them."""
        return " · ".join(filter(None, (self.of(desk.name.both()), desk.phone, desk.url)))

    def _company(self, case: Case) -> str:
        provider = self.knowledge.providers.get(case.outage.provider or "")
        if provider is None:
            return ""
        if not provider.contacts:
            return self.say("case_company", company=provider.name(self.language))
        contact = provider.contacts[0]
        label = Bilingual(contact.label_ko, contact.label_en)
        return " · ".join(filter(None, (self.of(label), contact.phone, contact.url)))


def titled(title: str, *lines: str) -> Paragraph:
    """Return a paragraph with a bold first line; empty lines are left out."""
    return Paragraph(((Span(title, bold=True),), *((Span(line),) for line in lines if line)))


def bulleted(title: str, lines: list[str]) -> list[Paragraph]:
    """Return a titled list, or nothing for an empty one."""
    return [titled(title, *(f"• {line}" for line in lines))] if lines else []
