"""The text of a question as the readers of this package want it."""

import re
import unicodedata

Span = tuple[int, int]

_FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_LOOKS = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-", "〜": "~"})


def normalise(question: str) -> str:
    """Return `question` composed (NFC), lower-cased, in half width, with single spaces.

    NFKC is not used: it turns ㅋㅋ and ㅠㅠ into letters that no pattern expects.
    """
    text = unicodedata.normalize("NFC", question).translate(_FULL_WIDTH).translate(_LOOKS)
    return " ".join(text.lower().split())


def squeeze(text: str) -> str:
    """Return `text` without any white space."""
    return "".join(text.split())


def blank(text: str, *spans: Span) -> str:
    """Return `text` with the characters in `spans` replaced by spaces; positions stay."""
    for start, end in spans:
        text = f"{text[:start]}{' ' * (end - start)}{text[end:]}"
    return text


def any_of(*patterns: str) -> re.Pattern[str]:
    """Return one compiled pattern that matches whichever of `patterns` does."""
    return re.compile("|".join(patterns))
