"""What a large network makes of articles, for a smaller one to learn from (distillation).

In: the teacher's checkpoint, articles. Out: for each article the teacher's last layer, piece by
piece; the loss of a student that sees the same pieces. Hinton et al. 2015, 'Distilling the
knowledge in a neural network'; Jiao et al. 2020, 'TinyBERT', for the match of hidden states.
"""

from __future__ import annotations

import multiprocessing
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import torch
from network import Network
from torch import Tensor
from torch.nn import functional
from windows import Example, Window

from analysis.annotate.tagger.pieces import even_windows

_teacher: Network | None = None  # one a process


def _states(example: Example) -> np.ndarray:
    """The teacher's last layer: pieces x size, each piece from the window it is central in."""
    pieces = example.pieces
    size, starts = even_windows(len(pieces.ids))
    ids = np.stack([np.concatenate([[101], pieces.ids[s : s + size], [102]]) for s in starts])
    features = np.zeros((*ids.shape, 3), np.int64)
    features[:, 1:-1] = np.stack([pieces.features[s : s + size] for s in starts])
    assert _teacher is not None
    with torch.no_grad():
        made = _teacher.last(torch.from_numpy(ids), torch.from_numpy(features)).numpy()
    middles = np.array(starts)[:, None] + size / 2
    places = np.arange(len(pieces.ids))
    window = np.abs(middles - places).argmin(0)
    result: np.ndarray = made[window, places - np.array(starts)[window] + 1].astype(np.float16)
    return result


def _begin(teacher: Network) -> None:
    global _teacher
    torch.set_num_threads(1)
    _teacher = teacher


def taught(teacher: Network, examples: Sequence[Example], processes: int) -> list[Example]:
    """The examples with the teacher's states."""
    context = multiprocessing.get_context("fork")
    with context.Pool(processes, _begin, (teacher,)) as pool:
        states = pool.imap(_states, examples, 8)
        return [replace(one, taught=known) for one, known in zip(examples, states, strict=True)]


def lessons(
    teacher: Network, batch: Sequence[Window], hidden: Tensor, scores: Tensor, features: Tensor
) -> tuple[Tensor, Tensor]:
    """How far the student is from the teacher: in its labels, and in its last layer.

    The first is the divergence of the chances of the labels, over all pieces that begin a word;
    the second the squared distance, as a part of the variance of the teacher's states.
    """
    wanted = torch.zeros_like(hidden, dtype=torch.float32)
    begins = torch.zeros(hidden.shape[:2], dtype=torch.bool)
    inside = torch.zeros(hidden.shape[:2], dtype=torch.bool)
    for row, window in enumerate(batch):
        n = len(window.ids)
        wanted[row, 1 : n - 1] = torch.from_numpy(window.taught.astype(np.float32))
        inside[row, 1 : n - 1] = True
        begins[row, :n] = torch.from_numpy(window.begins)
    known, _ = teacher.judged(wanted, features)
    labels = functional.kl_div(
        scores.float().log_softmax(-1)[begins],
        known.log_softmax(-1)[begins],
        log_target=True,
        reduction="batchmean",
    )
    apart = functional.mse_loss(hidden.float()[inside], wanted[inside])
    return labels, apart / wanted[inside].var()
