"""The encoder that ships with Meoktong: a table of word-piece vectors, averaged.

It gives what sentence-transformers gives for the same folder, without importing it.
"""

import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from knowledge.encoder import Vectors
from knowledge.errors import EncoderUnavailable

if TYPE_CHECKING:
    from tokenizers import Tokenizer

MODEL_DIR = Path(__file__).parent / "model"


class BuiltinEncoder:
    """The vector of a text is the mean of the vectors of its pieces, at unit length."""

    def __init__(self, name: str, tokenizer: "Tokenizer", table: Vectors) -> None:
        """Use `table`, which has one row for each piece that `tokenizer` knows."""
        self.name = name
        self.dimensions = table.shape[1]
        self._tokenizer = tokenizer
        self._table = table

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        """Return a vector for each question."""
        pieces = self._tokenizer.encode_batch(list(texts), add_special_tokens=False)
        sums = [self._table[encoding.ids].sum(axis=0) for encoding in pieces]
        vectors = np.array(sums, dtype=np.float32).reshape(len(texts), self.dimensions)
        lengths = np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-12)
        unit: Vectors = vectors / lengths
        return unit

    def encode_documents(self, texts: Sequence[str]) -> Vectors:
        """Return a vector for each text; questions and texts share one table."""
        return self.encode_queries(texts)


def load_builtin(folder: Path = MODEL_DIR) -> BuiltinEncoder:
    """Load the shipped weights; raises EncoderUnavailable when they are missing."""
    from safetensors.numpy import load_file
    from tokenizers import Tokenizer

    try:
        weights = folder / "model.safetensors"
        with weights.open("rb") as file:
            fingerprint = hashlib.file_digest(file, "sha256").hexdigest()[:12]
        table = load_file(weights)["embedding.weight"].astype(np.float32, copy=False)
        tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    except Exception as exc:
        raise EncoderUnavailable(
            f"The encoder's files are missing from {folder}; install Meoktong again, or set "
            "MEOKTONG_ENCODER to another sentence-transformers model."
        ) from exc
    return BuiltinEncoder(f"builtin-{fingerprint}", tokenizer, table)
