from pathlib import Path

import pytest

from bot.answering.writing.messages import (
    load_proofreading_prompts,
    load_rephrasing_prompts,
    load_writing_prompts,
)
from knowledge.language import Language
from prompts import InvalidPrompt
from prompts.templates import load_template


def _write(folder: Path, korean: str, english: str | None = None) -> None:
    (folder / "x.ko.md").write_text(korean, "utf-8")
    (folder / "x.en.md").write_text(korean if english is None else english, "utf-8")


def test_the_shipped_prompts_are_whole() -> None:
    for prompts in (
        load_writing_prompts(),
        load_proofreading_prompts(),
        load_rephrasing_prompts(),
    ):
        for language in Language:
            assert prompts.rules.fill(language)
            assert prompts.task.version >= 1


def test_variables_are_filled(tmp_path: Path) -> None:
    _write(tmp_path, "---\nversion: 3\n---\n{a} {b}\n")
    template = load_template("x", frozenset({"a", "b"}), tmp_path)
    assert template.version == 3
    assert template.fill(Language.KO, a="{c}", b=2) == "{c} 2"


@pytest.mark.parametrize(
    ("korean", "english", "named"),
    [
        ("---\nversion: 1\n---\n{a}", "---\nversion: 1\n---\nx", r"x\.en\.md: missing a"),
        ("---\nversion: 1\n---\n{a}{b}", None, r"x\.ko\.md: unknown b"),
        ("---\nversion: 1\n---\n{a}", "---\nversion: 2\n---\n{a}", "different versions"),
        ("{a}", None, "must open with its version"),
        ("---\nversion: one\n---\n{a}", None, "version: N"),
        ("---\nversion: 1\n---\n{a", None, "malformed"),
    ],
)
def test_a_broken_prompt_is_refused_by_name(
    tmp_path: Path, korean: str, english: str | None, named: str
) -> None:
    _write(tmp_path, korean, english)
    with pytest.raises(InvalidPrompt, match=named):
        load_template("x", frozenset({"a"}), tmp_path)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(InvalidPrompt, match=r"x\.ko\.md"):
        load_template("x", frozenset(), tmp_path)
