"""A cross-encoder reads question and fact together, which is slow but may order them better."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol

import numpy as np

from knowledge.errors import RerankerUnavailable
from knowledge.language import Language
from knowledge.schema import Fact
from knowledge.search.features import Floats

if TYPE_CHECKING:
    from sentence_transformers import CrossEncoder

RERANKED = 20
"""How many of the ranker's best facts may change places."""

_HEAD = "ForSequenceClassification"


class Reranker(Protocol):
    """A question and texts in, how well each text answers it out."""

    def scores(self, question: str, texts: Sequence[str]) -> Floats:
        """Return a score for each text, higher answers better; comparable for one question only."""


class CrossEncoderReranker:
    """Adapts a loaded sentence-transformers CrossEncoder."""

    def __init__(self, model: "CrossEncoder") -> None:
        """Wrap `model`, which gives one score a pair."""
        self._model = model

    def scores(self, question: str, texts: Sequence[str]) -> Floats:
        """Return a score for each text."""
        pairs = [(question, text) for text in texts]
        return np.asarray(self._model.predict(pairs, show_progress_bar=False), dtype=np.float32)


def load_reranker(name: str) -> Reranker:
    """Return the CrossEncoder of that name or folder.

    Raises RerankerUnavailable, saying what to set, when there is none or when it cannot rank.
    """
    from sentence_transformers import CrossEncoder

    try:
        model = CrossEncoder(name, device="cpu")
    except (OSError, ValueError, ImportError) as exc:
        raise _unavailable(f"There is no sentence-transformers CrossEncoder '{name}'.") from exc
    if model.num_labels != 1:
        raise _unavailable(f"'{name}' gives {model.num_labels} scores a pair; a reranker gives 1.")
    if _lacks_a_head(model):
        raise _unavailable(f"'{name}' is not a CrossEncoder: it was never trained to give scores.")
    return CrossEncoderReranker(model)


def text_of(fact: Fact, language: Language) -> str:
    """Return what the reranker reads of a fact; titles exist in Korean only."""
    title = (fact.title_ko,) if language is Language.KO else ()
    return "\n".join(dict.fromkeys((*title, fact.headline(language), fact.statement(language))))


def _lacks_a_head(model: "CrossEncoder") -> bool:
    """Any text encoder loads as a CrossEncoder, with a head of random numbers put on top."""
    saved_as = (model.config and model.config.architectures) or ()
    alone = len(model) == 1  # else a module behind the transformer gives the scores
    return alone and bool(saved_as) and not any(name.endswith(_HEAD) for name in saved_as)


def _unavailable(problem: str) -> RerankerUnavailable:
    return RerankerUnavailable(
        f"{problem} Set MEOKTONG_RERANKER to the name of a CrossEncoder on the Hugging Face hub or "
        "to the folder of a saved one, or leave it unset."
    )
