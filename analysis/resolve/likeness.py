"""How probably two claims speak of one thing.

In: two ClaimFrames, the closeness of their vectors, the Background of the case. Out: a Pair, with
the evidence side by side and its logistic sum. What follows from it is decided elsewhere: whether
they exclude each other in `exclusions`, whether they are the same in `stance`. Weights stand in
`data/stance.toml`.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from analysis.resolve.background import Background
from analysis.resolve.claim_frames import ClaimFrame
from analysis.vocabulary import table

SMALL = 20  # a count up to which two things are often as many


@dataclass(frozen=True, slots=True)
class Pair:
    """What the rules look at. `near` is the centred cosine, `shared` the weighted overlap."""

    a: ClaimFrame
    b: ClaimFrame
    near: float
    shared: float
    subject: Literal["same", "alike", "different", "unknown"]
    about: float  # 0..1, all of it together


def compared(a: ClaimFrame, b: ClaimFrame, near: float, known: Background) -> Pair:
    """Gather the evidence that two frames are about one thing (a logistic sum)."""
    weights = judgement()["weights"]
    shared = weighted_overlap(a, b, known)
    subject = _subjects(a, b)
    total = weights["base"] + weights["near"] * near + weights["shared"] * shared
    equal = equal_numbers(a, b)
    if a.predicates & b.predicates:
        total += weights["predicate"]
    elif a.predicates and b.predicates and not opposed(a, b) and equal != "toll":
        total += weights["other_predicate"]
    elif bool(a.predicates) != bool(b.predicates):
        total += weights["lone_predicate"]
    total += weights["subject"].get(subject, 0.0)
    if subject == "same" and a.predicates & b.predicates & once():
        total += weights["same_happening"]
    if equal:
        total += weights[equal]
    elif _same_figure(a, b):
        total += weights["figure"]
    if a.predicates & b.predicates:
        if subject == "unknown" and a.taking & b.taking:
            total += weights["participant"]
        elif subject == "alike":
            total += weights["alike_happening"]
    if a.clocks & b.clocks:
        total += weights["clock"]
    if a.predicates & b.predicates and {*a.slots} & {*b.slots}:
        total += weights["slot"]
    return Pair(a, b, near, shared, subject, 1 / (1 + math.exp(-total)))


def weighted_overlap(a: ClaimFrame, b: ClaimFrame, known: Background) -> float:
    """Cosine of the two sets of stems, names left out, each stem squared by its rarity."""
    both = sum(known.weight(stem) ** 2 for stem in a.stems & b.stems)
    if not both:
        return 0.0
    first = sum(known.weight(stem) ** 2 for stem in a.stems)
    second = sum(known.weight(stem) ** 2 for stem in b.stems)
    return both / math.sqrt(first * second)


def _subjects(a: ClaimFrame, b: ClaimFrame) -> Literal["same", "alike", "different", "unknown"]:
    mine, other = a.subject & a.actors, b.subject & b.actors
    if mine and other:
        if mine & other:
            return "same"
        # 'The Water Board knew of cracks', 'Cracks were found at the Water Board's dam'
        return "unknown" if mine & b.actors or other & a.actors else "different"
    return "alike" if a.subject & b.subject else "unknown"


def equal_numbers(a: ClaimFrame, b: ClaimFrame) -> Literal["toll", "number", ""]:
    equal = [
        mine
        for mine in a.quantities
        for other in b.quantities
        if mine.agrees(other) and mine.said == other.said
    ]
    if any(quantity.state for quantity in equal):
        return "toll"
    return "number" if equal else ""


def _same_figure(a: ClaimFrame, b: ClaimFrame) -> bool:
    """'140 operations', '140 surgical procedures': a figure that is no small count."""
    return any(
        mine.said == other.said and mine.said > SMALL and mine.state == other.state
        for mine in a.quantities
        for other in b.quantities
    )


# --- what both sides of a question ask ---------------------------------------------------------


def opposed(a: ClaimFrame, b: ClaimFrame) -> tuple[str, str] | None:
    for first, second in _opposite_predicates():
        for mine, other in ((a, b), (b, a)):
            if (
                first in mine.predicates
                and second in other.predicates
                and first not in other.predicates
                and second not in mine.predicates
            ):
                return first.replace("_", " "), second.replace("_", " ")
    return None


def only_demanded(a: ClaimFrame, b: ClaimFrame) -> bool:
    """'Called on the minister to resign', 'the minister has resigned'."""
    return bool(a.predicates & b.predicates) and ("demand" in a.predicates ^ b.predicates)


def at_other_times(a: ClaimFrame, b: ClaimFrame) -> bool:
    """Both name a clock time, and no time of the one is a time of the other."""
    return bool(a.clocks and b.clocks) and not a.clocks & b.clocks


def compatible(mine: frozenset[str], others: frozenset[str]) -> bool:
    return any(set(a.split()) & set(b.split()) for a in mine for b in others)


@cache
def judgement() -> Any:
    return table("stance")["judgement"]


@cache
def once() -> frozenset[str]:
    return frozenset(judgement()["once"])


@cache
def _opposite_predicates() -> tuple[tuple[str, str], ...]:
    return tuple((first, second) for first, second in table("stance")["opposites"]["pairs"])
