"""Decides whether something declared in the data files is for a case."""

from bot.claims.model import Case
from knowledge.claims_schema import Scope


def covers(scope: Scope, case: Case) -> bool:
    """Return whether `scope` means `case`; what is not known about a case is never excluded.

    A length limit is the exception: it is met only by an outage known to be longer.
    """
    return (
        _among(case.category, scope.categories)
        and _among(case.matter, scope.matters)
        and (not scope.providers or case.outage.provider in scope.providers)
        and _agrees(scope.paid, case.outage.paid)
        and _agrees(scope.business, case.business)
        and (scope.over_minutes is None or _longest(case) > scope.over_minutes)
    )


def _among(value: object, allowed: tuple[object, ...]) -> bool:
    return not allowed or value in allowed


def _agrees(wanted: bool | None, actual: bool | None) -> bool:
    return wanted is None or actual is None or wanted is actual


def _longest(case: Case) -> int:
    return max(outage.minutes or 0 for outage in case.outages)
