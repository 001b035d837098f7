"""Train the attribution tagger on annotated articles.

In: JSONL of articles with attributions (README.md), a BERT encoder's folder, the ids of the
articles to keep out. Out: a checkpoint of averaged weights for `export.py`, a log of losses.
"""

from __future__ import annotations

import argparse
import multiprocessing
import time
from collections import defaultdict
from pathlib import Path

import numpy as np
import torch
from losses import losses
from network import NEW_WEIGHTS, Network, pretrained, restored
from teacher import taught
from torch import Tensor
from windows import Example, articles_of, plain_tokenizer, read_example, shuffled_windows


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
    teacher: Network | None,
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
    weights = {"labels": 1.0, "links": options.link_weight, "taught labels": 1.0}
    seen: dict[str, list[float]] = defaultdict(list)
    while True:
        elapsed = time.time() - began
        progress = steps / (per_epoch * options.epochs)
        if options.minutes:
            progress = max(progress, elapsed / (60 * options.minutes))
        if progress < 1:
            at = steps % per_epoch * options.batch
            if steps and not at:
                epoch += 1
                pool = shuffled_windows(examples, options.seed, epoch)[who :: options.processes]
            parts = losses(network, pool[at : at + options.batch], teacher)
            # The teacher's states lead at first, the annotation at last.
            weights["taught states"] = 1 - 0.9 * min(progress, 1)
            sum(weights[name] * part for name, part in parts.items()).backward()
            steps += 1
            learner.step(min(steps / options.warmup, 1 - progress))
            for name, part in parts.items():
                seen[name].append(part.item())
            if steps % 50 == 0:
                means = ", ".join(f"{name} {np.mean(all_of):.4f}" for name, all_of in seen.items())
                print(
                    f"process {who}, {elapsed:.0f} s, epoch {steps / per_epoch:.2f}: {means}",
                    flush=True,
                )
                seen.clear()
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
    parser.add_argument("--teacher", type=Path, help="checkpoint of a network to learn from")
    parser.add_argument("--more", type=Path, help="JSONL of articles for the teacher to read")
    parser.add_argument(
        "--half", action="store_true", help="16-bit arithmetic: twice as fast on AVX512-BF16 or AMX"
    )
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--processes", type=int, default=2)
    options = parser.parse_args()

    torch.set_num_threads(1)
    torch.manual_seed(options.seed)
    tokenizer = plain_tokenizer(options.encoder)
    articles = list(articles_of(options.articles, options.keep_out))
    if options.more:
        more = articles_of(options.more, options.keep_out)
        articles += ({"id": article["id"], "text": article["text"]} for article in more)
    examples = [read_example(article, tokenizer) for article in articles]
    examples = [example for example in examples if len(example.pieces.ids)]
    if options.resume:
        network = restored(torch.load(options.resume)[options.which])
    else:
        network = pretrained(options.encoder)
    network.words.weight.requires_grad_(False)
    teacher = None
    if options.teacher:
        teacher = restored(torch.load(options.teacher)[options.which]).eval().requires_grad_(False)
        examples = taught(teacher, examples, options.processes)
    meeting = Meeting(network, options.processes)
    print(f"{len(examples)} articles", flush=True)
    context = multiprocessing.get_context("fork")
    processes = [
        context.Process(target=descend, args=(network, meeting, examples, teacher, options, who))
        for who in range(options.processes)
    ]
    for process in processes:
        process.start()
    for process in processes:
        process.join()


if __name__ == "__main__":
    main()
