"""What to ask the user before a letter is written."""

from bot.claims.letters.template import LetterKind
from bot.claims.model import Case

HELPFUL = ("paid", "minutes", "monthly_fee_krw")


def missing_fields(kind: LetterKind, case: Case) -> tuple[str, ...]:
    """Return what must be asked before the letter can be written, most important first.

    A merchant's letter needs the loss where no rule grants anything; an application for mediation
    needs the day on which the provider was asked.
    """
    wanted = {
        "provider": case.outage.provider is None,
        "start": case.outage.start is None,
        "loss": case.business and case.amount_krw is None and not case.granted,
        "complained": kind is LetterKind.MEDIATION and case.progress.complained is None,
    }
    return tuple(name for name, absent in wanted.items() if absent)


def helpful_fields(case: Case) -> tuple[str, ...]:
    """Return what would make a letter more exact; it can be written without."""
    open_fields = case.assessment.missing if case.assessment else ()
    asked = [name for name in HELPFUL if name in open_fields]
    no_sum = case.amount_krw is None and not any(item.minutes for item in case.granted)
    claims_loss = no_sum and "monthly_fee_krw" not in asked and case.outage.paid is not False
    return (*asked, *(["loss"] if claims_loss and case.loss_krw is None else []))
