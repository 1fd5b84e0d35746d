"""Messages that promise compensation: signs, links, advice, and never a verdict of safety."""

from time import perf_counter

import pytest

from bot.claims.book import Claims
from bot.claims.scams import LinkKind, inspect_message
from bot.privacy import mask
from knowledge.language import Language


@pytest.mark.parametrize(
    ("text", "sign"),
    [
        (
            "[카카오] 서비스 복구 파일을 설치해 주세요 http://kakao-fix.example/KakaoTalkUpdate.zip",
            "install",
        ),
        ("KakaoTalkUpdate.zip 을 내려받으세요", "kakao-update"),
        ("유심 재고 도착! 예약 확인 https://t-usim.example/1", "usim-link"),
        ("피해보상 신청을 위해 본인 확인 후 인증번호를 입력하세요", "login"),
        ("피해보상금 50만원 지급 대상입니다", "lure"),
        ("환불 계좌번호를 회신 바랍니다", "bank"),
        ("오늘까지 미신청 시 소멸됩니다", "urgent"),
        ("Your refund is ready, log in to verify your account", "login"),
    ],
)
def test_known_tricks_are_found(claims: Claims, text: str, sign: str) -> None:
    report = inspect_message(text, claims.shield)
    assert sign in [found.id for found in report.signs]
    assert report.suspicious


def test_a_message_without_signs_is_not_called_safe(claims: Claims) -> None:
    report = inspect_message("내일 저녁에 볼까?", claims.shield)
    assert not report.suspicious
    assert report.advice
    assert "안전하다는 뜻은 아니" in claims.wording(Language.KO, "scam_nothing")


@pytest.mark.parametrize(
    ("link", "host", "kind", "owner"),
    [
        ("https://cs.kakao.com/helps", "cs.kakao.com", LinkKind.OFFICIAL, "카카오"),
        ("https://m.cs.kakao.com", "m.cs.kakao.com", LinkKind.OFFICIAL, "카카오"),
        ("https://pay.naver.com", "pay.naver.com", LinkKind.OFFICIAL, "네이버"),
        (
            "https://tdrc.kr/apply",
            "tdrc.kr",
            LinkKind.OFFICIAL,
            "방송미디어통신위원회 통신분쟁조정위원회",
        ),
        ("https://something.go.kr", "something.go.kr", LinkKind.UNKNOWN, None),
        ("http://kakao-help.example/a", "kakao-help.example", LinkKind.LOOKALIKE, "카카오"),
        ("www.tworld.co.kr", "tworld.co.kr", LinkKind.OFFICIAL, "SK텔레콤"),
        (
            "hxxps://t-world.co.kr.evil.example",
            "t-world.co.kr.evil.example",
            LinkKind.LOOKALIKE,
            "SK텔레콤",
        ),
        ("cs.kakao.com.evil.example/x", "cs.kakao.com.evil.example", LinkKind.LOOKALIKE, "카카오"),
        ("https://cs.kakao.com@evil.example/x", "evil.example", LinkKind.UNKNOWN, None),
        ("https://bit.ly/3abc", "bit.ly", LinkKind.UNKNOWN, None),
    ],
)
def test_links_are_told_by_their_host(
    claims: Claims, link: str, host: str, kind: LinkKind, owner: str | None
) -> None:
    (found,) = inspect_message(f"보상 안내 {link} 확인", claims.shield).links
    assert (found.host, found.kind, found.owner) == (host, kind, owner)


def test_advice_names_where_to_report_and_rests_on_facts(claims: Claims) -> None:
    report = inspect_message("피해보상 https://x.example", claims.shield)
    assert {"1394", "118", "114"} <= {item.phone for item in report.advice}
    assert all(fact in claims.knowledge.facts for fact in report.basis)


def test_personal_numbers_are_hidden_and_dates_are_not(claims: Claims) -> None:
    report = inspect_message("홍길동 010-1234-5678 환불 2026-06-08", claims.shield)
    assert "1234" not in report.text
    assert "2026-06-08" in report.text


def test_a_very_long_message_is_cut(claims: Claims) -> None:
    assert len(inspect_message("가" * 10_000, claims.shield).text) == 4000


@pytest.mark.parametrize(
    "secret",
    [
        "010-1234-5678",
        "01012345678",
        "010 1234 5678",
        "+82 10-1234-5678",
        "900101-1234567",
        "9001011234567",
        "1234-5678-9012-3456",
        "1234567890123456",
        "110-234-567890",
        "hong@example.com",
    ],
)
def test_personal_numbers_of_every_kind_are_hidden(secret: str) -> None:
    masked = mask(f"제 번호는 {secret}입니다").text
    assert secret not in masked
    assert masked.startswith("제 번호는 ")
    assert masked.endswith("입니다")


@pytest.mark.parametrize(
    "plain",
    [
        "2026-06-08",
        "2026-06-08 14:05",
        "55,000원",
        "1588-2594",
        "080-722-0100",
        "114",
        "150분",
        "KT 5G",
    ],
)
def test_dates_amounts_and_service_numbers_stay(plain: str) -> None:
    assert mask(plain).text == plain


@pytest.mark.parametrize("unit", ["a-", "a.", "1-", "1", "a@", "http://", "앱", "인증번호", "유심"])
def test_a_message_made_to_be_slow_is_not(claims: Claims, unit: str) -> None:
    started = perf_counter()
    inspect_message(unit * 4000, claims.shield)
    assert perf_counter() - started < 1
