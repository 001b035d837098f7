"""The tagger's network: a BERT encoder with two heads, one for roles, one for links.

In: word pieces and their features. Out: a score for each label and the projections that
`analysis.annotate.tagger.Linker` multiplies. Used in training and, once, for the export.
"""

from __future__ import annotations

from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional

from analysis.annotate.tagger.labels import LABELS
from analysis.annotate.tagger.links import BREAKS, GAPS, LINKS, RANKS

FEATURE_SIZES = (4, 3, 4)  # quotation states, letter cases, what stands before
LINK_SIZE = 64
HEAD_SIZE = 32  # of one attention head
NEW_WEIGHTS = ("features", "label_head", "link_", "gap", "rank", "breaks", "none")


class ExportedAttention(torch.autograd.Function):
    """Attention as the one operator that onnxruntime has for it, which is faster than its parts."""

    @staticmethod
    def forward(ctx: object, query: Tensor, key: Tensor, value: Tensor, heads: int) -> Tensor:
        return query  # never computed: only the shape matters to the exporter

    @staticmethod
    def symbolic(graph, query, key, value, heads):
        result = graph.op("com.microsoft::MultiHeadAttention", query, key, value, num_heads_i=heads)
        result.setType(query.type())
        return result


class Layer(nn.Module):
    """One transformer layer of BERT."""

    def __init__(self, size: int, inner: int, heads: int) -> None:
        super().__init__()
        self.heads = heads
        seen = heads * HEAD_SIZE
        self.query, self.key, self.value = (nn.Linear(size, seen) for _ in range(3))
        self.mix = nn.Linear(seen, size)
        self.mix_norm = nn.LayerNorm(size, eps=1e-12)
        self.widen, self.narrow = nn.Linear(size, inner), nn.Linear(inner, size)
        self.norm = nn.LayerNorm(size, eps=1e-12)

    def attended(self, hidden: Tensor, mask: Tensor | None) -> Tensor:
        """What the attention heads gather for each piece, side by side."""
        query, key, value = self.query(hidden), self.key(hidden), self.value(hidden)
        if torch.onnx.is_in_onnx_export():
            return ExportedAttention.apply(query, key, value, self.heads)
        # In its parts: on a CPU, half precision, this trains twice as fast as torch's own.
        query, key, value = (
            part.unflatten(2, (self.heads, -1)).transpose(1, 2) for part in (query, key, value)
        )
        scores = query @ key.transpose(-1, -2) * HEAD_SIZE**-0.5
        if mask is not None:
            scores = scores + mask
        return (scores.softmax(-1) @ value).transpose(1, 2).flatten(2)

    def forward(self, hidden: Tensor, mask: Tensor | None) -> Tensor:
        hidden = self.mix_norm(hidden + self.mix(self.attended(hidden, mask)))
        return self.norm(hidden + self.narrow(functional.gelu(self.widen(hidden))))


class Network(nn.Module):
    """Encoder, features, heads. Labels and links are scored for every piece."""

    def __init__(
        self, vocabulary: int, size: int = 384, inner: int = 1536, heads: int = 12, layers: int = 6
    ) -> None:
        super().__init__()
        self.words = nn.Embedding(vocabulary, size)
        self.positions = nn.Embedding(512, size)
        self.kind = nn.Parameter(torch.zeros(size))  # BERT's segment, always the first here
        self.features = nn.ModuleList(nn.Embedding(n, size) for n in FEATURE_SIZES)
        self.norm = nn.LayerNorm(size, eps=1e-12)
        self.layers = nn.ModuleList(Layer(size, inner, heads) for _ in range(layers))
        self.dropout = nn.Dropout(0.1)
        head = size + sum(FEATURE_SIZES)
        self.label_head = nn.Sequential(
            nn.Linear(head, 256), nn.GELU(), nn.Dropout(0.1), nn.Linear(256, len(LABELS))
        )
        self.link_head = nn.Sequential(nn.Linear(head, 256), nn.GELU(), nn.Dropout(0.1))
        self.link_out = nn.Linear(256, len(LINKS) * 4 * LINK_SIZE)
        self.gap = nn.Parameter(torch.zeros(len(LINKS), GAPS))
        self.rank = nn.Parameter(torch.zeros(len(LINKS), RANKS))
        self.breaks = nn.Parameter(torch.zeros(len(LINKS), BREAKS))
        self.none = nn.Parameter(torch.zeros(len(LINKS)))
        for feature in self.features:  # nothing lost of what the encoder knows, at the start
            nn.init.zeros_(feature.weight)

    def embedded(self, ids: Tensor, features: Tensor) -> Tensor:
        """The pieces as the first layer gets them (batch x pieces x size)."""
        hidden = self.words(ids) + self.positions.weight[: ids.shape[1]] + self.kind
        for i, feature in enumerate(self.features):
            hidden = hidden + feature(features[:, :, i])
        embedded: Tensor = self.norm(hidden)
        return embedded

    def last(self, ids: Tensor, features: Tensor, mask: Tensor | None = None) -> Tensor:
        """The last layer's states (batch x pieces x size)."""
        hidden = self.embedded(ids, features)
        for layer in self.layers:
            hidden = layer(hidden, mask)
        return hidden

    def judged(self, hidden: Tensor, features: Tensor) -> tuple[Tensor, Tensor]:
        """What the heads make of the last layer's states: as `forward`."""
        known = [
            functional.one_hot(features[:, :, i], n).to(hidden.dtype)
            for i, n in enumerate(FEATURE_SIZES)
        ]
        head = torch.cat([self.dropout(hidden), *known], -1)
        links = self.link_out(self.link_head(head)) / LINK_SIZE**0.25
        links = links.view(*features.shape[:2], len(LINKS), 4, LINK_SIZE)
        return self.label_head(head), links

    def forward(self, ids: Tensor, features: Tensor) -> tuple[Tensor, Tensor]:
        """Scores (batch x pieces x labels), projections (batch x pieces x links x 4 x size)."""
        return self.judged(self.last(ids, features), features)


def restored(state: dict[str, Tensor]) -> Network:
    """The network that these weights are of, whatever its number of layers, heads and units."""
    layers = {name.split(".")[1] for name in state if name.startswith("layers.")}
    network = Network(
        *state["words.weight"].shape,
        inner=len(state["layers.0.widen.weight"]),
        heads=len(state["layers.0.query.weight"]) // HEAD_SIZE,
        layers=len(layers),
    )
    network.load_state_dict(state)
    return network


def pretrained(folder: Path) -> Network:
    """The network with the encoder's weights from a BERT checkpoint (model.safetensors)."""
    weights = {
        name.removeprefix("bert."): value.float()
        for name, value in load_file(folder / "model.safetensors").items()
    }
    network = Network(len(weights["embeddings.word_embeddings.weight"]))
    own = {
        "words.weight": weights["embeddings.word_embeddings.weight"],
        "positions.weight": weights["embeddings.position_embeddings.weight"],
        "kind": weights["embeddings.token_type_embeddings.weight"][0],
        "norm.weight": weights["embeddings.LayerNorm.weight"],
        "norm.bias": weights["embeddings.LayerNorm.bias"],
    }
    names = {
        "attention.self.query": "query",
        "attention.self.key": "key",
        "attention.self.value": "value",
        "attention.output.dense": "mix",
        "attention.output.LayerNorm": "mix_norm",
        "intermediate.dense": "widen",
        "output.dense": "narrow",
        "output.LayerNorm": "norm",
    }
    for i in range(len(network.layers)):
        for theirs, ours in names.items():
            for part in ("weight", "bias"):
                own[f"layers.{i}.{ours}.{part}"] = weights[f"encoder.layer.{i}.{theirs}.{part}"]
    missing, unexpected = network.load_state_dict(own, strict=False)
    assert not unexpected, unexpected
    assert all(name.startswith(NEW_WEIGHTS) for name in missing), missing
    return network
