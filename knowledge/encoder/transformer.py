"""Any sentence-transformers model as an encoder, with its query and document prompts applied."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from knowledge.encoder import Vectors
from knowledge.errors import EncoderUnavailable

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

BATCH = 64


class TransformerEncoder:
    """Adapts a loaded model; `name` is what the user configured."""

    def __init__(self, name: str, model: "SentenceTransformer") -> None:
        """Wrap `model`."""
        self.name = name
        self.dimensions = len(model.encode_query(["?"])[0])
        self._model = model

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        """Return a vector for each question, the model's query prompt applied."""
        return np.asarray(
            self._model.encode_query(
                list(texts), batch_size=BATCH, normalize_embeddings=True, show_progress_bar=False
            ),
            dtype=np.float32,
        )

    def encode_documents(self, texts: Sequence[str]) -> Vectors:
        """Return a vector for each text, the model's document prompt applied."""
        return np.asarray(
            self._model.encode_document(
                list(texts), batch_size=BATCH, normalize_embeddings=True, show_progress_bar=False
            ),
            dtype=np.float32,
        )


def load_transformer(name: str) -> TransformerEncoder:
    """Load a model by name or folder; raises EncoderUnavailable when that is not possible."""
    from sentence_transformers import SentenceTransformer

    try:
        return TransformerEncoder(name, SentenceTransformer(name, device="cpu"))
    except (OSError, ValueError, ImportError) as exc:
        raise EncoderUnavailable(
            f"There is no sentence-transformers model '{name}'. Set MEOKTONG_ENCODER to 'builtin', "
            "to the name of a model on the Hugging Face hub, or to the folder of a saved model."
        ) from exc
