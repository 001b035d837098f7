"""The stance of a text towards a statement: supports, contradicts, discusses, unrelated.

In: pairs of a statement and a statement or an article's text. Out: (stance, score) each.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from analysis.resolve.meaning import vectors_of
from analysis.resolve.wording import stems, tokens
from analysis.vocabulary import words

CompareStance = Literal["supports", "contradicts", "discusses", "unrelated"]


def compare(pairs: Iterable[tuple[str, str]]) -> list[tuple[CompareStance, float]]:
    """The stance of each pair's second text towards its first, with a score in 0..1."""
    items = list(pairs)
    first = vectors_of([a for a, _ in items])
    second = vectors_of([b for _, b in items], longest=256)
    return [_stance(a, b, float(x @ y)) for (a, b), x, y in zip(items, first, second, strict=True)]


def _stance(a: str, b: str, closeness: float) -> tuple[CompareStance, float]:
    shared = {*stems(a)} & {*stems(b)}
    if closeness < 0.25 or not shared:
        return "unrelated", 1 - closeness
    found = {*tokens(b)}
    if found & (words("stance", "discredit") | words("stance", "deniers")):
        return "contradicts", closeness
    if found & words("stance", "doubt"):
        return "discusses", closeness
    return "supports", closeness
