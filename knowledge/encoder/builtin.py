"""The encoder that needs no download: a bag of hashed syllable groups."""

from collections.abc import Iterator, Sequence
from zlib import crc32

import numpy as np

from knowledge.encoder import Vectors
from knowledge.search.text import normalise

DIMENSIONS = 512


class HashedEncoder:
    """Places texts that share syllable groups close to each other."""

    name = "builtin-hashed"
    dimensions = DIMENSIONS

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        """Return a vector for each question."""
        return np.stack([_vector(text) for text in texts])

    encode_documents = encode_queries


def load_builtin() -> HashedEncoder:
    """Return the encoder."""
    return HashedEncoder()


def _vector(text: str) -> Vectors:
    vector = np.zeros(DIMENSIONS, dtype=np.float32)
    for gram in _grams(normalise(text).replace(" ", "")):
        code = crc32(gram.encode())
        vector[code % DIMENSIONS] += 1 if code & 0x10000 else -1
    length = float(np.linalg.norm(vector))
    return vector / np.float32(length) if length else vector


def _grams(text: str) -> Iterator[str]:
    for size in (2, 3):
        for start in range(len(text) - size + 1):
            yield text[start : start + size]
