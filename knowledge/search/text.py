"""Brings what people type into one shape before it is cut into words or syllables."""

import re
import unicodedata

_INVISIBLE = re.compile(r"[\u200b-\u200f\u2060\ufeff]")
_DRAWN_OUT = re.compile(r"(.)\1{2,}")
_LAUGHTER = re.compile(r"[ㄱ-ㅎㅏ-ㅣ]+|[~!?…^;]{2,}")
_NOT_LETTERS = re.compile(r"[\W_]+")
_SPACES = re.compile(r"\s+")


def normalise(text: str) -> str:
    """Return `text` in NFKC and lower case, without laughter, tears and drawn-out letters."""
    text = _LAUGHTER.sub(
        " ", _INVISIBLE.sub("", text)
    )  # NFKC would turn single letters into others
    text = _DRAWN_OUT.sub(r"\1\1", unicodedata.normalize("NFKC", text).lower())
    return _SPACES.sub(" ", text).strip()


def syllable_pairs(text: str) -> list[str]:
    """Return every two neighbouring letters of `text`, as if it were written without spaces."""
    letters = _NOT_LETTERS.sub("", normalise(text))
    return [letters[start : start + 2] for start in range(len(letters) - 1)]
