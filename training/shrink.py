"""Make a trained network smaller: fewer layers, attention heads and inner units.

In: a checkpoint of `train.py`, the encoder's folder, articles to try it on. Out: a checkpoint of a
smaller network, to be trained on with `train.py --teacher`. Layers are chosen by the caller; of
each, the heads and units are kept that add most to its output (Michel et al. 2019, 'Are sixteen
heads really better than one?'). What the others add on average goes into the bias.
"""

from __future__ import annotations

import argparse
from itertools import islice
from pathlib import Path

import torch
from network import HEAD_SIZE, Layer, Network, restored
from torch import Tensor, nn
from torch.nn import functional
from windows import articles_of, plain_tokenizer, read_example, shuffled_windows

TRIED = 160  # windows on which heads and units are weighed


def thinned(source: nn.Linear, target: nn.Linear, seen: Tensor, group: int) -> Tensor:
    """Copy into `target` the columns of `source` that matter most for what was `seen`.

    Columns stay or go in groups of that size. Returns which columns stay; `source` maps
    rows of `seen` to the output.
    """
    mean = seen.mean(0)
    varying = (seen - mean).square().mean(0) * source.weight.square().sum(0)
    weights = varying.view(-1, group).sum(1)
    best = weights.topk(target.in_features // group).indices.sort().values
    kept = (best[:, None] * group + torch.arange(group)).flatten()
    gone = torch.ones(source.in_features, dtype=torch.bool)
    gone[kept] = False
    target.weight.copy_(source.weight[:, kept])
    target.bias.copy_(source.bias + source.weight[:, gone] @ mean[gone])
    return kept


def shrink_layer(source: Layer, target: Layer, hidden: Tensor) -> None:
    """Fill `target` with what matters most of `source` on these states."""
    attended = source.attended(hidden, None)
    kept = thinned(source.mix, target.mix, attended.flatten(0, 1), HEAD_SIZE)
    for part in ("query", "key", "value"):
        getattr(target, part).weight.copy_(getattr(source, part).weight[kept])
        getattr(target, part).bias.copy_(getattr(source, part).bias[kept])
    between = source.mix_norm(hidden + source.mix(attended))
    widened = functional.gelu(source.widen(between))
    kept = thinned(source.narrow, target.narrow, widened.flatten(0, 1), 1)
    target.widen.weight.copy_(source.widen.weight[kept])
    target.widen.bias.copy_(source.widen.bias[kept])
    for norm in ("mix_norm", "norm"):
        getattr(target, norm).load_state_dict(getattr(source, norm).state_dict())


@torch.no_grad()
def shrunk(
    network: Network, ids: Tensor, features: Tensor, layers: list[int], heads: int, inner: int
) -> Network:
    """A network of the chosen layers, so many heads and so many inner units in each."""
    small = Network(*network.words.weight.shape, inner=inner, heads=heads, layers=len(layers))
    rest = {
        name: weight
        for name, weight in network.state_dict().items()
        if not name.startswith("layers.")
    }
    small.load_state_dict(rest, strict=False)
    hidden = network.embedded(ids, features)
    for number, layer in enumerate(network.layers):
        if number in layers:
            shrink_layer(layer, small.layers[layers.index(number)], hidden)
        hidden = layer(hidden, None)
    return small


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("articles", type=Path, help="JSONL of annotated articles")
    parser.add_argument("encoder", type=Path, help="folder of tokenizer.json")
    parser.add_argument("large", type=Path, help="checkpoint to shrink")
    parser.add_argument("small", type=Path, help="where to write the checkpoint")
    parser.add_argument("--keep-out", type=Path, help="file of article ids, one a line")
    parser.add_argument("--which", choices=("averaged", "last"), default="averaged")
    parser.add_argument("--layers", type=int, nargs="+", default=[0, 1, 2, 3, 4], help="that stay")
    parser.add_argument("--heads", type=int, default=8, help="attention heads a layer")
    parser.add_argument("--inner", type=int, default=768, help="inner units a layer")
    options = parser.parse_args()

    network = restored(torch.load(options.large)[options.which]).eval()
    tokenizer = plain_tokenizer(options.encoder)
    articles = islice(articles_of(options.articles, options.keep_out), TRIED)
    examples = [read_example(article, tokenizer) for article in articles]
    windows = shuffled_windows([e for e in examples if len(e.pieces.ids)], 1, 0)
    longest = max(len(window.ids) for window in windows)
    windows = [window for window in windows if len(window.ids) == longest][:TRIED]
    ids, features = (
        torch.stack([torch.from_numpy(getattr(window, name)) for window in windows])
        for name in ("ids", "features")
    )
    small = shrunk(network, ids, features, options.layers, options.heads, options.inner)
    state = small.state_dict()
    torch.save({"averaged": state, "last": state}, options.small)
    print(f"{sum(weight.numel() for weight in small.layers.parameters()):,} weights in the layers")


if __name__ == "__main__":
    main()
