"""Looks at a message that promises compensation; it never calls one safe, and keeps nothing."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import urlsplit

from bot.privacy import mask
from knowledge.claims_schema import ScamAdvice, ScamSign
from knowledge.claims_store import ClaimsBook
from knowledge.store import Knowledge

MESSAGE_LIMIT = 4000
_SECOND_LEVEL = frozenset({"co", "or", "go", "re", "ne", "ac"})
SHORT_NAME = 4
_SCHEME = re.compile(r"^h(?:tt|xx)ps?://", re.IGNORECASE)
_LINK = re.compile(
    r"(?:h(?:tt|xx)ps?://|www\.)[^\s<>\"'“”‘’]+"
    r"|(?<![\w@.])(?:[\w-]{1,63}\.){1,6}[a-z]{2,12}(?:/[^\s<>\"'“”‘’]*)?",
    re.IGNORECASE,
)


class LinkKind(StrEnum):
    """What is known about a link's host.

    `official`: a channel our facts name (which a text can still imitate by its wording).
    `lookalike`: holds the name of an official channel but is another host. `unknown`: neither.
    """

    OFFICIAL = "official"
    LOOKALIKE = "lookalike"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Link:
    """A link in the message: its host only, and whom the host belongs to or imitates."""

    host: str
    kind: LinkKind
    owner: str | None = None


@dataclass(frozen=True, slots=True)
class ScamReport:
    """What was found in a message and what to do; no signs found does not mean it is safe.

    `text` is the message with personal numbers hidden; `basis` are the facts it rests on.
    """

    text: str
    signs: tuple[ScamSign, ...]
    links: tuple[Link, ...]
    advice: tuple[ScamAdvice, ...]
    basis: tuple[str, ...]

    @property
    def suspicious(self) -> bool:
        """Return whether known danger signs were found."""
        return bool(self.signs) or any(link.kind is LinkKind.LOOKALIKE for link in self.links)


@dataclass(frozen=True)
class ScamShield:
    """Known patterns, what to do, and the official hosts that facts name, by owner."""

    signs: tuple[ScamSign, ...]
    advice: tuple[ScamAdvice, ...]
    official: Mapping[str, str]


def scam_shield(book: ClaimsBook, knowledge: Knowledge) -> ScamShield:
    """Return the shield over the contacts of providers and desks."""
    contacts = [
        (contact.url, provider.name_ko)
        for provider in knowledge.providers.values()
        for contact in provider.contacts
    ]
    contacts += [(desk.url, desk.name.ko) for desk in book.desks]
    official = {_registered(_host(url)): owner for url, owner in contacts if url}
    return ScamShield(book.scam_signs, book.scam_advice, official)


def inspect_message(text: str, shield: ScamShield) -> ScamReport:
    """Return the danger signs and links of a pasted message, and what to do about it."""
    text = text[:MESSAGE_LIMIT]
    signs = tuple(
        sign for sign in shield.signs if re.search(sign.pattern, text, re.IGNORECASE | re.DOTALL)
    )
    links = tuple(dict.fromkeys(_judged(host, shield.official) for host in _hosts(text)))
    basis = dict.fromkeys([*(sign.fact for sign in signs), *(item.fact for item in shield.advice)])
    return ScamReport(mask(text).text, signs, links, shield.advice, tuple(basis))


def _hosts(text: str) -> Iterable[str]:
    return (host for link in _LINK.findall(text) if (host := _host(link)))


def _host(link: str) -> str:
    """Return a link's host without www, also where the scheme is missing or defused (hxxp)."""
    plain = _SCHEME.sub("", link)
    try:
        host = urlsplit(f"//{plain}").hostname or ""
    except ValueError:
        return ""
    return host.removeprefix("www.").rstrip(".")


def _judged(host: str, official: Mapping[str, str]) -> Link:
    for known, owner in official.items():
        if host == known or host.endswith(f".{known}"):
            return Link(host, LinkKind.OFFICIAL, owner)
    for known, owner in official.items():
        name = _own_name(known)
        if len(name) >= SHORT_NAME and name in host.replace("-", ""):
            return Link(host, LinkKind.LOOKALIKE, owner)
    return Link(host, LinkKind.UNKNOWN)


def _own_name(host: str) -> str:
    """Return the part of a registered domain that names its owner: kakao of kakao.com."""
    return host.split(".", maxsplit=1)[0]


def _registered(host: str) -> str:
    """Return the registered domain of a host: kakao.com of cs.kakao.com, x.go.kr of www.x.go.kr."""
    labels = host.split(".")
    return ".".join(labels[-3:] if labels[-2:-1][0] in _SECOND_LEVEL else labels[-2:])
