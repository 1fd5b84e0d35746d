"""Trains the transformer that reads a claim beside its sources, and writes what ships.

    python -m tests.evaluation.inference [--epochs N]

Starts from a published multilingual encoder (see `pretrained`), learns on the train part of
`tests.evaluation.claims`, and prints how well it tells apart the examples that blend the judge,
which it has not seen. Takes about an hour on two cores.
"""

import argparse
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import Tensor
from torch.nn.functional import binary_cross_entropy_with_logits

from bot.answering.writing.checking.inference import FOLDER
from bot.answering.writing.checking.pairs import Pair, pair_of
from tests.evaluation.claims import Example, Part, read_examples
from tests.evaluation.inference.export import write_graph
from tests.evaluation.inference.network import Network, build_network
from tests.evaluation.inference.pieces import build_tokenizer, kept_pieces
from tests.evaluation.inference.pretrained import pretrained_file, read_pretrained

SEED = 11
EPOCHS = 2.0
BATCH = 32
NEIGHBOURS = 16
"""Batches are cut from so many batches' worth of examples sorted by length, to pad little."""

RATE = 1e-4
HEAD_RATE = 1e-3
DECAY = 0.01
WARM_UP = 0.06
CLIP = 1.0
PADDING = 1


@dataclass(frozen=True)
class Row:
    """An example as the network reads it."""

    pair: Pair
    wrong: bool
    group: str


def main() -> None:
    """Train, write the graph and its pieces, and print the measures."""
    parser = argparse.ArgumentParser(description="Train the reader of claims.")
    parser.add_argument("--epochs", type=float, default=EPOCHS)
    arguments = parser.parse_args()
    random.seed(SEED)
    torch.manual_seed(SEED)
    pretrained = read_pretrained(pretrained_file())
    kept = kept_pieces(pretrained.pieces)
    tokenizer = build_tokenizer([pretrained.pieces[i] for i in kept])
    network = build_network(pretrained, kept)
    examples = [e for e in read_examples() if not e.hard]
    train(network, rows_of(examples, Part.TRAIN, tokenizer), arguments.epochs)
    print(measure(network, rows_of(examples, Part.BLEND, tokenizer)))  # noqa: T201
    write_graph(network.eval(), tokenizer, FOLDER)


def rows_of(examples: Sequence[Example], part: Part, tokenizer: Tokenizer) -> list[Row]:
    """Return the rows of one part."""
    return [
        Row(
            pair_of(e.evidence.claim.text, e.evidence.texts, tokenizer),
            not e.good,
            e.group.partition(",")[0],
        )
        for e in examples
        if e.part is part
    ]


def train(network: Network, rows: Sequence[Row], epochs: float) -> None:
    """Teach the network; its rate rises for a short while and then falls to nothing."""
    steps = int(len(rows) / BATCH * epochs)
    body = [p for p in network.encoder.parameters() if p.requires_grad]
    groups = [
        {"params": body, "lr": RATE},
        {"params": network.head.parameters(), "lr": HEAD_RATE},
    ]
    optimizer = torch.optim.AdamW(groups, weight_decay=DECAY)
    warm = int(steps * WARM_UP)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min((step + 1) / (warm + 1), (steps - step) / (steps - warm))
    )
    network.train()
    losses: list[float] = []
    for step, batch in zip(range(1, steps + 1), _batches(rows), strict=False):
        loss = binary_cross_entropy_with_logits(network(*_padded(batch)), _labels(batch))
        optimizer.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        torch.nn.utils.clip_grad_norm_(network.parameters(), CLIP)
        optimizer.step()
        schedule.step()
        losses.append(loss.item())
        if step % 50 == 0:
            print(f"step {step} of {steps}: {np.mean(losses[-50:]):.3f}", flush=True)  # noqa: T201


def _batches(rows: Sequence[Row]) -> Iterator[list[Row]]:
    """Yield batches for ever, in another order each time."""
    while True:
        order = random.sample(list(rows), len(rows))
        batches = []
        for start in range(0, len(order), BATCH * NEIGHBOURS):
            some = order[start : start + BATCH * NEIGHBOURS]
            some.sort(key=lambda row: len(row.pair.pieces))
            batches += [some[i : i + BATCH] for i in range(0, len(some), BATCH)]
        random.shuffle(batches)
        yield from batches


def _padded(rows: Sequence[Row]) -> tuple[Tensor, Tensor, Tensor]:
    longest = max(len(row.pair.pieces) for row in rows)
    pieces = torch.full((len(rows), longest), PADDING)
    of_claim, read = torch.zeros(len(rows), longest), torch.zeros(len(rows), longest)
    for i, row in enumerate(rows):
        length = len(row.pair.pieces)
        pieces[i, :length] = torch.tensor(row.pair.pieces)
        of_claim[i, 1 : row.pair.claim_end] = 1
        read[i, :length] = 1
    return pieces, of_claim, read


def _labels(rows: Sequence[Row]) -> Tensor:
    return torch.tensor([float(row.wrong) for row in rows])


def measure(network: Network, rows: Sequence[Row]) -> str:
    """Return, for each group, how often a wrong claim is doubted more than a right one."""
    network.eval()
    doubts: list[float] = []
    with torch.no_grad():
        for start in range(0, len(rows), BATCH):
            doubts += network(*_padded(rows[start : start + BATCH])).tolist()
    lines = []
    for group in sorted({row.group for row in rows}):
        found = list(zip(rows, doubts, strict=True))
        wrong = np.array([d for row, d in found if row.group == group and row.wrong])
        right = np.array([d for row, d in found if row.group == group and not row.wrong])
        told_apart = float((wrong[:, None] > right).mean())
        lines.append(f"{group}: {told_apart:.3f} of {len(wrong)} x {len(right)} told apart")
    return "\n".join(lines)


if __name__ == "__main__":
    main()
