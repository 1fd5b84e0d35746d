"""Turns text into vectors: the built-in encoder, or any sentence-transformers model."""

from collections.abc import Sequence
from typing import Protocol

import numpy as np
import numpy.typing as npt

Vectors = npt.NDArray[np.float32]

BUILTIN = "builtin"


class Encoder(Protocol):
    """Texts in, one row of unit length for each out."""

    @property
    def name(self) -> str:
        """Return what identifies the model and its weights; vectors of two names do not mix."""

    @property
    def dimensions(self) -> int:
        """Return the length of a vector."""

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        """Return a vector for each question."""

    def encode_documents(self, texts: Sequence[str]) -> Vectors:
        """Return a vector for each text that answers questions."""


def load_encoder(name: str = BUILTIN) -> Encoder:
    """Return the built-in encoder or the sentence-transformers model of that name or folder.

    Raises EncoderUnavailable, saying what to set, when there is no such model.
    """
    if name == BUILTIN:
        from knowledge.encoder.builtin import load_builtin

        return load_builtin()
    from knowledge.encoder.transformer import load_transformer

    return load_transformer(name)
