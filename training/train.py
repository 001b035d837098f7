"""Train the attribution tagger on annotated articles.

In: JSONL of articles with attributions (README.md), a BERT encoder's folder, the ids of the
articles to keep out. Out: a checkpoint of averaged weights for `export.py`, a log of losses.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import random
import time
from pathlib import Path

import numpy as np
import torch
from network import NEW_WEIGHTS, Network, pretrained
from torch import Tensor
from torch.nn import functional
from windows import IGNORE, Example, Window, plain_tokenizer, read_example, shuffled_windows


def frozen_states(
    network: Network, batch: list[Window], ids: Tensor, features: Tensor, mask: Tensor | None
) -> Tensor:
    """What the frozen layers make of a batch: computed once for each window, then remembered."""
    if any(window.hidden is None for window in batch):
        with torch.no_grad():
            hidden = network.lower(ids, features, mask, network.frozen_layers)
        for row, window in enumerate(batch):
            window.hidden = hidden[row, : len(window.ids)].clone()
    return torch.nn.utils.rnn.pad_sequence([w.hidden for w in batch], batch_first=True)


def losses(network: Network, batch: list[Window]) -> tuple[Tensor, Tensor]:
    """Cross-entropy of the labels, and of the links' choices."""
    length = max(len(window.ids) for window in batch)
    ids = torch.zeros(len(batch), length, dtype=torch.long)
    features = torch.zeros(len(batch), length, 3, dtype=torch.long)
    labels = torch.full((len(batch), length), IGNORE)
    mask = torch.full((len(batch), 1, 1, length), float("-inf"), dtype=network.norm.weight.dtype)
    for row, window in enumerate(batch):
        n = len(window.ids)
        ids[row, :n] = torch.from_numpy(window.ids)
        features[row, :n] = torch.from_numpy(window.features)
        labels[row, :n] = torch.from_numpy(window.labels)
        mask[row, :, :, :n] = 0
    if all(len(window.ids) == length for window in batch):
        mask = None
    if network.frozen_layers:
        hidden = frozen_states(network, batch, ids, features, mask)
    else:
        hidden = network.lower(ids, features, mask)
    scores, vectors = network.upper(hidden, features, mask, network.frozen_layers)
    label_loss = functional.cross_entropy(scores.float().flatten(0, 1), labels.flatten())

    links = [(row, *link) for row, window in enumerate(batch) for link in window.links]
    if not links:
        return label_loss, label_loss * 0
    widest = max(len(ends) for _, _, _, ends, _, _ in links)
    rows = torch.tensor([link[0] for link in links])
    numbers = torch.tensor([link[1] for link in links])
    asks = torch.tensor([link[2] for link in links])
    answers = torch.zeros(len(links), widest, 2, dtype=torch.long)
    buckets = torch.zeros(len(links), 3, widest, dtype=torch.long)
    absent = torch.ones(len(links), widest + 1, dtype=torch.bool)
    absent[:, -1] = False
    target = torch.zeros(len(links), dtype=torch.long)
    for i, (_, _, _, ends, bucket, right) in enumerate(links):
        n = len(ends)
        answers[i, :n] = torch.from_numpy(ends)
        buckets[i, :, :n] = torch.from_numpy(bucket)
        absent[i, :n] = False
        target[i] = right if right < n else widest
    ask = vectors[rows, asks[:, 0], numbers, 0] + vectors[rows, asks[:, 1], numbers, 1]
    wide = (rows[:, None], numbers[:, None])
    answer = (
        vectors[wide[0], answers[:, :, 0], wide[1], 2]
        + vectors[wide[0], answers[:, :, 1], wide[1], 3]
    )
    match = (answer.float() @ ask.float()[:, :, None])[:, :, 0]
    match = match + network.gap.float()[wide[1], buckets[:, 0]]
    match = match + network.rank.float()[wide[1], buckets[:, 1]]
    match = match + network.breaks.float()[wide[1], buckets[:, 2]]
    none = network.none.float()[numbers][:, None]
    choices = torch.cat([match, none], 1).masked_fill(absent, float("-inf"))
    return label_loss, functional.cross_entropy(choices, target)


class Learner:
    """One process's full-precision weights, their optimizer and its half-precision network."""

    def __init__(self, network: Network, options: argparse.Namespace) -> None:
        self.masters = {
            name: weight.detach().float().clone().requires_grad_(True)
            for name, weight in network.named_parameters()
            if weight.requires_grad
        }
        # Half precision only where the processor computes in it; elsewhere it is emulated.
        precision = torch.bfloat16 if options.half else torch.float32
        self.network = network.to(precision).train()
        self.working = dict(network.named_parameters())
        groups: dict[tuple[float, float], list[Tensor]] = {}
        for name, weight in self.masters.items():
            base = options.head_rate if name.startswith(NEW_WEIGHTS) else options.rate
            decay = 0.01 if weight.ndim > 1 else 0.0
            groups.setdefault((base, decay), []).append(weight)
        self.optimizer = torch.optim.AdamW(
            [
                {"params": weights, "lr": base, "base": base, "weight_decay": decay}
                for (base, decay), weights in groups.items()
            ],
            betas=(0.9, 0.98),
            fused=True,
        )

    def step(self, factor: float) -> None:
        for name, master in self.masters.items():
            gradient = self.working[name].grad
            master.grad = None if gradient is None else gradient.float()
            self.working[name].grad = None
        torch.nn.utils.clip_grad_norm_(self.masters.values(), 1.0)
        for group in self.optimizer.param_groups:
            group["lr"] = group["base"] * factor
        self.optimizer.step()
        self.refresh()

    @torch.no_grad()
    def refresh(self) -> None:
        for name, master in self.masters.items():
            self.working[name].copy_(master)


class Meeting:
    """Where the processes meet now and then to share the mean of their weights.

    Between meetings each goes its own way (local stochastic gradient descent), so that on a busy
    machine none waits for another; the mean is also a steadier model than any of them. The
    `averaged` weights, which are what is kept, are in turn a mean over the last meetings.
    """

    def __init__(self, network: Network, processes: int) -> None:
        weights = {n: w.detach() for n, w in network.named_parameters() if w.requires_grad}
        self.frozen = {n: w.detach() for n, w in network.named_parameters() if not w.requires_grad}
        self.brought = [
            {name: weight.clone().share_memory_() for name, weight in weights.items()}
            for _ in range(processes)
        ]
        self.averaged = {name: weight.clone() for name, weight in weights.items()}
        self.barrier = multiprocessing.Barrier(processes)
        self.over = multiprocessing.Value("b", False)
        self.meetings = 0

    @torch.no_grad()
    def hold(self, learner: Learner, who: int, done: bool, path: Path) -> bool:
        """Average the weights; say whether training is over, which is so once one says so."""
        if done:
            self.over.value = True
        for name, master in learner.masters.items():
            self.brought[who][name].copy_(master)
        self.barrier.wait()
        over = bool(self.over.value)
        for name, master in learner.masters.items():
            master.copy_(sum(one[name] for one in self.brought) / len(self.brought))
        self.barrier.wait()
        learner.refresh()
        self.meetings += 1
        if who == 0:
            keep = self.meetings / (self.meetings + 6)
            for name, master in learner.masters.items():
                self.averaged[name].lerp_(master, 1 - keep)
            last = {name: master.detach() for name, master in learner.masters.items()}
            state = {"averaged": {**self.frozen, **self.averaged}, "last": {**self.frozen, **last}}
            torch.save(state, path)
        return over


def descend(
    network: Network,
    meeting: Meeting,
    examples: list[Example],
    options: argparse.Namespace,
    who: int,
) -> None:
    """What one training process does until the last epoch or the last minute is over."""
    torch.set_num_threads(1)
    torch.manual_seed(options.seed * 100 + who)
    learner = Learner(network, options)
    began, met, steps, epoch = time.time(), 0, 0, 0
    pool = shuffled_windows(examples, options.seed, epoch)[who :: options.processes]
    per_epoch = len(pool) // options.batch
    sums = np.zeros(2)
    while True:
        elapsed = time.time() - began
        progress = steps / (per_epoch * options.epochs)
        if options.minutes:
            progress = max(progress, elapsed / (60 * options.minutes))
        if progress < 1:
            at = steps % per_epoch * options.batch
            if steps and not at:
                epoch += 1
                if network.frozen_layers:  # the same windows, since their states are remembered
                    random.Random(epoch).shuffle(pool)
                else:
                    pool = shuffled_windows(examples, options.seed, epoch)
                    pool = pool[who :: options.processes]
            label_loss, link_loss = losses(network, pool[at : at + options.batch])
            (label_loss + options.link_weight * link_loss).backward()
            steps += 1
            learner.step(min(steps / options.warmup, 1 - progress))
            sums += label_loss.item(), link_loss.item()
            if steps % 50 == 0:
                print(
                    f"process {who}, {elapsed:.0f} s, epoch {steps / per_epoch:.2f}:"
                    f" loss of labels {sums[0] / 50:.4f}, of links {sums[1] / 50:.4f}",
                    flush=True,
                )
                sums[:] = 0
        # One meeting every so many seconds, so that all come to the same number of them.
        due = int(elapsed // options.meet) if progress < 1 else met + 1
        while met < due:
            met += 1
            if meeting.hold(learner, who, progress >= 1, options.checkpoint):
                return


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("articles", type=Path, help="JSONL of annotated articles")
    parser.add_argument("encoder", type=Path, help="folder of model.safetensors, tokenizer.json")
    parser.add_argument("checkpoint", type=Path, help="where to write the checkpoint")
    parser.add_argument("--keep-out", type=Path, help="file of article ids, one a line")
    parser.add_argument("--resume", type=Path, help="checkpoint to start from")
    parser.add_argument("--which", choices=("averaged", "last"), default="averaged")
    parser.add_argument("--epochs", type=int, default=9)
    parser.add_argument("--minutes", type=float, help="end, with the rate at zero, by then")
    parser.add_argument("--rate", type=float, default=2e-4)
    parser.add_argument("--head-rate", type=float, default=1e-3)
    parser.add_argument("--warmup", type=int, default=120, help="steps")
    parser.add_argument("--link-weight", type=float, default=0.2)
    parser.add_argument("--batch", type=int, default=4)
    parser.add_argument("--meet", type=float, default=60, help="seconds between meetings")
    parser.add_argument("--freeze", type=int, default=0, help="layers that stay as they are")
    parser.add_argument(
        "--half", action="store_true", help="16-bit arithmetic: twice as fast on AVX512-BF16 or AMX"
    )
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--processes", type=int, default=2)
    options = parser.parse_args()

    torch.set_num_threads(1)
    torch.manual_seed(options.seed)
    tokenizer = plain_tokenizer(options.encoder)
    kept_out = set(options.keep_out.read_text().split()) if options.keep_out else set()
    with options.articles.open(encoding="utf-8") as lines:
        articles = [json.loads(line) for line in lines]
    examples = [read_example(a, tokenizer) for a in articles if a["id"] not in kept_out]
    examples = [example for example in examples if len(example.pieces.ids)]
    network = pretrained(options.encoder)
    if options.resume:
        network.load_state_dict(torch.load(options.resume)[options.which])
    network.freeze(options.freeze)
    meeting = Meeting(network, options.processes)
    print(f"{len(examples)} articles", flush=True)
    context = multiprocessing.get_context("fork")
    processes = [
        context.Process(target=descend, args=(network, meeting, examples, options, who))
        for who in range(options.processes)
    ]
    for process in processes:
        process.start()
    for process in processes:
        process.join()


if __name__ == "__main__":
    main()
