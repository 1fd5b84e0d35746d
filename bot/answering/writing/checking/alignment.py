"""Does a figure stand beside the same words as in its source?

A fact often holds several figures ("개인 15시간분, 소상공인 10일분"). A sentence that gives one of
them to the other's words uses only true figures and is still false.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from bot.answering.writing.checking import lexicon
from bot.answering.writing.checking.stems import stems
from bot.answering.writing.values.extract import find_values, fold, spelled_out
from bot.answering.writing.values.model import Kind, Value, supports

_MEASURES = frozenset({Kind.LENGTH, Kind.MONEY, Kind.MULTIPLE, Kind.SHARE})


@dataclass(frozen=True, slots=True)
class Passage:
    """A clause of a text: the stems around its figures, and the figures themselves."""

    words: frozenset[str]
    values: tuple[Value, ...]


def passages(text: str) -> tuple[Passage, ...]:
    """Return the clauses of a text, each with the condition it hangs on."""
    return tuple(_passages(fold(text)))


def _passages(text: str) -> Iterator[Passage]:
    before = ""
    for clause in filter(None, map(str.strip, lexicon.CLAUSE.split(text))):
        hangs = lexicon.CONDITION_END.search(before.rstrip(" ,"))
        whole = f"{before} {clause}" if hangs else clause
        yield Passage(stems(spelled_out(whole)), find_values(clause))
        before = clause


def misplaced(text: str, sources: tuple[Passage, ...], settled: tuple[Value, ...]) -> bool:
    """Return whether a figure's words stand in another clause of its source, beside another figure.

    `settled` are the figures of the question and the assessment, which may stand anywhere.
    """
    return any(
        _misplaced(value, passage.words, sources)
        for passage in passages(text)
        for value in passage.values
        if value.kind in _MEASURES and not any(supports(known, value) for known in settled)
    )


def _misplaced(value: Value, words: frozenset[str], sources: tuple[Passage, ...]) -> bool:
    stating = [p for p in sources if any(supports(v, value) for v in p.values)]
    rivals = [
        p for p in sources if p not in stating and any(v.kind is value.kind for v in p.values)
    ]
    if not stating or not rivals:
        return False
    return max(len(p.words & words) for p in rivals) > max(len(p.words & words) for p in stating)
