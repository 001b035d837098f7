"""Each item of grouped ones asked once more where it belongs.

In: groups made by linkage, which never takes back a join, and how strongly pairs of items want to
be one. Out: the groups after each item, in turn, has gone to the group that it is most like on
average, until none wants to go or ROUNDS have passed (iterated conditional modes, Besag 1986). An
item only goes where it is like one of the members, so that it never leaves its connected part.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

from analysis.resolve.linkage import Pairs

ROUNDS = 6


def reassigned(
    groups: Sequence[Sequence[int]], pairs: Pairs, like: float, least: float
) -> list[list[int]]:
    """The groups, in order of their first item, each in order. `like`: from what score on an item
    is like another; `least`: the mean from which one that is alone joins a group. Of equal means
    the group that was given first is chosen."""
    of = {item: number for number, group in enumerate(groups) for item in group}
    sizes = Counter(of.values())
    order = sorted(of)
    for _ in range(ROUNDS):
        moved = False
        for item in order:
            here = of[item]
            total: dict[int, float] = defaultdict(float)
            near = set[int]()
            for other, score in pairs.get(item, {}).items():
                total[of[other]] += score
                if score >= like:
                    near.add(of[other])
            alone = sizes[here] == 1
            best, most = here, least if alone else max(total[here] / (sizes[here] - 1), least)
            for number in sorted(near - {here}):
                mean = total[number] / sizes[number]
                if mean > most:
                    best, most = number, mean
            if best != here:
                of[item] = best
                sizes[here] -= 1
                sizes[best] += 1
                moved = True
        if not moved:
            break
    found: dict[int, list[int]] = defaultdict(list)
    for item in order:
        found[of[item]].append(item)
    return list(found.values())
