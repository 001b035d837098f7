"""Whether two claims assert the same, contradict each other, or merely share a subject.

In: two ClaimFrames, the closeness of their vectors, the Background of the case. Out: a
Judgement. Closeness only says that both are about one thing; numbers, slots, polarity and
opposites decide what follows (contradiction types after de Marneffe, Rafferty & Manning 2008:
negation, antonyms, numbers, structure). When nothing decides, the judgement is None:
unrelated as far as can be told. Weights and bars stand in `data/stance.toml`.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from analysis.resolve.background import Background
from analysis.resolve.claim_frames import ClaimFrame
from analysis.vocabulary import table

SMALL = 20  # a count up to which two things are often as many

Relation = Literal["same", "contradicts", "refines", "related"]


@dataclass(frozen=True, slots=True)
class Judgement:
    """`score` in 0..1: how probably the two speak of one thing."""

    relation: Relation
    score: float
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Pair:
    """What the rules look at. `near` is the centred cosine, `shared` the weighted overlap."""

    a: ClaimFrame
    b: ClaimFrame
    near: float
    shared: float
    subject: Literal["same", "alike", "different", "unknown"]
    about: float  # 0..1, all of it together


def judge(a: ClaimFrame, b: ClaimFrame, near: float, known: Background) -> Judgement | None:
    """The relation of two frames; symmetric. None: not about one thing."""
    pair = compared(a, b, near, known)
    bars = _data()["bars"]
    for rule in CONTRADICTIONS:
        if reason := rule(pair, bars):
            return Judgement("contradicts", pair.about, reason)
    if pair.about < bars["related"] or pair.subject == "different":
        return None
    if a.negated != b.negated:
        return None
    if pair.about < bars["same"] or _numbers_apart(a, b):
        return Judgement("related", pair.about)
    if difference := _only_refines(a, b):
        return Judgement("refines", pair.about, difference)
    return Judgement("same", pair.about)


def compared(a: ClaimFrame, b: ClaimFrame, near: float, known: Background) -> Pair:
    """Gather the evidence that two frames are about one thing (a logistic sum)."""
    weights = _data()["weights"]
    shared = weighted_overlap(a, b, known)
    subject = _subjects(a, b)
    total = weights["base"] + weights["near"] * near + weights["shared"] * shared
    equal = _equal_numbers(a, b)
    if a.predicates & b.predicates:
        total += weights["predicate"]
    elif a.predicates and b.predicates and not _opposed(a, b) and equal != "toll":
        total += weights["other_predicate"]
    total += weights["subject"].get(subject, 0.0)
    if subject == "same" and a.predicates & b.predicates & _once():
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


# --- what makes two claims exclude each other ----------------------------------------------

Rule = Callable[[Pair, Any], str]  # the reason, "" where the rule does not apply


def _numbers(pair: Pair, bars: Any) -> str:
    if pair.subject == "different" or pair.a.planned != pair.b.planned:
        return ""
    for mine in pair.a.quantities:
        for other in pair.b.quantities:
            if not mine.conflicts(other) or any(mine.agrees(q) for q in pair.b.quantities):
                continue
            if pair.near >= bars["toll" if mine.state else "number"] and (
                mine.state
                or (mine.counted == "person" and pair.near >= bars["number_alike"])
                or (
                    pair.about >= bars["number_about"]
                    and pair.shared >= bars["number_shared"]
                    and not _of_two_acts(pair)
                )
            ):
                return f"numbers: {mine.text} | {other.text}"
    return ""


def _of_two_acts(pair: Pair) -> bool:
    """'4 million was demanded', '1.5 million was paid'."""
    mine, others = pair.a.predicates, pair.b.predicates
    return bool(mine and others) and not mine & others and _opposed(pair.a, pair.b) is None


def _exclusive_slots(pair: Pair, bars: Any) -> str:
    a, b = pair.a, pair.b
    if a.negated or b.negated or pair.subject == "different":
        return ""
    for slot, bar in (("destination", "slot"), ("cause", "cause"), ("venue", "venue")):
        if slot == "destination" and (a.planned or b.planned):
            continue  # one may plan two journeys, or plan one more
        mine, others = a.values(slot), b.values(slot)
        if not mine or not others or _compatible(mine, others):
            continue
        if slot == "venue" or a.predicates & b.predicates:
            needed = bars["slot_same_subject"] if pair.subject == "same" else bars[bar]
            if pair.near >= needed:
                return f"{slot}: {', '.join(sorted(mine))} | {', '.join(sorted(others))}"
    return ""


def _times(pair: Pair, bars: Any) -> str:
    """One happening that comes once, dated to days that exclude each other."""
    a, b = pair.a, pair.b
    if a.negated or b.negated or pair.subject not in {"same", "alike"} or pair.about < bars["time"]:
        return ""
    if not a.predicates & b.predicates & _once() or a.planned != b.planned:
        return ""
    if a.values("destination") != b.values("destination"):
        return ""  # two journeys
    if not all((a.earliest, a.latest, b.earliest, b.latest)):
        return ""
    first, second = sorted((a, b), key=lambda frame: frame.earliest)
    if first.latest[:10] >= second.earliest[:10]:
        return ""
    return f"time: {first.latest[:10]} | {second.earliest[:10]}"


def _clock_times(pair: Pair, bars: Any) -> str:
    """One happening at two times of the same day."""
    a, b = pair.a, pair.b
    if not _at_other_times(a, b) or a.negated or b.negated or a.planned != b.planned:
        return ""
    if pair.subject == "different" or pair.about < bars["clock"]:
        return ""
    if not a.predicates & b.predicates & _once() and pair.near < bars["clock_near"]:
        return ""
    return f"time: {', '.join(sorted(a.clocks))} | {', '.join(sorted(b.clocks))}"


def _at_other_times(a: ClaimFrame, b: ClaimFrame) -> bool:
    """Both name a clock time, and no time of the one is a time of the other."""
    return bool(a.clocks and b.clocks) and not a.clocks & b.clocks


def _compatible(mine: frozenset[str], others: frozenset[str]) -> bool:
    return any(set(a.split()) & set(b.split()) for a in mine for b in others)


def _polarity(pair: Pair, bars: Any) -> str:
    if pair.a.negated == pair.b.negated or _opposed(pair.a, pair.b):
        return ""
    if _only_demanded(pair.a, pair.b):
        return ""
    if pair.near >= bars["lacking_subject"] and _no_such(pair):
        return "one says so, the other says not"
    if pair.subject == "different" or pair.about < bars["negation"]:
        return ""
    unlike = pair.subject == "unknown" and not pair.a.predicates & pair.b.predicates
    if unlike and pair.about < bars["negation_of_what"]:
        return ""
    mine, others = pair.a.values("destination"), pair.b.values("destination")
    if mine and others and not _compatible(mine, others):
        return ""  # 'will travel to Sant', 'will not go on to Vesk'
    return "one says so, the other says not"


def _no_such(pair: Pair) -> bool:
    """'The mayor warned the authority', 'the authority received no such warning'."""
    denial = pair.a if pair.a.negated else pair.b
    return bool("no such" in denial.text.lower() and pair.a.predicates & pair.b.predicates)


def _none_of_it(pair: Pair, bars: Any) -> str:
    """'There was no gold on board': against whoever says that gold was there."""
    for mine, other in ((pair.a, pair.b), (pair.b, pair.a)):
        if (
            mine.lacking
            and mine.lacking <= other.stems
            and not other.lacking
            and not other.negated
            and not _of_two_acts(pair)
            and not mine.predicates & other.predicates
            and pair.near >= bars["lacking_subject" if _is_subject(mine, other) else "lacking"]
        ):
            return f"no {' '.join(sorted(mine.lacking))} | {' '.join(sorted(mine.lacking))}"
    return ""


def _is_subject(mine: ClaimFrame, other: ClaimFrame) -> bool:
    """'There was no bus', 'a bus was swept away'."""
    return {f"~{stem}" for stem in mine.lacking} <= other.subject and mine.text.lower().startswith(
        ("there was no", "there were no", "there is no", "no ")
    )


def _sole(pair: Pair, bars: Any) -> str:
    """Two who are both said to have done what only one can do: to have won."""
    a, b = pair.a, pair.b
    if pair.subject != "different" or a.negated or b.negated or pair.near < bars["sole"]:
        return ""
    both = a.predicates & b.predicates & frozenset(_data()["sole"])
    return f"only one can: {min(both)}" if both else ""


def _opposites(pair: Pair, bars: Any) -> str:
    if pair.a.negated != pair.b.negated or pair.subject == "different":
        return ""
    if "demand" in pair.a.predicates ^ pair.b.predicates:
        return ""
    opposed = _opposed(pair.a, pair.b)
    if opposed is None:
        return ""
    if pair.subject == "same":
        needed = bars["opposite_same_subject"]
    elif _speaks_of_subject(pair) and not {"die", "survive"} & {*opposed}:
        needed = bars["opposite_of_it"]  # some may die where others survive
    else:
        needed = bars["opposite"]
    return f"{opposed[0]} | {opposed[1]}" if pair.near >= needed else ""


def _speaks_of_subject(pair: Pair) -> bool:
    """'Engineers opened the gates', 'the gates stayed shut'."""
    return any(
        f"~{stem}" in mine.subject
        for mine, other in ((pair.a, pair.b), (pair.b, pair.a))
        for stem in other.stems
    )


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


CONTRADICTIONS: tuple[Rule, ...] = (
    _numbers,
    _exclusive_slots,
    _times,
    _clock_times,
    _polarity,
    _opposites,
    _none_of_it,
    _sole,
)


# --- what keeps two compatible claims apart ------------------------------------------------


def _only_refines(a: ClaimFrame, b: ClaimFrame) -> str:
    """What one claim says and the other leaves out, where that makes it another proposition."""
    if _equal_numbers(a, b) == "toll":
        return ""
    for slot in ("destination", "cause", "venue"):
        values, others = a.values(slot), b.values(slot)
        if slot == "destination" and a.predicates & b.predicates - _moves():
            continue  # 'the ferry bound for Tolmin capsized': where to is by the way
        if values != others and not (values and others and _compatible(values, others)):
            return slot
    if bool(a.values("reason")) != bool(b.values("reason")):
        return "cause"
    if _only_demanded(a, b):
        return "demanded"
    if _at_other_times(a, b):
        return "time"
    if _other_stages(a, b):
        return "stage"
    states = [
        {q.state for q in frame.quantities if q.state and q.state != "aboard"} for frame in (a, b)
    ]
    if states[0] != states[1]:
        return "number"
    for mine in a.quantities:
        for other in b.quantities:
            if mine.agrees(other) and mine.said != other.said:
                return "number"
    return "planned" if a.planned != b.planned else ""


def _only_demanded(a: ClaimFrame, b: ClaimFrame) -> bool:
    """'Called on the minister to resign', 'the minister has resigned'."""
    return bool(a.predicates & b.predicates) and ("demand" in a.predicates ^ b.predicates)


def _other_stages(a: ClaimFrame, b: ClaimFrame) -> bool:
    """'Crews fight the fire', 'the fire is under control'."""
    return any(
        first in mine and second in others and first not in others and second not in mine
        for first, second in _data()["stages"]
        for mine, others in ((a.predicates, b.predicates), (b.predicates, a.predicates))
    )


def _numbers_apart(a: ClaimFrame, b: ClaimFrame) -> bool:
    """Both count one thing, and no count of the one fits a count of the other."""
    pairs = [(mine, other) for mine in a.quantities for other in b.quantities]
    apart = any(x.conflicts(y) or x.of_another_thing(y) for x, y in pairs)
    return apart and not any(x.agrees(y) for x, y in pairs)


def _equal_numbers(a: ClaimFrame, b: ClaimFrame) -> Literal["toll", "number", ""]:
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


@cache
def _data() -> Any:
    return table("stance")["judgement"]


@cache
def _once() -> frozenset[str]:
    return frozenset(_data()["once"])


@cache
def _moves() -> frozenset[str]:
    return frozenset(_data()["moves"])


@cache
def _opposite_predicates() -> tuple[tuple[str, str], ...]:
    return tuple((first, second) for first, second in table("stance")["opposites"]["pairs"])
