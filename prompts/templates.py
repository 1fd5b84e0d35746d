"""Longer texts for the chat model, one file a language: `NAME.ko.md` and `NAME.en.md`.

A file opens with its version between two `---` lines; the rest is the text with `{variables}`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from knowledge.language import Language
from prompts import PROMPTS_DIR, InvalidPrompt, placeholders

_FENCE = "---\n"


@dataclass(frozen=True)
class Template:
    """A prompt in both languages; `version` changes with every change of its wording."""

    name: str
    version: int
    texts: Mapping[Language, str]

    def fill(self, language: Language, /, **values: object) -> str:
        """Return the text with its variables filled; raises KeyError when one is not given."""
        return self.texts[language].format(**values)


def load_template(name: str, variables: frozenset[str], folder: Path = PROMPTS_DIR) -> Template:
    """Load both languages; raises InvalidPrompt naming a missing or unknown variable."""
    parts = {language: _read(folder / f"{name}.{language}.md") for language in Language}
    for language, (_, text) in parts.items():
        _check_variables(f"{name}.{language}.md", placeholders(text), variables)
    versions = {version for version, _ in parts.values()}
    if len(versions) > 1:
        raise InvalidPrompt(f"{name}: the languages have different versions")
    return Template(name, versions.pop(), {lang: text for lang, (_, text) in parts.items()})


def _check_variables(file: str, found: frozenset[str], wanted: frozenset[str]) -> None:
    if missing := sorted(wanted - found):
        raise InvalidPrompt(f"{file}: missing {', '.join(missing)}")
    if unknown := sorted(found - wanted):
        raise InvalidPrompt(f"{file}: unknown {', '.join(unknown)}")


def _read(path: Path) -> tuple[int, str]:
    try:
        text = path.read_text(encoding="utf-8")
    except OSError as exc:
        raise InvalidPrompt(f"{path.name}: cannot be read: {exc}") from exc
    before, *rest = text.split(_FENCE, 2)
    if before or len(rest) != len(("head", "body")):
        raise InvalidPrompt(f"{path.name}: must open with its version between two --- lines")
    head, body = rest
    key, _, version = head.strip().partition(": ")
    if key != "version" or not version.isdigit():
        raise InvalidPrompt(f"{path.name}: must open with `version: N`")
    return int(version), body.strip()
