import json
from dataclasses import replace
from pathlib import Path

import pytest

from knowledge.errors import IndexUnavailable
from knowledge.search import update_index
from knowledge.search.index import index_folder
from knowledge.search.words import Words
from knowledge.store import Knowledge
from tests.unit.retrieval.conftest import CountingEncoder, make_fact


def with_changed_fact(knowledge: Knowledge) -> Knowledge:
    facts = dict(knowledge.facts)
    facts["incident.mail"] = make_fact("incident.mail", "메일이 사흘 동안 멈췄습니다")
    del facts["incident.talk"]
    return replace(knowledge, facts=facts)


def test_the_first_build_adds_everything(
    knowledge: Knowledge, data_dir: Path, encoder: CountingEncoder, words: Words
) -> None:
    report = update_index(knowledge, data_dir, encoder, words=words)
    assert (report.added, report.kept, report.removed) == (5, 0, 0)


def test_nothing_is_done_when_nothing_changed(
    knowledge: Knowledge, data_dir: Path, encoder: CountingEncoder, words: Words
) -> None:
    update_index(knowledge, data_dir, encoder, words=words)
    version = index_folder(data_dir, None).current
    report = update_index(knowledge, data_dir, encoder, words=words)
    assert (report.added, report.kept, report.removed) == (0, 5, 0)
    assert index_folder(data_dir, None).current == version


def test_only_changed_facts_are_encoded_again(
    knowledge: Knowledge, data_dir: Path, encoder: CountingEncoder, words: Words
) -> None:
    update_index(knowledge, data_dir, encoder, words=words)
    encoder.documents.clear()
    report = update_index(with_changed_fact(knowledge), data_dir, encoder, words=words)
    assert (report.added, report.kept, report.removed) == (1, 3, 1)
    assert len(encoder.documents) == 1


def test_another_encoder_encodes_everything_again(
    knowledge: Knowledge, data_dir: Path, encoder: CountingEncoder, words: Words
) -> None:
    update_index(knowledge, data_dir, encoder, words=words)
    report = update_index(knowledge, data_dir, CountingEncoder("other", 32), words=words)
    assert (report.added, report.kept) == (5, 0)


def test_an_open_index_stays_readable_while_a_new_one_replaces_it(
    knowledge: Knowledge, data_dir: Path, encoder: CountingEncoder, words: Words
) -> None:
    folder = index_folder(data_dir, None)
    update_index(knowledge, data_dir, encoder, words=words)
    running = folder.open(folder.current or "")
    update_index(with_changed_fact(knowledge), data_dir, encoder, words=words)
    near = running.vectors.nearest(encoder.encode_queries(["카카오톡"])[0], 5)
    assert "incident.talk" in near
    assert running.words.scores(["카카오톡"]).any()


def test_only_the_current_and_the_previous_version_are_kept(
    knowledge: Knowledge, data_dir: Path, words: Words
) -> None:
    for name in ("a", "b", "c"):
        update_index(knowledge, data_dir, CountingEncoder(name), words=words)
    folder = index_folder(data_dir, None)
    assert len([path for path in folder.root.iterdir() if path.is_dir()]) == 2


def test_a_build_that_fails_leaves_the_index_in_use(
    knowledge: Knowledge, data_dir: Path, encoder: CountingEncoder, words: Words
) -> None:
    class BrokenEncoder(CountingEncoder):
        def encode_documents(self, texts: object) -> object:  # type: ignore[override]
            raise MemoryError

    update_index(knowledge, data_dir, encoder, words=words)
    version = index_folder(data_dir, None).current
    with pytest.raises(MemoryError):
        update_index(knowledge, data_dir, BrokenEncoder("broken"), words=words)  # type: ignore[arg-type]
    assert index_folder(data_dir, None).current == version


def test_progress_counts_up_to_all_texts(
    knowledge: Knowledge, data_dir: Path, encoder: CountingEncoder, words: Words
) -> None:
    seen: list[tuple[int, int]] = []
    update_index(
        knowledge, data_dir, encoder, words=words, progress=lambda *step: seen.append(step)
    )
    assert seen[-1] == (5, 5)


def test_a_damaged_index_says_what_to_do(
    knowledge: Knowledge, data_dir: Path, encoder: CountingEncoder, words: Words
) -> None:
    update_index(knowledge, data_dir, encoder, words=words)
    folder = index_folder(data_dir, None)
    (folder.root / (folder.current or "") / "manifest.json").write_text(json.dumps({"format": 0}))
    with pytest.raises(IndexUnavailable, match="meoktong index"):
        folder.open(folder.current or "")
