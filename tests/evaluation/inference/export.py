"""Writes a trained network as an ONNX graph with 8-bit weights, and its pieces beside it."""

import tempfile
from pathlib import Path

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from tokenizers import Tokenizer

from bot.answering.writing.checking.inference import GRAPH, PIECES
from bot.answering.writing.checking.pairs import CLAIM_ROOM, ROOM
from tests.evaluation.inference.network import Network

_EXAMPLE = (torch.tensor([[0, 5, 6, 2, 2, 7, 2]]), torch.tensor([[0.0, 1, 1, 0, 0, 0, 0]]))


def write_graph(network: Network, tokenizer: Tokenizer, folder: Path) -> None:
    """Write what `load_inference` reads."""
    folder.mkdir(exist_ok=True)
    length = torch.export.Dim("length", min=4, max=CLAIM_ROOM + ROOM + 4)
    tokenizer.save(str(folder / PIECES), pretty=False)
    with tempfile.TemporaryDirectory() as scratch:
        exact = Path(scratch) / GRAPH
        torch.onnx.export(
            network,
            _EXAMPLE,
            str(exact),
            input_names=["pieces", "of_claim"],
            output_names=["doubt"],
            dynamic_shapes={"pieces": {1: length}, "of_claim": {1: length}},
            dynamo=True,
            external_data=False,
        )
        quantize_dynamic(
            exact,
            folder / GRAPH,
            per_channel=True,
            reduce_range=True,
            weight_type=QuantType.QInt8,
        )
    _forget_where(folder / GRAPH)


def _forget_where(path: Path) -> None:
    """Take out of a graph in which files of which machine its parts were written."""
    model = onnx.load(path)
    graph = model.graph
    values = (*graph.input, *graph.output, *graph.value_info, *graph.initializer)
    for part in (model, graph, *graph.node, *values):
        part.doc_string = ""
        del part.metadata_props[:]
    onnx.save(model, path)
