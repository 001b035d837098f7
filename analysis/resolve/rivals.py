"""By how much two claims are nearer to each other than to what else their articles say.

In: pairs of rows, the article of each row, rows in whole numbers (`neighbours.rounded`). Out: how
far each pair is ahead of its rivals. An article says a thing once: where two articles tell one
thing, each of the two claims is the nearest that the other article has. What merely shares a
subject is near to several. Depends on the claims of the two articles alone.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from analysis.resolve.meaning import Vectors
from analysis.resolve.neighbours import SCALE

Reals = npt.NDArray[np.float64]
Numbers = npt.NDArray[np.int64]

MOST = 0.6  # by which one can be ahead, or behind
ALONE = -np.inf  # closeness of a rival where the article says nothing else
AT_ONCE = 60_000  # rivals that are looked at in one go


def ahead(pairs: Numbers, articles: Sequence[str], rows: Vectors, near: Reals) -> Reals:
    """How far each pair (n x 2 row numbers, `near` their cosine) is ahead of the nearest rival on
    either side. Zero in one article, and where neither article says anything else."""
    if not len(pairs):
        return np.zeros(0)
    _, of = np.unique(np.asarray(articles), return_inverse=True)
    order = np.argsort(of, kind="stable").astype(np.int64)
    sizes = np.bincount(of)
    starts = np.cumsum(sizes) - sizes
    a, b = pairs[:, 0], pairs[:, 1]
    rivals = np.maximum(
        _nearest_rivals(a, b, of, order, sizes, starts, rows),
        _nearest_rivals(b, a, of, order, sizes, starts, rows),
    )
    matter = (of[a] != of[b]) & np.isfinite(rivals)
    return np.where(matter, (near - rivals).clip(-MOST, MOST), 0.0)


def _nearest_rivals(
    one: Numbers,
    other: Numbers,
    of: Numbers,
    order: Numbers,
    sizes: Numbers,
    starts: Numbers,
    rows: Vectors,
) -> Reals:
    """How near `one` is to the nearest of the article of `other`, that one left out."""
    best = np.full(len(one), ALONE)
    counts = sizes[of[other]]
    ends = np.cumsum(counts)
    first = 0
    while first < len(one):
        last = int(np.searchsorted(ends, ends[first] - counts[first] + AT_ONCE, side="right"))
        last = max(last, first + 1)
        here = counts[first:last]
        opening = np.cumsum(here) - here
        within = np.arange(int(here.sum())) - np.repeat(opening, here)
        rival = order[np.repeat(starts[of[other[first:last]]], here) + within]
        close = np.einsum("ij,ij->i", rows[np.repeat(one[first:last], here)], rows[rival])
        close = close.astype(np.float64) / SCALE**2
        close[rival == np.repeat(other[first:last], here)] = ALONE
        best[first:last] = np.maximum.reduceat(close, opening)
        first = last
    return best
