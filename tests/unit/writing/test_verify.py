import pytest

from bot.answering.writing.checking import Reason, check
from bot.answering.writing.draft import safe_check
from bot.answering.writing.sentences import Sentence
from tests.unit.writing.recordings import Recorded, adversarial, case_of

FEWEST = 120


def test_the_set_is_large_enough() -> None:
    assert len(adversarial()) >= FEWEST


@pytest.mark.parametrize("recorded", adversarial(), ids=lambda r: f"{r.scene}: {r.tries}")
def test_a_dangerous_sentence_is_dropped(recorded: Recorded) -> None:
    assert all(recorded.reasons), recorded.text


@pytest.mark.parametrize(
    ("scene", "text", "cites", "reason"),
    [
        ("kt-yes", "연속 2시간 이상 끊기면 10배를 배상해요.", (7,), Reason.UNKNOWN_CITATION),
        ("kt-yes", "연속 2시간 이상 끊기면 8배를 배상해요.", (1,), Reason.VALUE),
        ("kt-yes", "연속 2시간 이하로 끊기면 10배를 배상해요.", (1,), Reason.BOUND),
        ("kt-yes", "네이버 약관은 10배를 배상해요.", (1,), Reason.NAME),
        ("kt-yes", "공정위가 10배를 배상하게 했어요.", (1,), Reason.NAME),
        ("kt-2021", "SKT는 15시간분 요금을 깎았어요.", (1,), Reason.SWAPPED_PROVIDER),
        ("kt-yes", "형사 고소를 하면 돼요.", (1,), Reason.TOPIC),
        ("kt-yes", "조정 결과는 강제력이 있어요.", (3,), Reason.POLARITY),
        ("kt-yes", "배상을 받을 수 없어요.", (), Reason.VERDICT),
        ("notice-then", "무료 서비스도 알려야 해요.", (2,), Reason.STALE),
        ("kt-2021", "개인에게 10일분, 소상공인에게 15시간분을 줬어요.", (1,), Reason.MISPLACED),
        ("kt-yes", "요금에서 1,375원이 환불돼요.", (5,), Reason.WRONG_KIND),
        ("kt-yes", "아무 근거가 없는 문장이 하나 더 있네요.", (), Reason.UNCITED),
        ("kt-yes", "오늘은 산책하기 좋은 맑은 날씨예요.", (1,), Reason.OFF_SOURCE),
        ("kt-yes", "", (1,), Reason.EMPTY),
        ("kt-yes", "가" * 500, (1,), Reason.TOO_LONG),
    ],
)
def test_the_reason_says_what_is_wrong(
    scene: str, text: str, cites: tuple[int, ...], reason: Reason
) -> None:
    assert check(Sentence(text, cites), case_of(scene)) is reason


def test_a_verifier_that_cannot_run_counts_as_failed(caplog: pytest.LogCaptureFixture) -> None:
    broken = None
    sentence = Sentence("비밀 문장이에요.", (1,))
    assert safe_check(sentence, broken, headline=False) is Reason.ERROR  # type: ignore[arg-type]
    assert "비밀" not in caplog.text


def test_the_question_is_no_source_for_what_one_gets() -> None:
    case = case_of("kakao-free")
    assert check(Sentence("이용 요금의 6배를 배상해요.", (1,)), case) is Reason.VALUE
    assert check(Sentence("말씀하신 6배는 확인되지 않는 기준이에요."), case) is None


def test_a_rule_dated_by_an_earlier_sentence_may_be_told_on() -> None:
    sentence = Sentence("무료 서비스도 알려야 해요.", (2,))
    assert check(sentence, case_of("notice-then"), dated=frozenset({2})) is None


def test_a_headline_must_answer_what_was_asked() -> None:
    aside = Sentence("조정을 신청하는 비용은 없어요.", (3,))
    assert check(aside, case_of("kt-yes")) is None
    assert check(aside, case_of("kt-yes"), headline=True) is Reason.OFF_TOPIC
