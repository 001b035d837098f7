"""Orders attributions and keeps nested ones nested: origin inside relay inside outlet.

In: Found. Out: the same in text order, each with the position of the attribution inside whose
content it stands, if any.
"""

from __future__ import annotations

from collections.abc import Sequence

from analysis.annotate.attribution.spans import Found, covers, length


def in_order(found: Sequence[Found]) -> list[Found]:
    """By where they begin, the wider one first; exact doubles dropped."""
    seen: set[tuple[object, ...]] = set()
    kept: list[Found] = []
    for one in sorted(found, key=lambda f: (f.start, -length(f.content), f.source)):
        key = (one.source, one.content)
        if one.content and key not in seen:
            seen.add(key)
            kept.append(one)
    return kept


def parents(found: Sequence[Found]) -> list[int | None]:
    """For each attribution the index of the tightest one whose content holds all of it."""
    result: list[int | None] = []
    for i, one in enumerate(found):
        best: int | None = None
        for j, other in enumerate(found):
            if i == j or not covers(other.content, (*one.content, *one.cue)):
                continue
            if covers(one.content, other.content):
                continue  # the same stretch seen twice
            if best is None or length(other.content) < length(found[best].content):
                best = j
        result.append(best)
    return result
