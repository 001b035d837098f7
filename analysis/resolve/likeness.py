"""How probably two claims speak of one thing, and say the same of it.

In: two ClaimFrames, the Closeness of their vectors, the Background of the case. Out: a Pair, with
the evidence side by side and what a logistic sum makes of it for each question. What follows from
it is decided elsewhere: whether they exclude each other in `exclusions`, whether they are the same
in `stance`. Weights stand in `data/stance.toml`; `training/stance/` fits them.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal, NamedTuple

from analysis.resolve.background import Background
from analysis.resolve.claim_frames import ClaimFrame
from analysis.vocabulary import table

STEM = 5  # letters by which 'Kharsend' and 'Kharsendi' are one place
MOST_ACTORS = 3  # shared ones, from which more tell no more
SMALL = 20  # a count up to which two things are often as many

Subject = Literal["same", "alike", "different", "unknown"]


class Closeness(NamedTuple):
    """Of two vectors: the centred cosine, how much they look like a contradiction, and how far
    they are ahead of their rivals (`rivals.py`)."""

    near: float
    against: float
    ahead: float = 0.0


@dataclass(frozen=True, slots=True)
class Pair:
    """What the rules look at. `shared` is the weighted overlap of words; `about` and `agree` are
    0..1: that both speak of one thing, and that they assert the same of it."""

    a: ClaimFrame
    b: ClaimFrame
    near: float
    against: float
    shared: float
    subject: Subject
    about: float
    agree: float


def compared(a: ClaimFrame, b: ClaimFrame, close: Closeness, known: Background) -> Pair:
    """Gather the evidence of two frames."""
    shared, subject = weighted_overlap(a, b, known), _subjects(a, b)
    weights = judgement()["weights"]
    about, agree = weights["base"]
    for name, value in evidence(a, b, close, shared, subject):
        about += weights[name][0] * value
        agree += weights[name][1] * value
    agree = min(about, agree)  # what is not about one thing says nothing of the same thing
    return Pair(a, b, close.near, close.against, shared, subject, logistic(about), logistic(agree))


def logistic(total: float) -> float:
    return 1 / (1 + math.exp(-total))


def log_odds(share: float) -> float:
    return math.log(max(share, 1e-6) / max(1 - share, 1e-6))


def evidence(
    a: ClaimFrame, b: ClaimFrame, close: Closeness, shared: float, subject: Subject
) -> Iterator[tuple[str, float]]:
    """What speaks for or against, by the names of its weights; what does not apply is left out."""
    yield "near", close.near
    yield "against", close.against
    yield "ahead", close.ahead
    yield "shared", shared
    yield from _who_tells(a, b)
    yield "shared_actors", float(min(len(a.actors & b.actors), MOST_ACTORS))
    if subject != "unknown":
        yield f"{subject}_subject", 1.0
    equal = equal_numbers(a, b)
    if equal:
        yield equal, 1.0
    elif _same_figure(a, b):
        yield "figure", 1.0
    if a.quantities and b.quantities and not equal and not told_short(a, b):
        yield "other_number", 1.0
    if a.clocks & b.clocks or a.instants & b.instants:
        yield "clock", 1.0
    elif at_other_times(a, b):
        yield "other_clock", 1.0
    if a.negated != b.negated:
        yield "polarity_differs", 1.0
    if a.planned != b.planned:
        yield "only_one_planned", 1.0
    if only_demanded(a, b):
        yield "only_demanded", 1.0
    exclusive = opposed(a, b)
    if exclusive:
        yield "opposite", 1.0
    if a.slots and b.slots and _slots_apart(a, b):
        yield "other_slot", 1.0
    both = a.predicates & b.predicates
    if not both:
        if a.predicates and b.predicates and not exclusive and equal != "toll":
            yield "other_predicate", 1.0
        elif bool(a.predicates) != bool(b.predicates):
            yield "lone_predicate", 1.0
        return
    yield "predicate", 1.0
    if subject == "same" and both & once():
        yield "same_happening", 1.0
    elif subject == "unknown" and a.taking & b.taking:
        yield "participant", 1.0
    elif subject == "alike":
        yield "alike_happening", 1.0
    if {*a.slots} & {*b.slots}:
        yield "slot", 1.0


def _who_tells(a: ClaimFrame, b: ClaimFrame) -> Iterator[tuple[str, float]]:
    """One article tells a thing once; what one person says, several articles quote."""
    here = a.article_id == b.article_id
    if here:
        yield "one_article", 1.0
    elif a.outlet == b.outlet:
        yield "one_outlet", 1.0
    if a.speaker and a.speaker == b.speaker:
        yield ("one_speaker_here" if here else "one_speaker"), 1.0
    if a.own and b.own:
        yield "own_words", 1.0


def _slots_apart(a: ClaimFrame, b: ClaimFrame) -> bool:
    """Some slot that both fill, and with nothing in common."""
    return any(
        mine and others and not compatible(mine, others)
        for slot in {name for name, _ in a.slots}
        for mine, others in ((a.values(slot), b.values(slot)),)
    )


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
        mine.said == other.said
        and mine.said > SMALL
        and (mine.state == other.state or mine.is_told_short(other))
        for mine in a.quantities
        for other in b.quantities
    )


def told_short(a: ClaimFrame, b: ClaimFrame) -> bool:
    """The one gives as a bare figure what the other counts."""
    return any(mine.is_told_short(other) for mine in a.quantities for other in b.quantities)


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
    """Both name a clock time, and no time of the one can be a time of the other."""
    if not (a.clocks and b.clocks) or a.clocks & b.clocks or a.instants & b.instants:
        return False
    return bool(a.instants and b.instants) or not _past(a.clocks) & _past(b.clocks)


def _past(clocks: frozenset[str]) -> frozenset[str]:
    """The minutes past the hour, unless they are round: '23:40' there is '00:40' here."""
    return frozenset(clock[-2:] for clock in clocks) - {"00", "30"}


def compatible(mine: frozenset[str], others: frozenset[str]) -> bool:
    return any(
        first[:STEM] == second[:STEM]
        for a in mine
        for b in others
        for first in a.split()
        for second in b.split()
        if min(len(first), len(second)) >= STEM or first == second
    )


@cache
def judgement() -> Any:
    return table("stance")["judgement"]


@cache
def once() -> frozenset[str]:
    return frozenset(judgement()["once"])


@cache
def _opposite_predicates() -> tuple[tuple[str, str], ...]:
    return tuple((first, second) for first, second in table("stance")["opposites"]["pairs"])
