"""BM25 over words, as flat arrays that load in milliseconds.

Every posting's weight is computed when the index is built, so that a query only adds up rows.
"""

from array import array
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]
Integers = npt.NDArray[np.int32]

K1 = 1.2
B = 0.75

_ARRAYS = ("starts", "documents", "weights", "idf", "lengths")


@dataclass(frozen=True, eq=False)
class Bm25:
    """Row `i` of the postings (`starts[i]` to `starts[i + 1]`) belongs to term number `i`."""

    terms: dict[str, int]
    starts: npt.NDArray[np.int64]
    documents: Integers
    weights: Floats
    idf: Floats
    lengths: Floats

    def scores(self, words: Sequence[str]) -> Floats:
        """Return the score of every document; 0 to 1, where 1 would match every word fully.

        Words the index has never seen count against the match as the rarest known word would.
        """
        scores = np.zeros(len(self.lengths), dtype=np.float32)
        unseen_idf = float(self.idf.max(initial=1.0))
        attainable = 0.0
        for word in dict.fromkeys(words):
            term = self.terms.get(word)
            attainable += unseen_idf if term is None else float(self.idf[term])
            if term is not None:
                row = slice(self.starts[term], self.starts[term + 1])
                scores[self.documents[row]] += self.weights[row]
        return scores / np.float32(max(attainable, 1e-6) * (K1 + 1))

    def save(self, folder: Path) -> None:
        """Write the index into `folder`."""
        folder.mkdir()
        (folder / "terms").write_text("\n".join(self.terms), encoding="utf-8")
        for name in _ARRAYS:
            np.save(folder / f"{name}.npy", getattr(self, name))


def load_bm25(folder: Path) -> Bm25:
    """Open an index written by `Bm25.save`; postings stay on disk until they are read."""
    names = (folder / "terms").read_text(encoding="utf-8").split("\n")
    arrays = {name: np.load(folder / f"{name}.npy", mmap_mode="r") for name in _ARRAYS}
    return Bm25({term: number for number, term in enumerate(names)}, **arrays)


def build_bm25(texts: Iterable[Sequence[str]]) -> Bm25:
    """Index the words of each document; terms are numbered in order of appearance."""
    terms: dict[str, int] = {}
    lengths, sizes = array("I"), array("I")
    found, frequencies = array("I"), array("f")
    for words in texts:
        counts = Counter(words)
        found.extend(terms.setdefault(word, len(terms)) for word in counts)
        frequencies.extend(counts.values())
        lengths.append(len(words))
        sizes.append(len(counts))
    return _weigh(
        terms,
        np.array(lengths, dtype=np.float32),
        np.repeat(np.arange(len(sizes), dtype=np.int32), sizes),
        np.array(found, dtype=np.int32),
        np.array(frequencies, dtype=np.float32),
    )


def _weigh(
    terms: dict[str, int],
    lengths: Floats,
    documents: Integers,
    found: Integers,
    frequencies: Floats,
) -> Bm25:
    """Turn counts, one for each document and term, into postings ordered by term."""
    size = len(lengths)
    per_term = np.bincount(found, minlength=len(terms))
    idf = np.log1p((size - per_term + 0.5) / (per_term + 0.5)).astype(np.float32)
    norm = K1 * (1 - B + B * lengths / max(float(lengths.sum()) / max(size, 1), 1.0))
    weights = idf[found] * frequencies * (K1 + 1) / (frequencies + norm[documents])
    order = np.argsort(found, kind="stable")
    return Bm25(
        terms=terms,
        starts=np.concatenate(([0], np.cumsum(per_term))),
        documents=documents[order],
        weights=weights[order].astype(np.float32),
        idf=idf,
        lengths=lengths,
    )
