"""From the scores of the labels to spans: one legal sequence of labels, and what it describes.

In: for each word, a score for each label. Out: the spans of each role, in words.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]
WordSpan = tuple[int, int]  # [first word, last word], the last one included

ROLES = ("source", "cue", "content")
# One label a word, since in the annotation a word has one role: outside, or the beginning,
# inside, end or whole of a span of one role.
LABELS = ("O", *(f"{place}-{role}" for role in ROLES for place in "BIES"))


def _allowed() -> tuple[Floats, Floats, Floats]:
    """Log-scores (0 or minus much) of label pairs, of first and of last labels."""
    never = np.float32(-1e4)
    opens = np.array([label[0] in "BI" and label != "O" for label in LABELS])
    continues = np.array([label[0] in "IE" for label in LABELS])
    role = np.array([label[2:] for label in LABELS])
    pairs = opens[:, None] == continues[None, :]
    pairs &= ~opens[:, None] | (role[:, None] == role[None, :])
    return (
        np.where(pairs, np.float32(0), never),
        np.where(continues, never, np.float32(0)),
        np.where(opens, never, np.float32(0)),
    )


_PAIRS, _FIRSTS, _LASTS = _allowed()


def best_labels(scores: Floats) -> list[int]:
    """The likeliest legal sequence of labels (Viterbi), given each word's log-scores."""
    if not len(scores):
        return []
    best = scores[0] + _FIRSTS
    back = np.zeros(scores.shape, np.int64)
    columns = np.arange(scores.shape[1])
    for i in range(1, len(scores)):
        through = best[:, None] + _PAIRS
        back[i] = through.argmax(0)
        best = through[back[i], columns] + scores[i]
    labels = [int((best + _LASTS).argmax())]
    for i in range(len(scores) - 1, 0, -1):
        labels.append(int(back[i, labels[-1]]))
    return labels[::-1]


def labelled_spans(labels: Sequence[int]) -> dict[str, list[WordSpan]]:
    """The spans of each role that a legal sequence of labels describes, in order."""
    spans: dict[str, list[WordSpan]] = {role: [] for role in ROLES}
    began = 0
    for i, label in enumerate(labels):
        place = LABELS[label][0]
        if place in "BS":
            began = i
        if place in "ES":
            spans[LABELS[label][2:]].append((began, i))
    return spans
