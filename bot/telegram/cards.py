"""A single fact as a card, and the cited facts of an answer as a list."""

from collections.abc import Iterable

from bot.answering.quantities import happened, in_force
from bot.telegram.deps import Deps
from bot.telegram.markup import Paragraph, Span, TextLine, plain, to_messages
from knowledge.language import Language
from knowledge.schema import DATED_KINDS, Fact, Support


def fact_card(deps: Deps, language: Language, fact: Fact) -> str:
    """Return a fact as one HTML message: headline, statement, caveat, source."""
    return to_messages(_card(deps, language, fact))[0]


def source_list(deps: Deps, language: Language, fact_ids: Iterable[str]) -> list[str]:
    """Return the cited facts as HTML messages, numbered as in the answer."""
    known = deps.knowledge.facts
    title = Paragraph(((Span(deps.say(language, "sources_title"), bold=True),),))
    entries = [
        _entry(deps, language, number, known[fact_id])
        for number, fact_id in enumerate(fact_ids, start=1)
        if fact_id in known
    ]
    return to_messages([title, *entries])


def source_line(deps: Deps, language: Language, fact: Fact) -> TextLine:
    """Return where a fact comes from, linked, with its article and period in force."""
    named = " ".join(filter(None, (fact.source.name or fact.title_ko, fact.source.article)))
    when = _when(deps, language, fact)
    return (Span(named, link=fact.link), Span(f" ({when})" if when else ""))


def _when(deps: Deps, language: Language, fact: Fact) -> str:
    start, end = fact.effective_from, fact.effective_to
    if fact.kind in DATED_KINDS:
        return in_force(start, end, deps.answer_wording, language)
    return happened(start, end)


def _card(deps: Deps, language: Language, fact: Fact) -> Iterable[Paragraph]:
    yield Paragraph(((Span(fact.headline(language), bold=True),),))
    yield plain(fact.statement(language))
    caveat = fact.caveat(language)
    if caveat:
        yield Paragraph(((Span(caveat, italic=True),),))
    yield Paragraph((source_line(deps, language, fact),))


def _entry(deps: Deps, language: Language, number: int, fact: Fact) -> Paragraph:
    lines = [
        (Span(f"[{number}] {fact.headline(language)}", bold=True),),
        source_line(deps, language, fact),
    ]
    if fact.support is Support.ONE_SOURCE:
        lines.append((Span(deps.say(language, "one_source"), italic=True),))
    return Paragraph(tuple(lines))
