"""The questions everything began with, asked in many ways of the real index and encoder."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest

from bot.answering.answerer import Answerer
from bot.answering.factory import build_answerer
from bot.answering.layout import plain_text
from bot.answering.model import Answer, Ask
from tests.unit.answering.conftest import NOW


@dataclass(frozen=True)
class Seed:
    """A question, what its answer must say, and the facts it must rest on.

    `opens` must stand in the headline, `says` anywhere in the answer.
    """

    question: str
    opens: tuple[str, ...] = ()
    says: tuple[str, ...] = ()
    cites: tuple[str, ...] = ()


SEEDS = (
    Seed(
        "2021년 5월 5일에 카카오톡 무슨 일 있었어?",
        opens=("9시 47분", "0시 8분"),
        says=("141분",),
        cites=("incident.kakao-talk-2021-05-05",),
    ),
    Seed(
        "2021-05-05 카톡 장애 몇시부터 몇시까지였나요",
        opens=("9시 47분", "0시 8분"),
        cites=("incident.kakao-talk-2021-05-05",),
    ),
    Seed(
        "어린이날 카톡 먹통 몇 분이나 됐어?",
        says=("141분",),
        cites=("incident.kakao-talk-2021-05-05",),
    ),
    Seed(
        "21:47에 시작해서 00:08에 끝난 카톡 장애 몇분",
        says=("141분",),
        cites=("incident.kakao-talk-2021-05-05",),
    ),
    Seed(
        "What happened on May 5 2021 with KakaoTalk?",
        says=("21:47", "141 min"),
        cites=("incident.kakao-talk-2021-05-05",),
    ),
    Seed(
        "어린이날 카톡 먹통 오류코드가 뭐였죠",
        opens=("70103", "공식 확인은 없습니다"),
        cites=("seed.error-code-70103",),
    ),
    Seed(
        "70103 오류가 공식이에요?",
        opens=("공식 확인은 없습니다",),
        cites=("seed.error-code-70103",),
    ),
    Seed(
        "카톡 2021년 5월 장애 4600만명 피해 맞나요",
        opens=("전체 이용자 규모",),
        cites=("seed.users-46m",),
    ),
    Seed(
        "업비트는 카톡 장애때 어떻게 했나요", opens=("문자로 인증번호",), cites=("seed.upbit-sms",)
    ),
    Seed(
        "카카오 인증 안되서 업비트 문자로 바뀐거 언제죠",
        opens=("2021년 5월", "업비트"),
        cites=("seed.upbit-sms",),
    ),
    Seed(
        "카톡 장애 2020년에 몇번 있었나",
        opens=("3월 2일", "3월 17일"),
        cites=("seed.four-times-2020",),
    ),
    Seed(
        "넷플릭스법이 뭐에요",
        opens=("별명",),
        says=("100만 명", "2020년 12월 10일"),
        cites=("seed.law-nickname", "decree.tba-30-8.threshold"),
    ),
    Seed("넷플법이 뭐임?", opens=("별명",), cites=("seed.law-nickname",)),
    Seed(
        "What is the Netflix law?",
        opens=("nickname",),
        says=("does not pay users",),
        cites=("seed.law-nickname",),
    ),
    Seed(
        "넷플릭스법 언제부터 시행됐나요", opens=("2020년 12월 10일",), cites=("seed.law-nickname",)
    ),
    Seed("넷플릭스법 시행일이 언제야", opens=("2020년 12월 10일",), cites=("seed.law-nickname",)),
    Seed(
        "When did the Netflix law take effect?",
        opens=("10 December 2020",),
        cites=("seed.law-nickname",),
    ),
    Seed(
        "넷플릭스법 적용 대상 기준이 뭔가요",
        opens=("100만 명 이상", "1%"),
        cites=("decree.tba-30-8.threshold",),
    ),
    Seed(
        "넷플릭스법 두가지 기준 다 충족해야되나요 하나만 되도 되나",
        says=("두 조건을 모두",),
        cites=("decree.tba-30-8.threshold",),
    ),
    Seed(
        "이용자 100만명이지만 트래픽 0.5%면 대상인가요",
        opens=("트래픽 1% 이상이어야",),
        cites=("decree.tba-30-8.threshold",),
    ),
    Seed(
        "넷플릭스법 적용되는 회사가 어디어디에요",
        opens=("2025년 2월", "쿠팡"),
        cites=("law.tba-22-7.designated-2025-02",),
    ),
    Seed(
        "2021년 넷플릭스법 대상 사업자는",
        opens=("2021년", "페이스북", "웨이브"),
        cites=("law.tba-22-7.designated-2021",),
    ),
    Seed(
        "2022년 넷플릭스법 대상 회사 어디",
        opens=("2022년", "메타", "웨이브는 빠졌"),
        cites=("law.tba-22-7.designated-2022",),
    ),
    Seed(
        "2023년에 넷플릭스법 대상 몇개사?",
        opens=("확인되지 않았습니다",),
        cites=("law.tba-22-7.designated-unverified-years",),
    ),
    Seed(
        "2025년 넷플릭스법 적용 기업 알려줘",
        opens=("쿠팡", "6곳"),
        cites=("law.tba-22-7.designated-2025-02",),
    ),
    Seed(
        "웨이브는 왜 빠졌어",
        opens=("웨이브는 빠졌",),
        says=("68만",),
        cites=("law.tba-22-7.designated-2022",),
    ),
    Seed(
        "넷플릭스법상 사업자가 해야 하는 의무가 뭔가요",
        opens=("서버 다중화",),
        says=("3영업일",),
        cites=("decree.tba-30-8.measures-technical", "law.tba-22-7.duty-2023"),
    ),
    Seed(
        "안정성 의무 구체적으로 뭐 해야돼",
        opens=("서버 다중화",),
        cites=("decree.tba-30-8.measures-technical",),
    ),
    Seed(
        "3영업일 내 처리 의무가 뭐야",
        opens=("3영업일", "2026년 2월 12일"),
        cites=("decree.tba-30-8.user-requests-2026",),
    ),
    Seed("매년 1월말까지 자료 제출해야되나", opens=("매년",), cites=("law.tba-22-7.duty-2023",)),
    Seed(
        "해외 사업자 국내대리인 지정 의무",
        opens=("국내대리인",),
        says=("2022년 12월 11일",),
        cites=("law.tba-22-8.domestic-agent",),
    ),
    Seed(
        "넷플릭스법 국내대리인 안두면 벌금",
        opens=("2천만 원",),
        cites=("law.tba-104-3.agent-fine",),
    ),
    Seed(
        "시정명령 안지키면 과태료 얼마에요",
        opens=("1천만 원",),
        cites=("law.tba-104-5-17.order-noncompliance-fine",),
    ),
    Seed(
        "넷플릭스법 위반하면 과태료 2000만원 맞죠?",
        opens=("1천만 원",),
        says=("언론", "국내대리인"),
        cites=("law.tba-104-5-17.order-noncompliance-fine", "law.tba-104-3.agent-fine"),
    ),
    Seed("시정명령은 누가 내리나요", opens=("과기정통부",), cites=("law.tba-92.correction-order",)),
    Seed(
        "과기정통부가 자료제출 요구 할 수 있나요",
        opens=("자료를 요구",),
        says=("1천만 원 이하",),
        cites=("seed.material-request",),
    ),
    Seed(
        "넷플릭스법으로 처음 조사받은 회사는",
        opens=("2020년 12월 구글",),
        says=("네이버",),
        cites=("seed.five-investigated",),
    ),
    Seed(
        "넷플릭스법 조사받은 곳 어디어디야",
        opens=("구글", "네이버"),
        cites=("seed.five-investigated",),
    ),
    Seed(
        "구글이 넷플릭스법 첫 적용 사례 맞나요",
        opens=("2020년 12월 구글",),
        cites=("seed.five-investigated",),
    ),
    Seed(
        "2021년 3월 네이버 장애 어떻게 됐나요",
        opens=("네이버", "3월 24일"),
        says=("70분",),
        cites=("incident.naver-2021-03-24",),
    ),
    Seed(
        "구글 2020년 12월 장애 무슨 일이야", opens=("47분",), cites=("incident.google-2020-12-14",)
    ),
    Seed(
        "2021년 5월 장애때 과기부가 카카오에 뭘 요구했나",
        opens=("자료를 요청",),
        cites=("seed.msit-request-may6",),
    ),
    Seed(
        "What did the ministry ask Kakao in May 2021",
        opens=("cause",),
        cites=("seed.msit-request-may6",),
    ),
    Seed(
        "카카오가 2021년 5월 장애 원인 뭐라고 했어",
        opens=("내부 시스템 오류",),
        cites=("seed.kakao-response",),
    ),
    Seed(
        "2021년 5월 카톡 장애 때 왜 보상 못 받았어?",
        opens=("보상",),
        says=("고지 의무",),
        cites=("redress.kakao-other-outages", "seed.no-compensation"),
    ),
    Seed(
        "2021년 5월 카톡 무료라서 보상 못받은거에요?",
        opens=("보상",),
        says=("고지 의무의 예외",),
        cites=("seed.no-compensation",),
    ),
    Seed(
        "어린이날 카톡 장애는 알릴 의무가 있었나요",
        opens=("의무가 없었",),
        cites=("law.application.kakao-2021-05-05",),
    ),
    Seed(
        "2021년에는 카톡 3시간 멈추면 알려야 했나요",
        opens=("4시간 이내",),
        says=("2025년 3월 28일",),
        cites=("decree.tba-notice.interruption-2019", "decree.tba-notice.interruption-2025"),
    ),
    Seed(
        "2024년 기준 부가통신 장애 고지 4시간 맞나요",
        opens=("4시간 이내",),
        says=("2025년 3월 28일",),
        cites=("decree.tba-notice.interruption-2019",),
    ),
    Seed(
        "지금은 무료 서비스도 장애 알려야 하나요",
        opens=("2시간을 넘게",),
        cites=("decree.tba-notice.interruption-2025",),
    ),
    Seed(
        "장애 고지 기준 몇시간이에요",
        opens=("2시간을 넘게",),
        says=("100억 원",),
        cites=("decree.tba-notice.interruption-2025", "decree.tba-notice.scope-thresholds"),
    ),
    Seed(
        "장애 고지 기준 예전이랑 어떻게 달라졌어?",
        opens=("4시간에서 2시간",),
        cites=("decree.tba-notice.interruption-2025",),
    ),
    Seed(
        "Must a free service tell users about an outage now?",
        opens=("2 hours",),
        cites=("decree.tba-notice.interruption-2025",),
    ),
    Seed(
        "무료 서비스는 손해배상 책임이 없다던데요",
        says=("무조건 면책되는 것은 아니",),
        cites=("law.tba-33-1.damages-2019",),
    ),
    Seed(
        "4시간 이하면 보상 안해줘도 되는거 아니에요?",
        says=("보상을 받을 수 있는지 정하는 기준이 아니",),
        cites=("seed.four-hour-rule",),
    ),
    Seed(
        "넷플릭스법이면 이용자한테 보상해야되는거죠?",
        opens=("보상 조항은 없",),
        cites=("seed.law-nickname",),
    ),
    Seed(
        "통신사 6배 보상 맞죠?",
        opens=("10배",),
        says=("예전 통신사 약관",),
        cites=("terms.telco.2022-07.x10",),
    ),
    Seed(
        "카톡 2시간 먹통이었는데 보상되나요ㅠ",
        opens=("무료 서비스",),
        says=("33조",),
        cites=("law.tba-33-1.damages-2019", "decree.tba-notice.interruption-2025"),
    ),
    Seed(
        "KT 인터넷 3시간 끊겼어요. 월 33,000원이에요",
        opens=("1,375원",),
        says=("10배",),
        cites=("terms.telco.broadband.2022-08.x10",),
    ),
    Seed(
        "My KT internet was down 3 hours, 33000 won a month. Compensation?",
        opens=("1,375 won",),
        cites=("terms.telco.broadband.2022-08.x10",),
    ),
    Seed(
        "2018년 3월 SKT 휴대폰 3시간 먹통 월 5만원",
        opens=("원",),
        says=("6배", "10배"),
        cites=("terms.telco.mobile.2011-2019-09", "terms.telco.2022-07.x10"),
    ),
    Seed(
        "카카오 먹통 소송 결과",
        opens=("1심에서 이용자가 졌",),
        cites=("case.kakao-2022.first-instance",),
    ),
    Seed(
        "보상 청구 기한 있나요 언제까지 해야돼",
        opens=("3년", "10년"),
        cites=("redress.90-prescription",),
    ),
    Seed("증권사 장애 민원 어디", opens=("금융감독원",), cites=("redress.60-fss",)),
    Seed(
        "게임 환불 어디서 조정받나요", opens=("콘텐츠분쟁조정위원회",), cites=("redress.30-kcdrc",)
    ),
    Seed("KT 2021 전국 장애 1인당 얼마 보상", opens=("15시간",), cites=("incident.kt-2021-10-25",)),
    Seed("LG유플러스 디도스 보상 얼마", opens=("10배",), cites=("incident.lgu-2023-01",)),
    Seed(
        "2022년 카카오 화재 무료 이용자 뭐 받았나",
        says=("이모티콘",),
        cites=("redress.kakao-2022-10-15",),
    ),
    Seed("카카오 화재 유료 이용자 보상", opens=("3일",), cites=("redress.kakao-2022-10-15-paid",)),
)


@pytest.fixture(scope="session")
def answerer(tmp_path_factory: pytest.TempPathFactory) -> Answerer:
    return build_answerer(tmp_path_factory.mktemp("index"), "builtin")


@pytest.fixture(scope="session")
def ask(answerer: Answerer) -> Callable[[str], Answer]:
    return lambda question: answerer.answer_now(Ask(question, NOW))


@pytest.mark.parametrize("seed", SEEDS, ids=[seed.question for seed in SEEDS])
def test_a_seed_question_comes_out_right(
    seed: Seed, ask: Callable[[str], Answer], answerer: Answerer
) -> None:
    answer = ask(seed.question)
    text = plain_text(answer, answerer.wording)
    cited = {citation.fact for citation in answer.citations}
    assert [words for words in seed.opens if words not in answer.headline.text] == []
    assert [words for words in seed.says if words not in text] == []
    assert [fact for fact in seed.cites if fact not in cited] == []
