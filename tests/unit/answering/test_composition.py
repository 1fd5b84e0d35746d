"""What opens an answer and what follows it: the law of the day, the outage told, the next step."""

from datetime import date, datetime

import pytest

from bot.answering.layout import plain_text
from bot.answering.model import Answer
from bot.clock import KST
from bot.compensation.model import Eligible
from prompts import load_wording
from tests.unit.answering.conftest import Answering

NOTICE_2019 = "decree.tba-notice.interruption-2019"
NOTICE_2025 = "decree.tba-notice.interruption-2025"
YEN = "incident.tossbank-yen-2026-03-10"
WORDING = load_wording("answer")


def steps_of(answer: Answer) -> str:
    return " ".join(step.text for step in answer.next_steps)


def test_an_overview_opens_with_the_law_of_the_day(answering: Answering) -> None:
    in_2024 = datetime(2024, 6, 1, 12, tzinfo=KST)
    answer = answering("서비스가 멈추면 알려야 할 의무가 있나요?", NOTICE_2025, now=in_2024)
    assert answer.as_of == date(2024, 6, 1)
    assert answer.citations[0].fact == NOTICE_2019
    assert NOTICE_2025 not in {citation.fact for citation in answer.citations}


def test_an_overview_of_today_keeps_its_lead(answering: Answering) -> None:
    answer = answering("서비스가 멈추면 알려야 할 의무가 있나요?", NOTICE_2025)
    assert answer.citations[0].fact == NOTICE_2025


def test_a_reported_outage_is_not_answered_with_an_old_one(answering: Answering) -> None:
    answer = answering("토스뱅크 앱 먹통이라 이체 못했어요", YEN)
    assert "엔화" not in answer.headline.text
    assert answer.assessment
    assert answer.assessment.eligible is Eligible.UNKNOWN


def test_a_question_about_an_event_is_answered_with_it(answering: Answering) -> None:
    answer = answering("토스뱅크가 그날 오류 났던 고객한테 얼마 줬어?", YEN)
    assert answer.citations[0].fact == YEN


def test_a_carrier_without_a_line_is_told_what_each_line_gives(answering: Answering) -> None:
    answer = answering("KT 3시간 먹통", "terms.telco.speed-guarantee.kt-2021")
    cited = [citation.fact for citation in answer.citations]
    assert cited[:3] == [
        "terms.telco.2022-07.x10",
        "terms.telco.broadband.2022-08.x10",
        "terms.telco.iptv",
    ]
    assert "통신사 고객센터" in steps_of(answer)


def test_a_shop_is_told_of_lost_sales_before_it_names_its_line(answering: Answering) -> None:
    answer = answering("KT 먹통이라 가게 카드결제 못해서 매출 손해봤어요 보상되나요")
    assert answer.citations[0].fact == "law.case.telco-lost-sales-special-damage"
    assert answer.follow_up
    assert answer.follow_up.field == "service"


@pytest.mark.parametrize(
    "cause", ["벼락 맞아서", "태풍 때문에", "지진으로", "산불이 나서", "천재지변으로"]
)
def test_no_amount_is_promised_when_nobody_may_be_at_fault(
    answering: Answering, cause: str
) -> None:
    answer = answering(f"{cause} KT 인터넷이 어제 5시간 끊겼어요 월 33,000원이에요")
    assert answer.assessment
    assert answer.assessment.eligible is Eligible.DEPENDS
    assert answer.assessment.missing[0] == "fault"
    assert "회사 책임" in answer.headline.text


@pytest.mark.parametrize(
    ("question", "leads"),
    [
        ("천재지변이면 보상 못 받나요", "law.tba-33-1.damages-2019"),
        ("태풍으로 인터넷 끊기면 보상 안 되나요", "law.tba-33-1.damages-2019"),
        ("Is KT liable if a typhoon cuts my internet?", "law.tba-33-1.damages-2019"),
        ("통신사 귀책인지 누가 증명해야돼", "law.civil-390"),
        ("은행 무과실 책임인가요", "law.efta-9"),
    ],
)
def test_questions_of_fault_open_with_the_law_on_it(
    answering: Answering, question: str, leads: str
) -> None:
    assert answering(question).citations[0].fact == leads


def test_what_the_company_itself_says_is_added(answering: Answering) -> None:
    answer = answering("넷플릭스 5시간 먹통 보상", "terms.netflix.liability")
    assert "terms.netflix.liability" in {citation.fact for citation in answer.citations}


def test_an_incident_that_tells_what_was_given_is_added_to_the_verdict(
    answering: Answering,
) -> None:
    answer = answering("웨이브 유료인데 2시간 먹통 보상", "incident.wavve-2020-07-01")
    assert answer.assessment
    assert "incident.wavve-2020-07-01" in {citation.fact for citation in answer.citations}


def test_an_incident_that_tells_nothing_given_is_not_added(answering: Answering) -> None:
    answer = answering("넷플릭스 유료인데 2시간 먹통 보상", "incident.netflix-2025-11-27")
    assert "incident.netflix-2025-11-27" not in {citation.fact for citation in answer.citations}


def test_an_event_is_told_once(answering: Answering) -> None:
    answer = answering("2021년 10월 25일 KT 장애 보상 얼마 받았나요", "incident.kt-2021-10-25")
    assert answer.citations[0].fact == "incident.kt-2021-10-25"
    assert [point.cites for point in answer.points].count((1,)) == 1


def test_the_state_owes_no_notice_as_an_online_service(answering: Answering) -> None:
    answer = answering("정부24 3시간 안돼서 서류 못 뗐어요 보상되나요", "redress.70-epeople")
    assert NOTICE_2025 not in {citation.fact for citation in answer.citations}
    assert "무료 서비스라" not in answer.headline.text


@pytest.mark.parametrize(
    ("question", "fact"),
    [
        ("2021년 3월 네이버 장애 왜 났어?", "incident.naver-2021-03-24"),
        ("넷플릭스법 대상이 어디야?", "law.tba-22-7.designated-2025-02"),
    ],
)
def test_mere_interest_is_sent_nowhere(answering: Answering, question: str, fact: str) -> None:
    assert "겪은 장애가 있다면" in steps_of(answering(question, fact))


def test_an_old_outage_comes_with_the_time_limit(answering: Answering) -> None:
    answer = answering("2018년 5월 3일 SKT 휴대폰 4시간 먹통 월 5만원이면 얼마 받아요?")
    assert "3년" in answer.next_steps[0].text
    assert len(answer.next_steps) == 2
    recent = answering("2025년 5월 3일 SKT 휴대폰 4시간 먹통 월 5만원이면 얼마 받아요?")
    assert "3년" not in steps_of(recent)


def test_a_free_user_is_not_asked_for_a_receipt(answering: Answering) -> None:
    answer = answering("유튜브 무료로 보는데 2시간 안 나왔어요 보상?", "redress.youtube-outages")
    assert "결제 내역" not in steps_of(answer)


@pytest.mark.parametrize("question", ["카톡", "보상", "먹통", "KT"])
def test_hardly_a_word_is_asked_to_say_more(answering: Answering, question: str) -> None:
    answer = answering(question, NOTICE_2025, relevant=False)
    assert not answer.answered
    assert "한 문장으로" in answer.headline.text
    assert "찾지 못했어요" not in plain_text(answer, WORDING)


def test_a_follow_up_keeps_the_matter(answering: Answering) -> None:
    first = answering("넷플릭스법이 뭐야?", "seed.law-nickname")
    second = answering("과태료는?", "law.icna-46.fines", memory=first.memory)
    assert "1천만 원 이하" in second.headline.text
    third = answering("어떤 회사가 대상이야?", "seed.law-nickname", memory=second.memory)
    assert "구글·네이버·넷플릭스·메타·카카오·쿠팡" in third.headline.text


def test_another_kind_of_service_is_answered_for_itself(answering: Answering) -> None:
    first = answering("KT 인터넷 3시간 끊겼어요 월 33,000원인데 보상되나요")
    then = answering("그럼 증권사는요?", relevant=False, memory=first.memory)
    assert then.answered
    assert then.assessment
    assert then.assessment.missing == ("order_logged",)
    assert "KT" not in plain_text(then, WORDING)


def test_a_new_matter_forgets_the_old_one(answering: Answering) -> None:
    first = answering("넷플릭스법이 뭐야?", "seed.law-nickname")
    second = answering("KT 인터넷 3시간 끊겼는데 월 33000원이면 얼마?", memory=first.memory)
    assert "1,375원" in second.headline.text
    assert second.memory.last
    assert second.memory.last.subject == ""


@pytest.mark.parametrize("question", ["카톡 보상되나요", "네이버 보상"])
def test_a_name_and_a_claim_are_enough(answering: Answering, question: str) -> None:
    answer = answering(question, NOTICE_2025, relevant=False)
    assert answer.answered
    assert "무료 서비스라" in answer.headline.text


def test_what_a_company_gave_outweighs_what_it_owes(answering: Answering) -> None:
    answer = answering("카카오 소상공인 지원금 얼마", "redress.kakao-2022-10-15")
    assert answer.citations[0].fact == "redress.kakao-2022-10-15"
    assert "무료 서비스라" not in answer.headline.text


def test_who_asks_what_happened_gets_no_law_that_was_not_cited(answering: Answering) -> None:
    answer = answering("2021년 3월 네이버 장애 몇 분이었어?", "incident.naver-2021-03-24")
    assert answer.then_now is None


def test_an_outage_of_any_length_is_not_called_zero_minutes(answering: Answering) -> None:
    answer = answering("넷플릭스 유료인데 안 돼요", "incident.netflix-2025-11-27")
    assert "0분 초과" not in plain_text(answer, WORDING)


def test_an_overview_by_year_opens_with_that_year(answering: Answering) -> None:
    answer = answering("2022년 넷플릭스법 대상 회사 어디야?", "seed.law-nickname")
    assert answer.citations[0].fact == "law.tba-22-7.designated-2022"


def test_a_follow_up_may_ask_another_thing_than_the_amount(answering: Answering) -> None:
    first = answering("KT 인터넷 3시간 끊겼는데 월 33000원이면 얼마?")
    second = answering("얼마나 걸려?", "redress.tdrc-duration", memory=first.memory)
    assert second.citations[0].fact == "redress.tdrc-duration"
    third = answering("그럼 월 4만원이면?", memory=second.memory)
    assert "1,667원" in third.headline.text


def test_laughter_repeats_nothing_and_forgets_nothing(answering: Answering) -> None:
    first = answering("KT 인터넷 3시간 끊겼는데 월 33000원이면 얼마?")
    second = answering("ㅋㅋㅋ", NOTICE_2025, relevant=False, memory=first.memory)
    assert not second.answered
    assert second.memory.last == first.memory.last


def test_a_question_about_terms_alone_is_not_asked_how_long(answering: Answering) -> None:
    assert answering("넷플릭스 환불 규정", "terms.netflix.cancel-refund").follow_up is None


def test_who_wants_a_letter_is_told_how_to_get_one(answering: Answering) -> None:
    answer = answering("KT 인터넷 3시간 끊겼어요 월 33000원. 내용증명 써줘")
    assert "청구서 쓰기" in answer.next_steps[0].text


def test_only_what_is_told_is_cited(answering: Answering) -> None:
    answer = answering("2021년 10월 25일 KT 먹통 때 얼마 받았어?", "incident.kt-2021-10-25")
    told = (
        answer.headline,
        *answer.points,
        *answer.corrections,
        *answer.calculation,
        *answer.next_steps,
        *((answer.then_now.then, answer.then_now.now) if answer.then_now else ()),
    )
    assert {n for point in told for n in point.cites} == {c.n for c in answer.citations}


def test_an_extension_by_standards_keeps_the_doubt_about_them(answering: Answering) -> None:
    answer = answering("티빙 3시간 먹통인데 월 9500원이에요. 보상돼요?")
    assert any("2배" in caveat for caveat in answer.caveats)


@pytest.mark.parametrize(
    "question", ["노션 40분 다운 월 1만5천원", "회사에서 쓰는 피그마가 어제 2시간 안 열렸어요"]
)
def test_an_outage_of_an_unknown_service_is_not_answered_with_anothers(
    answering: Answering, question: str
) -> None:
    answer = answering(question, YEN)
    assert answer.headline.text.startswith("서비스마다 달라요")
    assert YEN not in {citation.fact for citation in answer.citations}


def test_a_kind_of_service_and_a_length_are_enough(answering: Answering) -> None:
    answer = answering("10giga internet, was out 6 hours, 60,500 per month", relevant=False)
    assert answer.answered
    assert "5,042" in answer.headline.text


def test_leaving_without_a_penalty_depends_on_fault_as_well(answering: Answering) -> None:
    answer = answering("홍수로 인터넷이 이틀 동안 안 됐어요")
    assert answer.assessment
    assert answer.assessment.eligible is Eligible.DEPENDS
    assert answer.assessment.missing[0] == "fault"


def test_the_close_of_trading_is_no_rainy_season(answering: Answering) -> None:
    answer = answering("증권 앱이 장마감 직전 먹통이라 손해봤어요 배상되나요")
    assert "불가항력" not in answer.headline.text
