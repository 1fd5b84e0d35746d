"""Keeps the pieces that Korean and English need, and builds their tokenizer."""

import re
from collections.abc import Sequence

from tokenizers import Regex, Tokenizer, models, normalizers, pre_tokenizers

SPECIAL = 4
COMMON = 50_000
"""Pieces are sorted by how common they are; rarer Latin ones come from other languages."""

_KOREAN = re.compile(r"[가-힣]")
_PLAIN = re.compile(r"▁?[!-~‘’“”「」『』·…—–₩※→]*")
_UNKNOWN = 3


def kept_pieces(pieces: Sequence[tuple[str, float]]) -> list[int]:
    """Return the indices of the special pieces, of all Korean and of the common Latin ones."""
    return [i for i, (piece, _) in enumerate(pieces) if i < SPECIAL or _needed(i, piece)]


def _needed(i: int, piece: str) -> bool:
    return bool(_KOREAN.search(piece) or (i < COMMON and _PLAIN.fullmatch(piece)))


def build_tokenizer(pieces: Sequence[tuple[str, float]]) -> Tokenizer:
    """Return a unigram tokenizer over these pieces, the first four of which are special."""
    tokenizer = Tokenizer(models.Unigram(list(pieces), _UNKNOWN, byte_fallback=False))
    spaces = normalizers.Replace(Regex(r"\s+"), " ")
    tokenizer.normalizer = normalizers.Sequence([normalizers.NFKC(), spaces])
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace(prepend_scheme="always")
    return tokenizer
