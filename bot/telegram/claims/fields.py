"""What is asked before a letter is written, one thing at a time; pure functions.

The last thing asked is who writes. That is the only field that is never stored: it goes straight
into the letter.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from enum import StrEnum

from bot.answering.model import Ask, Understanding
from bot.answering.model import Memory as Turn
from bot.answering.understanding.numbers import WON_AMOUNT, parse_won
from bot.claims.book import Claims
from bot.claims.casework import complained, correct_outage
from bot.claims.errors import InvalidStep
from bot.claims.letters.asking import helpful_fields, missing_fields
from bot.claims.letters.template import LetterKind
from bot.claims.letters.writing import Party
from bot.claims.model import Case
from bot.clock import KST
from bot.privacy import mask
from bot.telegram.calc.form import empty_draft
from bot.telegram.deps import Reader
from bot.telegram.errors import StaleButton
from bot.telegram.markup import clean, shorten
from knowledge.language import Language
from knowledge.schema import Category

LOSS_UNITS = 200
PARTY_UNITS = 80
LENGTHS = (60, 120, 180, 360, 1440)
PAID = {"yes": True, "no": False}
_LOSS = re.compile(rf"(?P<won>{WON_AMOUNT})\s?(?:원|won|krw)", re.IGNORECASE)
_MARK = "l"


class Field(StrEnum):
    """Something to ask."""

    COMPANY = "provider"
    START = "start"
    LOSS = "loss"
    COMPLAINED = "complained"
    PAID = "paid"
    LENGTH = "minutes"
    FEE = "fee"
    SENDER = "sender"


_NAMES = {"monthly_fee_krw": Field.FEE}
_OUTAGE_FIELDS = {
    Field.PAID: "paid",
    Field.LENGTH: "minutes",
    Field.FEE: "monthly_fee_krw",
}


@dataclass(frozen=True, slots=True)
class Wanted:
    """A field being asked for a letter of a case."""

    case_id: int
    kind: LetterKind
    field: Field

    @property
    def step(self) -> str:
        """Return how an open form notes it."""
        return f"{_MARK}:{self.case_id}:{self.kind}:{self.field}"

    @property
    def needed(self) -> bool:
        """Return whether the letter cannot do without."""
        return self.field in (Field.COMPANY, Field.START, Field.COMPLAINED)


def wanted_by(step: str) -> Wanted | None:
    """Return what an open form asks for; None where it is no form of a letter."""
    mark, _, rest = step.partition(":")
    if mark != _MARK:
        return None
    case_id, kind, name = rest.split(":")
    return Wanted(int(case_id), LetterKind(kind), Field(name))


def next_field(case: Case, kind: LetterKind, skipped: tuple[str, ...]) -> Field | None:
    """Return what to ask next; None when the letter can be written."""
    names = (*missing_fields(kind, case), *helpful_fields(case), Field.SENDER)
    fields = (_NAMES.get(name) or Field(name) for name in names)
    return next((field for field in fields if field not in skipped), None)


@dataclass(frozen=True)
class Filling:
    """Fills fields of a case from what was pressed or typed."""

    claims: Claims
    read: Reader
    language: Language
    now: datetime

    @property
    def today(self) -> date:
        """Return the day in Korea."""
        return self.now.astimezone(KST).date()

    def typed(self, case: Case, field: Field, text: str) -> Case | None:
        """Return the case with what a text says about a field; None where it says nothing."""
        fill: dict[Field, Callable[[Case, str], Case | None]] = {
            Field.COMPANY: self._company,
            Field.START: self._start,
            Field.LOSS: _with_loss,
            Field.COMPLAINED: self._complained,
        }
        if field in fill:
            return fill[field](case, text)
        return self._outage(case, _OUTAGE_FIELDS[field], text)

    def pressed(self, case: Case, field: Field, value: str) -> Case:
        """Return the case with the value of a button; raises StaleButton for any other."""
        try:
            if field is Field.COMPLAINED:
                day = date.fromisoformat(value)
                return complained(case, day, self.today)
            if field is Field.PAID and value in PAID:
                return self._changed(case, paid=PAID[value])
            if field is Field.LENGTH and int(value) in LENGTHS:
                return self._changed(case, minutes=int(value))
        except (ValueError, InvalidStep) as exc:
            raise StaleButton("no such value") from exc
        raise StaleButton("the field has no such button")

    def _company(self, case: Case, text: str) -> Case | None:
        said = self._said(text)
        if not said.providers:
            return None
        service = said.services[0] if said.services else None
        changed = replace(case, service=service, category=self._category(case, said))
        return self._changed(changed, provider=said.providers[0])

    def _category(self, case: Case, said: Understanding) -> Category:
        services = self.claims.knowledge.providers[said.providers[0]].services
        known = {service.category for service in services}
        return case.category if case.category in known else services[0].category

    def _start(self, case: Case, text: str) -> Case | None:
        said = self._said(text)
        start, timed = said.start, True
        if start is None and said.day_from and said.day_from == said.day_to:
            start, timed = datetime.combine(said.day_from, time(), tzinfo=KST), False
        if start is None or start > self.now:
            return None
        return self._changed(replace(case, timed=timed), start=start)

    def _complained(self, case: Case, text: str) -> Case | None:
        said = self._said(text)
        if said.day_from is None or said.day_from != said.day_to:
            return None
        try:
            return complained(case, said.day_from, self.today)
        except InvalidStep:
            return None

    def _outage(self, case: Case, name: str, text: str) -> Case | None:
        """Read a reply the way the two-minute check does."""
        draft = replace(empty_draft(self.language, self.today), category=case.category)
        if case.outage.provider:
            draft = replace(draft, providers=(case.outage.provider,))
        said = self.read(Ask(text, self.now, Turn(draft, name), self.language))
        value = getattr(said, name)
        return None if value is None else self._changed(case, **{name: value})

    def _changed(self, case: Case, **values: object) -> Case:
        outage = replace(case.outage, **values)  # type: ignore[arg-type]
        if outage.monthly_fee_krw and outage.paid is None:
            outage = replace(outage, paid=True)
        return correct_outage(case, outage, self.claims.rules, self.today)

    def _said(self, text: str) -> Understanding:
        return self.read(Ask(text, self.now, language=self.language))


def party_of(text: str) -> Party:
    """Return who writes: name, contact and address, one a line; nothing of it is stored."""
    lines = [shorten(clean(line).strip(), PARTY_UNITS) for line in text.splitlines()]
    name, contact, address, *_ = [*(line for line in lines if line), "", "", ""]
    return Party(name=name, contact=contact, address=address)


def _with_loss(case: Case, text: str) -> Case | None:
    """Return the case with a loss; an amount is needed, and personal numbers are hidden."""
    found = _LOSS.search(text)
    if found is None:
        return None
    told = shorten(mask(" ".join(clean(text).split())).text, LOSS_UNITS)
    return replace(case, loss=told, loss_krw=parse_won(found["won"]))
