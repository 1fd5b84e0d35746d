"""An assessment as the JSON object other tools rely on."""

from pydantic import JsonValue

from bot.compensation.model import Assessment, Entitlement
from knowledge.language import Language


def assessment_json(assessment: Assessment, language: Language) -> dict[str, JsonValue]:
    """Return the assessment's fields as JSON values, its texts in `language`."""
    as_of = assessment.as_of
    return {
        "eligible": assessment.eligible.value,
        "entitlements": [
            _entitlement_json(entitlement, language) for entitlement in assessment.entitlements
        ],
        "missing": list(assessment.missing),
        "notes": [note.in_(language) for note in assessment.notes],
        "basis": list(assessment.basis),
        "as_of": as_of.isoformat() if as_of else None,
    }


def _entitlement_json(entitlement: Entitlement, language: Language) -> JsonValue:
    until = entitlement.claim_until
    return {
        "kind": entitlement.kind.value,
        "amount_krw": entitlement.amount_krw,
        "amount_max_krw": entitlement.amount_max_krw,
        "minutes": entitlement.minutes,
        "minutes_max": entitlement.minutes_max,
        "worth_krw": entitlement.worth_krw,
        "formula": entitlement.formula.in_(language),
        "claim": entitlement.claim.value,
        "claim_until": until.isoformat() if until else None,
        "sure": entitlement.sure,
        "certainty": entitlement.certainty.value,
        "rule": entitlement.rule,
        "basis": list(entitlement.basis),
    }
