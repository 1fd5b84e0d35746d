"""Short ways to write outages in tests."""

from dataclasses import replace
from datetime import date, datetime

from bot.compensation.engine import assess
from bot.compensation.model import Assessment, Entitlement, EntitlementKind, Outage, Service
from bot.compensation.rules import Rules

TODAY = date(2026, 8, 1)


def outage(
    service: str, provider: str | None = None, start: str = "", **more: bool | int | None
) -> Outage:
    """Return an outage; without a start it began on TODAY."""
    began = datetime.fromisoformat(start) if start else None
    plain = Outage(Service(service), provider, began)
    return replace(plain, **more)  # type: ignore[arg-type]  # the names are checked at run time


def assessed(
    rules: Rules,
    service: str,
    provider: str | None = None,
    start: str = "",
    **more: bool | int | None,
) -> Assessment:
    """Return the assessment of such an outage."""
    return assess(outage(service, provider, start, **more), rules, TODAY)


def granted(assessment: Assessment, kind: str) -> Entitlement | None:
    """Return the entitlement of a kind, or None; fails when there are several."""
    found = [item for item in assessment.entitlements if item.kind is EntitlementKind(kind)]
    assert len(found) <= 1
    return found[0] if found else None


def amount(assessment: Assessment, kind: str = "damages") -> int | None:
    """Return the KRW of the entitlement of a kind, or None."""
    item = granted(assessment, kind)
    return item.amount_krw if item else None
