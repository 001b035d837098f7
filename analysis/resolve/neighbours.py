"""Which vectors of a case lie close to each other, without comparing each with all.

In: unit rows, which of them there are, which are drawn as a sample. Out: pairs of rows that have
come and gone since the last time; every row is paired with its nearest. Small cases are compared
whole. Larger ones by an inverted file (Sivic & Zisserman 2003; Jegou, Douze & Schmid 2011): the
rows fall into cells around centres, and those of a cell are compared with the nearest cells only,
so that the work grows with the rows. The nearest of each row are kept: a row that comes is
compared with its cells, and takes its place among the nearest of others.

Rows are rounded to whole numbers so small that their products are exact in float32, in whatever
order they are added up: what is near does not depend on what else was compared in the same call.
"""

from __future__ import annotations

import math
from typing import Protocol

import numpy as np
import numpy.typing as npt

from analysis.resolve.meaning import WIDTH, Vectors, unit_rows

NEIGHBOURS = 40  # nearest rows that each row is paired with
NEAREST = 0.15  # cosine under which rows are no pair
WHOLE = 4096  # rows up to which all are compared with all
CELL = 256  # rows of a cell, about
PROBED = 12  # cells that the rows of a cell are compared with, its own among them
SAMPLED = 8  # rows a cell from which the centres are found
ROUNDS = 6  # of Lloyd's algorithm
ROWS = 1024  # compared at once
SCALE = 4080  # a unit row in whole numbers; its square stays under 2 ** 24

Numbers = npt.NDArray[np.int64]
Codes = Numbers  # a pair of row numbers: the smaller << 32 | the larger
NONE: Codes = np.zeros(0, dtype=np.int64)


class Rows(Protocol):
    """Rows by number: an array, or what makes them when they are asked for."""

    def __len__(self) -> int: ...
    def __getitem__(self, numbers: Numbers, /) -> Vectors: ...


def pair_codes(a: Numbers, b: Numbers) -> Codes:
    """One number for each pair of rows, whichever comes first."""
    return np.asarray((np.minimum(a, b) << 32) | np.maximum(a, b), dtype=np.int64)


def rows_of(codes: Codes) -> tuple[Numbers, Numbers]:
    return codes >> 32, codes & 0xFFFFFFFF


def sample_size(rows: int) -> int:
    """How many rows the centres of a case are found from."""
    return _cells_of(rows) * SAMPLED


def _cells_of(rows: int) -> int:
    """In steps, so that one more row changes nothing."""
    return 1 << max(0, round(math.log2(max(1, rows) / CELL)))


class Neighbours:
    """The pairs of near rows, kept from one time to the next. Row numbers are never used again."""

    def __init__(self) -> None:
        self._whole: Codes = NONE  # pairs of a case that is compared whole
        self._cells: _Cells | None = None

    def update(
        self, vectors: Rows, rows: Numbers, ranks: Numbers, drawn: Numbers
    ) -> tuple[Codes, Codes]:
        """The pairs that come and those that go, now that there are these `rows`.

        `vectors` and `ranks` hold all rows by number, old ones unchanged; the rank decides
        between equally near ones. `drawn` is the sample of a case that is not compared whole.
        """
        if len(rows) > WHOLE and self._cells is not None and self._cells.fits(drawn, rows):
            return self._cells.update(vectors, rows, ranks)
        before = self.pairs()
        if len(rows) > WHOLE:
            self._whole, self._cells = NONE, _Cells(vectors, rows, ranks, drawn)
        else:
            self._whole, self._cells = _all_with_all(vectors, rows), None
        now = self.pairs()
        return _without(now, before), _without(before, now)

    def pairs(self) -> Codes:
        """All pairs, in order."""
        return self._whole if self._cells is None else self._cells.pairs()

    def pairs_of(self, rows: Numbers) -> Codes:
        """The pairs of which one is among these rows, in order."""
        if self._cells is not None:
            return self._cells.pairs_of(rows)
        a, b = rows_of(self._whole)
        return self._whole[np.isin(a, rows) | np.isin(b, rows)]

    def has(self, codes: Codes) -> npt.NDArray[np.bool_]:
        """Which of these pairs of rows are near."""
        if self._cells is not None:
            return self._cells.has(codes)
        if not len(self._whole):
            return np.zeros(len(codes), dtype=np.bool_)
        places = np.searchsorted(self._whole, codes).clip(max=len(self._whole) - 1)
        return np.asarray(self._whole[places] == codes)


def _without(codes: Codes, others: Codes) -> Codes:
    return np.setdiff1d(codes, others, assume_unique=True)


def _all_with_all(vectors: Rows, rows: Numbers) -> Codes:
    found = [NONE]
    here = vectors[rows]
    for at in range(0, len(rows), ROWS):
        near = here[at : at + ROWS] @ here.T
        keep = min(NEIGHBOURS + 1, len(rows))  # a row is its own nearest
        best = np.argpartition(-near, keep - 1, axis=1)[:, :keep]
        close = np.take_along_axis(near, best, axis=1) >= NEAREST
        a = np.broadcast_to(np.arange(at, at + len(near))[:, None], best.shape)[close]
        b = best[close]
        found.append(np.unique(pair_codes(rows[a], rows[b])[a != b]))
    return np.unique(np.concatenate(found))


class _Cells:
    """The rows by cell, and the nearest of each row."""

    def __init__(self, vectors: Rows, rows: Numbers, ranks: Numbers, drawn: Numbers) -> None:
        self._drawn = tuple(drawn.tolist())
        self._count = _cells_of(len(rows))
        self._centres = rounded(_centres(vectors[drawn], self._count)).astype(np.float32)
        near = self._centres @ self._centres.T
        self._probed = np.argsort(-near, axis=1, kind="stable")[:, :PROBED]
        self._rows: Numbers = NONE
        self._members: list[Numbers] = [NONE] * self._count
        self._vectors = np.zeros((0, WIDTH), dtype=np.int16)
        self._ranks: Numbers = NONE
        self._cell = np.zeros(0, dtype=np.int32)
        self._nearest: Numbers = np.zeros((0, NEIGHBOURS), dtype=np.int64)  # -1: no more
        self._likeness = np.zeros((0, NEIGHBOURS), dtype=np.float32)
        self.update(vectors, rows, ranks)

    def fits(self, drawn: Numbers, rows: Numbers) -> bool:
        """Whether the cells are those of a case with this sample and so many rows."""
        return self._count == _cells_of(len(rows)) and self._drawn == tuple(drawn.tolist())

    def pairs(self) -> Codes:
        return np.unique(self._codes(self._rows))

    def pairs_of(self, rows: Numbers) -> Codes:
        wanted = np.zeros(len(self._vectors) + 1, dtype=np.bool_)  # the last stands for 'no more'
        wanted[rows] = True
        naming = self._rows[wanted[self._nearest[self._rows]].any(axis=1)]
        codes = self._codes(np.union1d(rows, naming))
        a, b = rows_of(codes)
        return np.unique(codes[wanted[a] | wanted[b]])

    def has(self, codes: Codes) -> npt.NDArray[np.bool_]:
        a, b = rows_of(codes)
        return np.asarray(
            (self._nearest[a] == b[:, None]).any(axis=1)
            | (self._nearest[b] == a[:, None]).any(axis=1)
        )

    def update(self, vectors: Rows, rows: Numbers, ranks: Numbers) -> tuple[Codes, Codes]:
        """Take rows out and in; the pairs that come and those that go."""
        rows = np.sort(rows)
        coming = np.setdiff1d(rows, self._rows, assume_unique=True)
        going = np.setdiff1d(self._rows, rows, assume_unique=True)
        self._make_room(vectors, ranks, coming)
        bereaved, shortened = self._take_out(going)
        self._take_in(coming)
        self._rows = rows
        anew = np.concatenate([coming, bereaved])
        moved = self._moved_by(coming, np.concatenate([anew, shortened]))
        changed = np.unique(np.concatenate([anew, shortened, going, moved]))
        before = np.unique(self._codes(changed)) if len(changed) > len(coming) else NONE
        self._nearest[going], self._likeness[going] = -1, -np.inf
        self._drop(shortened, going)
        self._look_up(anew)
        for cell in np.unique(self._cell[shortened]).tolist():
            self._offer(shortened[self._cell[shortened] == cell], self._coming_to(cell, coming))
        for cell in np.unique(self._cell[moved]).tolist():
            self._offer(moved[self._cell[moved] == cell], self._coming_to(cell, coming))
        now = np.unique(self._codes(changed))
        lost = _without(before, now)
        return _without(now, before), lost[~self.has(lost)]

    # --- rows that come and go -----------------------------------------------------------------

    def _make_room(self, vectors: Rows, ranks: Numbers, coming: Numbers) -> None:
        size, old = len(vectors), len(self._vectors)
        if size > old:
            more = max(size, old + old // 4) - old
            self._vectors = np.concatenate([self._vectors, np.zeros((more, WIDTH), np.int16)])
            self._ranks = np.concatenate([self._ranks, np.zeros(more, np.int64)])
            self._cell = np.concatenate([self._cell, np.zeros(more, np.int32)])
            none = np.full((more, NEIGHBOURS), -1, dtype=np.int64)
            self._nearest = np.concatenate([self._nearest, none])
            self._likeness = np.concatenate([self._likeness, none.astype(np.float32) - np.inf])
        self._ranks[coming] = ranks[coming]
        for at in range(0, len(coming), ROWS):
            some = coming[at : at + ROWS]
            self._vectors[some] = rounded(vectors[some])
            self._cell[some] = np.argmax(self._vectors[some] @ self._centres.T, axis=1)

    def _take_in(self, coming: Numbers) -> None:
        order = np.argsort(self._cell[coming], kind="stable")
        sorted_cells = self._cell[coming][order]
        for cell in np.unique(sorted_cells).tolist():
            start, end = np.searchsorted(sorted_cells, [cell, cell + 1])
            self._members[cell] = np.sort(
                np.concatenate([self._members[cell], coming[order[start:end]]])
            )

    def _take_out(self, going: Numbers) -> tuple[Numbers, Numbers]:
        """Rows that have to look for another neighbour, and rows that have one less."""
        if not len(going):
            return NONE, NONE
        for cell in np.unique(self._cell[going]).tolist():
            self._members[cell] = np.setdiff1d(self._members[cell], going, assume_unique=True)
        gone = np.zeros(len(self._vectors) + 1, dtype=np.bool_)  # the last stands for 'no more'
        gone[going] = True
        stay = np.setdiff1d(self._rows, going, assume_unique=True)
        touched = stay[gone[self._nearest[stay]].any(axis=1)]
        full = (self._nearest[touched] >= 0).all(axis=1)
        return touched[full], touched[~full]

    def _drop(self, rows: Numbers, going: Numbers) -> None:
        for row in rows.tolist():
            gone = np.isin(self._nearest[row], going)
            self._nearest[row][gone], self._likeness[row][gone] = -1, -np.inf

    # --- the nearest of each row -----------------------------------------------------------------

    def _look_up(self, rows: Numbers) -> None:
        """Find the nearest of these rows among all rows of their cells."""
        for cell in np.unique(self._cell[rows]).tolist():
            here = rows[self._cell[rows] == cell] if len(rows) < len(self._rows) else (
                self._members[cell]
            )  # fmt: skip
            pool = np.sort(np.concatenate([self._members[at] for at in self._probed[cell]]))
            others = self._vectors[pool].astype(np.float32).T
            for at in range(0, len(here), ROWS):
                self._choose(here[at : at + ROWS], pool, others)

    def _choose(self, rows: Numbers, pool: Numbers, others: Vectors) -> None:
        near = self._vectors[rows].astype(np.float32) @ others
        near[rows[:, None] == pool] = -np.inf  # a row is not its own neighbour
        keep = min(NEIGHBOURS, len(pool))
        best = np.argpartition(-near, keep - 1, axis=1)[:, :keep]
        like = np.take_along_axis(near, best, axis=1)
        last = like.min(axis=1)
        tied = (near == last[:, None]).sum(axis=1) > (like == last[:, None]).sum(axis=1)
        for at in np.flatnonzero(tied & (last >= _FLOOR)).tolist():
            above = np.flatnonzero(near[at] > last[at])
            level = np.flatnonzero(near[at] == last[at])
            level = level[np.lexsort((pool[level], self._ranks[pool[level]]))]
            best[at] = np.concatenate([above, level])[:keep]
            like[at] = near[at][best[at]]
        found = np.where(like >= _FLOOR, pool[best], -1)
        self._nearest[rows], self._likeness[rows] = -1, -np.inf
        self._nearest[rows[:, None], np.arange(keep)] = found
        self._likeness[rows[:, None], np.arange(keep)] = np.where(found >= 0, like, -np.inf)

    def _coming_to(self, cell: int, coming: Numbers) -> Numbers:
        """Of the rows that come, those that the rows of a cell are compared with."""
        return coming[np.isin(self._cell[coming], self._probed[cell])]

    def _moved_by(self, coming: Numbers, but: Numbers) -> Numbers:
        """Rows of which one that comes is nearer than their last neighbour."""
        found = [NONE]
        if len(coming) == sum(map(len, self._members)):
            return NONE
        known = np.zeros(len(self._vectors), dtype=np.bool_)
        known[coming], known[but] = True, True
        for cell, members in enumerate(self._members):
            fresh = self._coming_to(cell, coming)
            rows = members[~known[members]]
            if not len(fresh) or not len(rows):
                continue
            like = (
                self._vectors[rows].astype(np.float32) @ self._vectors[fresh].astype(np.float32).T
            )
            bar = np.maximum(self._likeness[rows].min(axis=1), _FLOOR)
            found.append(rows[(like >= bar[:, None]).any(axis=1)])
        return np.concatenate(found)

    def _offer(self, rows: Numbers, fresh: Numbers) -> None:
        """Let rows that come take their places among the nearest of these."""
        if not len(fresh):
            return
        like = self._vectors[rows].astype(np.float32) @ self._vectors[fresh].astype(np.float32).T
        for row, near in zip(rows.tolist(), like, strict=True):
            kept = self._nearest[row] >= 0
            worth = near >= _FLOOR
            those = np.concatenate([self._nearest[row][kept], fresh[worth]])
            likes = np.concatenate([self._likeness[row][kept], near[worth]])
            order = np.lexsort((those, self._ranks[those], -likes))[:NEIGHBOURS]
            self._nearest[row], self._likeness[row] = -1, -np.inf
            self._nearest[row, : len(order)] = those[order]
            self._likeness[row, : len(order)] = likes[order]

    def _codes(self, rows: Numbers) -> Codes:
        nearest = self._nearest[rows]
        there = nearest >= 0
        mine = np.broadcast_to(np.asarray(rows)[:, None], nearest.shape)
        return pair_codes(mine[there], nearest[there])


_FLOOR = np.float32(NEAREST * SCALE * SCALE)


def rounded(vectors: Vectors) -> npt.NDArray[np.int16]:
    """Rows in whole numbers, `SCALE` to one: in float32 their products are exact."""
    return np.rint(vectors * SCALE).astype(np.int16)


def _centres(drawn: Vectors, count: int) -> Vectors:
    """Spherical k-means (Dhillon & Modha 2001) over the sample, its first rows to begin with."""
    centres = drawn[np.arange(count) * max(1, len(drawn) // count) % len(drawn)]
    for _ in range(ROUNDS):
        nearest = np.argmax(drawn @ centres.T, axis=1)
        sums = np.zeros_like(centres)
        np.add.at(sums, nearest, drawn)
        lost = np.bincount(nearest, minlength=count) == 0
        sums[lost] = centres[lost]
        centres = unit_rows(sums)
    return centres
