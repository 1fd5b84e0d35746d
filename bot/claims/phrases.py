"""Dates, amounts and thresholds in the user's language."""

from datetime import date, datetime

from bot.claims.diary import Reached
from bot.claims.model import Case
from bot.clock import KST
from bot.compensation import phrases
from bot.compensation.rules import Rules
from knowledge.language import Language
from knowledge.store import Knowledge
from prompts import Wording


def on_day(day: date, language: Language, wording: Wording) -> str:
    """Return a date such as "2026년 3월 3일"."""
    return wording(language, "date", year=day.year, month=day.month, day=day.day)


def at(moment: datetime, language: Language, wording: Wording) -> str:
    """Return a moment in KST such as "2026년 3월 3일 14:05"; a naive one is read as KST."""
    local = moment.replace(tzinfo=KST) if moment.tzinfo is None else moment.astimezone(KST)
    values = {"year": local.year, "month": local.month, "day": local.day}
    return wording(language, "moment", **values, time=f"{local:%H:%M}")


def in_month(month: date, language: Language, wording: Wording) -> str:
    """Return a month such as "2026년 3월"."""
    return wording(language, "month", year=month.year, month=month.month)


def length(minutes: int, language: Language, rules: Rules) -> str:
    """Return a length such as "1시간 29분"."""
    return phrases.length(minutes, rules).in_(language)


def won(amount_krw: int, language: Language, rules: Rules) -> str:
    """Return an amount such as "1,375원"."""
    return phrases.won(amount_krw, rules).in_(language)


def service_name(case: Case, language: Language, wording: Wording, knowledge: Knowledge) -> str:
    """Return what the case is about, such as "KT 인터넷"; empty where the provider is not known."""
    provider = knowledge.providers.get(case.outage.provider or "")
    if provider is None:
        return ""
    company = provider.name(language)
    service = next((item for item in provider.services if item.id == case.service), None)
    if service is None:
        return company
    name = service.name_ko if language is Language.KO else service.name_en
    return name if company in name else wording(language, "service", provider=company, service=name)


def case_title(
    case: Case, language: Language, wording: Wording, rules: Rules, knowledge: Knowledge
) -> str:
    """Return one line that tells a case from others: service, day, length."""
    parts = [
        service_name(case, language, wording, knowledge) or wording(language, "unknown_service"),
        on_day(case.day, language, wording),
    ]
    if case.outage.minutes is not None:
        parts.append(length(case.outage.minutes, language, rules))
    return " · ".join(parts)


def threshold_text(reached: Reached, language: Language, wording: Wording, rules: Rules) -> str:
    """Return the announcement of a threshold that was reached."""
    ground = reached.ground
    minutes = ground.each_minutes or ground.value
    threshold = rules.say(
        f"ground_{ground.measure}_{ground.comparator}",
        length=phrases.length(minutes, rules),
        count=str(ground.value),
    )
    return wording(
        language,
        f"threshold_{reached.rule.kind}",
        month=in_month(reached.month, language, wording),
        threshold=threshold.in_(language),
    )
