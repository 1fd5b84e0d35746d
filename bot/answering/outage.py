"""Turns what was understood into the outage the rules engine assesses."""

from dataclasses import replace
from datetime import datetime

from bot.answering.model import Understanding
from bot.compensation.model import Outage, Service
from knowledge.schema import Category, Fact, Tier
from knowledge.store import Knowledge

_DIRECT: dict[Category, Service] = {
    Category.MOBILE: Service.MOBILE,
    Category.BROADBAND: Service.BROADBAND,
    Category.IPTV: Service.IPTV,
    Category.PHONE: Service.PHONE,
    Category.VIDEO: Service.CONTENT,
    Category.MUSIC: Service.CONTENT,
    Category.WEBTOON: Service.CONTENT,
    Category.AI: Service.CONTENT,
    Category.GAME: Service.GAME,
    Category.ELEARNING: Service.ELEARNING,
    Category.PAYMENT: Service.PAYMENT,
    Category.CARD: Service.PAYMENT,
    Category.BANK: Service.BANK,
    Category.BROKERAGE: Service.BROKERAGE,
    Category.CRYPTO: Service.CRYPTO,
    Category.DELIVERY: Service.DELIVERY,
    Category.CLOUD: Service.CLOUD,
}
TELECOM = frozenset({Category.MOBILE, Category.BROADBAND, Category.IPTV, Category.PHONE})
_FREE_BY_NATURE = frozenset({Category.MESSENGER, Category.PORTAL, Category.SOCIAL})
_CAN_BE_FREE = frozenset({Service.CONTENT, Service.GAME, Service.ELEARNING, Service.OTHER})


def category_of(understanding: Understanding, knowledge: Knowledge) -> Category | None:
    """Return the category said or implied by the service or the provider's only category."""
    if understanding.category:
        return understanding.category
    services = [
        service
        for provider in understanding.providers
        for service in knowledge.providers[provider].services
        if not understanding.services or service.id in understanding.services
    ]
    categories = {service.category for service in services}
    return categories.pop() if len(categories) == 1 else None


def outage_of(understanding: Understanding, knowledge: Knowledge) -> Outage | None:
    """Return the user's outage, or None when no kind of service can be told."""
    category = category_of(understanding, knowledge)
    if category is None:
        return None
    paid = None if category is Category.GOVERNMENT else _paid(understanding, knowledge)
    return Outage(
        service=service_of(category, paid),
        provider=understanding.providers[0] if understanding.providers else None,
        start=understanding.start,
        minutes=understanding.minutes,
        paid=paid,
        monthly_fee_krw=understanding.monthly_fee_krw,
        announced=understanding.announced,
        gross_negligence=understanding.gross_negligence,
        force_majeure=understanding.force_majeure,
        month_total_minutes=understanding.month_total_minutes,
        month_count=understanding.month_count,
    )


def service_of(category: Category, paid: bool | None) -> Service:
    """Return the kind of service the rules speak about.

    Messengers, portals and social networks are free unless the user pays for a part of them.
    """
    if category in _FREE_BY_NATURE:
        return Service.CONTENT if paid else Service.FREE
    service = _DIRECT.get(category, Service.OTHER)
    return Service.FREE if paid is False and service in _CAN_BE_FREE else service


def names_only_carrier(understanding: Understanding, knowledge: Knowledge) -> bool:
    """Return whether the user named a carrier but not which of its lines was down."""
    return category_of(understanding, knowledge) is None and any(
        service.category in TELECOM
        for provider in understanding.providers
        for service in knowledge.providers[provider].services
    )


def with_incident(outage: Outage, incident: Fact) -> Outage:
    """Return the outage with what the register knows about the incident filled in."""

    start, minutes = incident.figures.get("start"), incident.figures.get("duration_minutes")
    timed = isinstance(start, str) and "T" in start
    return replace(
        outage,
        start=outage.start or (datetime.fromisoformat(str(start)) if timed else None),
        minutes=outage.minutes or (minutes if isinstance(minutes, int) else None),
        announced=False if outage.announced is None else outage.announced,
    )


def _paid(understanding: Understanding, knowledge: Knowledge) -> bool | None:
    if understanding.paid is not None:
        return understanding.paid
    if understanding.monthly_fee_krw is not None:
        return True
    tiers = {
        service.tier
        for provider in understanding.providers
        for service in knowledge.providers[provider].services
        if service.id in understanding.services
    }
    return {frozenset({Tier.PAID}): True, frozenset({Tier.FREE}): False}.get(frozenset(tiers))
