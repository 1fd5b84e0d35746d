"""Which of the two languages a question is written in."""

import re

from knowledge.language import Language

_HANGUL = re.compile(r"[가-힣ㄱ-ㅎㅏ-ㅣ]")
_LATIN = re.compile(r"[a-z]")
_KOREAN_IN_LATIN = re.compile(
    r"\b(?:sk[tb]?|kt|lg(?:u\+?)?|u\+|psn|ps[45]|aws|ott|iptv|sla|tv|x|ai|lte|5g|mts|hts)\b"
    r"|\d\s?(?:h|m|hr|min)\b"
)
_LATIN_LETTERS_PER_SYLLABLE = 2
_TRACE = 0.25


def language_of(text: str) -> Language:
    """Return Korean when more than a trace of the (normalised) text is Hangul.

    A text of digits and abbreviations alone ("kt 3") counts as Korean.
    """
    hangul = len(_HANGUL.findall(text)) * _LATIN_LETTERS_PER_SYLLABLE
    latin = len(_LATIN.findall(_KOREAN_IN_LATIN.sub("", text)))
    if not latin:
        return Language.KO
    return Language.KO if hangul / (hangul + latin) >= _TRACE else Language.EN
