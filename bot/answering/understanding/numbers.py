"""Numbers written in Korean words, and amounts of money."""

import re

_NATIVE_ONES = {
    "한": 1, "하나": 1, "두": 2, "둘": 2, "세": 3, "석": 3, "셋": 3, "네": 4, "넉": 4, "넷": 4,
    "다섯": 5, "여섯": 6, "일곱": 7, "여덟": 8, "여덜": 8, "아홉": 9,
}  # fmt: skip
_NATIVE_TENS = {"열": 10, "스물": 20, "스무": 20}
_SINO = {"일": 1, "이": 2, "삼": 3, "사": 4, "오": 5, "육": 6, "칠": 7, "팔": 8, "구": 9}
_SINO_UNITS = {"십": 10, "백": 100, "천": 1000}

_ONES = "하나|한|두|둘|세|석|셋|네|넉|넷|다섯|여섯|일곱|여덟|여덜|아홉"
NATIVE = rf"(?:(?:열|스물)(?:{_ONES})|스무|열|{_ONES})"
"""Matches a native Korean number up to 29 ("두", "열한", "스무")."""

SINO = "[일이삼사오육칠팔구십]{1,5}"
"""Matches a small Sino-Korean number ("삼십", "사십오")."""

_FEW = "[일이삼사오육칠팔구]"
_DIGITS = r"(?<![\d,])\d[\d,]{0,11}"
WON_AMOUNT = (
    rf"(?:(?:{_DIGITS}(?:\.\d{{1,2}})?|{SINO})?\s?만\s?(?:(?:\d|{_FEW})?\s?천\s?)?"
    rf"(?:(?:\d|{_FEW})?\s?백\s?)?(?:\d{{3,4}})?"
    rf"|(?:\d|{_FEW})\s?천(?:\s?(?:\d|{_FEW})\s?백)?"
    rf"|{_DIGITS}(?<=\d)(?!\d))"
)
"""Matches an amount without its unit: 33,000 · 3만3천 · 만 오천 · 4만."""


def parse_native(text: str) -> int:
    """Return the value of a native number, or of digits; raises KeyError for anything else."""
    if text.isdigit():
        return int(text)
    for tens, value in _NATIVE_TENS.items():
        if text.startswith(tens):
            rest = text.removeprefix(tens)
            return value + (_NATIVE_ONES[rest] if rest else 0)
    return _NATIVE_ONES[text]


def parse_sino(text: str) -> int:
    """Return the value of a Sino-Korean number below 10,000, digits mixed in ("3천5백")."""
    total, digit = 0, 0
    for token in re.findall(r"\d+|.", text):
        if token in _SINO_UNITS:
            total += (digit or 1) * _SINO_UNITS[token]
            digit = 0
        else:
            digit = int(token) if token.isdigit() else _SINO[token]
    return total + digit


THOUSANDS = r"(?<![\d.,])\d{1,3}(?:\.\d{1,2})?\s?k(?![a-z])"
"""Matches an amount in thousands as it is written in English: 45k · 25.3k."""


def parse_won(amount: str) -> int:
    """Return an amount matched by `WON_AMOUNT` or `THOUSANDS`, in KRW."""
    plain = re.sub(r"[\s,]", "", amount)
    if plain.endswith("k"):
        return round(float(plain[:-1]) * 1_000)
    if "만" not in plain:
        return parse_sino(plain)
    high, low = plain.split("만", 1)
    tens_of_thousands = _parse_decimal(high) if high else 1.0
    return round(tens_of_thousands * 10_000) + (parse_sino(low) if low else 0)


def _parse_decimal(text: str) -> float:
    return float(text) if text[0].isdigit() else float(parse_sino(text))
