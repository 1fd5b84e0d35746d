"""The logic of `meoktong assess`: options in, an assessment as text or JSON out."""

import json
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from bot.clock import KST
from bot.compensation.engine import two_clocks
from bot.compensation.model import Assessment, Outage, Service
from bot.compensation.rules import Rules
from bot.compensation.serialize import assessment_json
from bot.errors import InvalidInput
from knowledge.language import Language

LONGEST_MINUTES = 366 * 24 * 60
"""A year; longer input is a slip of the keyboard."""


@dataclass(frozen=True, slots=True)
class AssessOptions:
    """What the command line gave; None means the option was not given."""

    service: str
    provider: str | None = None
    start: str | None = None
    minutes: int | None = None
    monthly_fee: int | None = None
    announced: bool | None = None
    gross_negligence: bool | None = None
    month_total_minutes: int | None = None
    month_count: int | None = None
    paid: bool | None = None
    day_total_minutes: int | None = None
    force_majeure: bool | None = None
    maintenance: bool | None = None
    order_logged: bool | None = None


def run_assess(
    options: AssessOptions,
    rules: Rules,
    providers: Collection[str],
    today: date,
    *,
    as_json: bool = False,
    language: Language = Language.KO,
) -> str:
    """Return the assessment of the described outage, ready to print.

    The JSON has the assessment's fields, and under `now` what today's rules give if they differ.
    Raises InvalidInput naming the option and what is possible.
    """
    then, now = two_clocks(parse_outage(options, providers), rules, today)
    if not as_json:
        return "\n".join(_lines(then, now, rules, language))
    answer = assessment_json(then, language)
    answer["now"] = assessment_json(now, language) if now else None
    return json.dumps(answer, ensure_ascii=False)


def parse_outage(options: AssessOptions, providers: Collection[str]) -> Outage:
    """Return the outage the options describe; an outage not said to be announced was not.

    Raises InvalidInput naming the option and what is possible.
    """
    if options.provider is not None and options.provider not in providers:
        known = ", ".join(sorted(providers))
        raise InvalidInput(f"--provider {options.provider}: unknown; one of {known}")
    return Outage(
        service=_service(options.service),
        provider=options.provider,
        start=_start(options.start),
        minutes=_minutes("--minutes", options.minutes),
        paid=options.paid,
        monthly_fee_krw=_not_negative("--monthly-fee", options.monthly_fee),
        announced=bool(options.announced),
        gross_negligence=options.gross_negligence,
        month_total_minutes=_minutes("--month-total-minutes", options.month_total_minutes),
        month_count=_not_negative("--month-count", options.month_count),
        day_total_minutes=_minutes("--day-total-minutes", options.day_total_minutes),
        force_majeure=options.force_majeure,
        maintenance=options.maintenance,
        order_logged=options.order_logged,
    )


def _service(name: str) -> Service:
    try:
        return Service(name)
    except ValueError as exc:
        raise InvalidInput(f"--service {name}: unknown; one of {', '.join(Service)}") from exc


def _start(text: str | None) -> datetime | None:
    """Return the start in KST; a time without offset is KST, a date alone its midnight."""
    if text is None:
        return None
    try:
        start = datetime.fromisoformat(text)
        return start.replace(tzinfo=KST) if start.tzinfo is None else start.astimezone(KST)
    except (ValueError, OverflowError) as exc:
        raise InvalidInput(
            f"--start {text}: must be a date or date-time such as 2024-09-05T16:57"
        ) from exc


def _minutes(option: str, value: int | None) -> int | None:
    if _not_negative(option, value) is not None and value is not None and value > LONGEST_MINUTES:
        raise InvalidInput(f"{option} {value}: longer than a year")
    return value


def _not_negative(option: str, value: int | None) -> int | None:
    if value is not None and value < 0:
        raise InvalidInput(f"{option} {value}: must not be negative")
    return value


def _lines(then: Assessment, now: Assessment | None, rules: Rules, language: Language) -> list[str]:
    lines = _assessment_lines(then, rules, language)
    if now is not None:
        lines += ["", rules.wording(language, "print_now")]
        lines += _assessment_lines(now, rules, language)
    return lines


def _assessment_lines(assessment: Assessment, rules: Rules, language: Language) -> list[str]:
    lines = [rules.wording(language, f"print_{assessment.eligible}")]
    for entitlement in assessment.entitlements:
        kind = rules.wording(language, f"print_{entitlement.kind}")
        claim = rules.wording(language, f"print_{entitlement.claim}")
        lines.append(f"- {kind}: {entitlement.formula.in_(language)} ({claim})")
    lines += [f"  {note.in_(language)}" for note in assessment.notes]
    if assessment.missing:
        fields = ", ".join(assessment.missing)
        lines.append(rules.wording(language, "print_missing", fields=fields))
    return [*lines, rules.wording(language, "print_basis", facts=", ".join(assessment.basis))]
