"""The outage diary: lengths, months, thresholds that announce themselves."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.claims.book import Claims
from bot.claims.diary import Entry, down, month_totals, outage_of, reached, spans, up, upcoming
from bot.claims.errors import InvalidDiary
from bot.claims.phrases import threshold_text
from bot.clock import KST
from bot.compensation.model import Service
from knowledge.language import Language
from knowledge.rule_schema import Rule

NOON = datetime(2026, 6, 8, 12, tzinfo=KST)


def minutes(count: int) -> timedelta:
    return timedelta(minutes=count)


def entry(start: datetime, length: int | None, service: Service = Service.BROADBAND) -> Entry:
    ended = None if length is None else start + minutes(length)
    return Entry("kt", service, start, ended)


def rules_of(claims: Claims, service: Service) -> tuple[Rule, ...]:
    return claims.rules.covering(service, "kt")


def keys(claims: Claims, entries: Sequence[Entry], now: datetime, service: Service) -> set[str]:
    return {item.key for item in reached(entries, now, rules_of(claims, service))}


def test_down_begins_and_up_ends_an_outage() -> None:
    begun = down((), "kt", Service.MOBILE, NOON)
    ended = up(begun, "kt", Service.MOBILE, NOON + minutes(90))
    assert ended == (Entry("kt", Service.MOBILE, NOON, NOON + minutes(90)),)


def test_a_line_that_is_down_does_not_go_down_twice() -> None:
    begun = down((), "kt", Service.MOBILE, NOON)
    assert down(begun, "kt", Service.MOBILE, NOON + minutes(5)) == begun
    assert len(down(begun, "kt", Service.BROADBAND, NOON)) == 2


@pytest.mark.parametrize("now", [NOON - minutes(1), NOON + minutes(1)])
def test_an_outage_cannot_end_before_it_began_nor_without_beginning(now: datetime) -> None:
    begun = down((), "kt", Service.MOBILE, NOON)
    service = Service.MOBILE if now < NOON else Service.BROADBAND
    with pytest.raises(InvalidDiary):
        up(begun, "kt", service, now)


def test_a_month_adds_up_and_a_lasting_outage_counts_until_now() -> None:
    entries = (entry(NOON, 90), entry(NOON + timedelta(days=2), None))
    (june,) = month_totals(entries, NOON + timedelta(days=2) + minutes(45))
    assert (june.month, june.minutes, june.longest_minutes) == (date(2026, 6, 1), 135, 90)
    assert june.lengths == (90, 45)


def test_an_outage_over_the_end_of_a_month_counts_in_both() -> None:
    entries = (entry(datetime(2026, 6, 30, 22, tzinfo=KST), 300),)
    june, july = month_totals(entries, NOON + timedelta(days=60))
    assert (june.minutes, july.minutes) == (120, 180)
    assert july.month == date(2026, 7, 1)


def test_months_are_korean_whatever_zone_the_moments_carry() -> None:
    start = datetime(2026, 6, 30, 15, tzinfo=UTC)  # midnight of 1 July in Korea
    (july,) = month_totals((entry(start, 60),), NOON + timedelta(days=60))
    assert july.month == date(2026, 7, 1)


def test_entries_that_overlap_count_once() -> None:
    entries = (entry(NOON, 60), entry(NOON + minutes(30), 60))
    assert [span.minutes for span in spans(entries, NOON + timedelta(days=1))] == [90]


@given(st.lists(st.tuples(st.integers(0, 120_000), st.integers(1, 9_000)), min_size=1, max_size=8))
def test_months_and_spans_hold_the_same_minutes(stops: list[tuple[int, int]]) -> None:
    entries = [entry(NOON + minutes(start), length) for start, length in stops]
    now = NOON + minutes(200_000)
    totals = month_totals(entries, now)
    assert sum(total.minutes for total in totals) == sum(
        span.minutes for span in spans(entries, now)
    )
    assert all(total.most_on_a_day_minutes <= 24 * 60 for total in totals)
    assert all(max(total.lengths) == total.longest_minutes for total in totals)


def test_the_longest_day_is_told_apart_from_the_longest_outage() -> None:
    entries = (entry(datetime(2026, 6, 8, 23, tzinfo=KST), 120), entry(NOON, 100))
    (june,) = month_totals(entries, NOON + timedelta(days=3))
    assert (june.longest_minutes, june.most_on_a_day_minutes) == (120, 160)


@pytest.mark.parametrize(
    ("service", "lengths", "key", "met"),
    [
        (Service.BROADBAND, (60, 60, 60), "broadband.cancel:month_count:3:2026-06", True),
        (Service.BROADBAND, (60, 60, 59), "broadband.cancel:month_count:3:2026-06", False),
        (Service.BROADBAND, (120,), "broadband.damages:continuous_minutes:120:2026-06", True),
        (Service.BROADBAND, (119,), "broadband.damages:continuous_minutes:120:2026-06", False),
        (
            Service.BROADBAND,
            (100, 100, 161),
            "broadband.damages:month_total_minutes:360:2026-06",
            True,
        ),
        (
            Service.BROADBAND,
            (100, 100, 160),
            "broadband.damages:month_total_minutes:360:2026-06",
            False,
        ),
        (Service.BROADBAND, (1440,), "broadband.cancel:month_total_minutes:1440:2026-06", True),
        (Service.BROADBAND, (1439,), "broadband.cancel:month_total_minutes:1440:2026-06", False),
        (Service.MOBILE, (120,), "mobile.damages:continuous_minutes:120:2026-06", True),
        (Service.IPTV, (120,), "iptv.damages:continuous_minutes:120:2026-06", False),
        (Service.IPTV, (121,), "iptv.damages:continuous_minutes:120:2026-06", True),
    ],
)
def test_thresholds_are_those_of_the_declared_rules(
    claims: Claims, service: Service, lengths: tuple[int, ...], key: str, met: bool
) -> None:
    entries = [
        entry(NOON + timedelta(days=2 * day), length, service) for day, length in enumerate(lengths)
    ]
    assert (key in keys(claims, entries, NOON + timedelta(days=20), service)) is met


def test_seventy_two_hours_of_content_in_a_month_announce_themselves(claims: Claims) -> None:
    rules = claims.rules.covering(Service.CONTENT, "wavve")
    stop = Entry("wavve", Service.CONTENT, NOON, NOON + timedelta(hours=72, minutes=1))
    found = reached((stop,), NOON + timedelta(days=5), rules)
    assert any(item.ground.value == 72 * 60 for item in found)


def test_a_rule_without_a_least_length_announces_nothing(claims: Claims) -> None:
    rules = claims.rules.covering(Service.CONTENT, "netflix")
    stop = Entry("netflix", Service.CONTENT, NOON, NOON + timedelta(hours=30))
    assert reached((stop,), NOON + timedelta(days=3), rules) == ()


def test_the_next_threshold_is_known_ahead(claims: Claims) -> None:
    rules = rules_of(claims, Service.BROADBAND)
    entries = (entry(NOON, None),)
    ahead = upcoming(entries, NOON + minutes(100), rules)
    assert ahead is not None
    moment, item = ahead
    assert moment == NOON + minutes(120)
    assert item.key == "broadband.damages:continuous_minutes:120:2026-06"


def test_the_third_hour_of_a_month_is_known_ahead(claims: Claims) -> None:
    entries = (entry(NOON, 60), entry(NOON + timedelta(days=1), 60))
    now = NOON + timedelta(days=2)
    ahead = upcoming((*entries, entry(now, None)), now, rules_of(claims, Service.BROADBAND))
    assert ahead is not None
    assert ahead[0] == now + minutes(60)


def test_nothing_is_ahead_while_nothing_is_down(claims: Claims) -> None:
    rules = rules_of(claims, Service.BROADBAND)
    assert upcoming((entry(NOON, 30),), NOON + minutes(100), rules) is None
    assert upcoming((), NOON, rules) is None


def test_thresholds_follow_the_rules_of_their_month(claims: Claims) -> None:
    start = datetime(2021, 6, 8, 12, tzinfo=KST)
    later = start + timedelta(days=3)
    assert not keys(claims, (entry(start, 150, Service.MOBILE),), later, Service.MOBILE)
    assert "mobile.damages:continuous_minutes:180:2021-06" in keys(
        claims, (entry(start, 180, Service.MOBILE),), later, Service.MOBILE
    )


@pytest.mark.parametrize("language", list(Language))
def test_an_announcement_tells_month_and_threshold(claims: Claims, language: Language) -> None:
    rules = rules_of(claims, Service.BROADBAND)
    (found,) = [
        item
        for item in reached((entry(NOON, 130),), NOON + minutes(200), rules)
        if item.rule.family == "broadband.damages"
    ]
    text = threshold_text(found, language, claims.wording, claims.rules)
    assert ("2시간 이상" in text) if language is Language.KO else ("2 h or more" in text)


def test_an_entry_becomes_an_outage_with_its_month(claims: Claims) -> None:
    entries = (entry(NOON, 90), entry(NOON + timedelta(days=2), 150))
    outage = outage_of(entries[1], entries, NOON + timedelta(days=3))
    assert (outage.minutes, outage.month_total_minutes, outage.month_count) == (150, 240, 2)
    assert outage.day_total_minutes == 150
