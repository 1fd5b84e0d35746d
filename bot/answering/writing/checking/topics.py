"""Reads what a text says yes or no to: compensation, refunds, notice, penalties and the like.

Words for the same thing share a topic. A sentence may only say of a topic what its sources say of
it in the clause that is most like it: "받을 수 없어요" must not become "받을 수 있어요".
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from bot.answering.writing.checking import lexicon
from bot.answering.writing.checking.stems import stems
from bot.answering.writing.values.extract import find_values, fold, spelled_out
from bot.answering.writing.values.model import COMPLEMENT, Bound, Key, Kind

WHOLE = "whole clause"
REACH = "reach"
_NEED_LIKENESS = {WHOLE: (0.75, 0.6), "can": (0.5, 0.0), "covered": (0.3, 0.0), REACH: (0.2, 0.0)}
"""Topics that contradict only a clause with which the claim shares this share of its own context,
and this share of the other's."""

_LIKE = 3
_LEAST = {"covered": 0, REACH: 1}
_LIMIT_WEIGHT = 3
_COMPOUND = re.compile(
    r"(?:할|해|받을|하거나|이나|·|및)?(?:을|를|의|이|가|까지)? ?|,? ?(?:or|of|and) "
)
_WITHOUT_REACH = 30
_PREDICATE = 14
"""Letters at the end of a Korean clause that hold its predicate."""

_PLAIN = re.compile("|".join(f"(?P<{name}>{words})" for name, words in lexicon.TOPICS.items()))
_TURNED = {key: re.compile(words) for key, words in lexicon.TURNED.items()}
_FIXED = {key: re.compile(words) for key, words in lexicon.FIXED.items()}
_TOPIC_WORDS = re.compile("|".join((*lexicon.TOPICS.values(), *lexicon.TURNED.values())))
_NEGATOR_KO = re.compile(lexicon.NEGATOR_KO)
_NOT_NEGATOR_KO = re.compile(lexicon.NOT_NEGATOR_KO)
_CAN_NOT_KO = re.compile(lexicon.CAN_NOT_KO)
_NEGATOR_EN = re.compile(lexicon.NEGATOR_EN)
_NOT_NEGATOR_EN = re.compile(lexicon.NOT_NEGATOR_EN)
_WITHOUT_EN = re.compile(lexicon.WITHOUT_EN)


Limit = tuple[Kind, Key, Bound]


@dataclass(frozen=True, slots=True)
class Statement:
    """One topic in one clause: whether it is affirmed, the words and figures around it, and those
    figures that are limits."""

    topic: str
    affirmed: bool
    context: frozenset[str]
    limits: frozenset[Limit] = frozenset()


@dataclass(frozen=True, slots=True)
class _Hit:
    """A topic word; `affirms` is its sense before any negation."""

    topic: str
    affirms: bool
    start: int
    end: int


def conditional(text: str) -> bool:
    """Return whether a sentence speaks of a case rather than of the user's own."""
    return bool(lexicon.CONDITIONAL.search(lexicon.OWN_CASE.sub(" ", fold(text))))


def statements(text: str) -> tuple[Statement, ...]:
    """Return what a text affirms or denies, clause by clause."""
    return tuple(_statements(fold(text)))


def brings_up(claims: tuple[Statement, ...]) -> frozenset[str]:
    """Return the topics that the sources must share."""
    return frozenset(claim.topic for claim in claims) & lexicon.MUST_BE_SHARED


def contradicted(claimed: Statement, sources: tuple[Statement, ...], *, flipped: bool) -> bool:
    """Return whether the sources' clauses most like the claim say the opposite of it.

    `flipped` claims state the opposite case ("under 2 hours" for "from 2 hours").
    """
    if claimed.topic in lexicon.ONLY_SHARED:
        return False
    same = [source for source in sources if source.topic == claimed.topic]
    if not same:
        return False
    ranks = {source: _likeness(source, claimed, flipped=flipped) for source in same}
    best = max(ranks.values())
    closest = [source for source, rank in ranks.items() if rank == best]
    wanted = claimed.affirmed is not flipped
    if not flipped and not any(_like_enough(source, claimed) for source in closest):
        return False
    return all(source.affirmed is not wanted for source in closest)


def _likeness(source: Statement, claimed: Statement, *, flipped: bool) -> tuple[int, int]:
    """Rank by what both clauses share, then by how little else the source's clause holds.

    A limit on the same side weighs more than a word; on the other side it sets the two apart,
    unless the claim is known to speak of the opposite case.
    """
    shared = len(source.context & claimed.context)
    opposed = sum((kind, key, COMPLEMENT[b]) in source.limits for kind, key, b in claimed.limits)
    shared += _LIMIT_WEIGHT * len(source.limits & claimed.limits)
    shared += _LIMIT_WEIGHT * opposed * (1 if flipped else -1)
    return shared, -len(source.context) if shared > 0 else 0


def _like_enough(source: Statement, claimed: Statement) -> bool:
    if claimed.topic not in _NEED_LIKENESS:
        return True
    own, other = _NEED_LIKENESS[claimed.topic]
    shared = len(source.context & claimed.context)
    least = _LEAST.get(claimed.topic, _LIKE)
    return shared >= max(least, own * len(claimed.context), other * len(source.context))


def _statements(text: str) -> Iterator[Statement]:
    before, spoken_of = "", frozenset[str]()
    for clause in filter(None, map(str.strip, lexicon.CLAUSE.split(text))):
        context, limits = _context(before, clause)
        affirmations = tuple(_affirmations(clause)) or _excluded(clause, spoken_of)
        topics = frozenset(topic for topic, _ in affirmations)
        for topic, affirmed in affirmations:
            yield Statement(topic, affirmed, context | (topics - {topic}), limits)
        yield from _reaches(clause, context)
        if not topics & lexicon.TOPICS.keys():
            yield Statement(WHOLE, _predicate_affirmed(clause), context, limits)
        before, spoken_of = clause, (topics & lexicon.TOPICS.keys()) or spoken_of


def _reaches(clause: str, context: frozenset[str]) -> Iterator[Statement]:
    """Whether a clause leaves something out, or stretches to what might be left out."""
    if lexicon.LEAVES_OUT.search(clause):
        yield Statement(REACH, False, context)
    elif lexicon.INCLUDES.search(clause) and _predicate_affirmed(clause):
        yield Statement(REACH, True, context)


def _excluded(clause: str, spoken_of: frozenset[str]) -> tuple[tuple[str, bool], ...]:
    """What an exclusion without a topic of its own denies: that of the clause before."""
    if not lexicon.EXCLUDES.search(clause):
        return ()
    return tuple((topic, False) for topic in sorted(spoken_of))


Context = tuple[frozenset[str], frozenset[Limit]]


def _context(before: str, clause: str) -> Context:
    """The stems and figures of a clause, and of the condition or the beginning it hangs on."""
    own = _words_and_figures(clause)
    if before and (lexicon.CONDITION_END.search(before.rstrip(" ,")) or len(own[0]) < _LIKE):
        more = _words_and_figures(before)
        return own[0] | more[0], own[1] | more[1]
    return own


def _words_and_figures(clause: str) -> Context:
    values = find_values(clause)
    figures = frozenset(f"{value.kind}{value.key}" for value in values)
    limits = frozenset((v.kind, v.key, v.bound) for v in values if v.bound)
    return stems(_TOPIC_WORDS.sub(" ", spelled_out(clause))) | figures, limits


def _affirmations(clause: str) -> Iterator[tuple[str, bool]]:
    if lexicon.OPEN_QUESTION.search(clause):
        return
    for (topic, affirmed), pattern in _FIXED.items():
        if pattern.search(clause):
            yield topic, affirmed
    hits = _hits(clause)
    for hit, limit in zip(hits, _limits(hits, clause), strict=True):
        turns = _korean_turns(clause, hit, limit) + _english_turns(clause, hit, hits)
        yield hit.topic, hit.affirms is (turns % 2 == 0)


def _hits(clause: str) -> list[_Hit]:
    hits = [_Hit(m.lastgroup or "", True, m.start(), m.end()) for m in _PLAIN.finditer(clause)]
    for (topic, affirms), pattern in _TURNED.items():
        hits += [_Hit(topic, affirms, m.start(), m.end()) for m in pattern.finditer(clause)]
    return sorted(hits, key=lambda hit: (hit.start, hit.end))


def _limits(hits: list[_Hit], clause: str) -> list[int]:
    """How far after each topic its negation may stand: a compound shares the one of its last."""
    limits = [len(clause)]
    for this, following in reversed(list(pairwise(hits))):
        compound = bool(_COMPOUND.fullmatch(clause[this.end : following.start]))
        limits.append(limits[-1] if compound else following.start)
    return limits[::-1][: len(hits)] if hits else []


def _korean_turns(clause: str, hit: _Hit, limit: int) -> int:
    """How many negations follow a topic, up to where the next one begins."""
    plain = _blank(_NOT_NEGATOR_KO, clause)
    found = (*_NEGATOR_KO.finditer(plain), *_CAN_NOT_KO.finditer(clause))
    return sum(hit.end <= match.start() < limit for match in found)


def _english_turns(clause: str, hit: _Hit, hits: list[_Hit]) -> int:
    """How many negations belong to a topic: those before it, or after it where nothing follows."""
    plain = _blank(_NOT_NEGATOR_EN, clause)
    nears = (0 < hit.start - m.start() <= _WITHOUT_REACH for m in _WITHOUT_EN.finditer(plain))
    return sum(nears) + sum(
        _belongs(match.start(), hit, hits) for match in _NEGATOR_EN.finditer(plain)
    )


def _belongs(where: int, hit: _Hit, hits: list[_Hit]) -> bool:
    if where < hit.start:
        return True
    return hit is hits[-1] or all(other.start <= where for other in hits)


def _predicate_affirmed(clause: str) -> bool:
    """Whether a clause as a whole is affirmed: by its last words in Korean."""
    ending = _blank(_NOT_NEGATOR_KO, clause)[-_PREDICATE:].replace("없이", "¦¦")
    korean = len(_NEGATOR_KO.findall(ending)) + len(_CAN_NOT_KO.findall(clause[-_PREDICATE:]))
    english = len(_NEGATOR_EN.findall(_blank(_NOT_NEGATOR_EN, clause)))
    return (korean + english) % 2 == 0


def _blank(pattern: re.Pattern[str], text: str) -> str:
    return pattern.sub(lambda match: "¦" * len(match[0]), text)
