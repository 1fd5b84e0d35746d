"""Lays a claim and the nearest sentences of its sources side by side, as pieces to be read."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from tokenizers import Tokenizer

ROOM = 96
"""How many pieces of the sources are read; what matters is nearly always said near by."""

CLAIM_ROOM = 96
_START, _END = 0, 2


@dataclass(frozen=True)
class Pair:
    """A claim and its sources as numbered pieces; the claim's are `pieces[1:claim_end]`."""

    pieces: tuple[int, ...]
    claim_end: int


def pair_of(claim: str, sources: Sequence[Sequence[str]], tokenizer: Tokenizer) -> Pair:
    """Return the claim beside what of its sources is nearest to it.

    Each source is its sentences, the first of which says what it is about and is always read.
    """
    said = numbers(claim, tokenizer)[:CLAIM_ROOM]
    read = [number for text in nearest(claim, sources, tokenizer) for number in text][:ROOM]
    return Pair((_START, *said, _END, _END, *read, _END), len(said) + 1)


def nearest(
    claim: str, sources: Sequence[Sequence[str]], tokenizer: Tokenizer
) -> list[tuple[int, ...]]:
    """Return the sentences that fit, in their own order: the first ones, then the nearest."""
    sentences = list(dict.fromkeys(text for source in sources for text in source))
    openings = {source[0] for source in sources if source}
    wanted = _syllable_pairs(claim)

    def rank(text: str) -> tuple[bool, float]:
        shared = len(wanted & _syllable_pairs(text)) / max(1, len(wanted))
        return text not in openings, -shared

    chosen: dict[str, tuple[int, ...]] = {}
    room = ROOM
    for text in sorted(sentences, key=rank):
        pieces = numbers(text, tokenizer)
        if len(pieces) <= room:
            chosen[text] = pieces
            room -= len(pieces)
    return [chosen[text] for text in sentences if text in chosen]


def numbers(text: str, tokenizer: Tokenizer) -> tuple[int, ...]:
    """Return a text as numbered pieces."""
    return tuple(tokenizer.encode(text, add_special_tokens=False).ids)


def _syllable_pairs(text: str) -> frozenset[str]:
    plain = re.sub(r"\s+", "", text.lower())
    return frozenset(plain[i : i + 2] for i in range(len(plain) - 1))
