"""Reads a claim beside its sources with a small transformer: natural language inference.

`model/` holds it as an ONNX graph with 8-bit weights, and its pieces; `model/README.md` says where
it comes from. It is trained by `python -m tests.evaluation.inference`.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from tokenizers import Tokenizer

from bot.answering.writing.checking.pairs import pair_of
from knowledge.errors import InvalidKnowledge

if TYPE_CHECKING:
    from onnxruntime import InferenceSession

FOLDER = Path(__file__).with_name("model")
GRAPH = "inference.onnx"
PIECES = "pieces.json"


class Inference:
    """Says how far a claim is from following from its sources; safe to use from many threads."""

    def __init__(self, session: "InferenceSession", tokenizer: Tokenizer) -> None:
        """Take the loaded graph and the pieces it reads."""
        self._session = session
        self._tokenizer = tokenizer

    def doubt(self, claim: str, sources: Sequence[Sequence[str]]) -> float:
        """Return the log-odds that the claim does not follow from the sources' sentences."""
        pair = pair_of(claim, sources, self._tokenizer)
        pieces = np.array([pair.pieces], np.int64)
        of_claim = np.zeros_like(pieces, np.float32)
        of_claim[0, 1 : pair.claim_end] = 1
        (found,) = self._session.run(None, {"pieces": pieces, "of_claim": of_claim})
        return float(found[0])


def load_inference(folder: Path = FOLDER) -> Inference:
    """Return the transformer that ships; raises InvalidKnowledge when its files are not whole."""
    from onnxruntime import InferenceSession

    try:
        tokenizer = Tokenizer.from_file(str(folder / PIECES))
        session = InferenceSession(str(folder / GRAPH), providers=["CPUExecutionProvider"])
    except Exception as exc:  # both libraries raise plain or private exceptions
        raise InvalidKnowledge(f"{folder.name}: {GRAPH} and {PIECES} must be whole") from exc
    return Inference(session, tokenizer)
