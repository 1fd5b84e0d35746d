"""Cuts Korean into the morphemes that carry meaning, knowing the names of the services."""

from collections.abc import Iterable, Iterator
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

    def tag(self, text: str) -> list[tuple[str, str]]:
        """Return every morpheme of one text with its part of speech, endings and particles too.

        Parts of speech are those of the Sejong corpus; irregular verbs lose their mark.
        """
        tokens = self._kiwi.tokenize(normalise(text))
        return [(token.form, token.tag.partition("-")[0]) for token in tokens]

    def split_all(self, texts: Iterable[str]) -> Iterator[list[str]]:
        """Yield the morphemes of each text, in order; no more than a few texts are held at once."""
        return map(_meaningful, self._kiwi.tokenize(map(normalise, texts)))


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
