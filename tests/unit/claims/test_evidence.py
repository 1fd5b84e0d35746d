"""Checklists made for one case."""

from dataclasses import replace

import pytest

from bot.claims.book import Claims
from bot.claims.evidence import evidence_checklist
from bot.claims.model import Case
from bot.compensation.model import Outage, Service
from knowledge.claims_schema import EvidenceItem, Matter
from knowledge.schema import Category
from tests.unit.claims.conftest import START, TODAY


def ids(items: tuple[EvidenceItem, ...]) -> list[str]:
    return [item.id for item in items]


def test_a_phone_line_needs_proof_from_another_device_and_the_outage_record(
    claims: Claims, mobile: Case
) -> None:
    checklist = evidence_checklist(mobile, claims.book.evidence)
    assert ids(checklist.now) == ["screen", "other-line", "notice", "press"]
    assert ids(checklist.ask) == ["receipt-number", "written-answer", "outage-record"]
    assert ids(checklist.keep) == ["bill", "thread", "loss-table"]


def test_what_only_shows_during_the_outage_is_left_out_afterwards(
    claims: Claims, mobile: Case
) -> None:
    assert evidence_checklist(mobile, claims.book.evidence, down=False).now == ()


@pytest.mark.parametrize(
    ("category", "service", "wanted", "unwanted"),
    [
        (Category.BROKERAGE, Service.BROKERAGE, "order-log", "other-line"),
        (Category.BROADBAND, Service.BROADBAND, "speed-test", "failed-payment"),
        (Category.PAYMENT, Service.PAYMENT, "failed-payment", "speed-test"),
    ],
)
def test_each_kind_of_service_has_its_own(
    claims: Claims, category: Category, service: Service, wanted: str, unwanted: str
) -> None:
    case = Case((Outage(service, None, START, 60),), category, TODAY)
    found = ids(evidence_checklist(case, claims.book.evidence).now)
    assert wanted in found
    assert unwanted not in found


def test_a_shop_keeps_sales_and_others_do_not(claims: Claims, mobile: Case) -> None:
    shop = replace(mobile, business=True)
    assert "sales" in ids(evidence_checklist(shop, claims.book.evidence).keep)
    assert "sales" not in ids(evidence_checklist(mobile, claims.book.evidence).keep)


def test_a_leak_needs_its_notice_and_no_outage_screens(claims: Claims, mobile: Case) -> None:
    leak = replace(mobile, matter=Matter.LEAK)
    checklist = evidence_checklist(leak, claims.book.evidence)
    assert "leak-notice" in ids(checklist.now)
    assert "screen" not in ids(checklist.now)
    assert "leak-items" in ids(checklist.ask)


def test_a_free_user_has_no_bill_to_keep(claims: Claims, messenger: Case) -> None:
    assert "bill" not in ids(evidence_checklist(messenger, claims.book.evidence).keep)
