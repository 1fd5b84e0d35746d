"""Trains the built-in encoder from scratch; the same inputs give the same bytes.

    python -m knowledge.encoder.train [--data FOLDER] [--out FOLDER]

A question is drawn to the facts that answer it and away from all others, and the lines of one
fact (title, headline, statement, both languages) are drawn to each other.
"""

import argparse
import random
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, chain
from pathlib import Path
from typing import TYPE_CHECKING

from knowledge.encoder.builtin import MODEL_DIR
from knowledge.encoder.examples import (
    QUESTIONS_DIR,
    Example,
    Split,
    is_held_out,
    load_examples,
)
from knowledge.encoder.pieces import cut_into_syllables, train_tokenizer
from knowledge.search.documents import Document, documents_of
from knowledge.store import load_knowledge

if TYPE_CHECKING:
    from tokenizers import Tokenizer
    from torch import Tensor
    from torch.nn import EmbeddingBag
    from torch.optim import Optimizer

Bag = list[int]


@dataclass(frozen=True)
class Recipe:
    """Every choice that shapes the weights; chosen on the tune split."""

    seed: int = 7
    pieces: int = 8000
    dimensions: int = 512
    epochs: int = 24
    batch: int = 512
    learning_rate: float = 0.02
    sharpness: float = 12.0
    second_fact: float = 0.3
    question_dropout: float = 0.3
    fact_dropout: float = 0.5
    resplit: float = 0.15
    initial_spread: float = 0.02
    line_pairs: int = 128


@dataclass(frozen=True)
class Corpus:
    """What is learnt from, as piece numbers; `targets` holds rows of `facts`, best first."""

    questions: Sequence[Bag]
    targets: Sequence[Sequence[int]]
    facts: Sequence[Bag]
    lines: Sequence[Sequence[Bag]]
    syllables: Sequence[Bag]


def main() -> None:
    """Train and write the model folder."""
    parser = argparse.ArgumentParser(description="Train the built-in encoder.")
    parser.add_argument("--data", type=Path, default=QUESTIONS_DIR)
    parser.add_argument("--out", type=Path, default=MODEL_DIR)
    arguments = parser.parse_args()
    started = time.monotonic()
    train(arguments.data, arguments.out, Recipe())
    print(f"Trained in {time.monotonic() - started:.0f} s: {arguments.out}")  # noqa: T201


def train(data: Path, out: Path, recipe: Recipe) -> None:
    """Learn from the train split of the questions in `data` and write the model to `out`."""
    knowledge = load_knowledge()
    documents = documents_of(knowledge)
    examples = [e for e in load_examples(knowledge, data) if e.split is Split.TRAIN]
    texts = [example.question for example in examples] + [d.text for d in documents]
    tokenizer = train_tokenizer(texts, recipe.pieces)
    corpus = _corpus(examples, documents, tokenizer)
    _export(tokenizer, _fit(corpus, tokenizer.get_vocab_size(), recipe), out)


def _corpus(
    examples: Sequence[Example], documents: Sequence[Document], tokenizer: "Tokenizer"
) -> Corpus:
    """Facts that are held out lend their own lines, but are no one's right or wrong answer."""
    asked = [document for document in documents if not is_held_out(document.fact)]
    row = {document.fact: number for number, document in enumerate(asked)}
    lines = [_bags(tokenizer, document.text.split("\n")) for document in documents]
    return Corpus(
        questions=_bags(tokenizer, [example.question for example in examples]),
        targets=[[row[fact] for fact in example.facts] for example in examples],
        facts=_bags(tokenizer, [document.text for document in asked]),
        lines=[bags for bags in lines if len(bags) > 1],
        syllables=cut_into_syllables(tokenizer),
    )


def _bags(tokenizer: "Tokenizer", texts: Sequence[str]) -> list[Bag]:
    encodings = tokenizer.encode_batch(list(texts), add_special_tokens=False)
    return [encoding.ids for encoding in encodings if encoding.ids]


def _fit(corpus: Corpus, pieces: int, recipe: Recipe) -> "Tensor":
    """Return the trained table, one row for each piece."""
    import torch
    from torch.nn import EmbeddingBag

    torch.manual_seed(recipe.seed)
    torch.use_deterministic_algorithms(mode=True)
    chance = random.Random(recipe.seed)  # noqa: S311 - reproducible, not secret
    table = EmbeddingBag(pieces, recipe.dimensions, mode="sum")
    torch.nn.init.normal_(table.weight, std=recipe.initial_spread)
    optimizer = torch.optim.Adam(table.parameters(), lr=recipe.learning_rate)
    batches = list(_batches(len(corpus.questions), recipe, chance))
    for step, batch in enumerate(batches):
        _set_rate(optimizer, recipe.learning_rate * min(1, step / 20) * (1 - step / len(batches)))
        loss = _question_loss(table, corpus, batch, recipe, chance)
        loss = loss + _line_loss(table, corpus, recipe, chance)
        optimizer.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        optimizer.step()
    return table.weight.detach()


def _batches(size: int, recipe: Recipe, chance: random.Random) -> Iterator[list[int]]:
    for _ in range(recipe.epochs):
        order = list(range(size))
        chance.shuffle(order)
        for start in range(0, size - recipe.batch + 1, recipe.batch):
            yield order[start : start + recipe.batch]


def _set_rate(optimizer: "Optimizer", rate: float) -> None:
    for group in optimizer.param_groups:
        group["lr"] = rate


def _question_loss(
    table: "EmbeddingBag",
    corpus: Corpus,
    batch: Sequence[int],
    recipe: Recipe,
    chance: random.Random,
) -> "Tensor":
    """Return how badly the questions pick their facts out of all facts."""
    import torch

    questions = [_resplit(corpus.questions[i], corpus, recipe, chance) for i in batch]
    wanted = torch.zeros(len(batch), len(corpus.facts))
    for row, i in enumerate(batch):
        wanted[row, corpus.targets[i]] = recipe.second_fact
        wanted[row, corpus.targets[i][0]] = 1.0
    wanted /= wanted.sum(dim=1, keepdim=True)
    asked = _vectors(table, questions, recipe.question_dropout)
    likeness = asked @ _vectors(table, corpus.facts, recipe.fact_dropout).T
    return torch.nn.functional.cross_entropy(likeness * recipe.sharpness, wanted)


def _line_loss(
    table: "EmbeddingBag", corpus: Corpus, recipe: Recipe, chance: random.Random
) -> "Tensor":
    """Return how badly one line of a fact picks another line of the same fact."""
    import torch

    pairs = [chance.sample(lines, 2) for lines in chance.sample(corpus.lines, recipe.line_pairs)]
    left, right = (
        _vectors(table, [pair[side] for pair in pairs], recipe.question_dropout) for side in (0, 1)
    )
    return torch.nn.functional.cross_entropy(
        left @ right.T * recipe.sharpness, torch.arange(len(pairs))
    )


def _resplit(bag: Bag, corpus: Corpus, recipe: Recipe, chance: random.Random) -> Bag:
    """Cut some pieces into syllables, as a typo or a missing space would."""
    return [
        syllable
        for piece in bag
        for syllable in (corpus.syllables[piece] if chance.random() < recipe.resplit else (piece,))
    ]


def _vectors(table: "EmbeddingBag", bags: Sequence[Bag], dropout: float) -> "Tensor":
    """Return the unit vectors of bags, some of whose pieces are left out at random."""
    import torch

    starts = torch.tensor([0, *accumulate(map(len, bags))][:-1])
    pieces = torch.tensor(list(chain.from_iterable(bags)))
    kept = (torch.rand(len(pieces)) >= dropout).float()
    return torch.nn.functional.normalize(table(pieces, starts, kept), dim=1)


def _export(tokenizer: "Tokenizer", weights: "Tensor", out: Path) -> None:
    """Write a folder that sentence-transformers loads; an existing model card stays.

    Weights are rounded to half precision, which hides the last bits that processors differ in.
    """
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import Normalize, StaticEmbedding

    static = StaticEmbedding(tokenizer, embedding_weights=weights.half().float())
    model = SentenceTransformer(modules=[static, Normalize()], device="cpu")
    model.save_pretrained(str(out), create_model_card=False)


if __name__ == "__main__":
    main()
