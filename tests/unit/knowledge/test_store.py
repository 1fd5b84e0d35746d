from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from knowledge.errors import InvalidKnowledge
from knowledge.store import Knowledge, load_knowledge

FACT: dict[str, Any] = {
    "id": "law.rule.new",
    "also": ["law.rule.old-name"],
    "kind": "law",
    "provider": "acme",
    "rule": "law.rule",
    "title_ko": "새 규칙",
    "headline_ko": "지금은 두 시간입니다",
    "headline_en": "Now it is two hours",
    "statement_ko": "2025년부터 두 시간이다.",
    "statement_en": "Two hours since 2025.",
    "source": {"name": "어떤 법", "article": "제1조", "url": "https://example.org/law"},
    "effective_from": "2025-01-01",
    "evidence": [{"url": "https://example.org/a", "date": "2025-01", "says": "두 시간"}],
    "support": "official_text",
}
OLDER = {
    **FACT,
    "id": "law.rule.2020",
    "also": [],
    "headline_ko": "그때는 네 시간이었습니다",
    "effective_from": "2020-01-01",
    "effective_to": "2024-12-31",
}
PROVIDER: dict[str, Any] = {
    "id": "acme",
    "name_ko": "에이스",
    "name_en": "Acme",
    "services": [
        {"id": "acme-chat", "name_ko": "챗", "name_en": "Chat", "category": "messenger",
         "tier": "free"}
    ],
}  # fmt: skip

Folder = Callable[..., Path]


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    def write(
        facts: list[dict[str, Any]] | None = None, topics: list[dict[str, Any]] | None = None
    ) -> Path:
        files = {
            "facts/law.yaml": [FACT, OLDER] if facts is None else facts,
            "providers.yaml": [PROVIDER],
            "topics.yaml": topics or [],
            "misconceptions.yaml": [],
            "next_steps.yaml": [],
            "incident_names.yaml": [],
            "holidays.yaml": [],
        }
        (tmp_path / "facts").mkdir()
        for name, entries in files.items():
            (tmp_path / name).write_text(yaml.safe_dump(entries, allow_unicode=True), "utf-8")
        return tmp_path

    return write


def test_versions_of_a_rule_are_oldest_first_and_found_by_date(folder: Folder) -> None:
    knowledge = load_knowledge(folder())
    assert [fact.id for fact in knowledge.versions("law.rule")] == ["law.rule.2020", "law.rule.new"]
    then = knowledge.version_on("law.rule", date(2024, 12, 31))
    now = knowledge.version_on("law.rule", date(2025, 1, 1))
    assert (then and then.id, now and now.id) == ("law.rule.2020", "law.rule.new")
    assert knowledge.version_on("law.rule", date(2019, 1, 1)) is None


def test_a_merged_id_still_resolves(folder: Folder) -> None:
    assert load_knowledge(folder()).fact("law.rule.old-name").id == "law.rule.new"


def test_an_unknown_id_is_a_key_error(folder: Folder) -> None:
    with pytest.raises(KeyError):
        load_knowledge(folder()).fact("law.nothing")


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ({"effective_to": "2025-06-01", "effective_from": "2024-06-01"}, "overlap"),
        ({"related": ["law.gone"]}, "unknown fact law.gone"),
        ({"provider": "nobody"}, "unknown provider nobody"),
        ({"evidence": []}, "evidence"),
        ({"source": {"name": "x", "url": "http://example.org"}}, "https"),
        ({"headline_ko": "가" * 91}, "headline_ko"),
        ({"figures": {"threshold_minutes": "두 시간"}}, "threshold_minutes"),
        ({"figures": {"start": "2021-05-05T21:47:00Z"}}, r"\+09:00"),
        ({"figures": {"users_comparator": "more"}}, "users_comparator"),
        ({"effective_from": "2025-02-01", "effective_to": "2025-01-01"}, "after effective_to"),
        ({"caveat_ko": "한쪽만 있다"}, "both languages"),
        ({"nickname": "?"}, "nickname"),
        ({"also": ["law.rule.2020"]}, "used twice"),
    ],
)
def test_a_broken_fact_is_refused_by_name(
    folder: Folder, change: dict[str, Any], named: str
) -> None:
    with pytest.raises(InvalidKnowledge, match=named):
        load_knowledge(folder([{**FACT, **change}, OLDER]))


def test_the_same_id_twice_is_refused(folder: Folder) -> None:
    with pytest.raises(InvalidKnowledge, match="defined twice"):
        load_knowledge(folder([FACT, FACT]))


def test_a_topic_with_an_unknown_fact_is_refused(folder: Folder) -> None:
    topic = {
        "id": "topic.x",
        "question_ko": "뭐예요?",
        "question_en": "What?",
        "cues": [["뭐"]],
        "lead_ko": "이것입니다",
        "lead_en": "This",
        "facts": ["law.rule.new", "law.missing"],
    }
    with pytest.raises(InvalidKnowledge, match=r"topic\.x: unknown fact law\.missing"):
        load_knowledge(folder(topics=[topic]))


def test_an_unreadable_file_is_named(folder: Folder) -> None:
    path = folder()
    (path / "topics.yaml").write_text("{", "utf-8")
    with pytest.raises(InvalidKnowledge, match=r"topics\.yaml"):
        load_knowledge(path)


@pytest.fixture(scope="module")
def published() -> Knowledge:
    return load_knowledge()


def test_the_published_knowledge_is_sound(published: Knowledge) -> None:
    assert len(published.facts) > 400
    assert len(published.topics) >= 24


def test_the_notice_rule_reads_by_date(published: Knowledge) -> None:
    before = published.version_on("decree.notice-exemption", date(2025, 3, 27))
    after = published.version_on("decree.notice-exemption", date(2025, 3, 28))
    assert before
    assert after
    assert before.figures["exempt_up_to_minutes_value_added"] == 240
    assert after.figures["exempt_up_to_minutes_value_added"] == 120
