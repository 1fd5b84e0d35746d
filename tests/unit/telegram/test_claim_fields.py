"""What is asked before a letter, how replies are read, and that names are kept nowhere."""

from dataclasses import replace
from datetime import datetime

import pytest
from sqlalchemy import String

from bot.answering.understanding import build_lexicon, understand
from bot.claims.letters.template import LetterKind
from bot.claims.model import Case
from bot.clock import KST
from bot.compensation.model import Outage, Service
from bot.storage.schema import FormRow
from bot.telegram.claims.fields import Field, Filling, Wanted, next_field, party_of, wanted_by
from bot.telegram.errors import StaleButton
from knowledge.language import Language
from knowledge.schema import Category
from tests.flow.stage import real_claims

NOW = datetime(2026, 6, 1, 12, tzinfo=KST)
DOWN = Outage(Service.BROADBAND, "kt", minutes=180)
NINE = datetime(2026, 5, 31, 21, tzinfo=KST)
KT = Case((DOWN,), Category.BROADBAND, NOW.date())
LOST = replace(KT, business=True, category=Category.DELIVERY, assessment=None)


@pytest.fixture(scope="module")
def filling() -> Filling:
    lexicon = build_lexicon(real_claims().knowledge)
    return Filling(real_claims(), lambda ask: understand(ask, lexicon), Language.KO, NOW)


@pytest.mark.parametrize(
    ("field", "text", "outage"),
    [
        (Field.START, "어제 밤 9시", replace(DOWN, start=NINE)),
        (Field.LENGTH, "2시간 30분", replace(DOWN, minutes=150)),
        (Field.FEE, "33000원", replace(DOWN, paid=True, monthly_fee_krw=33_000)),
        (Field.PAID, "무료예요", replace(DOWN, paid=False)),
        (Field.COMPANY, "LG유플러스 인터넷", replace(DOWN, provider="lguplus")),
    ],
)
def test_a_reply_fills_the_outage(
    filling: Filling, field: Field, text: str, outage: Outage
) -> None:
    case = filling.typed(KT, field, text)
    assert case is not None
    assert case.outage == outage
    assert case.assessment is not None


def test_a_day_without_a_time_is_kept_as_a_day(filling: Filling) -> None:
    case = filling.typed(KT, Field.START, "어제")
    assert case is not None
    assert (case.day.isoformat(), case.timed) == ("2026-05-31", False)


@pytest.mark.parametrize(
    ("field", "text"),
    [
        (Field.START, "글쎄요"),
        (Field.START, "작년 봄"),
        (Field.START, "2027년 1월 1일"),
        (Field.COMPANY, "모르는 회사"),
        (Field.LOSS, "손님이 줄었어요"),
        (Field.COMPLAINED, "지난달쯤"),
        (Field.COMPLAINED, "내일"),
        (Field.FEE, "몰라요"),
    ],
)
def test_what_says_nothing_fills_nothing(filling: Filling, field: Field, text: str) -> None:
    assert filling.typed(KT, field, text) is None


def test_a_loss_is_kept_without_personal_numbers(filling: Filling) -> None:
    case = filling.typed(LOST, Field.LOSS, "매출이 42만원 줄었어요\n연락 010-1234-5678")
    assert case is not None
    assert case.loss_krw == 420_000
    assert case.loss is not None
    assert "5678" not in case.loss


@pytest.mark.parametrize(
    ("field", "value"),
    [
        (Field.LENGTH, "x"),
        (Field.LENGTH, "-60"),
        (Field.COMPLAINED, "20270101"),
        (Field.LOSS, "1"),
        (Field.PAID, "maybe"),
    ],
)
def test_values_that_no_button_has_are_refused(filling: Filling, field: Field, value: str) -> None:
    with pytest.raises(StaleButton):
        filling.pressed(KT, field, value)


def test_the_sender_is_asked_last_and_may_be_skipped() -> None:
    known = replace(KT, outages=(replace(KT.outage, start=NOW, paid=False),))
    assert next_field(known, LetterKind.COMPLAINT, ()) is Field.SENDER
    assert next_field(known, LetterKind.MEDIATION, ()) is Field.COMPLAINED
    assert next_field(known, LetterKind.COMPLAINT, (Field.SENDER,)) is None


def test_a_sender_is_name_contact_and_address() -> None:
    party = party_of(" 홍길동 \n\n010-1234-5678\n서울시\n나머지")
    assert (party.name, party.contact, party.address) == ("홍길동", "010-1234-5678", "서울시")
    assert party_of("").name == ""


def test_an_open_form_is_noted_in_the_room_there_is() -> None:
    column = FormRow.__table__.c.step.type
    assert isinstance(column, String)
    longest = column.length or 0
    for kind in LetterKind:
        for field in Field:
            wanted = Wanted(999_999_999, kind, field)
            assert wanted_by(wanted.step) == wanted
            assert len(wanted.step) <= longest
    assert wanted_by("minutes") is None
