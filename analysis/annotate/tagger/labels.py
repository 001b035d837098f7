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


# Every label that leaves no span open may follow another such one, or open a span; an open span
# goes on inside or at the end of its role. So a word has but four labels before it to choose from.
_CLOSED = tuple(i for i, label in enumerate(LABELS) if label[0] in "OES")
_FIRSTS = tuple(i for i, label in enumerate(LABELS) if label[0] in "OBS")
_BEGINNINGS = tuple(i for i, label in enumerate(LABELS) if label[0] == "B")
_NEVER = -1e9


def best_labels(scores: Floats) -> list[int]:
    """The likeliest legal sequence of labels (Viterbi), given each word's log-scores."""
    if not len(scores):
        return []
    rows = scores.tolist()
    best = [row if i in _FIRSTS else _NEVER for i, row in enumerate(rows[0])]
    came: list[tuple[int, ...]] = []  # for each word after the first, the best label before each
    for row in rows[1:]:
        closed = max(_CLOSED, key=best.__getitem__)
        top = best[closed]
        now, before = [top + row[0]], [closed]
        for begin in _BEGINNINGS:
            opened = begin if best[begin] >= best[begin + 1] else begin + 1
            inside = best[opened]
            now += (
                top + row[begin],
                inside + row[begin + 1],
                inside + row[begin + 2],
                top + row[begin + 3],
            )
            before += (closed, opened, opened, closed)
        best = now
        came.append(tuple(before))
    labels = [max(_CLOSED, key=best.__getitem__)]
    for before_each in reversed(came):
        labels.append(before_each[labels[-1]])
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
