"""Group-average linkage over the few pairs that were compared (Sokal & Michener 1958).

In: items in an order of their own, and how strongly pairs of them want to be one; pairs that are
not given count nothing. Out: groups. A group joins another while the mean over all pairs between
them reaches a bar, the highest mean first: a chain of weak likenesses holds nothing together,
however long it is. Work grows with the number of given pairs.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from heapq import heapify, heappop, heappush
from operator import itemgetter

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

Pairs = Mapping[int, Mapping[int, float]]  # both ways, by position
IntArray = NDArray[np.int64]
FloatArray = NDArray[np.float64]


def average_linkage(size: int, pairs: Pairs, bar: float) -> list[list[int]]:
    """Groups of the positions 0 to `size` - 1, in order of their first; of equal means the pair of
    the earliest groups is joined first."""
    between = [dict(pairs.get(at, {})) for at in range(size)]  # sums over the pairs of two groups
    members = [[at] for at in range(size)]
    waiting = [
        (-score, one, other)
        for one, near in enumerate(between)
        for other, score in near.items()
        if one < other and score >= bar
    ]
    heapify(waiting)
    while waiting:
        mean, one, other = heappop(waiting)
        if not members[one] or not members[other]:
            continue
        mine, others = between[one], between[other]
        if mine.get(other, -1.0) / (len(members[one]) * len(members[other])) != -mean:
            continue  # one of them has grown since
        members[one] += members[other]
        members[other], between[other] = [], {}
        del mine[other], others[one]
        for third, total in others.items():
            del between[third][other]
            between[third][one] = mine[third] = mine.get(third, 0.0) + total
        for third, total in mine.items():
            mean = total / (len(members[one]) * len(members[third]))
            if mean >= bar:
                heappush(waiting, (-mean, min(one, third), max(one, third)))
    return [sorted(group) for group in members if group]


def connected(items: Iterable[int], tied_to: Callable[[int], Iterable[int]]) -> list[list[int]]:
    """The items by connected part, in their order; what they are tied to beyond is left out."""
    order = list(items)
    left, parts = {*order}, []
    for start in order:
        if start not in left:
            continue
        left.discard(start)
        part, stack = [start], [start]
        while stack:
            near = left.intersection(tied_to(stack.pop()))
            left -= near
            part += near
            stack += near
        parts.append(part)
    return parts


def narrowed(
    size: int, ends: IntArray, strengths: FloatArray, widest: int, bars: Sequence[float]
) -> list[list[int]]:
    """The positions 0 to `size` - 1 cut at their weakest ties: parts in order, by their first.

    `ends` (2, n) are the positions that each of n ties holds together, `strengths` (n) how surely.
    More than `widest` positions fall into what hangs together by the ties of the first bar that
    leaves no more than so many in one; at the last bar into whatever is left.
    """
    part = np.zeros(size, dtype=np.int64)
    here, there = ends
    for bar in bars:
        wide = np.bincount(part, minlength=1)[part] > widest
        if not wide.any():
            break
        held = (strengths >= bar) & (part[here] == part[there]) & wide[here]
        graph = coo_array(
            (np.ones(np.count_nonzero(held), dtype=bool), (here[held], there[held])), (size, size)
        )
        finer = connected_components(graph, directed=False)[1]
        part = np.unique(np.where(wide, size + finer, part), return_inverse=True)[1]
    order = np.argsort(part, kind="stable")
    parts = np.split(order, np.flatnonzero(np.diff(part[order])) + 1)
    return sorted((found.tolist() for found in parts if len(found)), key=itemgetter(0))
