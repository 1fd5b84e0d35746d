"""Which case an answer or a stop in the diary can open."""

import re
from dataclasses import replace
from datetime import date, datetime, time

from bot.answering.model import Answer, Understanding
from bot.answering.outage import category_of, outage_of, with_incident
from bot.claims.book import Claims
from bot.claims.casework import open_case
from bot.claims.model import Case
from bot.clock import KST
from bot.compensation.model import Eligible, Outage, Service
from bot.storage.model import Claimable
from knowledge.claims_schema import Matter
from knowledge.schema import Category
from knowledge.store import Knowledge

_LEAK = re.compile(r"유출|털렸|해킹|\bleak|breach|hacked", re.IGNORECASE)


def claimable_of(answer: Answer, knowledge: Knowledge) -> Claimable | None:
    """Return what a case can be opened from; None for answers about no outage of the user's.

    An answer that asks back comes first with its question, unless something is granted already.
    """
    said, found = answer.memory.last, answer.assessment
    granted = found is not None and found.eligible is Eligible.YES
    if said is None or (answer.follow_up is not None and not granted):
        return None
    if _LEAK.search(answer.question) and said.providers:
        return _leak(said, knowledge)
    outage = outage_of(said, knowledge) if answer.assessment else None
    return _stopped(said, outage, knowledge) if outage else None


def case_of(claim: Claimable, claims: Claims, today: date) -> Case:
    """Return a new case, assessed by the rules."""
    return open_case(
        claim.outage,
        claim.category,
        claims.rules,
        today,
        service=claim.service,
        matter=claim.matter,
        timed=claim.timed,
    )


def same_matter(case: Case, claim: Claimable) -> bool:
    """Return whether an open case is about what a new one would be about.

    Where the user has since corrected the case, what it was opened from is still recognised by
    its company, kind and day.
    """
    mine, theirs = case.outage, claim.outage
    return (
        case.matter is claim.matter
        and (mine.provider, mine.service) == (theirs.provider, theirs.service)
        and (theirs.start is None or _day(mine.start) == _day(theirs.start))
        and (theirs.minutes is None or mine.minutes == theirs.minutes)
    )


def diary_claim(outage: Outage, knowledge: Knowledge, category: Category | None) -> Claimable:
    """Return what a case of a stop in the diary is opened from."""
    chosen = category or _main(outage.provider, knowledge)
    service = _service_of(outage.provider, chosen, knowledge)
    return Claimable(outage, chosen, service)


def _stopped(said: Understanding, outage: Outage, knowledge: Knowledge) -> Claimable | None:
    category = category_of(said, knowledge)
    if category is None:
        return None
    if said.incident:
        outage = with_incident(outage, knowledge.fact(said.incident))
    timed = outage.start is not None
    if outage.start is None and said.day_from and said.day_from == said.day_to:
        outage = replace(outage, start=datetime.combine(said.day_from, time(), tzinfo=KST))
    service = said.services[0] if said.services else None
    provider = outage.provider
    return Claimable(
        outage, category, service or _service_of(provider, category, knowledge), timed=timed
    )


def _leak(said: Understanding, knowledge: Knowledge) -> Claimable:
    provider = said.providers[0]
    category = category_of(said, knowledge) or _main(provider, knowledge)
    day = said.day_from if said.day_from and said.day_from == said.day_to else None
    start = said.start or (datetime.combine(day, time(), tzinfo=KST) if day else None)
    outage = Outage(Service.OTHER, provider, start)
    service = _service_of(provider, category, knowledge)
    return Claimable(outage, category, service, Matter.LEAK, timed=said.start is not None)


def _main(provider: str | None, knowledge: Knowledge) -> Category:
    known = knowledge.providers.get(provider or "")
    return known.services[0].category if known else Category.SOFTWARE


def _service_of(provider: str | None, category: Category, knowledge: Knowledge) -> str | None:
    known = knowledge.providers.get(provider or "")
    fitting = [one.id for one in known.services if one.category is category] if known else []
    return fitting[0] if fitting else None


def _day(moment: datetime | None) -> date | None:
    return moment.astimezone(KST).date() if moment else None
