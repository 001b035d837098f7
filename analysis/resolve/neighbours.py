"""Which vectors of a case lie close to each other, without comparing each with all.

In: unit rows and a lasting id for each. Out: pairs of positions, (a, b) with a < b, each once:
every row with its nearest. Small cases are compared whole. Larger ones by an inverted file (Sivic
& Zisserman 2003; Jegou, Douze & Schmid 2011): the rows fall into cells around centres, and those
of a cell are compared with the nearest cells only, so that the work grows with the rows. The
centres come from a sample that depends on the ids alone: one more row seldom moves them.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from analysis.resolve.meaning import Vectors, unit_rows

NEIGHBOURS = 40  # nearest rows that each row is paired with
NEAREST = 0.15  # cosine under which rows are no pair
WHOLE = 4096  # rows up to which all are compared with all
CELL = 256  # rows of a cell, about
PROBED = 12  # cells that the rows of a cell are compared with, its own among them
SAMPLED = 16  # rows a cell from which the centres are found
ROUNDS = 6  # of Lloyd's algorithm
ROWS = 1024  # compared at once

Positions = npt.NDArray[np.int64]


def near_pairs(vectors: Vectors, ids: Sequence[str]) -> Positions:
    """The pairs as an array of two columns, in order."""
    size = len(vectors)
    codes = [np.zeros(0, dtype=np.int64)]
    for rows, pool in _to_compare(vectors, ids):
        near = vectors[rows] @ vectors[pool].T
        keep = min(NEIGHBOURS + 1, len(pool))  # a row is its own nearest
        best = np.argpartition(-near, keep - 1, axis=1)[:, :keep]
        close = np.take_along_axis(near, best, axis=1) >= NEAREST
        a = np.broadcast_to(rows[:, None], best.shape)[close]
        b = pool[best][close]
        low, high = np.minimum(a, b), np.maximum(a, b)
        codes.append(np.unique((low * size + high)[low != high]))
    found = np.unique(np.concatenate(codes))
    return np.stack([found // max(size, 1), found % max(size, 1)], axis=1)


def _to_compare(vectors: Vectors, ids: Sequence[str]) -> Iterator[tuple[Positions, Positions]]:
    """Rows, and the rows among which their nearest are looked for."""
    every = np.arange(len(vectors), dtype=np.int64)
    if len(vectors) <= WHOLE:
        yield from ((every[at : at + ROWS], every) for at in range(0, len(every), ROWS))
        return
    centres = _centres(vectors, ids)
    cell_of = np.concatenate(
        [np.argmax(vectors[at : at + ROWS] @ centres.T, axis=1)
         for at in range(0, len(vectors), ROWS)]
    )  # fmt: skip
    order = np.argsort(cell_of, kind="stable")
    bounds = np.searchsorted(cell_of[order], np.arange(len(centres) + 1))
    members = [order[start:end] for start, end in pairwise(bounds)]
    probed = np.argsort(-(centres @ centres.T), axis=1, kind="stable")[:, :PROBED]
    for cell, rows in enumerate(members):
        if len(rows):
            pool = np.sort(np.concatenate([members[other] for other in probed[cell]]))
            yield from ((rows[at : at + ROWS], pool) for at in range(0, len(rows), ROWS))


def _centres(vectors: Vectors, ids: Sequence[str]) -> Vectors:
    """Spherical k-means (Dhillon & Modha 2001) over the rows with the smallest hashes."""
    count = 1 << round(np.log2(len(vectors) / CELL))  # in steps: one more row changes nothing
    ranked = sorted(range(len(ids)), key=lambda at: (_rank(ids[at]), at))
    drawn = vectors[ranked[: count * SAMPLED]]
    centres = drawn[:count]
    for _ in range(ROUNDS):
        nearest = np.argmax(drawn @ centres.T, axis=1)
        sums = np.zeros_like(centres)
        np.add.at(sums, nearest, drawn)
        lost = np.bincount(nearest, minlength=count) == 0
        sums[lost] = centres[lost]
        centres = unit_rows(sums)
    return centres


def _rank(identifier: str) -> bytes:
    return hashlib.blake2b(identifier.encode(), digest_size=8).digest()
