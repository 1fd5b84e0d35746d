import pytest

from bot.privacy import Personal, mask
from knowledge.language import Language


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("주민번호 900101-1234567이에요", Personal.RESIDENT_NUMBER),
        ("9001011234567", Personal.RESIDENT_NUMBER),
        ("900101 - 2******", Personal.RESIDENT_NUMBER),
        ("９００１０１－１２３４５６７", Personal.RESIDENT_NUMBER),
        ("외국인등록번호 880505-5123456", Personal.RESIDENT_NUMBER),
        ("카드 1234-5678-9012-3456", Personal.CARD),
        ("카드 4111111111111111 로", Personal.CARD),
        ("3782 822463 10005", Personal.CARD),
        ("010-1234-5678로 연락주세요", Personal.PHONE),
        ("01012345678", Personal.PHONE),
        ("010 1234 5678", Personal.PHONE),
        ("010.1234.5678", Personal.PHONE),
        ("+82 10-1234-5678", Personal.PHONE),
        ("(010)1234-5678", Personal.PHONE),
        ("집은 02-123-4567", Personal.PHONE),
        ("070-1234-5678", Personal.PHONE),
        ("hong.gildong@example.com 으로", Personal.EMAIL),
        ("메일은 a+b@mail.co.kr이에요", Personal.EMAIL),
        ("국민 123456-78-901234", Personal.ACCOUNT),
        ("신한 110-123-456789로 입금", Personal.ACCOUNT),
        ("계좌 3333012345678", Personal.ACCOUNT),
        ("여권 M12345678", Personal.PASSPORT),
    ],
)
def test_personal_data_is_masked(text: str, kind: Personal) -> None:
    masked = mask(text)
    assert kind in masked.found
    digits = [part for part in text.split() if sum(c.isdigit() for c in part) > 3]
    assert not any(part in masked.text for part in digits)
    assert "가림" in masked.text


@pytest.mark.parametrize(
    "text",
    [
        "2022-10-15에 끊겼어요",
        "2022.10.15 ~ 2022.10.20",
        "월 33,000원, 10,000,000원까지",
        "1577-3321이나 1372에 전화했어요",
        "카톡 2시간 30분 먹통",
        "제37조의13제1항, 법률 제20151호",
        "오후 3:30부터 17:40까지",
        "IP는 3개, 100만 명",
        "",
    ],
)
def test_what_is_not_personal_stays(text: str) -> None:
    masked = mask(text)
    assert masked.text == text
    assert not masked.found


def test_several_kinds_in_one_text_are_all_masked() -> None:
    masked = mask("저 900101-1234567, 010-1234-5678, a@b.co 입니다")
    assert masked.found == {Personal.RESIDENT_NUMBER, Personal.PHONE, Personal.EMAIL}
    assert not any(char.isdigit() for char in masked.text)


def test_the_label_follows_the_language() -> None:
    assert mask("call 010-1234-5678", Language.EN).text == "call (phone number hidden)"


def test_masking_twice_changes_nothing() -> None:
    once = mask("010-1234-5678 a@b.co").text
    assert mask(once).text == once
