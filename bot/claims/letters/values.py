"""Turns a case into the values that letter templates are filled with; nothing is made up.

What is not known is left out of the letter or stays a blank line to be filled in by hand.
"""

from collections.abc import Callable, Iterator

from bot.claims.desks import chosen_desk
from bot.claims.letters.grounds import grounds_told
from bot.claims.letters.template import LetterKind, Values
from bot.claims.letters.writing import Writing
from bot.claims.model import Reply
from bot.claims.phrases import at, in_month, service_name
from bot.compensation.model import Entitlement, EntitlementKind
from knowledge.claims_schema import Matter
from knowledge.rule_schema import ProvenLoss


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
    for number, outage in enumerate(writing.case.outages):
        if outage.start is None:
            continue
        timed = writing.case.timed or number > 0
        told = at(outage.start, writing.language, wording)
        start = told if timed else writing.day(writing.case.day)
        if writing.case.matter is Matter.LEAK:
            yield start
        elif outage.minutes is None:
            yield writing.say("when_open" if timed else "when_day_open", start=start)
        else:
            yield writing.say(
                "when" if timed else "when_day", start=start, length=writing.length(outage.minutes)
            )


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
    formulas = [item.formula.in_(writing.language) for item in _computed(writing)]
    if case.loss and case.loss_krw is not None:
        formulas.append(writing.say("formula_loss", loss=case.loss))
    total = case.amount_krw
    several = len([item for item in case.granted if item.amount_krw]) + bool(case.loss_krw) > 1
    return {
        "asks": tuple(dict.fromkeys(_asks(writing))),
        "formulas": tuple(formulas),
        "total": (writing.won(total),) if total is not None and several else (),
        "grounds": grounds_told(writing),
    }


def _computed(writing: Writing) -> list[Entitlement]:
    """Return what is granted by a formula; a loss to be proven is told in the user's words."""
    rules = writing.claims.rules.book.rules
    proven = {rule.id for rule in rules if isinstance(rule.yields, ProvenLoss)}
    return [item for item in writing.case.granted if item.rule not in proven]


def _asks(writing: Writing) -> Iterator[str]:
    case = writing.case
    for entitlement in case.granted:
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


def _evidence(writing: Writing) -> tuple[str, ...]:
    """Return what the user said to hold; a letter never claims more is attached."""
    held = (item for item in writing.claims.book.evidence if item.id in writing.case.evidence)
    return tuple(item.item.both().in_(writing.language) for item in held)
