from datetime import date, datetime

import pytest

from bot.answering.layout import plain_text
from bot.answering.model import Answer, Intent
from bot.answering.serialize import answer_json
from bot.clock import KST
from bot.compensation.model import Eligible
from knowledge.language import Language
from prompts import load_wording
from tests.unit.answering.conftest import Answering

NOTICE_2019 = "decree.tba-notice.interruption-2019"
NOTICE_2025 = "decree.tba-notice.interruption-2025"
WORDING = load_wording("answer")


def text_of(answer: Answer) -> str:
    return plain_text(answer, WORDING)


def test_a_found_fact_opens_the_answer_and_is_cited(answering: Answering) -> None:
    answer = answering("오류코드 70103이 뭐였어", "seed.error-code-70103")
    assert answer.answered
    assert answer.headline.cites == (1,)
    assert answer.citations[0].fact == "seed.error-code-70103"
    assert answer.citations[0].url.startswith("https://")


def test_every_cited_fact_is_among_the_retrieved(answering: Answering) -> None:
    answer = answering("KT 인터넷 3시간 끊겼는데 월 33000원이면 얼마 받아?")
    assert {citation.fact for citation in answer.citations} <= set(answer.retrieved)


def test_every_number_in_brackets_has_a_citation(answering: Answering) -> None:
    answer = answering("카톡 2시간 먹통인데 보상되나요", NOTICE_2025)
    numbers = {citation.n for citation in answer.citations}
    points = (answer.headline, *answer.points, *answer.calculation, *answer.next_steps)
    assert {n for point in points for n in point.cites} <= numbers


def test_an_amount_is_computed_with_its_formula(answering: Answering) -> None:
    answer = answering("KT 인터넷 3시간 끊겼는데 월 33000원이면 얼마 받아?")
    assert answer.intent is Intent.COMPENSATION
    assert "1,375원" in answer.headline.text
    assert "33,000원 ÷ 30일 ÷ 24시간 × 3시간 × 10배 = 1,375원" in text_of(answer)
    assert answer.assessment
    assert answer.assessment.eligible is Eligible.YES


def test_a_free_messenger_is_told_there_is_no_fixed_amount(answering: Answering) -> None:
    answer = answering("카톡 2시간 먹통이었는데 보상되나요ㅠ", NOTICE_2025)
    assert answer.assessment
    assert answer.assessment.eligible is Eligible.NO
    assert "무료 서비스" in answer.headline.text
    assert "33조" in text_of(answer)
    assert "2025년 3월 28일" in text_of(answer)


def test_the_law_is_read_as_of_the_date_in_the_question(answering: Answering) -> None:
    answer = answering("2021년 5월 5일이면 중단 고지 몇 시간 기준이야", NOTICE_2025)
    assert answer.as_of == date(2021, 5, 5)
    assert answer.then_now
    assert "2021-05-05" in answer.then_now.then.text
    assert "2026-11-25" in answer.then_now.now.text
    cited = [citation.fact for citation in answer.citations]
    assert cited.index(NOTICE_2019) < cited.index(NOTICE_2025)


def test_the_rule_behind_a_past_incident_is_shown_then_and_now(answering: Answering) -> None:
    answer = answering("2021년 5월 5일 카톡 먹통 때 고지 의무 기준이 몇 시간이었어?")
    assert answer.then_now
    assert {NOTICE_2019, NOTICE_2025} <= {citation.fact for citation in answer.citations}


def test_the_same_rule_today_needs_no_then_and_now(answering: Answering) -> None:
    assert answering("지금 고지 의무 기준이 몇 시간이야?", NOTICE_2025).then_now is None


def test_a_wrong_figure_is_corrected_with_proof(answering: Answering) -> None:
    answer = answering("시정명령 어기면 과태료 2천만원이죠?", "law.icna-46.fines")
    assert len(answer.corrections) == 1
    assert "1천만" in answer.corrections[0].text
    assert answer.citations[0].fact == "law.tba-104-5-17.order-noncompliance-fine"


@pytest.mark.parametrize("question", ["오늘 날씨 어때", "ㅎㅇ", "고마워요!"])
def test_small_talk_cites_nothing(answering: Answering, question: str) -> None:
    answer = answering(question, NOTICE_2025)
    assert not answer.answered
    assert not answer.citations
    assert not answer.retrieved


def test_an_unknown_question_is_honestly_refused(answering: Answering) -> None:
    answer = answering("층간소음 신고 어디에 해요", NOTICE_2025, relevant=False)
    assert not answer.answered
    assert not answer.citations
    assert "1372" in text_of(answer)


def test_weak_support_is_said(answering: Answering) -> None:
    answer = answering("오류코드 70103이 뭐였어", "seed.error-code-70103")
    assert "한 곳에서만" in text_of(answer)


def test_an_english_question_gets_an_english_answer(answering: Answering) -> None:
    answer = answering("How much for KT mobile down 5 hours, 55,000 won a month?")
    assert answer.language is Language.EN
    assert "3,819 won" in answer.headline.text
    assert "What to do next" in text_of(answer)


def test_one_missing_thing_is_asked_and_the_next_turn_fills_it(answering: Answering) -> None:
    first = answering("KT 인터넷 4시간 끊겼는데 보상돼요?")
    assert first.follow_up
    assert first.follow_up.field == "monthly_fee_krw"
    second = answering("33000원", memory=first.memory)
    assert "1,833원" in second.headline.text


def test_what_the_user_cannot_tell_is_not_asked_again(answering: Answering) -> None:
    first = answering("KT 인터넷 4시간 끊겼는데 보상돼요?")
    second = answering("몰라요", memory=first.memory)
    assert second.follow_up is None or second.follow_up.field != "monthly_fee_krw"


def test_a_carrier_without_a_line_is_asked_which(answering: Answering) -> None:
    first = answering("KT 3시간 먹통이었는데 보상되나요", "terms.telco.2022-07.x10")
    assert first.follow_up
    assert first.follow_up.field == "service"
    second = answering("인터넷이요", memory=first.memory)
    assert second.assessment
    assert second.assessment.eligible is Eligible.YES


def test_a_past_outage_also_shows_todays_rule(answering: Answering) -> None:
    answer = answering("2021년 3월 2일 SKT 휴대폰 2시간 30분 안 터졌는데 월 60000원 보상?")
    assert answer.assessment
    assert answer.assessment.eligible is Eligible.NO
    assert "지금 규정이라면" in text_of(answer)


def test_the_answer_as_json_has_the_agreed_fields(answering: Answering) -> None:
    answer = answering("카톡 2시간 먹통인데 보상되나요", NOTICE_2025)
    fields = answer_json(answer, WORDING)
    assert list(fields) == [
        "question",
        "language",
        "intent",
        "as_of",
        "answered",
        "headline",
        "text",
        "citations",
        "retrieved",
        "assessment",
        "next_steps",
        "timing_ms",
    ]
    assert fields["as_of"] == "2026-11-25"
    assert fields["text"] == text_of(answer)


def test_the_day_in_korea_counts(answering: Answering) -> None:
    late = datetime(2025, 3, 28, 0, 30, tzinfo=KST)
    answer = answering("오늘 카톡 먹통 고지 의무 있나요", NOTICE_2025, now=late)
    assert answer.as_of == date(2025, 3, 28)
    assert answer.citations[0].fact == NOTICE_2025
