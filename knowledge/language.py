"""The two languages Meoktong speaks, and a text that exists in both."""

from dataclasses import dataclass
from enum import StrEnum


class Language(StrEnum):
    """A language a user may write in; answers follow it."""

    KO = "ko"
    EN = "en"


@dataclass(frozen=True, slots=True)
class Bilingual:
    """One text in Korean and English."""

    ko: str
    en: str

    def in_(self, language: Language) -> str:
        """Return the text in `language`."""
        return self.ko if language is Language.KO else self.en
