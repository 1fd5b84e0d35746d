"""Cuts Korean into the morphemes that carry meaning, knowing the names of the services."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from knowledge.schema import Provider
from knowledge.search.text import normalise

if TYPE_CHECKING:
    from kiwipiepy import Kiwi, Token

_MEANINGFUL = ("NN", "NR", "VV", "VA", "MA", "XR", "SL", "SN", "SH", "W_")
_NAME_SCORE = 3.0


class Words:
    """Korean morphemes: nouns, verb and adjective stems, adverbs, letters and numbers."""

    def __init__(self, names: Iterable[str]) -> None:
        """Load the analyser, which knows `names` as single words."""
        self._kiwi = _load_kiwi()
        for name in sorted(set(map(normalise, names))):
            if name and " " not in name:
                self._kiwi.add_user_word(name, "NNP", _NAME_SCORE)

    def split(self, text: str) -> list[str]:
        """Return the morphemes of one text, in order."""
        return _meaningful(self._kiwi.tokenize(normalise(text)))

    def split_all(self, texts: Sequence[str]) -> list[list[str]]:
        """Return the morphemes of each text, in order."""
        return [_meaningful(tokens) for tokens in self._kiwi.tokenize(map(normalise, texts))]


def names_of(providers: Iterable[Provider]) -> list[str]:
    """Return every name and alias of the providers and their services."""
    return [
        name
        for provider in providers
        for named in (provider, *provider.services)
        for name in (named.name_ko, named.name_en, *named.aliases)
    ]


def _load_kiwi() -> "Kiwi":
    """Load the analyser without its encyclopedic word lists, which double time and memory."""
    from kiwipiepy import Kiwi

    return Kiwi(load_default_dict=False, load_multi_dict=False)


def _meaningful(tokens: "Iterable[Token]") -> list[str]:
    return [token.form for token in tokens if token.tag.startswith(_MEANINGFUL)]
