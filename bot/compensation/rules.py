"""The declared rules together with the words they are explained in."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from knowledge.language import Bilingual, Language
from knowledge.rule_schema import NoRule, Rule, Service
from knowledge.rule_store import RULES_DIR, Rulebook, load_rulebook
from prompts import PROMPTS_DIR, Wording, load_wording


@dataclass(frozen=True)
class Rules:
    """Everything an assessment needs besides the outage."""

    book: Rulebook
    wording: Wording

    def covering(self, service: Service, provider: str | None) -> tuple[Rule, ...]:
        """Return every version of every rule for a service and provider."""
        return tuple(rule for rule in self.book.rules if rule.covers(service, provider))

    def silences(self, service: Service, provider: str | None) -> Iterator[NoRule]:
        """Yield what to say where no rule fixes anything for a service and provider."""
        return (entry for entry in self.book.no_rules if entry.covers(service, provider))

    def has(self, key: str) -> bool:
        """Return whether the wording file knows `key`."""
        return key in self.wording.texts[Language.KO]

    def say(self, key: str, **values: "Bilingual | str") -> Bilingual:
        """Return a text of the wording file with its placeholders filled, in both languages."""
        return Bilingual(
            *(self.wording(lang, key, **_in(lang, values)) for lang in (Language.KO, Language.EN))
        )


def load_rules(folder: Path = RULES_DIR, prompts: Path = PROMPTS_DIR) -> Rules:
    """Return the rules and their wording; raises InvalidKnowledge or InvalidPrompt."""
    return Rules(load_rulebook(folder), load_wording("assessment", prompts))


def _in(language: Language, values: dict[str, Bilingual | str]) -> dict[str, str]:
    return {
        name: value.in_(language) if isinstance(value, Bilingual) else value
        for name, value in values.items()
    }
