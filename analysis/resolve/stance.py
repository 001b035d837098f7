"""Whether two claims assert the same, contradict each other, or merely share a subject.

In: two ClaimFrames and the closeness of their vectors. Out: a Judgement. Closeness only says
that both are about one thing; numbers, slots, polarity and opposites decide what follows
(contradiction types after de Marneffe, Rafferty & Manning 2008: negation, antonyms, numbers,
structure). When nothing decides, the judgement is None: unrelated as far as can be told.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Literal

from analysis.resolve.claim_frames import ClaimFrame, nominal
from analysis.vocabulary import table

Relation = Literal["same", "contradicts", "refines", "updates", "related"]


@dataclass(frozen=True, slots=True)
class Judgement:
    """`score` in 0..1: how close for 'same', how surely for 'contradicts'."""

    relation: Relation
    score: float
    reason: str = ""


def judge(a: ClaimFrame, b: ClaimFrame, closeness: float) -> Judgement | None:
    """The relation of two frames; symmetric. None: not about one thing."""
    bars = table("stance")["closeness"]
    shared = overlap(a, b)
    about = bars["vector"] * closeness + (1 - bars["vector"]) * shared
    if about < bars["related"] or _other_subject(a, b):
        return None
    for rule in CONTRADICTIONS:
        reason, needed = rule(a, b)
        if reason:
            if about < bars[needed]:
                return None
            return Judgement("contradicts", about, reason)
    if a.negated != b.negated:
        return None
    if about < bars["same"]:
        return Judgement("related", about)
    if difference := _only_refines(a, b):
        return Judgement("refines", about, difference)
    return Judgement("same", about)


def overlap(a: ClaimFrame, b: ClaimFrame) -> float:
    """Share of the smaller claim's evidence that the other has: stems, predicates, actors."""
    own = _evidence(a), _evidence(b)
    smaller = min(len(own[0]), len(own[1]))
    return len(own[0] & own[1]) / smaller if smaller else 0.0


def _evidence(frame: ClaimFrame) -> frozenset[str]:
    return frame.stems | {f"={name}" for name in frame.predicates | frame.actors}


# --- what makes two claims exclude each other ----------------------------------------------

Rule = Callable[[ClaimFrame, ClaimFrame], tuple[str, str]]  # reason, bar to clear


def _numbers(a: ClaimFrame, b: ClaimFrame) -> tuple[str, str]:
    for mine in a.quantities:
        for other in b.quantities:
            if mine.conflicts(other) and not any(mine.agrees(q) for q in b.quantities):
                return f"numbers: {mine.text} | {other.text}", "number"
    return "", ""


def _exclusive_slots(a: ClaimFrame, b: ClaimFrame) -> tuple[str, str]:
    if a.negated or b.negated:
        return "", ""
    for slot in ("destination", "cause"):
        mine, others = a.values(slot), b.values(slot)
        if mine and others and not _compatible(mine, others):
            return f"{slot}: {', '.join(sorted(mine))} | {', '.join(sorted(others))}", "slot"
    return "", ""


def _compatible(mine: frozenset[str], others: frozenset[str]) -> bool:
    return any(set(a.split()) & set(b.split()) for a in mine for b in others)


def _polarity(a: ClaimFrame, b: ClaimFrame) -> tuple[str, str]:
    if a.negated == b.negated or (a.predicates != b.predicates and _opposed(a, b)):
        return "", ""
    return "one says so, the other says not", "negation"


def _opposites(a: ClaimFrame, b: ClaimFrame) -> tuple[str, str]:
    if a.negated != b.negated:
        return "", ""
    if pair := _opposed(a, b):
        return f"{pair[0]} | {pair[1]}", "opposite"
    return "", ""


def _opposed(a: ClaimFrame, b: ClaimFrame) -> tuple[str, str] | None:
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


CONTRADICTIONS: tuple[Rule, ...] = (_numbers, _exclusive_slots, _polarity, _opposites)


# --- what keeps two compatible claims apart ------------------------------------------------


def _other_subject(a: ClaimFrame, b: ClaimFrame) -> bool:
    """Both open with an actor, and neither speaks of the other's."""
    if not a.subject or not b.subject or a.subject & b.subject:
        return False
    return not (a.subject & b.actors) and not (b.subject & a.actors)


def _only_refines(a: ClaimFrame, b: ClaimFrame) -> str:
    """What one claim says and the other leaves out, where that makes it another proposition."""
    if a.values("destination") and not b.values("destination"):
        return "destination"
    if b.values("destination") and not a.values("destination"):
        return "destination"
    counts = [{q.state for q in frame.quantities if q.state} for frame in (a, b)]
    if counts[0] != counts[1]:
        return "number"
    for mine in a.quantities:
        for other in b.quantities:
            if mine.agrees(other) and nominal(mine) != nominal(other):
                return "number"
    if a.planned != b.planned:
        return "planned"
    return ""


@cache
def _opposite_predicates() -> tuple[tuple[str, str], ...]:
    return tuple((first, second) for first, second in table("stance")["opposites"]["pairs"])
