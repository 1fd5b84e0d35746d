"""Masks personal data in what a user wrote, before it leaves the machine, is quoted or kept.

Masking is one way: nothing keeps the original. Public numbers of companies (1577-3321, 1372) and
amounts, dates and lengths stay readable.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from knowledge.language import Language

_FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—−ㅡ", "-"))


class Personal(StrEnum):
    """A kind of personal data."""

    RESIDENT_NUMBER = "resident_number"
    CARD = "card"
    PHONE = "phone"
    EMAIL = "email"
    ACCOUNT = "account"
    PASSPORT = "passport"


_LABELS = {
    Personal.RESIDENT_NUMBER: ("주민등록번호 가림", "ID number hidden"),
    Personal.CARD: ("카드번호 가림", "card number hidden"),
    Personal.PHONE: ("전화번호 가림", "phone number hidden"),
    Personal.EMAIL: ("이메일 가림", "e-mail hidden"),
    Personal.ACCOUNT: ("계좌번호 가림", "account number hidden"),
    Personal.PASSPORT: ("여권번호 가림", "passport number hidden"),
}


@dataclass(frozen=True, slots=True)
class Masked:
    """A text that is safe to pass on, and which kinds of personal data it held."""

    text: str
    found: frozenset[Personal]


def mask(text: str, language: Language = Language.KO) -> Masked:
    """Return `text` with personal data replaced by a label in `language`."""
    folded = text.translate(_FULL_WIDTH).translate(_DASHES)
    found: set[Personal] = set()
    for kind, pattern, real in _IN_ORDER:
        text, folded, hit = _replace(text, folded, pattern, real, _label(kind, language))
        if hit:
            found.add(kind)
    return Masked(text, frozenset(found))


def _label(kind: Personal, language: Language) -> str:
    korean, english = _LABELS[kind]
    return f"({korean if language is Language.KO else english})"


Check = Callable[[str], bool]


def _replace(
    text: str, folded: str, pattern: re.Pattern[str], real: Check, label: str
) -> tuple[str, str, bool]:
    """Replace in both texts; `folded` has the same length and decides where."""
    spans = [match.span() for match in pattern.finditer(folded) if real(match[0])]
    for start, end in reversed(spans):
        text = f"{text[:start]}{label}{text[end:]}"
        folded = f"{folded[:start]}{label}{folded[end:]}"
    return text, folded, bool(spans)


def _always(_: str) -> bool:
    return True


def _digits(text: str) -> str:
    return re.sub(r"\D", "", text)


_CARD_LENGTHS = range(14, 17)
_ACCOUNT_LENGTHS = range(10, 17)
_LUHN_BASE = 10


def _is_card(text: str) -> bool:
    """A run of digits is a card number if its check digit fits; grouped by fours it always is."""
    digits = _digits(text)
    if len(digits) not in _CARD_LENGTHS:
        return False
    grouped = re.fullmatch(r"\d{4}[ .-]\d{4}[ .-]\d{4}[ .-]\d{4}|\d{4}[ .-]\d{6}[ .-]\d{5}", text)
    return bool(grouped) or _luhn(digits)


def _luhn(digits: str) -> bool:
    doubled = [sum(divmod(2 * int(d), _LUHN_BASE)) for d in digits[-2::-2]]
    return (sum(doubled) + sum(map(int, digits[-1::-2]))) % _LUHN_BASE == 0


def _is_account(text: str) -> bool:
    digits = _digits(text)
    dated = re.match(
        r"(?:19|20)\d\d[-. ](?:0?[1-9]|1[0-2])[-. ](?:0?[1-9]|[12]\d|3[01])(?!\d)", text
    )
    toll_free = text.startswith("080-")
    return len(digits) in _ACCOUNT_LENGTHS and not dated and not toll_free


_GAP = r"[ .\-]?"
_IN_ORDER: tuple[tuple[Personal, re.Pattern[str], Check], ...] = (
    (Personal.EMAIL, re.compile(r"[\w.+-]+ ?@ ?[\w-]+(?:\.[\w-]+)+", re.ASCII), _always),
    (
        Personal.RESIDENT_NUMBER,
        re.compile(
            r"(?<!\d)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01]) ?-? ?[1-8][\d*xX●]{6}(?![\d*xX])"
        ),
        _always,
    ),
    (
        Personal.PHONE,
        re.compile(
            rf"(?<![\d-])(?:\+?82{_GAP}\(?0?\)?{_GAP})?\(?0?1[016-9]\)?{_GAP}\d{{3,4}}{_GAP}\d{{4}}(?![\d-])"
            rf"|(?<![\d-])(?:\+?82{_GAP})?\(?0(?:2|[3-6]\d|70"
            rf"|50\d)\)?{_GAP}\d{{3,4}}{_GAP}\d{{4}}(?![\d-])"
        ),
        _always,
    ),
    (Personal.CARD, re.compile(r"(?<![\d-])\d(?:[ .-]?\d){13,15}(?![\d-])"), _is_card),
    (
        Personal.PASSPORT,
        re.compile(r"(?<![A-Za-z0-9])[MSRODmsrod]\d{3}[A-Za-z0-9]\d{4}(?!\d)"),
        _always,
    ),
    (
        Personal.ACCOUNT,
        re.compile(
            r"(?<![\d,.-])\d{2,6}(?:-\d{1,8}){1,4}(?![\d-])|(?<![\d,.-])\d{10,16}(?![\d,.원%-])"
        ),
        _is_account,
    ),
)
