"""The vectors of one index version, kept in a Chroma collection."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import numpy as np

from knowledge.encoder import Vectors
from knowledge.errors import IndexUnavailable

if TYPE_CHECKING:
    from chromadb.api import ClientAPI
    from chromadb.api.models.Collection import Collection

BATCH = 2000
SEARCH_WIDTH = 300
"""How many neighbours Chroma follows; more than are ever asked for, so that none is missed."""


class VectorStore:
    """Vectors by id; similarity is the cosine."""

    def __init__(self, client: "ClientAPI", collection: "Collection") -> None:
        """Use a collection of `client`."""
        self._client = client
        self._collection = collection

    def add(self, ids: Sequence[str], vectors: Vectors) -> None:
        """Store vectors in batches."""
        for start in range(0, len(ids), BATCH):
            part = slice(start, start + BATCH)
            self._collection.add(ids=list(ids[part]), embeddings=vectors[part])

    def get(self, ids: Sequence[str]) -> dict[str, Vectors]:
        """Return the stored vectors of `ids`; ids that are not stored are left out."""
        return {
            found: np.asarray(vector, dtype=np.float32)
            for start in range(0, len(ids), BATCH)
            for found, vector in self._read(ids[start : start + BATCH])
        }

    def nearest(self, vector: Vectors, limit: int) -> dict[str, float]:
        """Return the cosine similarity of the `limit` nearest vectors."""
        found = self._collection.query(
            query_embeddings=vector[None, :], n_results=limit, include=["distances"]
        )
        distances = found["distances"] or [[]]
        return {
            fact: 1.0 - distance
            for fact, distance in zip(found["ids"][0], distances[0], strict=True)
        }

    def drop(self) -> None:
        """Remove the collection."""
        self._client.delete_collection(self._collection.name)

    def _read(self, ids: Sequence[str]) -> Iterator[tuple[str, Vectors]]:
        found = self._collection.get(ids=list(ids), include=["embeddings"])
        embeddings = found["embeddings"]
        if embeddings is not None:
            yield from zip(found["ids"], np.asarray(embeddings, dtype=np.float32), strict=True)


def create_store(folder: Path, version: str, server: str | None) -> VectorStore:
    """Make an empty store for an index version, in `folder` or on a Chroma server."""
    client = _connect(folder, server)
    collection = client.create_collection(
        _collection_name(version),
        configuration={"hnsw": {"space": "cosine", "ef_search": SEARCH_WIDTH}},
        embedding_function=None,
    )
    return VectorStore(client, collection)


def open_store(folder: Path, version: str, server: str | None) -> VectorStore:
    """Open the store of an index version; raises IndexUnavailable when it is not there."""
    from chromadb.errors import ChromaError

    client = _connect(folder, server)
    try:
        collection = client.get_collection(_collection_name(version), embedding_function=None)
    except (ChromaError, ValueError) as exc:
        raise IndexUnavailable(f"The index in {folder} is damaged; run 'meoktong index'.") from exc
    return VectorStore(client, collection)


def _collection_name(version: str) -> str:
    return f"meoktong-{version}"


def _connect(folder: Path, server: str | None) -> "ClientAPI":
    import chromadb
    from chromadb.config import Settings

    settings = Settings(anonymized_telemetry=False)
    if not server:
        return chromadb.PersistentClient(folder / "chroma", settings=settings)
    address = urlsplit(server)
    secure = address.scheme == "https"
    port = address.port or (443 if secure else 8000)
    try:
        return chromadb.HttpClient(address.hostname or server, port, ssl=secure, settings=settings)
    except ValueError as exc:
        raise IndexUnavailable(
            f"No Chroma server answers at {server}; check MEOKTONG_CHROMA_URL."
        ) from exc
