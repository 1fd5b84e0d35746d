"""Whole journeys, from the outage to the end, as the clock moves and the bot restarts."""

from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from pathlib import Path

import pytest

from bot.claims.book import Claims
from bot.claims.deadlines import deadlines_of
from bot.claims.desks import desk_fit
from bot.claims.diary import outage_of, reached
from bot.claims.evidence import evidence_checklist
from bot.claims.letters.asking import missing_fields
from bot.claims.letters.compose import compose_letter, letter_text
from bot.claims.letters.docx import letter_docx
from bot.claims.letters.pdf import letter_pdf
from bot.claims.letters.template import LetterKind
from bot.claims.model import Act, Case, MediationEnd, Reply, Route, Status
from bot.claims.reminders import plan_reminders
from bot.claims.scams import inspect_message
from bot.clock import KST
from bot.compensation.engine import assess
from bot.compensation.model import Eligible, Outage, Service
from bot.storage.cases import CaseStore
from bot.storage.diary import DiaryStore
from bot.storage.reminders import ReminderStore
from bot.storage.store import Storage, open_storage
from knowledge.claims_schema import Matter, Meaning
from knowledge.schema import Category

CHAT = 7
DAY = date(2026, 6, 8)
EVENING = datetime(2026, 6, 8, 19, tzinfo=KST)


@dataclass
class Journey:
    """One chat with one case, its store, and a clock that is set by hand."""

    url: str
    storage: Storage
    claims: Claims
    now: datetime = EVENING
    case_id: int = 0

    @property
    def today(self) -> date:
        return self.now.date()

    def on(self, day: date) -> None:
        """Set the clock to noon of a day."""
        self.now = datetime.combine(day, time(12), tzinfo=KST)

    async def restart(self) -> None:
        """Close the database and open it again, as a new process would."""
        await self.storage.close()
        self.storage = open_storage(self.url)
        await self.storage.start()

    async def open(self, outage: Outage, category: Category, **fields: object) -> Case:
        """Open a case of an outage."""
        assessment = assess(outage, self.claims.rules, self.today)
        case = replace(
            Case((outage,), category, self.today, assessment=assessment),
            **fields,  # type: ignore[arg-type]
        )
        self.case_id = (await CaseStore(self.storage.sessions).create(CHAT, case, self.now)).id
        return await self.case()

    async def case(self) -> Case:
        """Return the case as it is kept."""
        case = await CaseStore(self.storage.sessions).case(CHAT, self.case_id)
        assert case is not None
        return case

    async def note(self, **progress: object) -> Case:
        """Note what was done."""
        case = await self.case()
        changed = replace(case.progress, **progress)  # type: ignore[arg-type]
        await CaseStore(self.storage.sessions).save(CHAT, replace(case, progress=changed), self.now)
        return await self.case()

    async def route(self) -> Route:
        """Return the path as it is now."""
        return self.claims.route(await self.case(), self.today)

    async def next(self) -> tuple[Act, str | None]:
        """Return the next act and where."""
        found = await self.route()
        return found.act, found.next_desk.id if found.next_desk else None

    async def letter(self, kind: LetterKind) -> str:
        """Return a letter, which must also work as both files."""
        letter = compose_letter(kind, await self.case(), self.claims, self.today)
        assert letter_docx(letter).startswith(b"PK")
        assert letter_pdf(letter).startswith(b"%PDF")
        return letter_text(letter)

    async def deadlines(self) -> dict[str, date]:
        """Return the days ahead."""
        found = deadlines_of(await self.case(), self.today, self.claims.deadlines)
        return {item.key: item.day for item in found}


@pytest.fixture
async def journey(tmp_path: Path, claims: Claims) -> AsyncIterator[Journey]:
    url = f"sqlite:///{tmp_path / 'meoktong.db'}"
    storage = open_storage(url)
    await storage.start()
    trip = Journey(url, storage, claims)
    yield trip
    await trip.storage.close()


async def test_a_phone_line_from_down_to_a_paid_claim(journey: Journey, claims: Claims) -> None:
    diary = DiaryStore(journey.storage.sessions)
    begun = await diary.down(CHAT, "skt", Service.MOBILE, EVENING)
    await journey.restart()
    diary = DiaryStore(journey.storage.sessions)
    journey.now = EVENING + timedelta(minutes=150)
    ended = await diary.up(CHAT, begun.id, journey.now)
    assert ended is not None
    entries = await diary.entries(CHAT)
    rules = claims.rules.covering(Service.MOBILE, "skt")
    told = await diary.to_announce(CHAT, reached(entries, journey.now, rules), journey.now)
    assert {item.key.split(":")[0] for item in told} == {"mobile.damages", "mobile.refund"}

    outage = replace(outage_of(ended, entries, journey.now), paid=True, monthly_fee_krw=55_000)
    case = await journey.open(outage, Category.MOBILE, service="skt-mobile")
    assert case.assessment is not None
    assert case.assessment.eligible is Eligible.YES
    assert evidence_checklist(case, claims.book.evidence).ask
    assert await journey.next() == (Act.COMPLAIN, "provider")
    assert "손해배상 1,910원" in await journey.letter(LetterKind.COMPLAINT)

    await journey.note(complained=DAY, receipt="A-17")
    journey.on(date(2026, 6, 22))
    assert await journey.next() == (Act.WAIT_COMPANY, "provider")
    journey.on(date(2026, 6, 23))
    assert await journey.next() == (Act.MEDIATE, "tdrc")
    assert "접수번호 A-17" in await journey.letter(LetterKind.MEDIATION)

    await journey.note(filed=journey.today, desk="tdrc")
    assert (await journey.deadlines())["desk:processing"] == date(2026, 8, 22)
    await journey.restart()
    journey.on(date(2026, 8, 20))
    await journey.note(proposed=journey.today)
    assert (await journey.deadlines())["desk:proposal_refusal"] == date(2026, 9, 4)
    assert await journey.next() == (Act.ANSWER_PROPOSAL, "tdrc")
    await journey.note(ended=journey.today, end=MediationEnd.AGREED)
    assert await journey.next() == (Act.DONE, None)
    closed = await journey.note(closed=journey.today)
    assert closed.status is Status.CLOSED
    assert await journey.deadlines() == {}


async def test_a_video_subscription_gets_its_extension(journey: Journey) -> None:
    outage = Outage(Service.CONTENT, "wavve", EVENING, 300, paid=True, monthly_fee_krw=10_900)
    await journey.open(outage, Category.VIDEO, service="wavve-video")
    assert "이용 기간 15시간 연장" in await journey.letter(LetterKind.COMPLAINT)
    await journey.note(complained=DAY, answered=DAY, reply=Reply.REFUSED)
    assert await journey.next() == (Act.MEDIATE, "kcdrc")
    await journey.note(answered=DAY, reply=Reply.GRANTED)
    assert await journey.next() == (Act.TAKE_OFFER, "provider")


async def test_a_free_messenger_asks_to_explain_and_is_warned(journey: Journey) -> None:
    case = await journey.open(
        Outage(Service.FREE, "kakao", EVENING, 141, paid=False),
        Category.MESSENGER,
        service="kakaotalk",
    )
    assert case.amount_krw is None
    text = await journey.letter(LetterKind.COMPLAINT)
    assert "서면 안내" in text
    assert "원의 배상" not in text
    await journey.note(complained=DAY, answered=DAY, reply=Reply.REFUSED)
    found = await journey.route()
    assert found.next_desk is not None
    assert found.next_desk.id == "tdrc"
    assert any("무료" in caution.ko for caution in found.cautions)


async def test_a_game_goes_to_the_content_committee(journey: Journey) -> None:
    outage = Outage(Service.GAME, "nexon", EVENING, 300, paid=True, day_total_minutes=300)
    await journey.open(outage, Category.GAME, service="maplestory")
    assert "연장" in await journey.letter(LetterKind.COMPLAINT)
    await journey.note(complained=DAY, answered=DAY, reply=Reply.PARTLY)
    assert await journey.next() == (Act.MEDIATE, "kcdrc")
    await journey.note(filed=DAY, desk="kcdrc", proposed=DAY)
    assert (await journey.deadlines())["desk:proposal_undefined"] == date(2026, 6, 13)


async def test_a_shop_with_lost_sales_is_asked_for_them_and_goes_to_court(
    journey: Journey, claims: Claims
) -> None:
    outage = Outage(Service.DELIVERY, "yogiyo", EVENING, 200)
    case = await journey.open(outage, Category.DELIVERY, business=True)
    assert missing_fields(LetterKind.COMPLAINT, case) == ("loss",)
    store = CaseStore(journey.storage.sessions)
    known = replace(case, loss_krw=420_000, loss="같은 요일 평균과의 차이", evidence=("sales",))
    await store.save(CHAT, known, journey.now)
    text = await journey.letter(LetterKind.CERTIFIED)
    assert "손해 420,000원의 배상" in text
    assert "같은 요일·같은 시간대의 매출을 비교한 자료" in text
    checklist = evidence_checklist(known, claims.book.evidence)
    assert "sales" in [item.id for item in checklist.keep]

    await journey.note(complained=DAY, certified=DAY)
    assert (await journey.deadlines())["period:demand-followup"] == date(2026, 12, 8)
    journey.on(date(2026, 7, 1))
    assert await journey.next() == (Act.SUE, "payment-order")
    assert "small-claims" in [desk.id for desk in (await journey.route()).desks]


async def test_a_leak_goes_to_the_privacy_committee_where_silence_accepts(
    journey: Journey,
) -> None:
    await journey.open(
        Outage(Service.OTHER, "coupang", EVENING),
        Category.SHOPPING,
        matter=Matter.LEAK,
        assessment=None,
        service="coupang-shopping",
    )
    assert "유출된 제 개인정보의 항목" in await journey.letter(LetterKind.COMPLAINT)
    await journey.note(complained=DAY, answered=DAY, reply=Reply.REFUSED)
    found = await journey.route()
    assert [desk.id for desk in found.desks] == ["pipc", "small-claims"]
    assert "privacy-report" in [desk.id for desk in found.advice]
    assert found.desks[0].silence is not None
    assert found.desks[0].silence.on(DAY) is Meaning.ACCEPTANCE


async def test_the_wrong_desk_is_caught_before_filing(journey: Journey, claims: Claims) -> None:
    outage = Outage(Service.CONTENT, "netflix", EVENING, 300, paid=True, monthly_fee_krw=17_000)
    case = await journey.open(outage, Category.VIDEO, service="netflix-video")
    fit = desk_fit(case, claims.book.desk("tdrc"), claims.book.desks)
    assert not fit.fits
    assert fit.instead[0].id == "kcdrc"


async def test_reminders_follow_the_case_across_a_restart(journey: Journey, claims: Claims) -> None:
    outage = Outage(Service.MOBILE, "kt", EVENING, 150, paid=True, monthly_fee_krw=50_000)
    case = await journey.open(outage, Category.MOBILE)
    soon = [
        item
        for item in deadlines_of(case, journey.today, claims.deadlines)
        if item.day.year == journey.today.year
    ]
    planned = plan_reminders(soon, journey.now, case.id)
    assert await ReminderStore(journey.storage.sessions).add(CHAT, planned, journey.now) == 2

    await journey.restart()
    store = ReminderStore(journey.storage.sessions)
    journey.on(date(2026, 7, 3))
    (late,) = await store.claim_due(journey.now)
    assert (late.missed, late.over, late.reminder.case) == (True, False, case.id)
    await store.mark_sent(late.reminder.id)

    await journey.note(closed=journey.today)
    ahead = deadlines_of(await journey.case(), journey.today, claims.deadlines)
    await store.keep_only(CHAT, case.id, [(item.key, item.day) for item in ahead])
    assert await store.reminders(CHAT) == ()


async def test_a_text_that_promises_money_is_looked_at_and_not_kept(
    journey: Journey, claims: Claims
) -> None:
    report = inspect_message(
        "[SKT] 피해보상금 지급. 010-1234-5678 본인 확인 https://tworld-pay.example", claims.shield
    )
    assert report.suspicious
    assert "5678" not in report.text
    assert await CaseStore(journey.storage.sessions).cases(CHAT) == ()
