"""Turn a checkpoint into the files that the tagger loads.

In: a checkpoint of `train.py`, the encoder's folder. Out: model.onnx with 8-bit weights,
tokenizer.json and config.json in one folder; with --full, 32-bit weights, for comparison.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from pathlib import Path

import torch
from network import LINK_SIZE, Network, restored
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn
from windows import plain_tokenizer

from analysis.annotate.tagger import CONFIG, MODEL, TOKENIZER
from analysis.annotate.tagger.links import LINKS
from analysis.annotate.tagger.pieces import WINDOW


class SmallEmbedding(nn.Module):
    """A table of word vectors in 8 bits, one scale for each word."""

    def __init__(self, table: Tensor) -> None:
        super().__init__()
        scale = table.abs().amax(1, keepdim=True).clamp(min=1e-8) / 127
        self.register_buffer("table", (table / scale).round().to(torch.int8))
        self.register_buffer("scale", scale)

    def forward(self, ids: Tensor) -> Tensor:
        return self.table[ids].float() * self.scale[ids]


def averaged(paths: list[Path], which: str) -> dict[str, Tensor]:
    """The mean of the weights of one or more checkpoints."""
    states = [torch.load(path, map_location="cpu")[which] for path in paths]
    return {name: sum(state[name] for state in states) / len(states) for name in states[0]}


def export(network: Network, path: Path, full: bool) -> None:
    example = (torch.ones(2, 16, dtype=torch.long), torch.zeros(2, 16, 3, dtype=torch.long))
    with tempfile.TemporaryDirectory() as folder:
        raw = Path(folder) / "raw.onnx"
        torch.onnx.export(
            network,
            example,
            str(raw),
            input_names=["ids", "features"],
            output_names=["scores", "vectors"],
            dynamic_axes={
                name: {0: "batch", 1: "pieces"} for name in ("ids", "features", "scores", "vectors")
            },
            opset_version=17,
            dynamo=False,
        )
        if full:
            path.write_bytes(raw.read_bytes())
        else:
            quantize_dynamic(
                raw,
                path,
                op_types_to_quantize=["MatMul"],
                per_channel=True,
                weight_type=QuantType.QInt8,
                reduce_range=True,  # 7 bits: with 8, processors without VNNI overflow
                extra_options={"MatMulConstBOnly": True},
            )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("encoder", type=Path)
    parser.add_argument("folder", type=Path, help="where to write the tagger's files")
    parser.add_argument("checkpoints", type=Path, nargs="+", help="several are averaged")
    parser.add_argument("--which", choices=("averaged", "last"), default="averaged")
    parser.add_argument(
        "--outside-held-back", type=float, default=0.9, help="log-odds taken from 'outside'"
    )
    parser.add_argument("--full", action="store_true")
    options = parser.parse_args()

    network = restored(averaged(options.checkpoints, options.which)).eval()
    bias = {
        link: {
            "gap": network.gap[i].tolist(),
            "rank": network.rank[i].tolist(),
            "break": network.breaks[i].tolist(),
            "none": network.none[i : i + 1].tolist(),
        }
        for i, link in enumerate(LINKS)
    }
    network.positions = nn.Embedding.from_pretrained(network.positions.weight[: WINDOW + 2])
    if not options.full:
        network.words = SmallEmbedding(network.words.weight.detach())
    options.folder.mkdir(parents=True, exist_ok=True)
    export(network, options.folder / MODEL, options.full)
    plain_tokenizer(options.encoder).save(str(options.folder / TOKENIZER), pretty=False)
    config = {
        "window": WINDOW,
        "link_size": LINK_SIZE,
        "outside_held_back": options.outside_held_back,
        "links": bias,
    }
    (options.folder / CONFIG).write_text(json.dumps(config, indent=1) + "\n")


if __name__ == "__main__":
    main()
