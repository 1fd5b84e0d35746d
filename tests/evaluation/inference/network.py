"""The encoder with a head that says how doubtful a claim is."""

from collections.abc import Sequence

import torch
from torch import Tensor, nn
from transformers import BertConfig, BertModel

from tests.evaluation.inference.pretrained import Pretrained

FROZEN = 4
"""Layers, from the bottom, that stay as they were; they read words, the upper ones compare."""

DROPOUT = 0.1
_MATRICES = {
    "q": "attention.self.query",
    "k": "attention.self.key",
    "v": "attention.self.value",
    "ao": "attention.output.dense",
    "fi": "intermediate.dense",
    "fo": "output.dense",
}
_NORMS = {"aln": "attention.output.LayerNorm", "oln": "output.LayerNorm"}


class Network(nn.Module):
    """Reads pieces, of which some are the claim's, and returns the log-odds of doubt."""

    def __init__(self, encoder: BertModel) -> None:
        """Put a fresh head on an encoder."""
        super().__init__()
        self.encoder = encoder
        self.dropout = nn.Dropout(DROPOUT)
        self.head = nn.Linear(encoder.config.hidden_size * 3, 1)
        encoder.embeddings.requires_grad_(requires_grad=False)
        for layer in encoder.encoder.layer[:FROZEN]:
            layer.requires_grad_(requires_grad=False)

    def train(self, mode: bool = True) -> "Network":
        """Switch dropout on or off; what is frozen never drops anything."""
        super().train(mode)
        self.encoder.embeddings.eval()
        for layer in self.encoder.encoder.layer[:FROZEN]:
            layer.eval()
        return self

    def forward(self, pieces: Tensor, of_claim: Tensor, read: Tensor | None = None) -> Tensor:
        """Return a number for each row; `read` is 0 for padding, `of_claim` 1 for the claim."""
        if read is None:
            read = torch.ones_like(of_claim)
        hidden = self.encoder(input_ids=pieces, attention_mask=read).last_hidden_state
        inside = of_claim[..., None]
        mean = (hidden * inside).sum(1) / inside.sum(1)
        most = (hidden - (1 - inside) * 1e4).max(1).values
        seen = self.dropout(torch.cat([hidden[:, 0], mean, most], 1))
        found: Tensor = self.head(seen)[:, 0]
        return found


def build_network(pretrained: Pretrained, kept: Sequence[int]) -> Network:
    """Return the network with the pretrained weights of the kept pieces and a fresh head."""
    shape = pretrained.shape
    config = BertConfig(
        vocab_size=len(kept),
        hidden_size=shape.hidden,
        num_hidden_layers=shape.layers,
        num_attention_heads=shape.heads,
        intermediate_size=shape.inner,
        max_position_embeddings=shape.positions,
        type_vocab_size=shape.types,
        layer_norm_eps=shape.epsilon,
        hidden_dropout_prob=DROPOUT,
        attention_probs_dropout_prob=DROPOUT,
        pad_token_id=1,
    )
    encoder = BertModel(config, add_pooling_layer=False)
    encoder.load_state_dict(_state(pretrained, kept))
    return Network(encoder)


def _state(pretrained: Pretrained, kept: Sequence[int]) -> dict[str, Tensor]:
    hidden = pretrained.shape.hidden

    def take(name: str, width: int | None = None) -> Tensor:
        flat = torch.tensor(pretrained.weights[name])
        return flat if width is None else flat.reshape(-1, width)

    state = {
        "embeddings.word_embeddings.weight": take("emb.word", hidden)[torch.tensor(list(kept))],
        "embeddings.position_embeddings.weight": take("emb.pos", hidden),
        "embeddings.token_type_embeddings.weight": take("emb.type", hidden),
        "embeddings.LayerNorm.weight": take("emb.ln.w"),
        "embeddings.LayerNorm.bias": take("emb.ln.b"),
    }
    for layer in range(pretrained.shape.layers):
        place = f"encoder.layer.{layer}"
        for short, name in _MATRICES.items():
            width = pretrained.shape.inner if short == "fo" else hidden
            state[f"{place}.{name}.weight"] = take(f"l{layer}.{short}.w", width)
            state[f"{place}.{name}.bias"] = take(f"l{layer}.{short}.b")
        for short, name in _NORMS.items():
            state[f"{place}.{name}.weight"] = take(f"l{layer}.{short}.w")
            state[f"{place}.{name}.bias"] = take(f"l{layer}.{short}.b")
    return state
