"""Says in words what an assessment grants."""

from bot.answering.quantities import length, won
from bot.compensation.model import (
    Assessment,
    Eligible,
    Entitlement,
    EntitlementKind,
    Service,
)
from knowledge.language import Language
from knowledge.rule_schema import Certainty
from prompts import Wording

_LEADING = (
    EntitlementKind.DAMAGES,
    EntitlementKind.EXTENSION,
    EntitlementKind.CANCEL_RIGHT,
    EntitlementKind.REFUND,
    EntitlementKind.VOLUNTARY,
)
"""Which entitlement opens the answer when there are several."""


def verdict(assessment: Assessment, service: Service, wording: Wording, language: Language) -> str:
    """Return the sentence that answers "do I get anything"."""
    if assessment.eligible is Eligible.YES:
        return _granted(leading(assessment), wording, language)
    if assessment.eligible is Eligible.DEPENDS:
        return _depends(assessment.missing[0], wording, language)
    if assessment.eligible is Eligible.UNKNOWN:
        return wording(language, "verdict_unknown")
    free = service is Service.FREE
    return wording(language, "verdict_no_free" if free else "verdict_no")


def _depends(field: str, wording: Wording, language: Language) -> str:
    special = f"verdict_depends_{field}"
    if special in wording.texts[language]:
        return wording(language, special)
    return wording(language, "verdict_depends", missing=wording(language, f"field_{field}"))


def leading(assessment: Assessment) -> Entitlement:
    """Return the entitlement the user cares about most; needs at least one."""
    return min(assessment.entitlements, key=lambda granted: _LEADING.index(granted.kind))


def _granted(granted: Entitlement, wording: Wording, language: Language) -> str:
    if granted.kind is EntitlementKind.CANCEL_RIGHT:
        return wording(language, "verdict_yes_cancel")
    if granted.kind is EntitlementKind.EXTENSION and granted.minutes is not None:
        extra = length(granted.minutes, wording, language)
        sure = granted.certainty is Certainty.HIGH
        key = "verdict_yes_extension" if sure else "verdict_extension_by_guideline"
        return wording(language, key, length=extra)
    if granted.amount_krw is None:
        return wording(language, "verdict_yes_open")
    if granted.amount_max_krw is not None and granted.amount_max_krw != granted.amount_krw:
        low, high = won(granted.amount_krw), won(granted.amount_max_krw)
        return wording(language, "verdict_yes_range", low=low, high=high)
    refund = granted.kind is EntitlementKind.REFUND
    key = "verdict_yes_refund" if refund else "verdict_yes_amount"
    return wording(language, key, amount=won(granted.amount_krw))


def calculation_line(granted: Entitlement, wording: Wording, language: Language) -> str:
    """Return one entitlement with its formula and whether it must be claimed."""
    line = wording(
        language,
        "calculation_line",
        kind=wording(language, f"kind_{granted.kind}"),
        formula=granted.formula.in_(language),
        claim=wording(language, f"claim_{granted.claim}"),
    )
    if granted.certainty is Certainty.HIGH:
        return line
    return f"{line} ({wording(language, f'certainty_{granted.certainty}')})"
