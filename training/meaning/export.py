"""Exports the sentence encoder that `analysis/resolve/meaning.py` runs, as an ONNX file.

In: the folder that `train.py` wrote (config.json, model.safetensors, tokenizer.json,
opposition.npy). Out: data/meaning/encoder.onnx (token states; pooling is done by the program),
data/meaning/tokenizer.json and data/meaning/opposition.npy.

The weights are kept in 8 bits and reckoned with in 32: the vector of a text does not depend on
what else is read in the same batch, nor on the processor, as it does where the states are cut to
8 bits too.

    pip install -r training/meaning/requirements.txt
    python training/meaning/export.py OUT_OF_TRAINING data/meaning
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
import torch
from onnx import ModelProto, NodeProto, TensorProto, helper, numpy_helper
from tokenizers import Tokenizer
from transformers import AutoModel

CHECK = (
    "Ghani has left for Tajikistan, an official said.",
    "The president fled to a neighbouring country.",
    "The ferry carried 87 passengers when it sank.",
)
SMALLEST_AGREEMENT = 0.995  # cosine between the vectors of one sentence
LARGEST = 127  # of a weight in 8 bits


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
        onnx.save(in_eight_bits(onnx.load(str(full))), str(target / "encoder.onnx"))
        for name in ("tokenizer.json", "opposition.npy"):
            shutil.copy(source / name, target / name)
        worst = min(agreement(full, target / "encoder.onnx", target / "tokenizer.json"))
    print(f"worst cosine between weights of 32 and of 8 bits: {worst:.4f}")
    if worst < SMALLEST_AGREEMENT:
        raise SystemExit("the small encoder strays too far from the full one")


def in_eight_bits(model: ModelProto) -> ModelProto:
    """The same network with its matrices in 8 bits: a scale for each column of a layer, and for
    each word of the vocabulary."""
    graph = model.graph
    given = {tensor.name: tensor for tensor in graph.initializer}
    nodes: list[NodeProto] = []

    def exchange(name: str, axis: int) -> None:
        rows = numpy_helper.to_array(given[name])
        scales = np.maximum(np.abs(rows).max(axis=axis, keepdims=True), 1e-12) / LARGEST
        small = np.rint(rows / scales).astype(np.int8)
        scales = (scales if axis else scales[0]).astype(np.float32)
        graph.initializer.remove(given.pop(name))
        graph.initializer.append(numpy_helper.from_array(small, f"{name}_small"))
        graph.initializer.append(numpy_helper.from_array(scales, f"{name}_scales"))

    for node in graph.node:
        if node.op_type == "MatMul" and (name := node.input[1]) in given:
            exchange(name, 0)
            parts = [f"{name}_small", f"{name}_scales"]
            nodes += [helper.make_node("DequantizeLinear", parts, [name], axis=1), node]
        elif node.op_type == "Gather" and (name := node.input[0]) in given and "embed" in name:
            exchange(name, 1)
            rows, found = node.input[1], node.output[0]
            for part in ("small", "scales"):
                gathered = [f"{name}_{part}", rows], [f"{found}_{part}"]
                nodes.append(helper.make_node("Gather", *gathered))
            whole = [f"{found}_whole"]
            nodes.append(helper.make_node("Cast", [f"{found}_small"], whole, to=TensorProto.FLOAT))
            nodes.append(helper.make_node("Mul", [*whole, f"{found}_scales"], [found]))
        else:
            nodes.append(node)
    del graph.node[:]
    graph.node.extend(nodes)
    onnx.checker.check_model(model)
    return model


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
