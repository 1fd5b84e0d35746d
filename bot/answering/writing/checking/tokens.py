"""Cuts a text into sentences and clauses of tokens that can be compared one by one."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from knowledge.language import Language
from knowledge.search import Tagger


def words_of(text: str) -> frozenset[str]:
    """Return the words of a text."""
    return frozenset(text.split())


_SENTENCE = re.compile(r"(?<=[.!?])\s+")
_ENGLISH = re.compile(r"[a-z]+|\d[\d,.]*")
_STEM = 6
_HANGUL = re.compile(r"[가-힣]")
_LATIN = re.compile(r"[A-Za-z]")
_CONTENT = (
    *("NN", "NR", "NP", "VV", "VA", "VX", "MA", "MM", "XR", "XPN", "SL", "SN", "SH", "IC"),
    "EN",
)
_LINKING = words_of("고 며 으며 지만 는데 ㄴ데 은데 거나 면 으면 아서 어서 니 으니 자 아 어")
_LINKING_EN = frozenset({"but", "while", "and", "if", "unless"})
_BREAKS = frozenset(",;()")


class Token(NamedTuple):
    """A morpheme (or an English stem) and its part of speech."""

    form: str
    tag: str

    @property
    def means(self) -> bool:
        """Return whether it carries meaning rather than grammar."""
        return self.tag.startswith(_CONTENT)


Tokens = tuple[Token, ...]


@dataclass(frozen=True)
class Told:
    """One sentence or clause: all its tokens in order, and the sentence as it was written."""

    language: Language
    tokens: Tokens
    text: str = ""

    @cached_property
    def content(self) -> tuple[str, ...]:
        """Return the forms that carry meaning, in order."""
        return tuple(token.form for token in self.tokens if token.means)

    @cached_property
    def clauses(self) -> "tuple[Told, ...]":
        """Return its clauses; those without meaning are left out."""
        parts = (Told(self.language, part) for part in _clauses(self.tokens))
        return tuple(part for part in parts if part.content)


def count_letters(text: str) -> tuple[int, int]:
    """Return how many Korean syllables and how many Latin letters a text has."""
    return len(_HANGUL.findall(text)), len(_LATIN.findall(text))


def told(text: str, tagger: Tagger) -> tuple[Told, ...]:
    """Return the sentences of a text, without its addresses."""
    pieces = (piece.strip(" .") for piece in _SENTENCE.split(text))
    return tuple(_told(piece, tagger) for piece in pieces if piece and "://" not in piece)


def _told(sentence: str, tagger: Tagger) -> Told:
    hangul, latin = count_letters(sentence)
    if hangul * 2 >= latin:
        return Told(Language.KO, tuple(Token(*pair) for pair in tagger.tag(sentence)), sentence)
    words = _ENGLISH.findall(sentence.lower())
    return Told(Language.EN, tuple(Token(word[:_STEM], "EN") for word in words), sentence)


def _clauses(tokens: Tokens) -> Iterator[Tokens]:
    start = meant = 0
    for end, token in enumerate(tokens, 1):
        meant += token.means
        if _ends_clause(token) and meant > 1:
            yield tokens[start:end]
            start, meant = end, 0
    yield tokens[start:]


def _ends_clause(token: Token) -> bool:
    if token.tag == "EN":
        return token.form in _LINKING_EN
    return token.form in _BREAKS or (token.tag == "EC" and token.form in _LINKING)
