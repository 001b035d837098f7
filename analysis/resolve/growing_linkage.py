"""Average linkage (Sokal & Michener 1958) that one more item changes only where it must.

In: items as rows of numbers, whose products are their likeness. Out: groups, as cutting the whole
tree at a likeness would give them. Two groups that are each other's nearest join whatever else
there is, so a join stays for as long as nothing new is more like one side of it than the other is;
only the joins that a new item disturbs are made anew, from the groups that they fall into. With
equal likenesses another order of joins, and so another tree, may be as good.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt
from scipy import sparse
from scipy.cluster.hierarchy import linkage

Matrix: TypeAlias = Any  # scipy.sparse.csr_matrix, which has no type of its own
Floats: TypeAlias = npt.NDArray[np.float64]
Numbers: TypeAlias = npt.NDArray[np.int64]

MOST = 800  # groups from which joining anew is dearer than beginning again
ROOM = 4  # nodes for each item: more are joins that were undone
NOBODY = -1


class Dendrogram:
    """The joins of items down to a likeness `bar`. Items are nodes; so are joins, after their
    children in number."""

    def __init__(self, bar: float) -> None:
        self._bar = bar
        self._item: list[int] = []  # of a node, NOBODY for a join
        self._parent: list[int] = []
        self._children: list[tuple[int, int]] = []  # of a join
        self._height: list[float] = []  # likeness at which the two were joined
        self._size: list[int] = []  # 0 for a join that was undone
        self._items = 0

    def __len__(self) -> int:
        """How many items there are."""
        return self._items

    def labels(self) -> Numbers:
        """For each item the number of its group."""
        root = [NOBODY] * len(self._parent)
        labels = np.zeros(len(self), dtype=np.int64)
        for node in range(len(root) - 1, -1, -1):
            above = self._parent[node]
            root[node] = node if above == NOBODY else root[above]
            if self._item[node] != NOBODY:
                labels[self._item[node]] = root[node]
        return labels

    # --- from the whole ---------------------------------------------------------------------------

    def build(self, parts: Sequence[tuple[Numbers, npt.NDArray[np.floating]]]) -> None:
        """Join the items of each part, of which the likenesses are given in condensed form as
        SciPy wants them; every item is in one part."""
        total = sum(len(items) for items, _ in parts)
        nodes = [self._new(item) for item in range(total)]
        for items, likeness in parts:
            if len(items) > 1:
                self._take_over(items, nodes, likeness)

    def _take_over(
        self, items: Numbers, nodes: Sequence[int], likeness: npt.NDArray[np.floating]
    ) -> None:
        tree = linkage(np.maximum(1.0 - likeness, 0.0), method="average")
        made = [nodes[item] for item in items]
        for one, other, distance, _ in tree.tolist():
            if 1.0 - distance < self._bar:
                break  # joins come in order of likeness
            made.append(self._join(made[int(one)], made[int(other)], 1.0 - distance))

    # --- one more ---------------------------------------------------------------------------------

    def add(self, rows: Matrix) -> bool:
        """Take in the item of the last of `rows`; whether that could be done without beginning
        again."""
        if len(self._item) > ROOM * (self._items + 1):
            return False
        found = self._disturbed(rows) if self._items else (set(), {})
        if found is None:
            return False
        undone, drawn = found
        new = self._new(self._items)
        if not undone and len(drawn) == 1:
            ((root, likeness),) = drawn.items()
            self._join(root, new, likeness)
        elif undone or drawn:
            freed = {child for node in undone for child in self._children[node]} - undone
            for node in undone:
                self._undo(node)
            roots = {n for n, above in enumerate(self._parent) if above == NOBODY and self._size[n]}
            freed |= {*drawn} & roots
            self._join_anew([*sorted(freed), new], sorted(roots - freed - {new}), rows)
        return True

    def _disturbed(self, rows: Matrix) -> tuple[set[int], dict[int, float]] | None:
        """The joins that the last of `rows` undoes, and the groups that it may join as they are;
        None where it disturbs too much.

        What falls out of a join that is undone may in its turn be more like one side of a later
        join than the other side is: a part of a group, where the group as a whole was not.
        """
        heights = np.array([self._least(node) for node in range(len(self._parent))], dtype=float)
        grouped = np.array([above != NOBODY for above in self._parent], dtype=bool)
        undone: set[int] = set()
        drawn: dict[int, float] = {}
        coming, sizes = rows[-1], np.ones(1)
        until = np.array([np.inf])  # it has no say in what was joined at more likeness than this
        while coming.shape[0]:
            mean = self._likeness_to_nodes((rows[:-1] @ coming.T).toarray() / sizes)
            near = (mean >= heights[:, None]) & (heights[:, None] < until[None, :])
            if np.isinf(until[0]):
                roots = np.flatnonzero(near[:, 0] & ~grouped)
                drawn = {int(node): float(mean[node, 0]) for node in roots}
            more = [*self._above(np.flatnonzero(near.any(axis=1) & grouped).tolist(), undone)]
            undone.update(more)
            fallen = [(c, self._height[n]) for n in more for c in self._children[n]]
            fallen = [(child, height) for child, height in fallen if child not in undone]
            if len(undone) > MOST:
                return None
            coming = self._sums([child for child, _ in fallen], rows[:-1])
            until = np.array([height for _, height in fallen])
            sizes = np.array([self._size[child] for child, _ in fallen], dtype=np.float64)
        return undone, drawn

    def _likeness_to_nodes(self, near: Floats) -> Floats:
        """Of each node its mean likeness to each of some new ones, from that of the items."""
        totals = np.zeros((len(self._size), near.shape[1]))
        for node, size in enumerate(self._size):
            if self._item[node] != NOBODY:
                totals[node] = near[self._item[node]]
            elif size:
                one, other = self._children[node]
                np.add(totals[one], totals[other], out=totals[node])
        return totals / np.maximum(self._size, 1)[:, None]

    def _least(self, node: int) -> float:
        """How like a node something must be to join it before its sibling does."""
        above = self._parent[node]
        return self._bar if above == NOBODY else self._height[above]

    def _above(self, nodes: Sequence[int], known: set[int]) -> Iterator[int]:
        """The joins above some nodes, each once, but for those known already."""
        seen = {*known}
        for node in nodes:
            node = self._parent[node]
            while node != NOBODY and node not in seen:
                seen.add(node)
                yield node
                node = self._parent[node]

    def _join_anew(self, freed: Sequence[int], others: Sequence[int], rows: Matrix) -> None:
        """Join what was freed, among itself and with the groups that stand."""
        nodes = [*freed, *others]
        sums = self._sums(nodes, rows)
        joining = _Joining(sums, np.array([self._size[node] for node in nodes]), len(freed))
        while (found := joining.nearest()) is not None and found[2] >= self._bar:
            one, other, likeness = found
            nodes[one] = self._join(nodes[one], nodes[other], likeness)
            joining.join(one, other)

    def _sums(self, nodes: Sequence[int], rows: Matrix) -> Matrix:
        """Of each node the sum of the rows of its items."""
        place = [NOBODY] * len(self._parent)
        for number, node in enumerate(nodes):
            place[node] = number
        for node in range(len(place) - 1, -1, -1):
            if place[node] == NOBODY and self._parent[node] != NOBODY:
                place[node] = place[self._parent[node]]
        items = [
            (item, at)
            for item, at in zip(self._item, place, strict=True)
            if item != NOBODY and at != NOBODY
        ]
        of, at = np.array(items, dtype=np.int64).reshape(-1, 2).T
        shape = len(nodes), rows.shape[0]
        among = sparse.csr_matrix((np.ones(len(of)), (at, of)), shape=shape)
        return among @ rows

    # --- nodes ------------------------------------------------------------------------------------

    def _new(self, item: int) -> int:
        self._items += 1
        return self._node(item, (NOBODY, NOBODY), 0.0, 1)

    def _join(self, one: int, other: int, likeness: float) -> int:
        size = self._size[one] + self._size[other]
        node = self._node(NOBODY, (one, other), float(likeness), size)
        self._parent[one] = self._parent[other] = node
        return node

    def _node(self, item: int, children: tuple[int, int], height: float, size: int) -> int:
        self._item.append(item)
        self._parent.append(NOBODY)
        self._children.append(children)
        self._height.append(height)
        self._size.append(size)
        return len(self._item) - 1

    def _undo(self, node: int) -> None:
        for child in self._children[node]:
            self._parent[child] = NOBODY
        self._size[node] = 0
        self._parent[node] = NOBODY


class _Joining:
    """Which two of some groups are most like each other, the first `count` of which are joined
    with all; the others stand apart from one another already."""

    def __init__(self, sums: Matrix, sizes: Numbers, count: int) -> None:
        self._sums = sums.tocsr()
        self._sizes = sizes.astype(np.float64)
        self._group_of = np.arange(len(sizes))  # where each of them now is
        self._totals = np.asarray((self._sums[:count] @ self._sums.T).toarray())
        self._rows = list(range(count))  # groups that have a row of totals
        self._gone = np.zeros(len(sizes), dtype=bool)
        self._best = np.zeros(count, dtype=np.int64)
        self._most = np.zeros(count)
        for row in range(count):
            self._look(row)

    def nearest(self) -> tuple[int, int, float] | None:
        if not self._rows:
            return None
        row = max(self._rows, key=lambda at: self._most[at])
        return row, int(self._best[row]), float(self._most[row])

    def join(self, one: int, other: int) -> None:
        """The group `other` becomes part of `one`, which has a row."""
        if other in self._rows:
            added = self._totals[other].copy()
            self._rows.remove(other)
        else:
            apart = np.asarray((self._sums[other] @ self._sums.T).toarray())[0]
            added = np.bincount(self._group_of, weights=apart, minlength=len(self._sizes))
        self._totals[one] += added
        self._totals[:, one] += self._totals[:, other]
        self._sizes[one] += self._sizes[other]
        self._gone[other] = True
        self._group_of[self._group_of == other] = one
        for row in self._rows:
            if row == one or self._best[row] in (one, other):
                self._look(row)
            else:
                mean = self._totals[row, one] / (self._sizes[row] * self._sizes[one])
                if mean > self._most[row]:
                    self._best[row], self._most[row] = one, mean

    def _look(self, row: int) -> None:
        means = self._totals[row] / (self._sizes[row] * self._sizes)
        means[self._gone] = -np.inf
        means[row] = -np.inf
        self._best[row] = int(np.argmax(means))
        self._most[row] = means[self._best[row]]
