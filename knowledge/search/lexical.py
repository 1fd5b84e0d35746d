"""BM25 over words, as flat arrays that load in milliseconds.

Every posting's weight is computed when the index is built, so that a query only adds up rows.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]
Integers = npt.NDArray[np.int32]

K1 = 1.2
B = 0.75


@dataclass(frozen=True, eq=False)
class Bm25:
    """Row `i` of the postings (`starts[i]` to `starts[i + 1]`) belongs to term number `i`."""

    terms: dict[str, int]
    starts: npt.NDArray[np.int64]
    documents: Integers
    weights: Floats
    idf: Floats
    size: int

    def scores(self, words: Sequence[str]) -> Floats:
        """Return the score of every document; 0 to 1, where 1 would match every word fully.

        Words the index has never seen count against the match as the rarest known word would.
        """
        scores = np.zeros(self.size, dtype=np.float32)
        unseen_idf = float(self.idf.max(initial=1.0))
        attainable = 0.0
        for word in dict.fromkeys(words):
            term = self.terms.get(word)
            attainable += unseen_idf if term is None else float(self.idf[term])
            if term is not None:
                row = slice(self.starts[term], self.starts[term + 1])
                scores[self.documents[row]] += self.weights[row]
        return scores / np.float32(max(attainable, 1e-6) * (K1 + 1))

    def save(self, path: Path) -> None:
        """Write the index to one file."""
        np.savez(
            path,
            terms=np.frombuffer("\n".join(self.terms).encode(), dtype=np.uint8),
            starts=self.starts,
            documents=self.documents,
            weights=self.weights,
            idf=self.idf,
            size=np.array(self.size),
        )


def load_bm25(path: Path) -> Bm25:
    """Read an index written by `Bm25.save`."""
    with np.load(path, allow_pickle=False) as stored:
        names = stored["terms"].tobytes().decode().split("\n")
        return Bm25(
            terms={term: number for number, term in enumerate(names)},
            starts=stored["starts"],
            documents=stored["documents"],
            weights=stored["weights"],
            idf=stored["idf"],
            size=int(stored["size"]),
        )


def build_bm25(texts: Sequence[Sequence[str]]) -> Bm25:
    """Index the words of each document; terms are numbered in alphabetical order."""
    counts = [Counter(words) for words in texts]
    names = sorted(set(chain.from_iterable(counts)))
    terms = {term: number for number, term in enumerate(names)}
    lengths = np.array([len(words) for words in texts], dtype=np.float32)
    sizes = [len(count) for count in counts]
    document = np.repeat(np.arange(len(texts), dtype=np.int32), sizes)
    term = np.fromiter((terms[t] for count in counts for t in count), np.int64, sum(sizes))
    frequency = np.fromiter((n for count in counts for n in count.values()), np.float32, sum(sizes))
    order = np.lexsort((document, term))
    per_term = np.bincount(term, minlength=len(names))
    idf = np.log1p((len(texts) - per_term + 0.5) / (per_term + 0.5)).astype(np.float32)
    norm = K1 * (1 - B + B * lengths / max(float(lengths.mean()), 1.0))
    weights = idf[term] * frequency * (K1 + 1) / (frequency + norm[document])
    return Bm25(
        terms=terms,
        starts=np.concatenate(([0], np.cumsum(per_term))),
        documents=document[order],
        weights=weights[order].astype(np.float32),
        idf=idf,
        size=len(texts),
    )
