"""Puts verified sentences into the composed answer and numbers its citations anew."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from bot.answering.citing import Citer
from bot.answering.model import Answer, Citation, Point, ThenNow
from bot.answering.writing.sentences import Sentence
from knowledge.schema import Fact, Support
from knowledge.store import Knowledge
from prompts import Wording

_MARK = re.compile(r"\[(\d+)\]")


def assemble(
    answer: Answer,
    sentences: Sequence[Sentence],
    facts: Mapping[int, Fact],
    knowledge: Knowledge,
    wording: Wording,
) -> Answer:
    """Return the answer with the sentences as headline and points; all else is as composed.

    A headline that only restates the verdict rests on what the composed one rests on.
    Citations are numbered anew in the order in which the answer is read; those that only the
    replaced headline and points used are left out.
    """
    citer = Citer(knowledge, answer.language)
    ids = {n: fact.id for n, fact in facts.items()}

    def again(point: Point) -> Point:
        return citer.point(point.text, [ids[n] for n in point.cites])

    first, *others = sentences
    headline = again(Point(first.text, first.cites or answer.headline.cites))
    points = [again(Point(s.text, s.cites)) for s in others]
    corrections = tuple(map(again, answer.corrections))
    calculation = tuple(map(again, answer.calculation))
    then_now = answer.then_now
    if then_now:
        then_now = ThenNow(again(then_now.then), again(then_now.now))
    next_steps = tuple(map(again, answer.next_steps))
    citations = citer.citations()
    return replace(
        answer,
        headline=headline,
        points=tuple(points),
        corrections=corrections,
        calculation=calculation,
        then_now=then_now,
        next_steps=next_steps,
        citations=citations,
        caveats=_caveats(answer, citations, wording),
    )


def _caveats(answer: Answer, citations: tuple[Citation, ...], wording: Wording) -> tuple[str, ...]:
    """The composed remarks; the one that names a weak citation follows the new numbers."""
    plain = tuple(text for text in answer.caveats if not _MARK.search(text))
    weak = [citation.n for citation in citations if citation.support is Support.ONE_SOURCE]
    if not weak:
        return plain
    return (*plain[:-1], wording(answer.language, "weak_support", n=weak[0]), *plain[-1:])
