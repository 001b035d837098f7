"""Whether two claims assert the same, contradict each other, or merely share a subject.

In: two ClaimFrames, the closeness of their vectors, the Background of the case. Out: a
Judgement. Closeness only says that both are about one thing (`likeness`); numbers, slots, polarity
and opposites decide what follows (`exclusions`). When nothing decides, the judgement is None:
unrelated as far as can be told. Weights and bars stand in `data/stance.toml`.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Literal

from analysis.resolve.background import Background
from analysis.resolve.claim_frames import ClaimFrame
from analysis.resolve.exclusions import SAYS_NOT, exclusion
from analysis.resolve.in_turn import in_turn
from analysis.resolve.likeness import (
    Closeness,
    at_other_times,
    compared,
    compatible,
    equal_numbers,
    judgement,
    only_demanded,
    opposed,
)
from analysis.resolve.seeming import apart

WORD_FOR_WORD = 0.95  # how probably what is printed twice asserts the same

Relation = Literal["same", "contradicts", "refines", "related"]


@dataclass(frozen=True, slots=True)
class Judgement:
    """`score` in 0..1: how probably the two assert the same; `clash`, that they exclude each
    other, of which `reason` is the likeliest explanation; `about`, that they speak of one thing."""

    relation: Relation
    score: float
    reason: str = ""
    clash: float = 0.0
    about: float = 0.0


def judge(a: ClaimFrame, b: ClaimFrame, close: Closeness, known: Background) -> Judgement | None:
    """The relation of two frames; symmetric. None: not about one thing."""
    pair = compared(a, b, close, known)
    if _word_for_word(a, b) and pair.subject != "different":
        return Judgement("same", max(pair.agree, WORD_FOR_WORD))
    if in_turn(pair):  # two things, of which neither denies the other
        return Judgement("contradicts", pair.agree, about=pair.about)
    bars = judgement()["bars"]
    against = exclusion(pair)
    if against.ruled and against.sure >= bars["clash"]:
        return Judgement("contradicts", pair.agree, against.reason, against.sure, pair.about)
    if pair.about < bars["related"] and pair.agree < bars["same"]:
        return None
    if _elsewhere(a, b):
        return Judgement("refines", pair.agree)
    if against.sure >= bars["wording"]:
        return Judgement("contradicts", pair.agree, against.reason, against.sure, pair.about)
    if pair.agree < bars["same"]:
        return Judgement("related", pair.agree, against.reason, against.sure, pair.about)
    if apart(pair):
        return Judgement("related", pair.agree)
    if _turned_down(a, b):
        return Judgement(
            "contradicts", pair.agree, SAYS_NOT, max(against.sure, bars["clash"]), pair.about
        )
    if _tells_else(a, b):
        return Judgement("refines", pair.agree)
    if _numbers_apart(a, b) or (pair.agree < bars["sure"] and _leaves_out(a, b)):
        return Judgement("refines", pair.agree, against.reason, against.sure, pair.about)
    return Judgement("same", pair.agree, against.reason, against.sure, pair.about)


def _word_for_word(a: ClaimFrame, b: ClaimFrame) -> bool:
    said = a.said.casefold().split()
    return bool(said) and a.negated == b.negated and said == b.said.casefold().split()


# --- what keeps two compatible claims apart ------------------------------------------------


def _turned_down(a: ClaimFrame, b: ClaimFrame) -> bool:
    """Whether one denies what others say, and the other says it: 'denied that she had left'."""
    return a.rebuts != b.rebuts and (a.negated != b.negated or opposed(a, b) is not None)


def _tells_else(a: ClaimFrame, b: ClaimFrame) -> bool:
    """Whether two claims tell two things, however alike they sound."""
    if only_demanded(a, b):
        return True
    if _says_where(a, b) and not a.predicates & b.predicates - _moves():
        return True  # 'fled to Meridia' is more than 'fled'
    return not (a.negated or b.negated) and _other_stages(a, b)


def _elsewhere(a: ClaimFrame, b: ClaimFrame) -> bool:
    """'Is in Sant', 'is at Lake Orsa': of one who cannot be in both, unless the one lies within
    the other."""
    if a.negated or b.negated or a.quantities or b.quantities:
        return False
    mine, others = a.values("place"), b.values("place")
    return bool(mine and others) and not compatible(mine, others)


def _says_where(a: ClaimFrame, b: ClaimFrame) -> bool:
    """Whether one names a destination that the other does not so much as mention."""
    return any(
        mine.values("destination")
        and not any(value in other.said.lower() for value in mine.values("destination"))
        and not compatible(mine.values("destination"), other.values("destination"))
        for mine, other in ((a, b), (b, a))
    )


def _leaves_out(a: ClaimFrame, b: ClaimFrame) -> bool:
    """Whether one says what the other leaves out, so that it may be another proposition."""
    if equal_numbers(a, b) == "toll":
        return False
    for slot in ("cause", "venue"):
        values, others = a.values(slot), b.values(slot)
        if values != others and not (values and others and compatible(values, others)):
            return True
    if bool(a.values("reason")) != bool(b.values("reason")):
        return True
    if at_other_times(a, b):
        return True
    states = [
        {q.state for q in frame.quantities if q.state and q.state != "aboard"} for frame in (a, b)
    ]
    if states[0] != states[1]:
        return True
    for mine in a.quantities:
        for other in b.quantities:
            if mine.agrees(other) and mine.said != other.said:
                return True
    return a.planned != b.planned


def _other_stages(a: ClaimFrame, b: ClaimFrame) -> bool:
    """'Crews fight the fire', 'the fire is under control'."""
    return any(
        first in mine and second in others and second not in mine
        for first, second in judgement()["stages"]
        for mine, others in ((a.predicates, b.predicates), (b.predicates, a.predicates))
    )


def _numbers_apart(a: ClaimFrame, b: ClaimFrame) -> bool:
    """Both count one thing, and no count of the one fits a count of the other."""
    pairs = [(mine, other) for mine in a.quantities for other in b.quantities]
    apart = any(x.conflicts(y) or x.of_another_thing(y) or x.is_other_figure(y) for x, y in pairs)
    return apart and not any(x.agrees(y) or x.said == y.said for x, y in pairs)


@cache
def _moves() -> frozenset[str]:
    return frozenset(judgement()["moves"])
