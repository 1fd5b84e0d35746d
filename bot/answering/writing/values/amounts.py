"""Lengths of time, money, shares and multiples."""

import re
from collections.abc import Iterator
from fractions import Fraction

from bot.answering.writing.values.bounds import bound_of
from bot.answering.writing.values.model import Kind, Value
from bot.answering.writing.values.numerals import number

_NUMBER = r"(?<![\d.,])(\d[\d,]*(?:\.\d+)?)"
_UNITS = {
    "초": ("m", Fraction(1, 60)),
    "분": ("m", Fraction(1)),
    "시간": ("m", Fraction(60)),
    "일": ("m", Fraction(1440)),
    "주": ("m", Fraction(10080)),
    "개월": ("mo", Fraction(1)),
    "년": ("mo", Fraction(12)),
    "영업일": ("bd", Fraction(1)),
}
_SPELLINGS = (
    ("영업일", r"영업일|(?:business|working)[ -]days?"),
    ("시간", r"시간|hours?|hrs?|h(?![a-z])"),
    ("개월", r"개월|달|months?"),
    ("분", r"분(?!의|쟁|기|야|할|류|산|석|리|당)|minutes?|mins?(?![a-z])"),
    ("초", r"초(?!과|고)|seconds?"),
    ("주", r"주(?:일|간)?(?=[ 간일이내안.,)동]|$)|weeks?"),
    ("일", r"일(?!부|반|정|괄|시)|days?"),
    ("년", r"년|years?"),
)
_UNIT = "|".join(f"(?P<u{n}>{pattern})" for n, (_, pattern) in enumerate(_SPELLINGS))
_RUNNING = (
    r"(?:consecutive |continuous |straight |full |extra |more |additional |further |calendar )?"
)
_PIECE = re.compile(rf"{_NUMBER}\+?[ -]?{_RUNNING}(?:{_UNIT})")
_ONE_DAY = Fraction(1440)
_MONEY = re.compile(
    rf"(?P<sign>krw ?|₩ ?|us\$ ?|\$ ?|usd ?|€ ?)?{_NUMBER}"
    r"(?: ?(?P<unit>원(?!고|인(?!데)|심|칙|본|활)|won|krw|달러|dollars?|usd|유로|euros?|엔|yen))?"
)
_CURRENCIES = {
    "krw": "krw", "₩": "krw", "원": "krw", "won": "krw", "us$": "usd", "$": "usd", "usd": "usd",
    "달러": "usd", "dollar": "usd", "dollars": "usd", "€": "eur", "유로": "eur", "euro": "eur",
    "euros": "eur", "엔": "jpy", "yen": "jpy",
}  # fmt: skip
_PERCENT = re.compile(rf"{_NUMBER} ?(?:%|퍼센트|프로(?!그|모|필)|percent|per cent)")
_FRACTION = re.compile(r"(\d+)분의 ?(\d+)")
_HALF = re.compile(r"절반|\bhalf\b")
_MULTIPLE = re.compile(
    rf"{_NUMBER} ?(?:배(?!달|송|상|터)|x(?![a-z])|-?fold|times (?=the|your|that|what|its|their"
    rf"|as|this|of|my))"
    rf"|[×]\s?{_NUMBER}(?! ?(?:시간|분|일|원))"
)

Found = Iterator[Value]


def find_lengths(text: str) -> Found:
    """Yield lengths; neighbouring pieces ("1시간 30분") are one length."""
    pieces = [_piece(match) for match in _PIECE.finditer(text)]
    joined: list[tuple[str, Fraction, int, int]] = []
    for unit, amount, start, end in pieces:
        last = joined[-1] if joined else None
        if last and _continues(last, unit, amount, text[last[3] : start]):
            joined[-1] = (unit, last[1] + amount, last[2], end)
        else:
            joined.append((unit, amount, start, end))
    for unit, amount, start, end in joined:
        yield Value(Kind.LENGTH, (unit, amount), bound_of(text, start, end), (start, end))


def _piece(match: re.Match[str]) -> tuple[str, Fraction, int, int]:
    index = next(n for n in range(len(_SPELLINGS)) if match[f"u{n}"])
    unit, factor = _UNITS[_SPELLINGS[index][0]]
    return unit, number(match[1]) * factor, match.start(), match.end()


def _continues(last: tuple[str, Fraction, int, int], unit: str, amount: Fraction, gap: str) -> bool:
    """A smaller piece continues a length; "하루 4시간" is four hours on a day, not 28 hours."""
    days = last[1] % _ONE_DAY == 0
    joined = gap in ("", " ") or (gap == " and " and not days)
    return joined and last[0] == unit and amount < last[1] and last[1] != _ONE_DAY


def find_money(text: str) -> Found:
    """Yield amounts of money."""
    for match in _MONEY.finditer(text):
        sign = (match["sign"] or match["unit"] or "").strip()
        if sign:
            key = (_CURRENCIES[sign], number(match[2]))
            yield Value(Kind.MONEY, key, bound_of(text, *match.span()), match.span())


def find_shares(text: str) -> Found:
    """Yield percentages and fractions as shares of one."""
    for match in _PERCENT.finditer(text):
        key = (number(match[1]) / 100,)
        yield Value(Kind.SHARE, key, bound_of(text, *match.span()), match.span())
    for match in _FRACTION.finditer(text):
        if int(match[1]):
            yield Value(Kind.SHARE, (Fraction(int(match[2]), int(match[1])),), span=match.span())
    for match in _HALF.finditer(text):
        yield Value(Kind.SHARE, (Fraction(1, 2),), span=match.span())


def find_multiples(text: str) -> Found:
    """Yield multiples of a fee or a length ("10배", "10 times the fee")."""
    for match in _MULTIPLE.finditer(text):
        key = (number(match[1] or match[2]),)
        yield Value(Kind.MULTIPLE, key, bound_of(text, *match.span()), match.span())
