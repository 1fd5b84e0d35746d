"""Prompt templates and the words users see, kept as files and checked when they are loaded.

`NAME.ko.yaml` and `NAME.en.yaml` hold the same keys with the same `{placeholders}`. Longer texts
(model prompts, letters) are `NAME.ko.md` and `NAME.en.md`.
"""

import string
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import yaml

from knowledge.language import Language

PROMPTS_DIR = Path(__file__).parent


class InvalidPrompt(Exception):
    """A prompt or wording file is missing, incomplete or names unknown variables."""


def placeholders(template: str) -> frozenset[str]:
    """Return the names of the `{placeholders}` in a template; raises InvalidPrompt if malformed."""
    try:
        return frozenset(name for _, name, _, _ in string.Formatter().parse(template) if name)
    except ValueError as exc:
        raise InvalidPrompt(f"malformed template {template[:40]!r}: {exc}") from exc


@dataclass(frozen=True)
class Wording:
    """User-visible texts of one room, by language and key."""

    texts: Mapping[Language, Mapping[str, str]]

    def __call__(self, language: Language, key: str, /, **values: object) -> str:
        """Return the text of `key` with its placeholders filled; raises KeyError if absent."""
        return self.texts[language][key].format(**values)


def load_wording(name: str, folder: Path = PROMPTS_DIR) -> Wording:
    """Load `NAME.ko.yaml` and `NAME.en.yaml`; raises InvalidPrompt naming what does not match."""
    texts = {language: _read_texts(folder / f"{name}.{language}.yaml") for language in Language}
    korean, english = texts[Language.KO], texts[Language.EN]
    for key in sorted(korean.keys() | english.keys()):
        if key not in korean or key not in english:
            raise InvalidPrompt(f"{name}: {key} is missing in one language")
        if placeholders(korean[key]) != placeholders(english[key]):
            raise InvalidPrompt(f"{name}: {key} has different placeholders in ko and en")
    return Wording(texts)


def _read_texts(path: Path) -> dict[str, str]:
    try:
        texts = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    except (OSError, yaml.YAMLError) as exc:
        raise InvalidPrompt(f"{path.name}: cannot be read: {exc}") from exc
    if not isinstance(texts, dict) or not all(
        isinstance(key, str) and isinstance(text, str) for key, text in texts.items()
    ):
        raise InvalidPrompt(f"{path.name}: must map keys to texts")
    return texts
