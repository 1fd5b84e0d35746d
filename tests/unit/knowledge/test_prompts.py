from pathlib import Path

import pytest

from knowledge.language import Language
from prompts import PROMPTS_DIR, InvalidPrompt, load_wording

WORDINGS = sorted({path.name.split(".")[0] for path in PROMPTS_DIR.glob("*.ko.yaml")})


@pytest.mark.parametrize("name", WORDINGS)
def test_every_wording_matches_in_both_languages(name: str) -> None:
    wording = load_wording(name)
    assert wording.texts[Language.KO].keys() == wording.texts[Language.EN].keys()


def _write(folder: Path, korean: str, english: str) -> None:
    (folder / "x.ko.yaml").write_text(korean, "utf-8")
    (folder / "x.en.yaml").write_text(english, "utf-8")


def test_placeholders_are_filled(tmp_path: Path) -> None:
    _write(tmp_path, "a: '{n}원'", "a: '{n} won'")
    assert load_wording("x", tmp_path)(Language.EN, "a", n=3) == "3 won"


@pytest.mark.parametrize(
    ("korean", "english", "named"),
    [
        ("a: '{n}'", "a: '{m}'", "a has different placeholders"),
        ("a: x\nb: y", "a: x", "b is missing"),
        ("a: '{'", "a: x", "malformed"),
        ("- a", "a: x", "map keys"),
        ("a: 1", "a: x", "map keys"),
        ("{", "a: x", r"x\.ko\.yaml"),
    ],
)
def test_a_broken_wording_is_refused_by_name(
    tmp_path: Path, korean: str, english: str, named: str
) -> None:
    _write(tmp_path, korean, english)
    with pytest.raises(InvalidPrompt, match=named):
        load_wording("x", tmp_path)
