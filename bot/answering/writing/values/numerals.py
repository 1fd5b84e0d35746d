"""Rewrites numbers in words and in mixed spelling as plain digits."""

import re
from fractions import Fraction

_ONES = {
    "한": 1, "하나": 1, "두": 2, "둘": 2, "세": 3, "석": 3, "셋": 3, "네": 4, "넉": 4, "넷": 4,
    "다섯": 5, "여섯": 6, "일곱": 7, "여덟": 8, "아홉": 9,
}  # fmt: skip
_TENS = {"열": 10, "스물": 20, "스무": 20, "서른": 30, "마흔": 40, "쉰": 50}
_DAYS = {
    "하루": 1, "이틀": 2, "사흘": 3, "나흘": 4, "닷새": 5, "엿새": 6, "이레": 7, "열흘": 10,
    "보름": 15, "일주일": 7,
}  # fmt: skip
_DIGITS = {"일": 1, "이": 2, "삼": 3, "사": 4, "오": 5, "육": 6, "칠": 7, "팔": 8, "구": 9}
_SMALL = {"십": 10, "백": 100, "천": 1000}
_LARGE = {"만": 10**4, "억": 10**8, "조": 10**12}

_ONE = "|".join(sorted(_ONES, key=len, reverse=True))
_TEN = "|".join(_TENS)
_NATIVE = re.compile(
    rf"(?<![가-힣])((?:{_TEN})(?:{_ONE})?|{_ONE})\s?(시간|달|배|번|차례|명|주(?=[ 간일]|$)"
    rf"|해(?= |$)|개월)"
)
_LONE = re.compile(rf"(?<![가-힣])({'|'.join(_DAYS)})(?!빨리|하루|살이)")
_SINO = re.compile(
    r"(?<![가-힣\d])([일이삼사오육칠팔구십백천만억]{2,}|[십백천만])\s?"
    r"(시간|분(?![가-힣]{2})|일(?![가-힣]{2})|개월|배|원|퍼센트|프로|회|건|명|주)"
)
_MIXED = re.compile(
    r"(?<![\d.,제])\d[\d,]*(?:\.\d+)?\s?(?:[십백천]?[만억]|조(?=\s?\d|\s?원)"
    r"|[백천](?![가-힣]{2})|십(?=[만억]))"
    r"(?:\s?\d[\d,]*\s?(?:[십백천]?[만억]|[백천](?![가-힣]{2})"
    r"|십(?=[만억])))*(?:\s?\d[\d,]{0,4}(?=\s?[원명건회대개]))?"
)
_PIECE = re.compile(r"(\d[\d,]*(?:\.\d+)?)?\s?([십백천만억조]+)?")

_EN_ONES = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14,
    "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19,
}  # fmt: skip
_EN_TENS = dict(
    zip(
        ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"),
        range(20, 100, 10),
        strict=True,
    )
)
_EN_WORD = "|".join((*_EN_TENS, *sorted(_EN_ONES, key=len, reverse=True)))
_EN_NUMBER = re.compile(rf"\b(?:{_EN_WORD})(?:[ -](?:{_EN_WORD}|hundred|thousand))*\b")
_EN_SCALE = re.compile(r"(\d[\d,]*(?:\.\d+)?)[ -]?(thousand|million|billion|trillion)\b")
_EN_SHORT_SCALE = re.compile(
    r"(?<=[₩$€])(\d[\d,]*(?:\.\d+)?) ?(k|m|bn)\b|krw (\d[\d,.]*) ?(k|m|bn)\b"
    r"|(?<![\w.])(\d[\d,.]*)(k|m|bn) (?=won|users|people|lines|customers|subscribers)"
)
_SCALES = {
    "k": 10**3, "thousand": 10**3, "m": 10**6, "million": 10**6, "bn": 10**9, "billion": 10**9,
    "trillion": 10**12,
}  # fmt: skip
_PHRASES = (
    (re.compile(r"\b(?:an|1) hour and a half\b"), "90 minutes"),
    (re.compile(r"\bhalf (?:an|-) ?hour\b|\bhalf-hour\b"), "30 minutes"),
    (re.compile(r"(\d+) and a half hours\b"), r"\1 hours 30 minutes"),
    (re.compile(r"(\d) ?시간 ?반(?![가-힣])"), r"\1시간 30분"),
    (re.compile(r"(?<![가-힣])반년"), "6개월"),
    (re.compile(r"\btwice\b"), "2 times"),
    (re.compile(r"(\d[\d,]*)( and | or |, |·)(?=(?:krw )?\d[\d,]* ?(won|원))"), r"\1 \3\2"),
)
_EARLY = ((re.compile(r"(?:한 ?달|1 ?개월|1 ?달)에(?= )"), "월"),)
_UNIT = (
    r"시간|분|초|영업일|일|개월|주|년|만 ?원|천 ?원|원|배|%|퍼센트|명|건|회|"
    r"(?:business )?days?|hours?|minutes?|weeks?|months?|years?|percent|million|billion"
    r"|thousand|m\b"
)
_RANGE = re.compile(
    rf"(?<![\d\-:.])(\d[\d,.]*)( ?(?:~|-|에서) ?| to )(\d[\d,.]*)([ -]?)({_UNIT}|[백천]?만|억|천)"
)
_KRW_RANGE = re.compile(
    r"(krw |₩|\$)(\d[\d,.]*)( ?- ?| to )(\d[\d,.]*)( ?(?:million|billion|m|bn)\b)?"
)


def digits(text: str) -> str:
    """Return a folded text with its numbers in words ("두 시간", "1천만", "ten") as digits."""
    for pattern, replacement in _EARLY:
        text = pattern.sub(replacement, text)
    text = _KRW_RANGE.sub(r"\1\2\5\3\1\4\5", text)
    text = _EN_NUMBER.sub(_english, text)
    text = _RANGE.sub(r"\1\4\5\2\3\4\5", text)
    text = _NATIVE.sub(_native_count, text)
    text = _LONE.sub(lambda m: f"{_DAYS[m[1]]}일", text)
    text = _SINO.sub(lambda m: f"{_mixed(m[1])}{m[2]}", text)
    text = _MIXED.sub(lambda m: str(_mixed(m[0])), text)
    text = _EN_SCALE.sub(lambda m: _scaled(m[1], m[2]), text)
    text = _EN_SHORT_SCALE.sub(_short_scale, text)
    for pattern, replacement in _PHRASES:
        text = pattern.sub(replacement, text)
    return text


def number(text: str) -> Fraction:
    """Return the value of digits with thousands separators and decimals."""
    return Fraction(text.replace(",", "").rstrip("."))


def _native_count(match: re.Match[str]) -> str:
    """ "한 번" is as often "once" in passing as a count, so it is left as it is."""
    if match[1] == "한" and match[2] in ("번", "차례"):
        return match[0]
    return f"{_native(match[1])} {match[2]}"


def _native(word: str) -> int:
    for tens, value in _TENS.items():
        if word.startswith(tens):
            rest = word.removeprefix(tens)
            return value + (_ONES[rest] if rest else 0)
    return _ONES[word]


def _mixed(text: str) -> int:
    """Return the value of "2억 5,138만 8천", "이천만" and the like."""
    total, section, digit = Fraction(0), Fraction(0), Fraction(0)
    for token in re.findall(r"\d[\d,]*(?:\.\d+)?|[가-힣]", text):
        if token in _LARGE:
            total += (section + digit or 1) * _LARGE[token]
            section, digit = Fraction(0), Fraction(0)
        elif token in _SMALL:
            section += (digit or 1) * _SMALL[token]
            digit = Fraction(0)
        else:
            digit = Fraction(_DIGITS[token]) if token in _DIGITS else number(token)
    return int(total + section + digit)


def _english(match: re.Match[str]) -> str:
    words = re.split(r"[ -]", match[0])
    if words == ["one"]:
        rest = match.string[match.end() :]
        return "1" if re.match(rf"[ -](?:{_UNIT})", rest) else "one"
    total, current = 0, 0
    for word in words:
        if word == "hundred":
            current *= 100
        elif word == "thousand":
            total, current = total + current * 1000, 0
        else:
            current += _EN_ONES.get(word) or _EN_TENS[word]
    return str(total + current)


def _scaled(amount: str, scale: str) -> str:
    return str(int(number(amount) * _SCALES[scale]))


def _short_scale(match: re.Match[str]) -> str:
    if match[1]:
        return _scaled(match[1], match[2])
    if match[5]:
        return f"{_scaled(match[5], match[6])} "
    return f"krw {_scaled(match[3], match[4])}"
