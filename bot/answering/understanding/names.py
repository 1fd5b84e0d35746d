"""Finds providers and services by the names people use, inside running text."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from bot.answering.understanding.text import Span, squeeze
from knowledge.schema import Named, Provider

_SHORT = 2
_AFTER_A_WORD = re.compile(
    r"이|가|은|는|을|를|도|만|에|의|로|으로|와|과|랑|하고|부터|까지|한테|처럼|보다|나|야|요"
    r"|인데|라|께"
    r"|측|쪽|때|땜|들|폰|앱|서버|망|통신|회선|고객|요금|유저|이용|쓰|썼|씀|계정|구독"
    r"|프리미엄|유료|무료"
    r"|장애|먹통|보상|배상|환불|터|뻗|안|못|죽|멈|렉|점검|오류|다운|해킹|사태|건|사고|약관"
    r"|해지|위약금"
    r"|인터넷|와이파이|공유기|티비|tv|유심|국내|전액|출시|방송|\d|$"
)
"""What may follow a whole-word name within its word: a particle, or the subject of the question."""


@dataclass(frozen=True, slots=True)
class Target:
    """What a name stands for; `service` is None for a name of the whole provider."""

    provider: str
    service: str | None


@dataclass(frozen=True, slots=True)
class _Entry:
    """One name in the index; a lookalike has no target."""

    target: Target | None
    whole_word: bool
    spaced: bool


@dataclass(slots=True)
class _Node:
    children: dict[str, "_Node"] = field(default_factory=dict)
    entry: _Entry | None = None


@dataclass(frozen=True, slots=True)
class FoundName:
    """A name found in a text."""

    target: Target
    span: Span


@dataclass(frozen=True, slots=True)
class NameIndex:
    """All names, ready for lookup of the longest one at a position."""

    root: _Node

    def find(self, text: str) -> tuple[FoundName, ...]:
        """Return the names in a normalised text, in order, never overlapping."""
        return tuple(_scan(self.root, _Letters.of(text)))


@dataclass(frozen=True, slots=True)
class _Letters:
    """A text without its spaces, remembering where they were.

    `text` is the squeezed text, `places` where each letter stood, `starts` whether a space (or
    nothing) stood before it.
    """

    text: str
    places: tuple[int, ...]
    starts: tuple[bool, ...]

    @classmethod
    def of(cls, text: str) -> "_Letters":
        places = tuple(place for place, letter in enumerate(text) if not letter.isspace())
        starts = tuple(place == 0 or text[place - 1].isspace() for place in places)
        return cls("".join(text[place] for place in places), places, starts)

    def split_inside(self, start: int, end: int) -> bool:
        return any(self.starts[start + 1 : end])

    def opens_word(self, start: int) -> bool:
        return self.starts[start] or not self.text[start - 1].isalnum()

    def joins(self, left: int, right: int) -> bool:
        """Return whether two neighbouring letters stood together and are one Latin word."""
        if not 0 <= left < right < len(self.text) or self.starts[right]:
            return False
        one, two = self.text[left], self.text[right]
        latin = one.isascii() and two.isascii()
        return latin and ((one.isalpha() and two.isalpha()) or (one.isdigit() and two.isdigit()))

    def rest_of_word(self, end: int) -> str:
        close = next(
            (i for i in range(end, len(self.text)) if self.starts[i] or not self.text[i].isalnum()),
            len(self.text),
        )
        return self.text[end:close]


def build_name_index(providers: Mapping[str, Provider]) -> NameIndex:
    """Return the index of every name of every provider and service."""
    root = _Node()
    for provider in providers.values():
        _add_names(root, provider, Target(provider.id, None))
        for service in provider.services:
            _add_names(root, service, Target(provider.id, service.id))
    return NameIndex(root)


def _add_names(root: _Node, named: Named, target: Target) -> None:
    words = {squeeze(word.lower()) for word in named.words}
    for name in (*named.aliases, *named.words, named.name_ko, named.name_en):
        _add(root, name, _Entry(target, squeeze(name.lower()) in words, _may_be_split(name)))
    for name in named.lookalikes:
        _add(root, name, _Entry(None, whole_word=False, spaced=" " in name))


def _may_be_split(name: str) -> bool:
    """Koreans put spaces anywhere ("유 플러스"); Latin letters apart are other words ("'s KT")."""
    return " " in name or not name.isascii()


def _add(root: _Node, name: str, entry: _Entry) -> None:
    node = root
    for letter in squeeze(name.lower()):
        node = node.children.setdefault(letter, _Node())
    known = node.entry
    if known is None or known.target is None:
        node.entry = entry
    elif entry.spaced and entry.target == known.target:
        node.entry = replace(known, spaced=True)


def _scan(root: _Node, letters: _Letters) -> Iterator[FoundName]:
    start = 0
    while start < len(letters.text):
        found = _longest(root, letters, start)
        if found is None:
            start += 1
            continue
        end, entry = found
        if entry.target:
            yield FoundName(entry.target, (letters.places[start], letters.places[end - 1] + 1))
        start = end


def _longest(root: _Node, letters: _Letters, start: int) -> tuple[int, _Entry] | None:
    best, node, end = None, root, start
    while end < len(letters.text) and (child := node.children.get(letters.text[end])):
        node, end = child, end + 1
        if node.entry and _stands(node.entry, letters, start, end):
            best = (end, node.entry)
    return best


def _stands(entry: _Entry, letters: _Letters, start: int, end: int) -> bool:
    """Return whether a name may be read here; see `Named` for the kinds of names."""
    if letters.joins(start - 1, start) or letters.joins(end - 1, end):
        return False
    if letters.split_inside(start, end) and not (
        entry.spaced and end - start > _SHORT and letters.opens_word(start)
    ):
        return False
    if not entry.whole_word:
        return True
    rest = letters.rest_of_word(end)
    return letters.opens_word(start) and bool(_AFTER_A_WORD.match(rest))
