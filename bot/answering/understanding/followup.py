"""Completes a turn with what the turns before it said."""

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from bot.answering.model import Intent, Understanding
from bot.answering.understanding.text import any_of, normalise
from knowledge.schema import Category, Provider

_OPENS_LIKE_ONE = any_of(
    r"^(?:아\s?)?(?:그럼|그러면|그러믄|글면|그런데|근데|아니|그리고|그래서|그래도|만약|만일"
    r"|혹시\s?그|그건|그거|그게|그때|그\s?(?:법|돈|기준|규정|회사|약관|날|장애|경우)|이건|이거"
    r"|저는\s?그럼|거기|반대로|대신)",
    r"^(?:and\b|what about|how about|what if|but\b|so\b|then\b|if (?:it|i|they)\b|is that"
    r"|when was that|and if)",
    r"(?:는요|은요|이면요|라면요|였으면요?|이었으면요?|이면|라면|였다면|이었다면|(?<!나)는"
    r"|은)\s?[?？]*$",
)  # fmt: skip
_VERY_SHORT = 12
_SAYS_SOMETHING = re.compile(r"[가-힣a-z\d]")
_OWN_SUBJECT = re.compile(
    r"넷플(?:릭스)?\s?법|위원회|소비자원|1372|방통위|소액\s?재판|지급\s?명령|국내\s?대리인"
    r"|netflix law"
)
"""Things short questions are about by themselves ("넷플릭스법이 뭐야?")."""

_SMALL_TALK = frozenset({Intent.GREETING, Intent.THANKS, Intent.OUT_OF_SCOPE})
_INHERITED = (
    "category", "incident", "start", "day_from", "day_to", "minutes", "month_total_minutes",
    "month_count", "monthly_fee_krw", "paid", "announced", "gross_negligence",
    "force_majeure",
)  # fmt: skip
_BOUND_TO_PROVIDER = frozenset({"incident", "monthly_fee_krw", "paid"})
_BOUND_TO_DATE = frozenset({"incident", "start", "day_from", "day_to"})
_LINES = frozenset({Category.MOBILE, Category.BROADBAND, Category.IPTV, Category.PHONE})


def looks_like_follow_up(current: Understanding) -> bool:
    """Return whether a turn leans on the one before it: by its opening, or for being very short.

    A turn with a provider of its own leans on the last one only when it is very short ("KT는요?").
    """
    if current.intent in _SMALL_TALK:
        return False
    text = normalise(current.question)
    if not _SAYS_SOMETHING.search(text):
        return False
    short = len(text.replace(" ", "")) <= _VERY_SHORT and not _OWN_SUBJECT.search(text)
    if current.providers or current.incident:
        return short and bool(_OPENS_LIKE_ONE.search(text))
    return short or bool(_OPENS_LIKE_ONE.search(text))


def merge_follow_up(
    previous: Understanding, current: Understanding, providers: Mapping[str, Provider]
) -> Understanding:
    """Return `current` with what it leaves out filled in from `previous`.

    Only a turn that looks like a follow-up inherits; its own values always win. Another provider
    drops what belongs to the old one (fee, product, incident), another date the old incident; so
    does another kind of service that the old provider does not offer ("그럼 증권사는요?").
    """
    if not looks_like_follow_up(current):
        return current
    elsewhere = not current.providers and not _offers(previous, current, providers)
    foreign = _foreign(previous, current, elsewhere=elsewhere)
    changes: dict[str, Any] = {
        name: getattr(previous, name)
        for name in _INHERITED
        if getattr(current, name) is None and name not in foreign
    }
    changes["asks_anew"] = not _asks_nothing(current)
    changes["subject"] = "" if elsewhere else _subject(previous, current)
    changes["outage_said"] = current.outage_said or previous.outage_said
    if not current.providers and not elsewhere:
        changes |= {"providers": previous.providers, "services": previous.services}
    if not current.dated:
        changes |= {"as_of": previous.as_of, "dated": previous.dated}
    return replace(current, follow_up=True, intents=_intents(previous, current), **changes)


def _subject(previous: Understanding, current: Understanding) -> str:
    """Return the question that opened the matter; another company, date or kind opens a new one."""
    other_company = current.providers and current.providers != previous.providers
    kinds = (current.category, previous.category)
    moved_on = current.dated or other_company or (all(kinds) and kinds[0] is not kinds[1])
    return "" if moved_on else previous.subject or previous.question


def _offers(
    previous: Understanding, current: Understanding, providers: Mapping[str, Provider]
) -> bool:
    """Return whether a provider of the last turn offers the kind of service this one names."""
    if current.category is None or not previous.providers:
        return True
    services = (service for name in previous.providers for service in providers[name].services)
    return current.category in {service.category for service in services}


def _foreign(previous: Understanding, current: Understanding, *, elsewhere: bool) -> frozenset[str]:
    """Return what must not be taken over; the kind of line stays from carrier to carrier."""
    foreign: frozenset[str] = _BOUND_TO_DATE if current.dated else frozenset()
    if elsewhere:
        return foreign | _BOUND_TO_PROVIDER
    if current.providers and current.providers != previous.providers:
        foreign |= _BOUND_TO_PROVIDER
        if previous.category not in _LINES:
            foreign |= {"category"}
    return foreign


def _intents(previous: Understanding, current: Understanding) -> tuple[Intent, ...]:
    """A turn that asks nothing of its own ("그럼 월 4만원이면?") repeats the last question."""
    return previous.intents if _asks_nothing(current) else current.intents


_ASKS = re.compile(
    r"보상|배상|환불|법|약관|기준|조정|신고|언제|왜|원인|어디|얼마|몇|누구|뭐|무엇|어떻게"
    r"|받|걸려|알려야|의무|refund|compens|law|when|where|why|who|how"
)


def _asks_nothing(current: Understanding) -> bool:
    return not _ASKS.search(normalise(current.question))
