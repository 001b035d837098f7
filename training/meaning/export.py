"""Exports the sentence encoder that `analysis/resolve/meaning.py` runs, as an int8 ONNX file.

In: the folder that `train.py` wrote (config.json, model.safetensors, tokenizer.json,
opposition.npy). Out: data/meaning/encoder.onnx (token states; pooling is done by the program),
data/meaning/tokenizer.json and data/meaning/opposition.npy.

    pip install -r training/meaning/requirements.txt
    python training/meaning/export.py OUT_OF_TRAINING data/meaning
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path

import numpy as np
import onnxruntime
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from tokenizers import Tokenizer
from transformers import AutoModel

CHECK = (
    "Ghani has left for Tajikistan, an official said.",
    "The president fled to a neighbouring country.",
    "The ferry carried 87 passengers when it sank.",
)
SMALLEST_AGREEMENT = 0.97  # cosine between the int8 vector and the fp32 vector of one sentence


class TokenStates(torch.nn.Module):
    """The encoder without its pooler: ids and mask in, one vector a token out."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self.model = AutoModel.from_pretrained(folder, attn_implementation="eager")

    def forward(self, input_ids: torch.Tensor, attention_mask: torch.Tensor) -> torch.Tensor:
        states: torch.Tensor = self.model(
            input_ids=input_ids, attention_mask=attention_mask
        ).last_hidden_state
        return states


def export(source: Path, target: Path) -> None:
    target.mkdir(parents=True, exist_ok=True)
    module = TokenStates(source).eval()
    ids = torch.ones((2, 8), dtype=torch.long)
    with tempfile.TemporaryDirectory() as folder:
        full = Path(folder) / "full.onnx"
        torch.onnx.export(
            module,
            (ids, torch.ones_like(ids)),
            str(full),
            input_names=["input_ids", "attention_mask"],
            output_names=["states"],
            dynamic_axes={
                "input_ids": {0: "batch", 1: "length"},
                "attention_mask": {0: "batch", 1: "length"},
                "states": {0: "batch", 1: "length"},
            },
            opset_version=17,
            dynamo=False,
        )
        quantize_dynamic(
            full, target / "encoder.onnx", weight_type=QuantType.QInt8, per_channel=True
        )
        for name in ("tokenizer.json", "opposition.npy"):
            shutil.copy(source / name, target / name)
        worst = min(agreement(full, target / "encoder.onnx", target / "tokenizer.json"))
    print(f"worst cosine between fp32 and int8: {worst:.4f}")
    if worst < SMALLEST_AGREEMENT:
        raise SystemExit("the quantised encoder strays too far from the full one")


def agreement(full: Path, small: Path, tokenizer_file: Path) -> list[float]:
    tokenizer = Tokenizer.from_file(str(tokenizer_file))
    tokenizer.no_padding()
    vectors = []
    for path in (full, small):
        session = onnxruntime.InferenceSession(str(path), providers=["CPUExecutionProvider"])
        rows = []
        for text in CHECK:
            ids = np.array([tokenizer.encode(text).ids], dtype=np.int64)
            (states,) = session.run(None, {"input_ids": ids, "attention_mask": np.ones_like(ids)})
            row = states[0].mean(axis=0)
            rows.append(row / np.linalg.norm(row))
        vectors.append(rows)
    return [float(a @ b) for a, b in zip(*vectors, strict=True)]


if __name__ == "__main__":
    export(Path(sys.argv[1]), Path(sys.argv[2]))
