"""What belongs together, found by joining two at a time (union-find).

In: how many items, pairs of positions that are one. Out: the groups, each named by its first item.
"""

from __future__ import annotations

from collections import defaultdict


class Union:
    """Groups of the positions 0 to `size` - 1."""

    def __init__(self, size: int) -> None:
        self._parent = list(range(size))

    def find(self, item: int) -> int:
        """The first item of the group."""
        while self._parent[item] != item:
            self._parent[item] = self._parent[self._parent[item]]
            item = self._parent[item]
        return item

    def join(self, a: int, b: int) -> None:
        first, second = sorted((self.find(a), self.find(b)))
        self._parent[second] = first

    def parts(self) -> list[list[int]]:
        """All groups in order of their first items, those of one item too."""
        found: dict[int, list[int]] = defaultdict(list)
        for item in range(len(self._parent)):
            found[self.find(item)].append(item)
        return list(found.values())
