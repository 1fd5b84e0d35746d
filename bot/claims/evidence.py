"""The evidence checklist of one case."""

from collections.abc import Iterable

from bot.claims.model import Case, Checklist
from bot.claims.scoping import covers
from knowledge.claims_schema import EvidenceItem, When


def evidence_checklist(
    case: Case, items: Iterable[EvidenceItem], *, down: bool = True
) -> Checklist:
    """Return what this case needs; `down` False leaves out what only shows during an outage."""
    chosen = [item for item in items if covers(item.scope, case)]
    return Checklist(
        now=_at(When.NOW, chosen) if down else (),
        ask=_at(When.ASK, chosen),
        keep=_at(When.KEEP, chosen),
    )


def _at(when: When, items: Iterable[EvidenceItem]) -> tuple[EvidenceItem, ...]:
    return tuple(item for item in items if item.when is when)
