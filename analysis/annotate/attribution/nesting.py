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


KEPT_INSIDE = frozenset(
    {
        "clause of a cue verb",
        "source behind its clause",
        "aside of a cue verb",
        "according to",
        "quoted as saying",
        "citing",
    }
)


def without_asides(text: str, found: Sequence[Found]) -> list[Found]:
    """Drops what stands inside another's content without being speech of its own.

    'The union said it plans to strike' is one claim, of the union; 'the union said the mayor
    told it to wait' holds a second one, of the mayor.
    """
    enclosing = parents(found)
    return [
        one
        for one, parent in zip(found, enclosing, strict=True)
        if parent is None
        or (one.rule in KEPT_INSIDE and _someone_else(text, one))
        or (found[parent].rule == "transcript" and _relayed(text, one))
    ]


def _relayed(text: str, one: Found) -> bool:
    """What the speaker of a transcript tells of somebody else: 'He told me that ...'. Who speaks
    calls himself 'I'."""
    if one.rule not in KEPT_INSIDE | QUOTED:
        return False
    told = " ".join(text[s:e] for s, e in one.source).lower()
    return bool(told) and (told in OTHERS or told not in PRONOUNS)


QUOTED = frozenset({"quotation before its cue", "quotation after its cue"})
OTHERS = frozenset({"he", "she", "they"})
PRONOUNS = frozenset(
    {
        "he",
        "she",
        "it",
        "they",
        "i",
        "we",
        "you",
        "who",
        "which",
        "that",
        "one",
        "him",
        "her",
        "them",
    }
)


def _someone_else(text: str, one: Found) -> bool:
    """A pronoun inside what somebody says is mostly the one who says it ('he hopes')."""
    return bool(one.source) and " ".join(text[s:e] for s, e in one.source).lower() not in PRONOUNS


def parents(found: Sequence[Found]) -> list[int | None]:
    """For each attribution the index of the tightest one whose content holds all of it."""
    result: list[int | None] = []
    extents = [(one.start, one.end) for one in found]
    for i, one in enumerate(found):
        best: int | None = None
        start, end = extents[i]
        for j, other in enumerate(found):
            if (
                i == j
                or extents[j][0] > start
                or extents[j][1] < end
                or not covers(other.content, (*one.content, *one.cue))
            ):
                continue
            if covers(one.content, other.content):
                continue  # the same stretch seen twice
            if best is None or length(other.content) < length(found[best].content):
                best = j
        result.append(best)
    return result
