"""A handful of facts and an encoder that needs no weights."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from knowledge.encoder import Vectors
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
)
from knowledge.search.text import syllable_pairs
from knowledge.search.words import Words
from knowledge.store import Knowledge, load_knowledge


@dataclass
class CountingEncoder:
    """Puts each syllable pair on an axis of its own, and remembers what it encoded."""

    name: str = "counting"
    dimensions: int = 64

    def __post_init__(self) -> None:
        self.documents: list[str] = []

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        return np.stack([self._vector(text) for text in texts])

    def encode_documents(self, texts: Sequence[str]) -> Vectors:
        self.documents += texts
        return self.encode_queries(texts)

    def _vector(self, text: str) -> Vectors:
        vector = np.full(self.dimensions, 1e-3, dtype=np.float32)
        for pair in syllable_pairs(text):
            vector[sum(map(ord, pair)) % self.dimensions] += 1
        unit: Vectors = vector / np.linalg.norm(vector)
        return unit


def make_fact(fact_id: str, text: str, kind: FactKind = FactKind.INCIDENT, **more: object) -> Fact:
    """Return a fact that says `text`."""
    fact = Fact(
        id=fact_id,
        kind=kind,
        title_ko=text,
        headline_ko=text[:80],
        headline_en=text[:80],
        statement_ko=text,
        statement_en=text,
        source=Source(name=None),
        evidence=(Evidence(url="https://example.org/a", says=text),),
        support=Support.ONE_SOURCE,
    )
    return fact.model_copy(update=more)


@pytest.fixture
def knowledge() -> Knowledge:
    """Return two versions of a rule, an old and a new incident, and something else."""
    kakao = Provider(
        id="kakao",
        name_ko="카카오",
        name_en="Kakao",
        services=(
            Service(
                id="kakaotalk",
                name_ko="카카오톡",
                name_en="KakaoTalk",
                aliases=("카톡", "깨톡"),
                category=Category.MESSENGER,
                tier=Tier.FREE,
            ),
        ),
    )
    facts = (
        make_fact(
            "law.notice-old",
            "네 시간 이하 중단은 고지 의무가 없습니다",
            FactKind.LAW,
            rule="notice",
            effective_to=date(2025, 3, 27),
        ),
        make_fact(
            "law.notice-new",
            "두 시간 이하 중단은 고지 의무가 없습니다",
            FactKind.LAW,
            rule="notice",
            effective_from=date(2025, 3, 28),
        ),
        make_fact("incident.talk", "카카오톡 메시지가 밤에 막혔습니다", provider="kakao"),
        make_fact("incident.mail", "메일 서비스가 낮에 느렸습니다"),
        make_fact("terms.ended", "멤버십 환불 약관", FactKind.TERMS, effective_to=date(2020, 1, 1)),
    )
    return replace(
        load_knowledge(),
        facts={fact.id: fact for fact in facts},
        providers={"kakao": kakao},
        topics={},
        misconceptions=(),
    )


@pytest.fixture
def encoder() -> CountingEncoder:
    """Return a fresh encoder."""
    return CountingEncoder()


@pytest.fixture(scope="session")
def words() -> Words:
    """Return the analyser, loaded once."""
    return Words(["카톡", "깨톡", "카카오톡"])


@pytest.fixture
def data_dir(tmp_path: Path) -> Path:
    """Return an empty data folder."""
    return tmp_path / "data"
