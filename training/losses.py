"""What training makes small: the losses of a batch of windows.

In: the network, windows, perhaps a teacher. Out: named losses.
"""

from __future__ import annotations

import torch
from network import Network
from teacher import lessons
from torch import Tensor
from torch.nn import functional
from windows import IGNORE, Window


def losses(network: Network, batch: list[Window], teacher: Network | None) -> dict[str, Tensor]:
    """The cross-entropy of the labels and of the links' choices, and what a teacher adds."""
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
    hidden = network.last(ids, features, mask)
    scores, vectors = network.judged(hidden, features)
    result = {}
    if (labels != IGNORE).any():
        result["labels"] = functional.cross_entropy(scores.float().flatten(0, 1), labels.flatten())
    links = [(row, *link) for row, window in enumerate(batch) for link in window.links]
    if links:
        result["links"] = link_loss(network, vectors, links)
    if teacher is not None:
        result["taught labels"], result["taught states"] = lessons(
            teacher, batch, hidden, scores, features
        )
    return result


def link_loss(network: Network, vectors: Tensor, links: list[tuple]) -> Tensor:
    """Cross-entropy of the choice that each link makes; `links` are (row, *Window.links)."""
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
    return functional.cross_entropy(choices, target)
