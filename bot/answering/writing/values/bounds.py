"""Reads whether a value is a lower or an upper limit from the words around it."""

import re

from bot.answering.writing.values.model import Bound

_PARTICLE = (
    r"\s?(?:분|씩|간|동안|정도|가량|어치|명|건|회|번|개|곳|회선|차례|께|쯤)?(?:을|를|이|가|에"
    r"|의|은|는|도)?\s?(?:연속|계속|내내)?\s?"
)
_AFTER = (
    (Bound.LT, rf"{_PARTICLE}(?:미만|못 ?미치|못 ?미쳐|못 ?미친|안 ?되|채 ?안|보다 (?:짧|적|작))"),
    (Bound.GT, rf"{_PARTICLE}(?:초과|넘|보다 (?:길|긴|많|크|큰|더))"),
    (Bound.GE, rf"{_PARTICLE}(?:이상|부터)"),
    (
        Bound.LE,
        rf"{_PARTICLE}(?:이하|이내|안(?=에|으로|까지|의|이|만|$| )|내(?=에|로|의|$| )|까지)",
    ),
    (Bound.GE, r"\s?(?:or|and) (?:more|longer|above)"),
    (Bound.LE, r"\s?or (?:less|shorter|fewer|below)"),
)
_BEFORE = (
    (Bound.GE, r"(?:at least|no less than|not less than|minimum(?: of)?|최소|적어도)"),
    (Bound.LE, r"(?:no more than|not more than|no longer than|no later than)"),
    (Bound.GT, r"(?:more than|over|exceed(?:s|ed|ing)?|longer than|above|beyond|greater than)"),
    (Bound.LE, r"(?:up to|at most|within|maximum(?: of)?|최대|최고|최장)"),
    (Bound.LT, r"(?:less than|under|below|fewer than|shorter than|short of)"),
)
_FILLER = r"(?: (?:the|a|an|of|about|first|krw|us))*[ ₩$]*(?:krw )?$"
_AFTER_RE = [(bound, re.compile(pattern)) for bound, pattern in _AFTER]
_BEFORE_RE = [(bound, re.compile(rf"{pattern}{_FILLER}")) for bound, pattern in _BEFORE]

_DATE_AFTER = (
    (
        Bound.GE,
        re.compile(
            r"\s?(?:말|초|중순|께|쯤|경)?\s?(?:\([^)]*\))?\s?(?:부터|이후)|\s?(?:onwards?|or later)"
        ),
    ),
    (
        Bound.LE,
        re.compile(
            r"\s?(?:말|초|중순|께|쯤|경)?\s?(?:\([^)]*\))?\s?(?:까지|이전|전(?=에|까지|$| ))"
        ),
    ),
)
_DATE_BEFORE = (
    (Bound.GE, re.compile(r"(?:since|from|as of|after|starting|effective)(?: on| the)?\s?$")),
    (Bound.LE, re.compile(r"(?:until|before|through|up to|by)(?: the)?\s?$")),
)
_WINDOW = 28


def bound_of(text: str, start: int, end: int) -> Bound | None:
    """Return the limit that the words around a length, amount or share express."""
    after, before = text[end : end + _WINDOW], text[max(0, start - _WINDOW) : start]
    return next(
        (bound for bound, pattern in _AFTER_RE if pattern.match(after)),
        next((bound for bound, pattern in _BEFORE_RE if pattern.search(before)), None),
    )


def date_bound_of(text: str, start: int, end: int) -> Bound | None:
    """Return whether a date is a beginning (GE) or an end (LE)."""
    after, before = text[end : end + _WINDOW], text[max(0, start - _WINDOW) : start]
    return next(
        (bound for bound, pattern in _DATE_AFTER if pattern.match(after)),
        next((bound for bound, pattern in _DATE_BEFORE if pattern.search(before)), None),
    )
