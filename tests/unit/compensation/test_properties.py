"""Laws that hold for every outage: nothing negative, more never gives less, cited facts apply."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.compensation.engine import assess
from bot.compensation.model import Assessment, EntitlementKind, Outage, Service
from bot.compensation.rules import Rules, load_rules
from knowledge.schema import DATED_KINDS
from knowledge.store import Knowledge, load_knowledge

RULES: Rules = load_rules()
KNOWLEDGE: Knowledge = load_knowledge()
PROVIDERS = (None, "skt", "kt", "lguplus", "skbroadband", "mvno", "wavve", "aws", "google", "upbit")
TODAY = date(2026, 8, 1)

quick = settings(
    max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow], database=None
)
maybe = st.sampled_from([None, True, False])
outages = st.builds(
    Outage,
    service=st.sampled_from(list(Service)),
    provider=st.sampled_from(PROVIDERS),
    start=st.datetimes(datetime(2011, 1, 1), datetime(2026, 12, 31)),  # noqa: DTZ001 - KST
    minutes=st.integers(0, 8000),
    paid=maybe,
    monthly_fee_krw=st.none() | st.integers(0, 300_000),
    announced=maybe,
    gross_negligence=maybe,
    month_total_minutes=st.none() | st.integers(0, 9000),
    month_count=st.none() | st.integers(0, 6),
    day_total_minutes=st.none() | st.integers(0, 1440),
    force_majeure=maybe,
    maintenance=maybe,
    order_logged=maybe,
)


def _gives(assessment: Assessment) -> dict[EntitlementKind, tuple[int, int, int, int]]:
    """Return what each kind gives: least and most KRW, least and most minutes."""
    return {
        item.kind: (
            item.amount_krw or 0,
            item.amount_max_krw or item.amount_krw or 0,
            item.minutes or 0,
            item.minutes_max or item.minutes or 0,
        )
        for item in assessment.entitlements
    }


def _never_less(less: Assessment, more: Assessment) -> None:
    before, after = _gives(less), _gives(more)
    for kind, figures in before.items():
        assert kind in after
        assert all(old <= new for old, new in zip(figures, after[kind], strict=True))


@quick
@given(outages)
def test_no_figure_is_negative_and_ranges_are_ordered(outage: Outage) -> None:
    for item in assess(outage, RULES, TODAY).entitlements:
        for low, high in (
            (item.amount_krw, item.amount_max_krw),
            (item.minutes, item.minutes_max),
        ):
            assert low is None or low >= 0
            assert high is None or (low is not None and low < high)
        assert item.worth_krw is None or item.worth_krw >= 0


@quick
@given(outages, st.sampled_from([1, 60, 24 * 60]))
def test_a_longer_outage_never_gets_less(outage: Outage, added: int) -> None:
    longer = replace(outage, minutes=(outage.minutes or 0) + added)
    _never_less(assess(outage, RULES, TODAY), assess(longer, RULES, TODAY))


@quick
@given(outages, st.integers(1, 100_000))
def test_a_higher_fee_never_gets_less(outage: Outage, added: int) -> None:
    paying = replace(outage, monthly_fee_krw=outage.monthly_fee_krw or 1)
    more = replace(paying, monthly_fee_krw=(paying.monthly_fee_krw or 0) + added)
    _never_less(assess(paying, RULES, TODAY), assess(more, RULES, TODAY))


@quick
@given(outages)
def test_every_entitlement_cites_a_fact_in_force_on_the_outages_date(outage: Outage) -> None:
    assert outage.start
    for item in assess(outage, RULES, TODAY).entitlements:
        facts = [KNOWLEDGE.fact(fact_id) for fact_id in item.basis]
        leading = facts[0]
        assert leading.kind not in DATED_KINDS or leading.in_force(outage.start.date())


@quick
@given(outages)
def test_the_verdict_fits_what_is_granted(outage: Outage) -> None:
    result = assess(outage, RULES, TODAY)
    if result.eligible == "yes":
        assert any(item.sure for item in result.entitlements)
    elif result.eligible == "depends":
        assert result.missing
    else:
        assert not result.entitlements
        assert result.notes


@quick
@given(
    st.sampled_from(list(Service)), st.sampled_from(PROVIDERS), st.dates(date(2009, 1, 1), TODAY)
)
def test_one_version_of_a_rule_applies_on_a_date(
    service: Service, provider: str | None, day: date
) -> None:
    families = [rule.family for rule in RULES.covering(service, provider) if rule.in_force(day)]
    assert len(families) == len(set(families))


@pytest.mark.parametrize("service", list(Service))
def test_every_service_gets_an_answer_with_reasons_on_any_date(service: Service) -> None:
    day = date(2010, 1, 1)
    while day <= TODAY:
        result = assess(Outage(service, minutes=300), RULES, day)
        assert result.notes or result.entitlements
        day += timedelta(days=97)
