"""Known outages that can be picked instead of typed."""

from datetime import datetime

from bot.clock import KST
from bot.compensation.register import register
from knowledge.store import Knowledge


def test_a_known_outage_has_its_provider_start_and_length(knowledge: Knowledge) -> None:
    known = {outage.fact: outage for outage in register(knowledge)}
    kt = known["incident.kt-2021-10-25"]
    assert (kt.provider, kt.minutes) == ("kt", 89)
    assert kt.start == datetime(2021, 10, 25, 11, 16, tzinfo=KST)


def test_what_is_no_single_outage_is_left_out(knowledge: Knowledge) -> None:
    known = {outage.fact for outage in register(knowledge)}
    assert "incident.coupang-leak-2025-11" not in known
    assert "incident.kakao-2026-01-10-unverified" not in known


def test_an_incident_of_several_windows_gives_each_of_them(knowledge: Knowledge) -> None:
    lengths = [o.minutes for o in register(knowledge) if o.fact == "incident.naver-pay-2020-08"]
    assert sorted(lengths) == [76, 93, 133]


def test_several_outages_added_up_are_not_one_long_outage(knowledge: Knowledge) -> None:
    lgu = [o.minutes for o in register(knowledge) if o.fact == "incident.lgu-2023-01"]
    assert all(minutes < 120 for minutes in lgu)


def test_the_newest_comes_first(knowledge: Knowledge) -> None:
    starts = [outage.start for outage in register(knowledge)]
    assert starts == sorted(starts, reverse=True)
