"""A tiny knowledge and a tiny answerer: enough to talk to, small enough to read."""

import asyncio
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date, datetime
from typing import Any

from bot.answering.model import (
    Answer,
    Ask,
    Citation,
    FollowUp,
    Intent,
    Memory,
    Point,
    ThenNow,
    Understanding,
)
from knowledge.language import Language
from knowledge.schema import (
    Category,
    Evidence,
    Fact,
    FactKind,
    Provider,
    Service,
    Source,
    Support,
    Tier,
    Topic,
)
from knowledge.store import Knowledge

LAW_URL = "https://www.law.go.kr/a?b=1&c=2"


def a_fact(fact_id: str, kind: FactKind, ko: str, en: str, **changes: object) -> Fact:
    """Return a small whole fact."""
    fact = Fact(
        id=fact_id,
        kind=kind,
        title_ko=ko,
        headline_ko=ko,
        headline_en=en,
        statement_ko=f"{ko}. 자세한 내용이에요.",
        statement_en=f"{en}. In more detail.",
        source=Source(name="전기통신사업법", article="제33조", url=LAW_URL),
        effective_from=date(2020, 12, 10),
        evidence=(Evidence(url=LAW_URL, says="본문"),),
        support=Support.OFFICIAL,
    )
    return fact.model_copy(update=changes)


def _facts() -> list[Fact]:
    outages = [
        a_fact(
            f"incident.kakao-2022-{n:02}",
            FactKind.INCIDENT,
            f"2022년 카카오 장애 {n}",
            f"Kakao outage {n} of 2022",
            provider="kakao",
            figures={"start": f"2022-10-{n:02}"},
        )
        for n in range(1, 11)
    ]
    return [
        a_fact("law.damages", FactKind.LAW, "손해배상 책임이 있어요", "Damages are owed"),
        a_fact(
            "law.notice",
            FactKind.DECREE,
            "2시간까지는 알리지 않아도 돼요",
            "No notice is due up to 2 hours",
            support=Support.ONE_SOURCE,
        ),
        a_fact(
            "incident.kt-2021-10",
            FactKind.INCIDENT,
            "KT 89분 장애",
            "KT outage of 89 minutes",
            provider="kt",
            figures={"start": "2021-10-25T11:16:00+09:00"},
        ),
        a_fact(
            "incident.all-2025",
            FactKind.INCIDENT,
            "<b>여럿</b> & 장애",
            "<b>Many</b> & more",
            figures={"start": "2025-06-01"},
        ),
        *outages,
    ]


def _provider(provider_id: str, ko: str, en: str, category: Category) -> Provider:
    service = Service(
        id=f"{provider_id}-main", name_ko=ko, name_en=en, category=category, tier=Tier.FREE
    )
    return Provider(id=provider_id, name_ko=ko, name_en=en, services=(service,))


def tiny_knowledge() -> Knowledge:
    """Return fourteen facts, two providers and nine topics."""
    topics = [
        Topic(
            id=f"topic-{n}",
            question_ko="넷플릭스법이 뭐예요?" if n == 1 else f"주제 {n} 질문이에요?",
            question_en="What is the Netflix law?" if n == 1 else f"Question of topic {n}?",
            cues=(("x",),),
            lead_ko="요약이에요.",
            lead_en="A summary.",
            facts=("law.damages", "law.notice"),
        )
        for n in range(1, 10)
    ]
    providers = [
        _provider("kakao", "카카오", "Kakao", Category.MESSENGER),
        _provider("kt", "KT", "KT", Category.BROADBAND),
    ]
    return _only(
        facts={fact.id: fact for fact in _facts()},
        providers={provider.id: provider for provider in providers},
        topics={topic.id: topic for topic in topics},
    )


def empty_knowledge() -> Knowledge:
    """Return a knowledge of nothing."""
    return _only(facts={}, providers={}, topics={})


def _only(**parts: Mapping[str, object]) -> Knowledge:
    """The parts that conversations need; whatever else is known stays empty."""
    empty: dict[str, Any] = {part.name: () for part in fields(Knowledge)}
    return Knowledge(**(empty | parts))


@dataclass
class TinySearch:
    """Finds facts whose Korean or English headline contains the query."""

    knowledge: Knowledge

    async def __call__(self, query: str, now: datetime, limit: int) -> Sequence[Fact]:
        """Return the facts that contain the query."""
        return [
            fact
            for fact in self.knowledge.facts.values()
            if query.lower() in f"{fact.headline_ko} {fact.headline_en}".lower()
        ]


@dataclass
class TinyReader:
    """Reads whole hours: "3시간"."""

    def __call__(self, ask: Ask) -> Understanding:
        """Return the length that was typed."""
        said = _memory(ask).last
        assert said is not None
        hours = re.search(r"(\d+)시간", ask.question)
        return replace(said, minutes=int(hours[1]) * 60 if hours else None)


@dataclass
class TinyAnswers:
    """Answers by a word in the question; everything else is repeated back.

    고장: fails. 느린: takes a moment. 긴: many points. 그럼: follows up on the last question.
    """

    asked: list[Ask]

    async def answer(self, ask: Ask) -> Answer:
        """Return the answer whose word occurs in the question."""
        self.asked.append(ask)
        if "고장" in ask.question:
            raise ValueError(f"cannot read {ask.question!r}")
        if "느린" in ask.question:
            await asyncio.sleep(0.4)
        return replace(self._answer(ask), memory=_memory(ask))

    def _answer(self, ask: Ask) -> Answer:
        question, words = ask.question, ask.question.lower()
        if "안녕" in words:
            return _said(ask, "안녕하세요", Intent.GREETING)
        if "날씨" in words or "weather" in words:
            return _said(ask, "이 질문은 모르겠어요. 1372에 물어보세요", Intent.OUT_OF_SCOPE)
        if "긴" in words:
            return replace(
                _cited(ask), points=tuple(Point("가" * 900 + f" {n}") for n in range(12))
            )
        if "얼마" in words and ask.memory.asked_for is None:
            return _asking_back(ask)
        if "그럼" in words and ask.memory.last:
            return _said(ask, f"앞의 질문은 “{ask.memory.last.question}”", Intent.COMPENSATION)
        if any(word in words for word in ("카톡", "kakao", "넷플릭스", "netflix")):
            return _cited(ask)
        return _said(ask, f"받은 글: {question}", Intent.COMPENSATION)


def _language(ask: Ask) -> Language:
    if ask.language:
        return ask.language
    return Language.EN if ask.question.isascii() else Language.KO


def _memory(ask: Ask) -> Memory:
    understanding = Understanding(
        question=ask.question,
        language=_language(ask),
        intents=(Intent.COMPENSATION,),
        as_of=ask.now.date(),
    )
    return Memory(understanding, "monthly_fee_krw" if "얼마" in ask.question else None)


def _said(ask: Ask, text: str, intent: Intent) -> Answer:
    return Answer(
        question=ask.question,
        language=_language(ask),
        intent=intent,
        as_of=ask.now.date(),
        answered=False,
        headline=Point(text),
    )


def _asking_back(ask: Ask) -> Answer:
    choices = ("3만 원", "5만 원", "몰라요")
    return replace(
        _said(ask, "요금에 따라 달라져요", Intent.COMPENSATION),
        follow_up=FollowUp("monthly_fee_krw", "월 요금이 얼마예요?", choices),
    )


def _cited(ask: Ask) -> Answer:
    korean = _language(ask) is Language.KO
    headline = (
        "무료 서비스라 정해진 보상은 없어요" if korean else "A free service: nothing is fixed"
    )
    return replace(
        _said(ask, headline, Intent.COMPENSATION),
        answered=True,
        headline=Point(headline, (1,)),
        points=(
            Point("손해배상 책임은 남아 있어요." if korean else "Damages are still owed.", (1,)),
        ),
        then_now=ThenNow(Point("그때(2021-05-05): 4시간"), Point("지금: 2시간")),
        next_steps=(Point("고객센터에 알리세요." if korean else "Tell the provider."),),
        citations=(_citation(1, "law.damages"), _citation(2, "law.notice")),
        caveats=("법률 자문이 아니에요." if korean else "Not legal advice.",),
        related=("넷플릭스법이 뭐예요?" if korean else "What is the Netflix law?",),
    )


def _citation(n: int, fact: str) -> Citation:
    return Citation(
        n=n,
        fact=fact,
        kind=FactKind.LAW,
        title="제목",
        source="전기통신사업법 제33조",
        url=LAW_URL,
        effective_from=date(2020, 12, 10),
        effective_to=None,
        support=Support.OFFICIAL,
    )
