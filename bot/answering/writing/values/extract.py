"""Finds every checkable value of a text, each part of the text read once."""

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import replace

from bot.answering.writing.values.amounts import (
    find_lengths,
    find_money,
    find_multiples,
    find_shares,
)
from bot.answering.writing.values.bounds import bound_of
from bot.answering.writing.values.dates import find_dates, find_times
from bot.answering.writing.values.model import Kind, Value
from bot.answering.writing.values.numerals import digits, number
from bot.answering.writing.values.references import (
    find_acts,
    find_addresses,
    find_articles,
    find_cases,
    find_phones,
    find_tokens,
)

_LOOKS = str.maketrans(
    {"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-", "〜": "~", "∼": "~"}
)
_FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_NUMBER = re.compile(r"(?<![\d.,])\d[\d,]*(?:\.\d+)?")

Finder = Callable[[str], Iterator[Value]]


def find_numbers(text: str) -> Iterator[Value]:
    """Yield the numbers that no other finder claimed."""
    for match in _NUMBER.finditer(text):
        key = (number(match[0].rstrip(",")),)
        yield Value(Kind.NUMBER, key, bound_of(text, *match.span()), match.span())


_IN_ORDER: tuple[Finder, ...] = (
    find_addresses,
    find_phones,
    find_cases,
    find_acts,
    find_articles,
    find_shares,
    find_dates,
    find_times,
    find_money,
    find_lengths,
    find_multiples,
    find_tokens,
    find_numbers,
)


def fold(text: str) -> str:
    """Return a text composed, lower-cased, in half width and with single spaces."""
    plain = unicodedata.normalize("NFC", text).translate(_FULL_WIDTH).translate(_LOOKS)
    return " ".join(plain.lower().split())


def find_values(text: str) -> tuple[Value, ...]:
    """Return the values of a text in order of their place; spans refer to `spelled_out`."""
    rest = spelled_out(text)
    found: list[Value] = []
    for finder in _IN_ORDER:
        values = list(finder(rest))
        found += values
        for value in values:
            start, end = value.span
            rest = f"{rest[:start]}{'¦' * (end - start)}{rest[end:]}"
    return tuple(sorted(found, key=lambda value: value.span))


def spelled_out(text: str) -> str:
    """Return the folded text with its numbers in digits; the text that spans refer to."""
    return digits(fold(text))


def with_years(values: tuple[Value, ...]) -> tuple[Value, ...]:
    """Return the values and, for each date without a year, that date in the last year named.

    Only for sources: "2024년 2월 7일 보고, 2월 14일 예고" states 2024-02-14 as well.
    """
    year: object = None
    added: list[Value] = []
    for value in values:
        if value.kind is not Kind.DATE:
            continue
        if value.key[0] is None and year is not None:
            added.append(replace(value, key=(year, *value.key[1:])))
        year = value.key[0] or year
    return (*values, *added)
