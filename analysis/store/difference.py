"""What changed between two versions of an article: outlets edit silently.

In: the older and the newer text. Out: the changed places, as spans into both.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from rapidfuzz.distance import Levenshtein

from analysis.model import Span

_WORD = re.compile(r"\s*\S+")
_MOST_WORDS = 20_000  # beyond, the whole text counts as changed
_JOINED = 1  # unchanged words between two changes that are shown as one change


@dataclass(frozen=True, slots=True)
class Change:
    """A place that reads differently. An empty span: the words were added, or removed."""

    old: Span
    new: Span


def difference(old: str, new: str) -> list[Change]:
    """The changes that lead from `old` to `new`, word by word, in order."""
    if old == new:
        return []
    before, after = _words(old), _words(new)
    if max(len(before), len(after)) > _MOST_WORDS:
        return [Change((0, len(old)), (0, len(new)))]
    steps = Levenshtein.opcodes(
        [old[start:end].strip() for start, end in before],
        [new[start:end].strip() for start, end in after],
    )
    changes: list[tuple[int, int, int, int]] = []
    for step in steps:
        if step.tag == "equal":
            continue
        if changes and step.src_start - changes[-1][1] <= _JOINED:
            changes[-1] = (changes[-1][0], step.src_end, changes[-1][2], step.dest_end)
        else:
            changes.append((step.src_start, step.src_end, step.dest_start, step.dest_end))
    return [
        Change(_span(before, a, b, len(old)), _span(after, c, d, len(new)))
        for a, b, c, d in changes
    ]


def _words(text: str) -> list[Span]:
    return [match.span() for match in _WORD.finditer(text)]


def _span(words: list[Span], start: int, end: int, length: int) -> Span:
    """The characters of words [start, end), with the white space before them."""
    if start < end:
        return words[start][0], words[end - 1][1]
    place = words[start][0] if start < len(words) else length
    return place, place
