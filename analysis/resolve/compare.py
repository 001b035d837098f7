"""The stance of a text towards a statement: supports, contradicts, discusses, unrelated.

In: pairs of a statement and a statement or an article's text. Out: (stance, score) each. Two
logistic regressions (`data/compare/`, made by `training/compare/train.py`) weigh the evidence of
`stance_features`: one for short texts, one for articles, of which the `passage` that speaks to the
statement is read. Where the files are absent the rules of `data/stance.toml` serve alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal, get_args

import numpy as np
import numpy.typing as npt

from analysis.resolve.meaning import LONGEST, vectors_of
from analysis.resolve.passages import LONGEST as SHORT
from analysis.resolve.passages import passage
from analysis.resolve.stance_features import added, numbers
from analysis.resolve.wording import stems, tokens
from analysis.settings import DATA
from analysis.vocabulary import words

CompareStance = Literal["supports", "contradicts", "discusses", "unrelated"]
STANCES: tuple[CompareStance, ...] = get_args(CompareStance)
TEXT_PIECES = 128  # word pieces of a passage
APART = 0.15  # cosine under which two statements without a common word are about two things

Stances = list[tuple[CompareStance, float]]


def compare(pairs: Iterable[tuple[str, str]]) -> Stances:
    """The stance of each pair's second text towards its first, with a score in 0..1."""
    items = list(pairs)
    found: list[tuple[CompareStance, float]] = [("unrelated", 0.0)] * len(items)
    for kind in ("statement", "text"):
        at = [i for i, (_, b) in enumerate(items) if (len(b) > SHORT) == (kind == "text")]
        read = [(items[i][0], passage(*items[i])) for i in at]
        for i, stance in zip(at, _read(kind, read), strict=True):
            found[i] = stance
    return found


def _read(kind: str, pairs: Sequence[tuple[str, str]]) -> Stances:
    if not pairs:
        return []
    first = vectors_of([a for a, _ in pairs])
    second = vectors_of([b for _, b in pairs], longest=TEXT_PIECES if kind == "text" else LONGEST)
    close = (first * second).sum(axis=1).tolist()
    weights = _weights(kind)
    if weights is None:
        return [_by_rule(a, b, near) for (a, b), near in zip(pairs, close, strict=True)]
    scores = weights.scores(pairs, numbers(pairs, first, second))
    return [
        ("unrelated", 1 - near) if _apart(a, b, near) else _best(row)
        for (a, b), near, row in zip(pairs, close, scores, strict=True)
    ]


def _apart(a: str, b: str, near: float) -> bool:
    return near < APART and not {*stems(a)} & {*stems(b)}


def _best(scores: npt.NDArray[np.float64]) -> tuple[CompareStance, float]:
    at = int(scores.argmax())
    return STANCES[at], round(float(scores[at]), 4)


@dataclass(frozen=True)
class _Weights:
    """`table` has a row for each number and each known word, a column for each stance."""

    table: npt.NDArray[np.float64]
    column: dict[str, int]
    open_to: npt.NDArray[np.bool_]  # stances that the data it learned from has

    def scores(
        self, pairs: Sequence[tuple[str, str]], counted: npt.NDArray[np.float64]
    ) -> npt.NDArray[np.float64]:
        """Probabilities, one row a pair."""
        width = counted.shape[1]
        totals = counted @ self.table[:width]
        for row, (a, b) in enumerate(pairs):
            known = [width + self.column[word] for word in added(a, b) if word in self.column]
            totals[row] += self.table[known].sum(axis=0)
        totals[:, ~self.open_to] = -np.inf
        odds = np.exp(totals - totals.max(axis=1, keepdims=True))
        return np.asarray(odds / odds.sum(axis=1, keepdims=True), dtype=np.float64)


@cache
def _weights(kind: str) -> _Weights | None:
    path = DATA / "compare" / f"{kind}.npz"
    if not path.exists():
        return None
    with np.load(path, allow_pickle=False) as kept:
        column = {str(word): at for at, word in enumerate(kept["words"])}
        return _Weights(kept["weights"].astype(np.float64), column, kept["open_to"])


def _by_rule(a: str, b: str, closeness: float) -> tuple[CompareStance, float]:
    if closeness < 0.25 or not {*stems(a)} & {*stems(b)}:
        return "unrelated", 1 - closeness
    found = {*tokens(b)}
    if found & (words("stance", "discredit") | words("stance", "deniers")):
        return "contradicts", closeness
    if found & words("stance", "doubt"):
        return "discusses", closeness
    return "supports", closeness
