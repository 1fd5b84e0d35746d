from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from knowledge.errors import InvalidKnowledge
from knowledge.search import Found, Query, Searcher, open_searcher
from knowledge.search.ranking import load_weights
from knowledge.search.words import Words
from knowledge.store import Knowledge
from tests.unit.retrieval.conftest import CountingEncoder

BEFORE, AFTER = date(2024, 1, 1), date(2026, 1, 1)


@pytest.fixture
def searcher(
    knowledge: Knowledge, data_dir: Path, encoder: CountingEncoder, words: Words
) -> Searcher:
    return open_searcher(knowledge, data_dir, encoder, words=words)


def facts_of(found: Found) -> list[str]:
    return [hit.fact for hit in found.hits]


@pytest.mark.parametrize(
    ("question", "fact"),
    [
        ("카카오톡 메시지 밤에 막힘", "incident.talk"),
        ("메일서비스느렸음", "incident.mail"),
        ("멤버십 환불", "terms.ended"),
    ],
)
def test_the_fact_that_is_meant_comes_first(searcher: Searcher, question: str, fact: str) -> None:
    assert facts_of(searcher.search(Query(question)))[0] == fact


@pytest.mark.parametrize(
    ("as_of", "in_force", "replaced"),
    [(BEFORE, "law.notice-old", "law.notice-new"), (AFTER, "law.notice-new", "law.notice-old")],
)
def test_only_the_version_in_force_is_found(
    searcher: Searcher, as_of: date, in_force: str, replaced: str
) -> None:
    found = facts_of(searcher.search(Query("몇 시간 이하 중단은 고지 의무가 없나", as_of=as_of)))
    assert found[0] == in_force
    assert replaced not in found


def test_every_version_competes_when_no_date_is_given(searcher: Searcher) -> None:
    found = facts_of(searcher.search(Query("중단 고지 의무")))
    assert {"law.notice-old", "law.notice-new"} <= set(found)


def test_terms_that_ended_without_a_successor_can_still_be_found(searcher: Searcher) -> None:
    found = searcher.search(Query("멤버십 환불 약관", as_of=AFTER))
    assert "terms.ended" in facts_of(found)


def test_scores_fall_and_are_chances(searcher: Searcher) -> None:
    scores = [hit.score for hit in searcher.search(Query("카카오톡 장애")).hits]
    assert scores == sorted(scores, reverse=True)
    assert all(0 <= score <= 1 for score in scores)


def test_no_more_than_the_limit_is_returned(searcher: Searcher) -> None:
    assert len(searcher.search(Query("카카오톡 장애"), limit=2).hits) == 2


def test_a_named_provider_raises_its_facts(searcher: Searcher) -> None:
    def score(query: Query) -> float:
        hits = {hit.fact: hit.score for hit in searcher.search(query).hits}
        return hits["incident.talk"]

    assert score(Query("밤에 막힘", providers=("kakao",))) > score(Query("밤에 막힘"))


def test_nothing_known_is_never_relevant(
    knowledge: Knowledge, data_dir: Path, encoder: CountingEncoder, words: Words
) -> None:
    empty = open_searcher(replace(knowledge, facts={}), data_dir, encoder, words=words)
    assert empty.search(Query("카카오톡 장애")) == Found((), relevant=False)


@pytest.mark.parametrize("question", ["", "ㅋㅋㅋ", "오늘 점심 뭐 먹지", "김치찌개 레시피"])
def test_what_is_off_topic_is_not_relevant(searcher: Searcher, question: str) -> None:
    assert not searcher.search(Query(question)).relevant


def test_a_weight_that_is_missing_is_named(tmp_path: Path) -> None:
    path = tmp_path / "weights.yaml"
    path.write_text("{weights: {words: 1.0}, scale: 1, offset: 0, topicality: {}, floor: 0.0}")
    with pytest.raises(InvalidKnowledge, match="syllables"):
        load_weights(path)
