"""Notice duties by date, length, payment, operator and announcement."""

import pytest

from bot.compensation.duty import duty_checklist
from bot.compensation.rules import Rules
from knowledge.store import Knowledge
from tests.unit.compensation.outages import TODAY, outage


@pytest.mark.parametrize(
    ("service", "provider", "start", "minutes", "more", "interruption", "compensation"),
    [
        ("free", "kakao", "2021-05-05T21:47", 141, {}, "no", "no"),
        ("free", "kakao", "2025-05-05T21:47", 141, {}, "yes", "no"),
        ("free", "kakao", "2025-03-27T10:00", 300, {}, "no", "no"),
        ("free", "kakao", "2025-03-28T10:00", 121, {}, "yes", "no"),
        ("free", "kakao", "2025-03-28T10:00", 120, {}, "no", "no"),
        ("content", "netflix", "2025-03-27T10:00", 240, {"paid": True}, "no", "no"),
        ("content", "netflix", "2025-03-27T10:00", 241, {"paid": True}, "yes", "yes"),
        ("content", "netflix", "2025-03-28T10:00", 121, {"paid": True}, "yes", "yes"),
        ("content", "netflix", "2025-03-28T10:00", 121, {}, "yes", "unknown"),
        ("content", "wavve", "2025-03-28T10:00", 121, {"paid": True}, "unknown", "unknown"),
        ("content", "netflix", "2025-04-28T10:00", 300, {"announced": True}, "no", "no"),
        ("mobile", "kt", "2021-05-05T10:00", 120, {}, "no", "no"),
        ("mobile", "kt", "2021-05-05T10:00", 121, {}, "yes", "yes"),
        ("broadband", "mvno", "2026-05-05T10:00", 121, {}, "yes", "yes"),
        ("mobile", "kt", "2021-05-05T10:00", None, {}, "unknown", "unknown"),
        ("bank", "kbank", "2026-05-05T10:00", 450, {}, "unknown", "unknown"),
        ("cloud", "aws", "2026-05-05T10:00", 300, {}, "no", "unknown"),
    ],
)
def test_duties_follow_the_decree_in_force(
    rules: Rules,
    service: str,
    provider: str,
    start: str,
    minutes: int | None,
    more: dict[str, bool],
    interruption: str,
    compensation: str,
) -> None:
    down = outage(service, provider, start, minutes=minutes, **more)
    due = {item.id: item.due for item in duty_checklist(down, rules, TODAY)}
    assert (due["interruption"], due["compensation"]) == (interruption, compensation)


def test_the_damages_notice_is_due_thirty_days_after_the_recovery(rules: Rules) -> None:
    down = outage("mobile", "kt", "2024-05-31T23:00", minutes=121)
    by = {item.id: item.by for item in duty_checklist(down, rules, TODAY)}
    assert str(by["compensation"]) == "2024-07-01"
    assert by["interruption"] is None


def test_before_june_2019_no_notice_was_due(rules: Rules) -> None:
    items = duty_checklist(outage("mobile", "kt", "2019-06-24", minutes=600), rules, TODAY)
    assert [(item.id, item.due) for item in items] == [("interruption", "no")]


@pytest.mark.parametrize(("large", "due"), [(True, "yes"), (False, "no"), (None, "unknown")])
def test_the_size_of_a_value_added_service_decides(
    rules: Rules, large: bool | None, due: str
) -> None:
    down = outage("content", "wavve", "2026-05-05", minutes=121, paid=True)
    assert duty_checklist(down, rules, TODAY, large=large)[0].due == due


@pytest.mark.parametrize(("minutes", "due"), [(9, "no"), (10, "yes"), (None, "unknown")])
def test_cloud_services_tell_after_ten_minutes(rules: Rules, minutes: int | None, due: str) -> None:
    down = outage("cloud", "aws", "2026-05-05", minutes=minutes)
    assert duty_checklist(down, rules, TODAY)[-1].due == due


@pytest.mark.parametrize("start", ["2019-01-01", "2021-01-01", "2025-03-28", "2026-05-05"])
def test_every_item_cites_a_fact_in_force(rules: Rules, knowledge: Knowledge, start: str) -> None:
    down = outage("content", "kakao", start, minutes=300, paid=True)
    for item in duty_checklist(down, rules, TODAY):
        assert down.start
        assert knowledge.fact(item.basis[0]).in_force(down.start.date())
