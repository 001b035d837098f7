"""Group-average linkage over the few pairs that were compared (Sokal & Michener 1958).

In: items in an order of their own, and how strongly pairs of them want to be one; pairs that are
not given count nothing. Out: groups. A group joins another while the mean over all pairs between
them reaches a bar, the highest mean first: a chain of weak likenesses holds nothing together,
however long it is. Work grows with the number of given pairs.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from heapq import heapify, heappop, heappush

Pairs = Mapping[int, Mapping[int, float]]  # both ways, by position


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
    part: Sequence[int],
    widest: int,
    bars: Sequence[float],
    tied_to: Callable[[int, float], Iterable[int]],
) -> list[list[int]]:
    """A part of more items than `widest` cut at its weakest ties: what hangs together by those of
    the first bar that leaves no more than so many; at the last bar whatever is left."""
    if len(part) <= widest or not bars:
        return [list(part)]
    bar, *higher = bars
    found = connected(part, lambda item: tied_to(item, bar))
    return [fine for rough in found for fine in narrowed(rough, widest, higher, tied_to)]
