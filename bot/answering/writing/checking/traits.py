"""What speaks for and against a sentence resting on its sources, as named numbers.

Natural language inference by hand-made features: words the sources do not have, grammar that the
nearest source sentence or clause has and the claim lacks (or the other way round), and words
whose order or company changed.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from bot.answering.writing.checking.tokens import Token, Told, words_of
from knowledge.language import Language

_REACHES = (1, 2, 4)
_NEGATIONS = words_of(
    "않 없 못 안 아니 말 모르 제외 면제 기각 불가 not no never without cannot exempt refuse exclud "
    "dismis reject"
)
_TELLING = _NEGATIONS | words_of(
    "모든 모두 일부 수 만 있 전 후 이상 이하 이내 미만 초과 먼저 최대 최소 must may can could "
    "should all only some before after within more less over under most least every any if "
    "unless until"
)
"""Words of meaning that are watched like grammar."""

Traits = dict[str, float]


@dataclass(frozen=True)
class Evidence:
    """A claim and the sentences it may rest on, source by source, all in the claim's language.

    The `question` is the user's own words, which a claim may repeat.
    """

    claim: Told
    sources: tuple[tuple[Told, ...], ...]
    question: tuple[Told, ...] = ()

    @property
    def texts(self) -> list[list[str]]:
        """Return everything the claim may rest on in plain text, the question last."""
        return [[said.text for said in source] for source in (*self.sources, self.question)]


def traits_of(evidence: Evidence, sign: str) -> Traits:
    """Return the traits of a claim beside its sources.

    `sign` names what the other checks found, or is empty.
    """
    claim = evidence.claim
    sources = [said for source in evidence.sources for said in source]
    asked = frozenset(form for said in evidence.question for form in said.content)
    found: defaultdict[str, float] = defaultdict(float)
    known = frozenset(form for source in sources for form in source.content)
    found.update(dict(_words(claim, sources, known, asked)))
    found.update(dict(_order(claim.content, sources, known)))
    if sources:
        nearest = max(sources, key=lambda source: _likeness(claim, source))
        found.update(dict(_grammar("", claim, nearest)))
        found["cover"] = _likeness(claim, nearest)[0]
    for trait, value in _clauses(claim, sources, known):
        found[trait] += value
    found["denies"], found["denied"] = _denials(claim, sources)
    found[f"flag:{sign}"] = 1
    found["english"] = claim.language is Language.EN
    return {name: value for name, value in found.items() if value}


def _words(
    claim: Told, sources: Sequence[Told], known: frozenset[str], asked: frozenset[str]
) -> Iterator[tuple[str, float]]:
    """Words that no source has, one by one and by part of speech; and the claim's grammar."""
    meant = {token for token in claim.tokens if token.means}
    strange = {token for token in meant if token.form not in known | asked}
    yield from ((f"new:{token.form}/{token.tag}", 1) for token in strange)
    yield from ((f"new {tag}", n) for tag, n in Counter(t.tag[:2] for t in strange).items())
    yield "new share", len(strange) / max(len(meant), 1)
    yield "words", len(meant) / 10
    grammar = {token for token in claim.tokens if not token.means}
    theirs = {token for source in sources for token in source.tokens}
    yield from ((f"grammar:{token.form}/{token.tag}", 1) for token in grammar)
    yield from ((f"new grammar:{t.form}/{t.tag}", 1) for t in grammar - theirs)


def _order(
    claim: Sequence[str], sources: Sequence[Told], known: frozenset[str]
) -> Iterator[tuple[str, float]]:
    """Pairs of known words that stand near each other in no source, or the other way round."""
    for reach in _REACHES:
        theirs = {pair for source in sources for pair in _pairs(source.content, reach + 1)}
        mine = [p for p in _pairs(claim, reach) if p[0] != p[1] and known.issuperset(p)]
        apart = [pair for pair in mine if pair not in theirs]
        turned = sum((b, a) in theirs for a, b in apart)
        count = max(len(mine), 1)
        yield f"apart {reach}", (len(apart) - turned) / count
        yield f"turned {reach}", turned / count
        yield f"apart count {reach}", min(len(apart) - turned, 6) / 3


def _pairs(words: Sequence[str], reach: int) -> Iterator[tuple[str, str]]:
    for i, word in enumerate(words):
        yield from ((word, other) for other in words[i + 1 : i + 1 + reach])


def _clauses(
    claim: Told, sources: Sequence[Told], known: frozenset[str]
) -> Iterator[tuple[str, float]]:
    """Each clause of the claim beside the source clause nearest to it."""
    theirs = [clause for source in sources for clause in source.clauses]
    for clause in claim.clauses if theirs else ():
        nearest = max(theirs, key=lambda other: _likeness(clause, other))
        mine = set(clause.content)
        yield "clause cover", len(mine & set(nearest.content)) / len(mine) / 2
        yield "clause strays", min(3, len((mine & known) - set(nearest.content))) / 3
        yield "clause denial", (_negations(clause) - _negations(nearest)) % 2
        yield from _grammar("clause ", clause, nearest)


def _grammar(prefix: str, claim: Told, source: Told) -> Iterator[tuple[str, float]]:
    """Grammar and telling words that only one of the two has."""
    mine, theirs = (frozenset(filter(_watched, each.tokens)) for each in (claim, source))
    yield from ((f"{prefix}more:{t.form}/{t.tag}", 1) for t in mine - theirs)
    yield from ((f"{prefix}less:{t.form}/{t.tag}", 1) for t in theirs - mine)


def _watched(token: Token) -> bool:
    return not token.means or token.form in _TELLING


def _likeness(claim: Told, source: Told) -> tuple[float, int]:
    """Rank a source by the share of the claim's words it has, then by being short."""
    mine = set(claim.content)
    return len(mine & set(source.content)) / max(len(mine), 1), -len(source.tokens)


def _denials(claim: Told, sources: Iterable[Told]) -> tuple[bool, bool]:
    """Return whether only the claim, and whether only the sources, deny anything."""
    mine, theirs = bool(_negations(claim)), any(map(_negations, sources))
    return mine and not theirs, theirs and not mine


def _negations(part: Told) -> int:
    return sum(token.form in _NEGATIONS for token in part.tokens)
