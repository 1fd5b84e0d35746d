"""Finds the providers, laws, bodies and courts a text names, and names it should not know."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

import yaml
from pydantic import ValidationError

from bot.answering.understanding.names import NameIndex, build_name_index
from bot.answering.writing.values.extract import fold
from knowledge.errors import InvalidKnowledge
from knowledge.schema import Identifier, Model, Name, Provider
from knowledge.store import KNOWLEDGE_DIR

INSTITUTIONS_FILE = KNOWLEDGE_DIR / "institutions.yaml"

_UNKNOWN_KO = re.compile(
    r"[가-힣]{2,}(?:위원회|진흥원|소비자원|감독원|협회|연맹|법원|재판소|공단|재단|조정원|지원센터"
    r"|상담센터|신고센터|조정위|보호원|통신부|관리원)"
    r"|[가-힣]{2,}법(?=[ 은는이가을를의에상과와도,.\)]|$)(?: 시행령| 시행규칙)?"
    r"|(?<![가-힣])시행(?:령|규칙)"
    r"|(?:한국|국가|대한|중앙|전국)[가-힣]{2,}(?:원|청|처|센터|단|회"
    r"|소)(?=[은는이가을를에의과와도로 ]|$)"
    r"|「[^」]+」|『[^』]+』|[가-힣]{2,}(?:표준약관|가이드라인|보호지침|이용약관)"
)
_NOT_LAWS = re.compile(
    r"(?:방|불|위|합|적|편|입|사|해|문|기|용|수|산|요|처|준거|현행|관할|국내|개정|청구"
    r"|계산|계산 ?방|해결|사용|신청)법"
    r"|대처법|산정법|이용약관|산법$"
)
_UNKNOWN_EN = re.compile(
    r"\b(?:[A-Z][\w&-]+ (?:(?:of|and|on|the|for) )*)+"
    r"(?:Act|Decree|Code|Law|Commission|Committee|Court|Agency|Ministry|Institute"
    r"|Association|Council)\b"
)
_ACRONYM = re.compile(r"(?<![A-Za-z0-9])[A-Z]{3,6}(?![A-Za-z0-9])")
_PLAIN_ACRONYMS = frozenset(
    {"KRW", "KST", "IPTV", "OTT", "SMS", "LTE", "USB", "PDF", "VOD", "APP", "FAQ", "SNS", "USD"}
)


class InstitutionKind(StrEnum):
    """What an institution is."""

    LAW = "law"
    BODY = "body"
    COURT = "court"


class Institution(Model):
    """A law, body or court and the names used for it."""

    id: Identifier
    kind: InstitutionKind
    name_ko: Name
    name_en: Name
    aliases: tuple[Name, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """Return every name, folded."""
        return tuple(map(fold, (self.name_ko, self.name_en, *self.aliases)))


@dataclass(frozen=True, slots=True)
class Names:
    """The names found in a text; `strange` are name-like words of no known institution."""

    providers: frozenset[str] = frozenset()
    services: frozenset[str] = frozenset()
    institutions: frozenset[str] = frozenset()
    strange: frozenset[str] = frozenset()

    def __or__(self, other: "Names") -> "Names":
        """Return the names of both texts."""
        return Names(
            self.providers | other.providers,
            self.services | other.services,
            self.institutions | other.institutions,
            self.strange | other.strange,
        )


@dataclass(frozen=True)
class NameFinder:
    """Finds names in running text."""

    index: NameIndex
    main_services: frozenset[str]
    institutions: Mapping[str, str]
    pattern: re.Pattern[str]

    def find(self, text: str) -> Names:
        """Return the names in one text."""
        plain = fold(text)
        found = self.index.find(self.pattern.sub(" ¦ ", plain))
        services = {name.target.service for name in found if name.target.service}
        return Names(
            providers=frozenset(name.target.provider for name in found),
            services=frozenset(services - self.main_services),
            institutions=frozenset(self.institutions[hit] for hit in self.pattern.findall(plain)),
            strange=frozenset(self._strange(text)),
        )

    def blank(self, text: str) -> str:
        """Return the folded text without the names of institutions."""
        return self.pattern.sub(" ", fold(text))

    def _strange(self, text: str) -> Iterator[str]:
        known = self.pattern.sub(" ¦ ", fold(text))
        for match in _UNKNOWN_KO.finditer(known):
            if not _NOT_LAWS.fullmatch(match[0]):
                yield squeeze(match[0])
        for match in _UNKNOWN_EN.finditer(text):
            if not self.pattern.search(fold(match[0])):
                yield squeeze(fold(match[0]))
        for match in _ACRONYM.finditer(text):
            if match[0] not in _PLAIN_ACRONYMS and match[0].lower() not in self.institutions:
                yield match[0].lower()


def squeeze(text: str) -> str:
    """Return a folded text without spaces."""
    return "".join(fold(text).split())


def build_name_finder(
    providers: Mapping[str, Provider], institutions: Iterable[Institution]
) -> NameFinder:
    """Return a finder for every provider, service and institution."""
    by_name = {name: entry.id for entry in institutions for name in entry.names}
    longest_first = sorted(by_name, key=len, reverse=True)
    return NameFinder(
        index=build_name_index(providers),
        main_services=frozenset(p.services[0].id for p in providers.values()),
        institutions=by_name,
        pattern=_pattern(longest_first),
    )


def _pattern(names: list[str]) -> re.Pattern[str]:
    """A Latin name stands alone; a Korean one may carry particles but not continue a word."""
    latin = "|".join(re.escape(name) for name in names if name.isascii())
    korean = "|".join(re.escape(name) for name in names if not name.isascii())
    return re.compile(rf"(?<![a-z0-9])(?:{latin})(?![a-z0-9])|(?<![가-힣])(?:{korean})")


def load_institutions(path: Path = INSTITUTIONS_FILE) -> tuple[Institution, ...]:
    """Read the known institutions; raises InvalidKnowledge naming what is wrong."""
    try:
        entries = yaml.safe_load(path.read_text(encoding="utf-8"))
        return tuple(Institution.model_validate(entry) for entry in entries)
    except (OSError, yaml.YAMLError, ValidationError, TypeError) as exc:
        raise InvalidKnowledge(f"{path.name}: {exc}") from exc
