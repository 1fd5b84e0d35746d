"""Turns a case into the values that letter templates are filled with; nothing is made up.

What is not known is left out of the letter or stays a blank line to be filled in by hand.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from bot.claims.book import Claims
from bot.claims.desks import chosen_desk
from bot.claims.letters.template import LetterKind, Values
from bot.claims.model import Case, Reply
from bot.claims.phrases import at, in_month, length, on_day, service_name, won
from bot.claims.scoping import covers
from bot.compensation.model import Eligible, Entitlement, EntitlementKind
from knowledge.claims_schema import Matter
from knowledge.language import Language
from knowledge.schema import DATED_KINDS, Fact

MOST_OF_A_RULE = 2
MOST_GROUNDS = 5


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


def missing_fields(kind: LetterKind, case: Case) -> tuple[str, ...]:
    """Return what must be asked before the letter can be written, most important first.

    A merchant's letter needs the loss where no rule grants anything; an application for mediation
    needs the day on which the provider was asked.
    """
    wanted = {
        "provider": case.outage.provider is None,
        "start": case.outage.start is None,
        "loss": case.business and case.amount_krw is None and not _granted(case),
        "complained": kind is LetterKind.MEDIATION and case.progress.complained is None,
    }
    return tuple(name for name, absent in wanted.items() if absent)


def letter_values(writing: Writing) -> Values:
    """Return every template variable with its values; an empty one takes its lines away."""
    return {
        **_parties(writing),
        **_story(writing),
        **_claim(writing),
        "evidence": _evidence(writing),
        "reply_by": (writing.day(writing.claims.deadlines.reply_by(writing.today)),),
        "today": (writing.day(writing.today),),
        "as_of": (writing.day(writing.case.day),),
    }


def _parties(writing: Writing) -> Values:
    party, claims = writing.party, writing.claims
    blank = claims.wording(writing.language, "blank")
    desk = chosen_desk(writing.case, claims.book.desks)
    return {
        "sender_name": (party.name or blank,),
        "sender_contact": (party.contact or blank,),
        "sender_address": (party.address or blank,),
        "line_number": (party.line_number or blank,),
        "recipient_address": (party.recipient_address or blank,),
        "provider": (_provider_name(writing),),
        "service": (_service(writing),),
        "desk": (desk.name.both().in_(writing.language),) if desk else (blank,),
    }


def _provider_name(writing: Writing) -> str:
    provider = writing.claims.knowledge.providers[writing.case.outage.provider or ""]
    return provider.name(writing.language)


def _service(writing: Writing) -> str:
    claims = writing.claims
    return service_name(writing.case, writing.language, claims.wording, claims.knowledge)


def _story(writing: Writing) -> Values:
    case = writing.case
    return {
        "when": tuple(_whens(writing)),
        "what": (writing.say("what_leak" if case.matter is Matter.LEAK else "what_outage"),),
        "fee": _fee(writing),
        "month_total": _month_total(writing),
        "business": (writing.say("business"),) if case.business else (),
        "complained": _complained(writing),
        "reply": _reply(writing),
    }


def _whens(writing: Writing) -> Iterator[str]:
    wording = writing.claims.wording
    for outage in writing.case.outages:
        if outage.start is None:
            continue
        start = at(outage.start, writing.language, wording)
        if writing.case.matter is Matter.LEAK:
            yield start
        elif outage.minutes is None:
            yield writing.say("when_open", start=start)
        else:
            yield writing.say("when", start=start, length=writing.length(outage.minutes))


def _fee(writing: Writing) -> tuple[str, ...]:
    outage = writing.case.outage
    if outage.monthly_fee_krw is not None:
        return (writing.say("monthly_fee", amount=writing.won(outage.monthly_fee_krw)),)
    return (writing.say("free"),) if outage.paid is False else ()


def _month_total(writing: Writing) -> tuple[str, ...]:
    outage = writing.case.outage
    total = outage.month_total_minutes
    if total is None or total == outage.minutes:
        return ()
    month = in_month(writing.case.day, writing.language, writing.claims.wording)
    return (writing.say("month_total", month=month, length=writing.length(total)),)


def _complained(writing: Writing) -> tuple[str, ...]:
    done = writing.case.progress
    if done.complained is None:
        return ()
    key = "complained_third" if writing.kind is LetterKind.MEDIATION else "complained"
    day = writing.day(done.complained)
    if done.receipt:
        return (writing.say(f"{key}_receipt", date=day, receipt=done.receipt),)
    return (writing.say(key, date=day),)


def _reply(writing: Writing) -> tuple[str, ...]:
    done = writing.case.progress
    if done.complained is None:
        return ()
    if done.answered is None or done.reply is None:
        return (writing.say("reply_none", today=writing.day(writing.today)),)
    day = writing.day(done.answered)
    if done.reply is Reply.PARTLY and done.offered_krw is not None:
        amount = writing.won(done.offered_krw)
        return (writing.say("reply_partly_offer", date=day, amount=amount),)
    return (writing.say(f"reply_{done.reply}", date=day),)


def _claim(writing: Writing) -> Values:
    case = writing.case
    formulas = [item.formula.in_(writing.language) for item in _granted(case)]
    if case.loss and case.loss_krw is not None:
        formulas.append(writing.say("formula_loss", loss=case.loss))
    total = case.amount_krw
    several = len([item for item in _granted(case) if item.amount_krw]) + bool(case.loss_krw) > 1
    return {
        "asks": tuple(dict.fromkeys(_asks(writing))),
        "formulas": tuple(formulas),
        "total": (writing.won(total),) if total is not None and several else (),
        "grounds": tuple(_ground(writing, fact) for fact in grounds_of(case, writing.claims)),
    }


def _granted(case: Case) -> tuple[Entitlement, ...]:
    assessment = case.assessment
    if assessment is None or assessment.eligible is Eligible.NO:
        return ()
    return assessment.entitlements


def _asks(writing: Writing) -> Iterator[str]:
    case = writing.case
    for entitlement in _granted(case):
        ask = _ask(writing, entitlement)
        yield ask if entitlement.sure else writing.say("possible", ask=ask)
    if case.loss_krw is not None:
        yield writing.say("ask_loss", amount=writing.won(case.loss_krw))
    if case.matter is Matter.LEAK:
        yield writing.say("ask_leak")
        yield writing.say("ask_leak_damages")
    else:
        yield writing.say("ask_explain")


def _ask(writing: Writing, entitlement: Entitlement) -> str:
    kind = entitlement.kind
    if kind is EntitlementKind.CANCEL_RIGHT:
        return writing.say("ask_cancel_right")
    if kind is EntitlementKind.EXTENSION:
        if not entitlement.minutes:
            return writing.say("ask_extension_open")
        length = _between(writing, writing.length, entitlement.minutes, entitlement.minutes_max)
        return writing.say("ask_extension", length=length)
    if not entitlement.amount_krw:
        return writing.say(f"ask_{kind}_open")
    amount = _between(writing, writing.won, entitlement.amount_krw, entitlement.amount_max_krw)
    return writing.say(f"ask_{kind}", amount=amount)


def _between(writing: Writing, told: Callable[[int], str], low: int, high: int | None) -> str:
    """Return a figure, or both ends where the sources leave a range."""
    if high is None:
        return told(low)
    return writing.say("between_figures", low=told(low), high=told(high))


def grounds_of(case: Case, claims: Claims) -> tuple[Fact, ...]:
    """Return the texts a letter rests on, those of the computed amounts first.

    Only laws, decrees, standards and terms in force on the day of the case, at most MOST_GROUNDS.
    """
    rule_facts = [fact for item in _granted(case) for fact in item.basis[:MOST_OF_A_RULE]]
    general = [ground.fact for ground in claims.book.grounds if covers(ground.scope, case)]
    ids = dict.fromkeys(claims.knowledge.resolve(fact) for fact in (*rule_facts, *general))
    facts = (claims.knowledge.fact(fact) for fact in ids)
    dated = [fact for fact in facts if fact.kind in DATED_KINDS and fact.in_force(case.day)]
    return tuple(dated[:MOST_GROUNDS])


def _ground(writing: Writing, fact: Fact) -> str:
    korean = writing.language is Language.KO
    title = fact.title_ko if korean else fact.headline_en
    source = _source(writing, fact)
    period = _period(writing, fact)
    if period is None:
        return writing.say("ground", title=title, source=source)
    return writing.say("ground_dated", title=title, source=source, period=period)


def _source(writing: Writing, fact: Fact) -> str:
    name = fact.source.name or fact.title_ko
    if fact.source.article:
        return writing.say("source", source=name, article=fact.source.article)
    return writing.say("source_plain", source=name)


def _period(writing: Writing, fact: Fact) -> str | None:
    start, end = fact.effective_from, fact.effective_to
    if start and end:
        return writing.say("between", **{"from": writing.day(start), "to": writing.day(end)})
    if start:
        return writing.say("from", **{"from": writing.day(start)})
    return writing.say("until", to=writing.day(end)) if end else None


def _evidence(writing: Writing) -> tuple[str, ...]:
    """Return what the user said to hold; a letter never claims more is attached."""
    held = (item for item in writing.claims.book.evidence if item.id in writing.case.evidence)
    return tuple(item.item.both().in_(writing.language) for item in held)
