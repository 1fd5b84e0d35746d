"""What a checkable value is, and when one value carries another."""

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

Key = tuple[object, ...]


class Kind(StrEnum):
    """What a value measures; only values of one kind are compared, but see `supports`."""

    DATE = "date"
    TIME = "time"
    LENGTH = "length"
    MONEY = "money"
    SHARE = "share"
    MULTIPLE = "multiple"
    ARTICLE = "article"
    ACT = "act"
    CASE = "case"
    ADDRESS = "address"
    PHONE = "phone"
    TOKEN = "token"  # noqa: S105 - a word with digits such as 5g
    NUMBER = "number"


class Bound(StrEnum):
    """What a value limits: from where (`ge`, `gt`) or up to where (`le`, `lt`)."""

    GE = "ge"
    GT = "gt"
    LE = "le"
    LT = "lt"


COMPLEMENT = {Bound.GE: Bound.LT, Bound.LT: Bound.GE, Bound.GT: Bound.LE, Bound.LE: Bound.GT}
"""The bound that says the same of the opposite case: "from 2 hours" and "under 2 hours not"."""


@dataclass(frozen=True, slots=True)
class Value:
    """One value found in a text; `key` is comparable within its kind, `span` where it stood.

    Keys: DATE (year, month, day), each None where not said; TIME (minute of the day, whether the
    half of the day is known); LENGTH (unit, amount) in minutes ("m"), months ("mo") or business
    days ("bd"); MONEY (currency, amount); ARTICLE (article, branch, paragraph, item); others one
    element.
    """

    kind: Kind
    key: Key
    bound: Bound | None = None
    span: tuple[int, int] = (0, 0)


def supports(source: Value, claimed: Value) -> bool:
    """Return whether `source` states the value `claimed`, whatever their bounds."""
    if source.kind is claimed.kind:
        return _same(source, claimed)
    if source.kind is Kind.MULTIPLE and claimed.kind is Kind.NUMBER:
        return source.key == claimed.key
    if source.kind is Kind.DATE:
        return _read_as_date(source.key, claimed)
    return False


def _same(source: Value, claimed: Value) -> bool:
    if claimed.kind in (Kind.DATE, Kind.ARTICLE):
        pairs = zip(claimed.key, source.key, strict=True)
        return all(part is None or part == given for part, given in pairs)
    if claimed.kind is Kind.TIME:
        return _same_time(source.key, claimed.key)
    return source.key == claimed.key


_HALF_DAY = 720
_DAY = 1440


def _same_time(source: Key, claimed: Key) -> bool:
    (minute, known), (other, other_known) = source, claimed
    if known and other_known:
        return minute == other
    return int(str(minute)) % _HALF_DAY == int(str(other)) % _HALF_DAY


def _read_as_date(date: Key, claimed: Value) -> bool:
    """A bare "20일" may be the day of a date, a bare "2022" its year."""
    year, _, day = date
    if claimed.kind is Kind.NUMBER:
        return claimed.key[0] == year
    if claimed.kind is Kind.LENGTH and claimed.bound is None and isinstance(day, int):
        return claimed.key == ("m", Fraction(day * _DAY))
    return False
