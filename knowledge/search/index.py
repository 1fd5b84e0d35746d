"""Builds the search index beside the one in use, then swaps it in.

`<data>/index/` holds one folder for each version and a file, `current`, that names the one in
use. A version is complete before `current` is replaced, and the version before it stays, so a
running bot never reads half an index. Facts whose text did not change keep their vectors.
"""

import fcntl
import hashlib
import json
import secrets
import shutil
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from functools import cached_property
from pathlib import Path

import numpy as np

from knowledge.encoder import Encoder, Vectors
from knowledge.errors import IndexUnavailable
from knowledge.search.documents import Document, documents_of
from knowledge.search.lexical import Bm25, build_bm25, load_bm25
from knowledge.search.text import syllable_pairs
from knowledge.search.vectors import VectorStore, create_store, open_store
from knowledge.search.words import Words, names_of
from knowledge.store import Knowledge

FORMAT = 2
ENCODE_BATCH = 256

Progress = Callable[[int, int], None]
"""Called with how many texts are done and how many there are."""


@dataclass(frozen=True, slots=True)
class IndexReport:
    """What an update did; a fact whose text changed counts as added."""

    added: int
    kept: int
    removed: int
    seconds: float


@dataclass(frozen=True)
class Manifest:
    """What an index version was built from."""

    encoder: str
    names: str
    documents: Mapping[str, str]
    format: int = FORMAT


@dataclass(frozen=True)
class OpenIndex:
    """One complete index version, ready to be searched; row `i` of the scores is `facts[i]`."""

    facts: tuple[str, ...]
    words: Bm25
    syllables: Bm25
    vectors: VectorStore

    @cached_property
    def row(self) -> Mapping[str, int]:
        """Return the row of each fact."""
        return {fact: row for row, fact in enumerate(self.facts)}


@dataclass(frozen=True)
class IndexFolder:
    """Where the versions live; vectors are on the Chroma `server` when one is given."""

    root: Path
    server: str | None = None

    @property
    def current(self) -> str | None:
        """Return the version in use, or None before the first build."""
        pointer = self.root / "current"
        return pointer.read_text().strip() if pointer.exists() else None

    def manifest(self, version: str) -> Manifest | None:
        """Return what a version was built from; None when it is incomplete or of another format."""
        path = self.root / version / "manifest.json"
        if not path.exists():
            return None
        stored = json.loads(path.read_text())
        return Manifest(**stored) if stored.get("format") == FORMAT else None

    def open(self, version: str) -> OpenIndex:
        """Open a version; raises IndexUnavailable when it is damaged."""
        manifest = self.manifest(version)
        if manifest is None:
            raise IndexUnavailable(f"The index in {self.root} is damaged; run 'meoktong index'.")
        return OpenIndex(
            facts=tuple(manifest.documents),
            words=load_bm25(self.root / version / "words"),
            syllables=load_bm25(self.root / version / "syllables"),
            vectors=open_store(self.root / version, version, self.server),
        )

    def point_to(self, version: str) -> None:
        """Make a version the one in use, in one step."""
        draft = self.root / f"current.{version}"
        draft.write_text(version)
        draft.replace(self.root / "current")

    def remove_all_but(self, *versions: str | None) -> None:
        """Remove the folders and vectors of other versions."""
        for folder in self.root.iterdir():
            if folder.is_dir() and folder.name not in versions:
                if self.server and self.manifest(folder.name):
                    open_store(folder, folder.name, self.server).drop()
                shutil.rmtree(folder)

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Let one process build at a time; others wait for it."""
        self.root.mkdir(parents=True, exist_ok=True)
        with (self.root / "lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield


def index_folder(data_dir: Path, server: str | None) -> IndexFolder:
    """Return where the index of a data folder lives."""
    return IndexFolder(data_dir / "index", server)


def is_current(folder: IndexFolder, wanted: Manifest) -> bool:
    """Return whether the version in use was built from exactly `wanted`."""
    return folder.current is not None and folder.manifest(folder.current) == wanted


def wanted_manifest(knowledge: Knowledge, encoder: Encoder) -> Manifest:
    """Return what an index of `knowledge` must have been built from."""
    names = "\n".join(names_of(knowledge.providers.values()))
    return Manifest(
        encoder=encoder.name,
        names=hashlib.sha256(names.encode()).hexdigest()[:16],
        documents={document.fact: document.hash for document in documents_of(knowledge)},
    )


def update_index(
    knowledge: Knowledge,
    data_dir: Path,
    encoder: Encoder,
    *,
    server: str | None = None,
    progress: Progress | None = None,
    words: Words | None = None,
) -> IndexReport:
    """Bring the index up to date and say what changed; does nothing when nothing did.

    `server` is the address of a Chroma server; None keeps the vectors in the data folder.
    `words` may be passed in when the analyser is loaded already.
    """
    started = time.monotonic()
    folder = index_folder(data_dir, server)
    wanted = wanted_manifest(knowledge, encoder)
    with folder.locked():
        before = folder.manifest(folder.current) if folder.current else None
        if before != wanted:
            words = words or Words(names_of(knowledge.providers.values()))
            _build(folder, documents_of(knowledge), wanted, encoder, words, progress)
    return _report(before, wanted, time.monotonic() - started)


def _report(before: Manifest | None, after: Manifest, seconds: float) -> IndexReport:
    reusable = before is not None and before.encoder == after.encoder
    old = before.documents if before else {}
    kept = sum(reusable and old.get(fact) == hash_ for fact, hash_ in after.documents.items())
    removed = len(old.keys() - after.documents.keys())
    return IndexReport(len(after.documents) - kept, kept, removed, seconds)


def _build(
    folder: IndexFolder,
    documents: Sequence[Document],
    manifest: Manifest,
    encoder: Encoder,
    words: Words,
    progress: Progress | None,
) -> None:
    version, previous = secrets.token_hex(6), folder.current
    target = folder.root / version
    target.mkdir()
    vectors = _vectors(folder, documents, manifest, encoder, progress)
    create_store(target, version, folder.server).add([d.fact for d in documents], vectors)
    texts = [document.text for document in documents]
    build_bm25(words.split_all(texts)).save(target / "words")
    build_bm25(map(syllable_pairs, texts)).save(target / "syllables")
    (target / "manifest.json").write_text(json.dumps(asdict(manifest), ensure_ascii=False))
    folder.point_to(version)
    folder.remove_all_but(version, previous)


def _vectors(
    folder: IndexFolder,
    documents: Sequence[Document],
    manifest: Manifest,
    encoder: Encoder,
    progress: Progress | None,
) -> Vectors:
    """Return the vector of every document, encoding only what is new."""
    vectors = np.zeros((len(documents), encoder.dimensions), dtype=np.float32)
    known = _known_vectors(folder, manifest)
    missing = []
    for row, document in enumerate(documents):
        if document.fact in known:
            vectors[row] = known[document.fact]
        else:
            missing.append(row)
    for start in range(0, len(missing), ENCODE_BATCH):
        batch = missing[start : start + ENCODE_BATCH]
        vectors[batch] = encoder.encode_documents([documents[row].text for row in batch])
        if progress:
            progress(start + len(batch), len(missing))
    return vectors


def _known_vectors(folder: IndexFolder, wanted: Manifest) -> dict[str, Vectors]:
    """Return the vectors of facts whose text did not change since the version in use."""
    version = folder.current
    manifest = folder.manifest(version) if version else None
    if version is None or manifest is None or manifest.encoder != wanted.encoder:
        return {}
    same = [f for f, hash_ in wanted.documents.items() if manifest.documents.get(f) == hash_]
    return open_store(folder.root / version, version, folder.server).get(same)
