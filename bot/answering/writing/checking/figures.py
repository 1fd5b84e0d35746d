"""Are a sentence's figures, dates and references those of its sources?"""

import re

from bot.answering.writing.checking.case import Case, Ground
from bot.answering.writing.checking.reason import Reason
from bot.answering.writing.sentences import Sentence
from bot.answering.writing.values.extract import find_values, fold, spelled_out
from bot.answering.writing.values.model import COMPLEMENT, Bound, Kind, Value, supports

_DESCRIBES = frozenset({Kind.DATE, Kind.TIME, Kind.LENGTH})
"""What the user may say of their own outage and an answer may repeat."""

_LIMITED = frozenset({Kind.LENGTH, Kind.MONEY, Kind.SHARE, Kind.MULTIPLE, Kind.NUMBER})
_THEIRS = re.compile(
    r"말씀하(?:신|셨)|물어보(?:신|셨)|알려 ?주신|적어 ?주신|들으신|들으셨|보신|질문하신"
    r"|여쭤|라고 (?:하신|들으)|"
    r"you (?:said|mention|ask|heard|quote|wrote|read|were told|cite)|your figure|the figure you"
)
_CORRECTS = re.compile(
    r"아니|아닌|과거|예전|옛|당시|전에는|지금은|현재는|바뀌|바뀐|근거가 없|확인되지|없어요"
    r"|없습니다|다르|틀리"
    r"|not\b|n't\b|no longer|outdated|used to|old|former|wrong|never|no source"
    r"|could not be confirmed"
)
_WITHIN = {Bound.GT: Bound.GE, Bound.LT: Bound.LE}
"""What holds from 2 hours on also holds over 2 hours, unless that is said to be necessary."""

_NECESSARY = re.compile(r"[어아해여]야|초과|미만|\bonly\b|\bmust\b|\bneeds?\b")
_RECALLS = re.compile(
    r"[었았였셨](?:다면|으니|는데|으면|다고)|you (?:had|said|told|describe|were)|your outage"
)
_FEE = re.compile(
    r"요금|월 |월정액|내시|내는|쓰시|결제|fee|bill|monthly|a month|per month|plan|pay"
)
_PAID_OUT = re.compile(
    r"^ ?(?:정도|쯤|가량)?(?:을|를|이|가|은|는)? ?(?:돌려|환불|보상|배상|받|지급|청구|감면)"
)


def figures_problem(sentence: Sentence, case: Case, grounds: tuple[Ground, ...]) -> Reason | None:
    """Return VALUE or BOUND for the first figure that no source states, or None."""
    text = spelled_out(sentence.text)
    for claimed in find_values(sentence.text):
        problem = _figure_problem(claimed, text, case, grounds)
        if problem:
            return problem
    return None


def recalls(sentence: Sentence, case: Case) -> bool:
    """Return whether a sentence only puts right a figure that the user, and no fact, brought."""
    plain = fold(sentence.text)
    if not (_THEIRS.search(plain) and _CORRECTS.search(plain)):
        return False
    values = find_values(sentence.text)
    offered = tuple(fact.ground for fact in case.facts.values())
    return bool(values) and not any(_stating(v, _carriers(case, offered)) for v in values)


def flipped_figures(sentence: Sentence, case: Case, grounds: tuple[Ground, ...]) -> bool:
    """Return whether a limit is stated from its other side ("under 2 hours" for "from 2 hours")."""
    return any(
        _mismatched(claimed, _stating(claimed, _carriers(case, grounds)))
        for claimed in find_values(sentence.text)
    )


def _figure_problem(
    claimed: Value, text: str, case: Case, grounds: tuple[Ground, ...]
) -> Reason | None:
    stating = _stating(claimed, _carriers(case, grounds))
    if _paid_out(claimed, text) and not _payable(claimed, case, grounds):
        return Reason.VALUE
    if stating and not _wrong_bound(claimed, stating, necessary=bool(_NECESSARY.search(text))):
        return None
    if _told(claimed, text, case.question):
        return None
    if stating:
        return Reason.BOUND
    if _stating(claimed, (case.question,)) and _may_repeat(claimed, text):
        return None
    return Reason.VALUE


def _paid_out(claimed: Value, text: str) -> bool:
    return claimed.kind is Kind.MONEY and bool(_PAID_OUT.match(text[claimed.span[1] :]))


def _payable(claimed: Value, case: Case, grounds: tuple[Ground, ...]) -> bool:
    """An amount someone gets is a fact's or the assessment's result, never one of its inputs."""
    results = {amount for e in case.entitlements for amount in (e.amount_krw, e.amount_max_krw)}
    return claimed.key[1] in results or bool(_stating(claimed, grounds))


def _told(claimed: Value, text: str, question: Ground) -> bool:
    """Return whether a sentence only recalls what the user told of their outage, limit and all."""
    if claimed.kind not in (Kind.LENGTH, Kind.NUMBER) or not _RECALLS.search(text):
        return False
    return any(v.bound == claimed.bound for v in _stating(claimed, (question,)))


def _carriers(case: Case, grounds: tuple[Ground, ...]) -> tuple[Ground, ...]:
    return (*grounds, case.assessment)


def _stating(claimed: Value, grounds: tuple[Ground, ...]) -> tuple[Value, ...]:
    return tuple(v for ground in grounds for v in ground.values if supports(v, claimed))


def _wrong_bound(claimed: Value, stating: tuple[Value, ...], *, necessary: bool) -> bool:
    if claimed.bound is None:
        return False
    bounds = {value.bound for value in stating}
    if claimed.kind in (Kind.DATE, Kind.TIME):
        given = bounds - {None}
        return bool(given) and claimed.bound not in given
    if claimed.kind not in _LIMITED or claimed.bound in bounds:
        return False
    looser = _WITHIN.get(claimed.bound)
    if looser and looser in bounds and not necessary:
        return False
    return not _mismatched(claimed, stating)


def _mismatched(claimed: Value, stating: tuple[Value, ...]) -> bool:
    """The sources state only the complement of the claimed limit."""
    if claimed.bound is None or claimed.kind not in _LIMITED:
        return False
    bounds = {value.bound for value in stating}
    return claimed.bound not in bounds and COMPLEMENT[claimed.bound] in bounds


def _may_repeat(claimed: Value, text: str) -> bool:
    """Return whether a figure that only the user brought may stand in this sentence."""
    if claimed.bound and claimed.kind is not Kind.DATE:
        return False
    if claimed.kind in _DESCRIBES:
        return True
    if claimed.kind is Kind.MONEY and _FEE.search(text):
        return True
    return bool(_THEIRS.search(fold(text)) and _CORRECTS.search(fold(text)))
