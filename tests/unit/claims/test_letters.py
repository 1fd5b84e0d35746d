"""Letters say what is known, rest on what was in force, and make nothing up."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from bot.claims.book import Claims
from bot.claims.errors import IncompleteLetter
from bot.claims.letters.asking import HELPFUL, helpful_fields, missing_fields
from bot.claims.letters.compose import compose_letter, letter_text
from bot.claims.letters.grounds import grounds_of
from bot.claims.letters.template import LetterKind
from bot.claims.letters.writing import Party
from bot.claims.model import Case, Progress, Reply
from bot.clock import KST
from bot.compensation.model import Outage, Service
from knowledge.claims_schema import Matter
from knowledge.language import Language
from knowledge.schema import DATED_KINDS, Category
from tests.unit.claims.conftest import START, TODAY, MakeCase

COMPLAINT = LetterKind.COMPLAINT


def written(
    claims: Claims,
    case: Case,
    kind: LetterKind = COMPLAINT,
    language: Language = Language.KO,
    party: Party | None = None,
) -> str:
    return letter_text(compose_letter(kind, case, claims, TODAY, party=party, language=language))


def test_a_complaint_tells_facts_rule_amount_and_date(claims: Claims, mobile: Case) -> None:
    text = written(claims, mobile)
    for told in (
        "받는 곳: SK텔레콤 고객센터",
        "2026년 6월 8일 14:05(한국 시각)부터 2시간 30분",
        "월 55,000원",
        "근거(2026년 6월 8일에 시행되던 내용)",
        "2022년 8월 1일부터 시행",
        "「전기통신사업법」 제33조제1항",
        "손해배상 1,910원",
        "55,000원 ÷ 30일 ÷ 24시간 × 2시간 30분 × 10배 = 1,910원",
        "요금 반환 1,833원",
        "합계: 3,743원",
        "2026년 6월 24일까지",
        "2026년 6월 10일",
    ):
        assert told in text


def test_the_english_translation_tells_the_same(claims: Claims, mobile: Case) -> None:
    text = written(claims, mobile, language=Language.EN)
    for told in (
        "courtesy translation",
        "from 2026-06-08 14:05 (KST) for 2 h 30 min",
        "damages of KRW 1,910",
        "in force from 2022-08-01",
        "Total: KRW 3,743",
        "by 2026-06-24",
    ):
        assert told in text


def test_name_and_contact_may_stay_blank(claims: Claims, mobile: Case) -> None:
    assert "보내는 사람: ____" in written(claims, mobile)
    named = written(claims, mobile, party=Party(name="홍길동", contact="010-0000-0000"))
    assert "보내는 사람: 홍길동" in named
    assert "연락처: 010-0000-0000" in named


def test_the_rule_is_that_of_the_day_of_the_outage(claims: Claims, make_case: MakeCase) -> None:
    start = datetime(2021, 10, 25, 9, tzinfo=KST)
    outage = Outage(Service.MOBILE, "kt", start, 200, paid=True, monthly_fee_krw=50_000)
    case = make_case(outage, Category.MOBILE)
    text = written(claims, case)
    assert "× 8배" in text
    assert "× 10배" not in text
    assert "2022년 8월 1일부터 시행" not in text


def test_nothing_is_attached_that_the_user_did_not_name(claims: Claims, mobile: Case) -> None:
    assert "붙이는 자료" not in written(claims, mobile)
    held = replace(mobile, evidence=("screen", "bill"))
    text = written(claims, held)
    assert "시각이 보이는 오류 화면 캡처" in text
    assert "언론 보도" not in text


def test_a_length_that_is_not_known_is_asked_of_the_company(
    claims: Claims, make_case: MakeCase
) -> None:
    case = make_case(Outage(Service.MOBILE, "kt", START), Category.MOBILE)
    assert "복구 시각은 귀사의 기록으로 확인 부탁드립니다" in written(claims, case)


def test_a_free_service_is_asked_to_explain_and_for_no_sum(claims: Claims, messenger: Case) -> None:
    text = written(claims, messenger)
    assert "무료로 이용" in text
    assert "이용자 보상 계획에 대한 서면 안내" in text
    assert "계산" not in text.split("요청하는 것")[1].split("바쁘시겠지만")[0]


def test_an_extension_is_asked_in_time(claims: Claims, streaming: Case) -> None:
    assert "이용 기간 15시간 연장" in written(claims, streaming)


def test_a_merchants_proven_loss_is_asked_with_how_it_adds_up(claims: Claims, mobile: Case) -> None:
    shop = replace(
        mobile, business=True, loss_krw=420_000, loss="지난 3주 같은 요일 평균 매출과의 차이"
    )
    text = written(claims, shop)
    assert "손해 420,000원의 배상" in text
    assert "실제 손해: 지난 3주 같은 요일 평균 매출과의 차이" in text
    assert "합계: 423,743원" in text
    assert "영업에 이용" in text


def test_a_leak_asks_what_leaked_and_names_no_sum(claims: Claims, mobile: Case) -> None:
    leak = replace(mobile, matter=Matter.LEAK, assessment=None)
    text = written(claims, leak)
    assert "개인정보가 유출" in text
    assert "「개인정보 보호법」" in text
    assert "300만" not in text


@pytest.mark.parametrize(
    ("reply", "told"),
    [
        (Reply.REFUSED, "2026년 6월 9일 답변: 받아들이지 않음"),
        (Reply.PARTLY, "일부만 받아들임(제시 금액 1,000원)"),
        (None, "2026년 6월 10일 현재 답변을 받지 못함"),
    ],
)
def test_an_application_tells_the_dealings_so_far(
    claims: Claims, mobile: Case, reply: Reply | None, told: str
) -> None:
    progress = Progress(
        complained=date(2026, 6, 8),
        receipt="A-17",
        answered=date(2026, 6, 9) if reply else None,
        reply=reply,
        offered_krw=1_000,
    )
    text = written(claims, replace(mobile, progress=progress), LetterKind.MEDIATION)
    assert "신청 기관: 방송미디어통신위원회 통신분쟁조정위원회" in text
    assert "2026년 6월 8일에 사업자 고객센터에 요청했습니다(접수번호 A-17)" in text
    assert told in text


def test_an_application_names_the_desk_where_it_is_filed(claims: Claims, mobile: Case) -> None:
    case = replace(mobile, progress=Progress(complained=TODAY, desk="kca"))
    assert "신청 기관: 한국소비자원" in written(claims, case, LetterKind.MEDIATION)


def test_a_certified_letter_has_both_addresses(claims: Claims, mobile: Case) -> None:
    text = written(claims, mobile, LetterKind.CERTIFIED)
    assert text.startswith("내용증명\n")
    assert "수신인 주소: ____" in text
    assert "발신인 주소: ____" in text


@pytest.mark.parametrize(
    ("kind", "changes", "missing"),
    [
        (COMPLAINT, {}, ()),
        (LetterKind.MEDIATION, {}, ("complained",)),
        (COMPLAINT, {"outages": (Outage(Service.MOBILE),)}, ("provider", "start")),
        (COMPLAINT, {"business": True, "assessment": None}, ("loss",)),
        (COMPLAINT, {"business": True}, ()),
    ],
)
def test_only_what_is_missing_is_asked_for(
    claims: Claims,
    mobile: Case,
    kind: LetterKind,
    changes: dict[str, object],
    missing: tuple[str, ...],
) -> None:
    case = replace(mobile, **changes)  # type: ignore[arg-type]
    assert missing_fields(kind, case) == missing
    for field in missing:
        assert claims.wording(Language.KO, f"field_{field}")
    if missing:
        with pytest.raises(IncompleteLetter) as caught:
            compose_letter(kind, case, claims, TODAY)
        assert caught.value.fields == missing


@pytest.mark.parametrize(
    ("outage", "category", "helpful"),
    [
        (
            Outage(Service.MOBILE, "kt", START, 150, paid=True),
            Category.MOBILE,
            ("monthly_fee_krw",),
        ),
        (
            Outage(Service.MOBILE, "kt", START, paid=True, monthly_fee_krw=50_000),
            Category.MOBILE,
            ("minutes", "loss"),
        ),
        (
            Outage(Service.GAME, "nexon", START, 300, day_total_minutes=300),
            Category.GAME,
            ("paid",),
        ),
        (Outage(Service.BROKERAGE, "kiwoom", START, 60), Category.BROKERAGE, ("loss",)),
        (Outage(Service.FREE, "kakao", START, 180, paid=False), Category.MESSENGER, ()),
    ],
)
def test_what_would_make_the_letter_more_exact_is_offered(
    claims: Claims,
    make_case: MakeCase,
    outage: Outage,
    category: Category,
    helpful: tuple[str, ...],
) -> None:
    case = make_case(outage, category)
    assert helpful_fields(case) == helpful
    assert missing_fields(COMPLAINT, case) == ()
    assert all(claims.wording(Language.EN, f"field_{name}") for name in (*HELPFUL, "loss"))


def test_a_broker_is_not_shown_another_brokers_paper(claims: Claims, make_case: MakeCase) -> None:
    case = make_case(Outage(Service.BROKERAGE, "kiwoom", START, 60), Category.BROKERAGE)
    text = written(claims, case)
    assert "다올" not in text
    assert "「전자금융거래법」 제9조" in text
    assert "4. 계산" not in text


@pytest.mark.parametrize("year", [2015, 2019, 2021, 2023, 2026])
def test_grounds_are_texts_in_force_on_the_day(
    claims: Claims, make_case: MakeCase, year: int
) -> None:
    start = datetime(year, 7, 10, 9, tzinfo=KST)
    outage = Outage(Service.MOBILE, "skt", start, 400, paid=True, monthly_fee_krw=50_000)
    grounds = grounds_of(make_case(outage, Category.MOBILE), claims)
    assert grounds
    assert all(fact.kind in DATED_KINDS and fact.in_force(start.date()) for fact in grounds)


@pytest.mark.parametrize("kind", list(LetterKind))
@pytest.mark.parametrize("language", list(Language))
def test_no_letter_threatens_or_leaves_a_name_unfilled(
    claims: Claims, mobile: Case, kind: LetterKind, language: Language
) -> None:
    case = replace(mobile, progress=Progress(complained=TODAY))
    text = written(claims, case, kind, language)
    assert "{" not in text
    assert not any(word in text for word in ("고소", "고발", "법적 조치", "legal action", "sue "))


def test_a_start_known_by_its_day_is_told_without_a_time(claims: Claims, mobile: Case) -> None:
    midnight = START.replace(hour=0, minute=0)
    dated = replace(mobile, outages=(replace(mobile.outage, start=midnight),), timed=False)
    assert "언제: 2026년 6월 8일, 2시간 30분 동안" in written(claims, dated)
    unended = replace(dated, outages=(replace(dated.outage, minutes=None),))
    for case in (dated, unended):
        for language in Language:
            assert "00:00" not in written(claims, case, language=language)
