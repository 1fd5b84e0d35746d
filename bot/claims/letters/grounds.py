"""The laws, standards and terms a letter rests on, as in force on the day of the case."""

from collections.abc import Iterable

from bot.claims.book import Claims
from bot.claims.letters.writing import Writing
from bot.claims.model import Case
from bot.claims.scoping import covers
from knowledge.language import Language
from knowledge.schema import DATED_KINDS, Fact

MOST_OF_A_RULE = 2
MOST_GROUNDS = 5


def grounds_of(case: Case, claims: Claims) -> tuple[Fact, ...]:
    """Return the texts a letter rests on, those of the computed amounts first.

    Only laws, decrees, standards and terms in force on the day of the case; at most
    MOST_OF_A_RULE for each thing granted and MOST_GROUNDS in all.
    """
    by_rule = [_citable(item.basis, case, claims)[:MOST_OF_A_RULE] for item in case.granted]
    general = [ground.fact for ground in claims.book.grounds if covers(ground.scope, case)]
    facts = [fact for group in (*by_rule, _citable(general, case, claims)) for fact in group]
    return tuple({fact.id: fact for fact in facts}.values())[:MOST_GROUNDS]


def _citable(fact_ids: Iterable[str], case: Case, claims: Claims) -> list[Fact]:
    unfit = {claims.knowledge.resolve(item.fact) for item in claims.book.unfit}
    facts = (claims.knowledge.fact(fact) for fact in fact_ids)
    return [
        fact
        for fact in facts
        if fact.kind in DATED_KINDS and fact.in_force(case.day) and fact.id not in unfit
    ]


def grounds_told(writing: Writing) -> tuple[str, ...]:
    """Return each text with its source and the period in which it is in force."""
    return tuple(_ground(writing, fact) for fact in grounds_of(writing.case, writing.claims))


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
