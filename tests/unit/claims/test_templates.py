"""Letter templates: how they are read, filled and checked."""

from pathlib import Path

import pytest

from bot.claims.errors import InvalidTemplate
from bot.claims.letters.template import (
    Block,
    BlockKind,
    LetterKind,
    load_templates,
    parse_template,
)
from knowledge.language import Language
from prompts import PROMPTS_DIR

TEXT = """<!-- a note
for the editor -->
# Letter to {provider}

Dear {provider},

## Asks
- {asks}
## Attached
- {evidence}
> {today}
"""


def blocks(**values: tuple[str, ...]) -> list[Block]:
    return list(parse_template("letter", TEXT).fill(values))


def test_marks_make_blocks_and_notes_vanish() -> None:
    filled = blocks(provider=("KT",), asks=("a refund",), evidence=("a bill",), today=("today",))
    assert filled == [
        Block(BlockKind.TITLE, "Letter to KT"),
        Block(BlockKind.PARAGRAPH, "Dear KT,"),
        Block(BlockKind.HEADING, "Asks"),
        Block(BlockKind.ITEM, "a refund"),
        Block(BlockKind.HEADING, "Attached"),
        Block(BlockKind.ITEM, "a bill"),
        Block(BlockKind.RIGHT, "today"),
    ]


def test_a_line_repeats_for_each_value() -> None:
    filled = blocks(provider=("KT",), asks=("one", "two"), today=("today",))
    assert [block.text for block in filled if block.kind is BlockKind.ITEM] == ["one", "two"]


def test_a_line_without_a_value_goes_and_its_heading_too() -> None:
    texts = [block.text for block in blocks(provider=("KT",), asks=("one",), evidence=())]
    assert "Attached" not in texts
    assert "Asks" in texts


def test_numbered_headings_that_remain_are_counted_anew() -> None:
    text = "# T\n## 1. One\n- {a}\n## 2. Two\n- {b}\n## 3. Three\n- {a}\n## Four"
    filled = parse_template("letter", text).fill({"a": ("x",), "b": ()})
    headings = [block.text for block in filled if block.kind is BlockKind.HEADING]
    assert headings == ["1. One", "2. Three", "Four"]


def test_braces_in_a_value_are_left_alone() -> None:
    assert blocks(provider=("{asks}",))[0].text == "Letter to {asks}"


@pytest.mark.parametrize("broken", ["{", "}", "{provider"])
def test_a_stray_brace_is_named(broken: str) -> None:
    with pytest.raises(InvalidTemplate, match="letter: malformed"):
        parse_template("letter", f"# {broken}")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with copies of the real letters."""
    for file in PROMPTS_DIR.glob("letter_*.md"):
        (tmp_path / file.name).write_text(file.read_text(encoding="utf-8"), encoding="utf-8")
    return tmp_path


def change(folder: Path, name: str, old: str, new: str) -> None:
    path = folder / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_the_real_letters_load_in_both_languages(folder: Path) -> None:
    templates = load_templates(folder)
    for kind in LetterKind:
        korean, english = (templates.of(kind, language) for language in Language)
        assert korean.variables == english.variables


def test_an_unknown_variable_is_named_with_its_file(folder: Path) -> None:
    change(folder, "letter_complaint.ko.md", "{when}", "{whenever}")
    with pytest.raises(
        InvalidTemplate, match=r"letter_complaint\.ko\.md: unknown variables: whenever"
    ):
        load_templates(folder)


def test_a_variable_that_is_gone_is_named(folder: Path) -> None:
    change(folder, "letter_mediation.en.md", "- {grounds}", "")
    with pytest.raises(
        InvalidTemplate, match=r"letter_mediation\.en\.md: missing variables: grounds"
    ):
        load_templates(folder)


def test_a_second_title_is_refused(folder: Path) -> None:
    change(folder, "letter_certified.ko.md", "# 내용증명", "# 내용증명\n# 또")
    with pytest.raises(InvalidTemplate, match="exactly one title"):
        load_templates(folder)


def test_a_missing_file_is_named(folder: Path) -> None:
    (folder / "letter_certified.en.md").unlink()
    with pytest.raises(InvalidTemplate, match=r"letter_certified\.en\.md"):
        load_templates(folder)
