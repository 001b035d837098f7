"""What makes two claims exclude each other.

In: a Pair and the bars of `data/stance.toml`. Out: an Exclusion by the first of the rules that
applies (types after de Marneffe, Rafferty & Manning 2008: negation, antonyms, numbers, structure),
or by the wording as a whole. Each rule says when it gives up. How sure the finding is weighs a
logistic sum, in which a rule is evidence beside the vectors.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from analysis.resolve.claim_frames import ClaimFrame
from analysis.resolve.in_turn import in_turn, takes_for_granted
from analysis.resolve.likeness import (
    Pair,
    at_other_times,
    compatible,
    judgement,
    log_odds,
    logistic,
    once,
    only_demanded,
    opposed,
)
from analysis.resolve.nought import no_money, unhurt
from analysis.resolve.numbers import Quantity
from analysis.resolve.seeming import (
    DENIALS,
    NEVER,
    WORDINGS,
    is_thing,
    left_over,
    nothing_in_common,
    of_anothers_office,
    of_two_offices,
)
from analysis.resolve.whereabouts import is_there_now
from analysis.resolve.wording import tokens
from analysis.vocabulary import table, words


@dataclass(frozen=True, slots=True)
class Exclusion:
    """Why both cannot hold, in words that people read, and how surely in 0..1. `ruled`: a rule
    says so, not the wording as a whole."""

    reason: str
    sure: float
    ruled: bool


def exclusion(pair: Pair) -> Exclusion:
    """The likeliest reason why both cannot hold, however unlikely it is."""
    kind, reason = ruled(pair)
    seeming = (*NEVER, *(WORDINGS if kind == WORDING else ()))
    if any(rule(pair) for rule in seeming):
        return Exclusion(reason, 0.0, False)
    weights = judgement()["clash"]
    total = weights["base"]
    for name, value in clash_evidence(pair, kind):
        total += weights[name] * value
    return Exclusion(reason, logistic(total), kind != WORDING)


WORDING = "wording"  # what is no rule
BY_WORDING = "the one excludes the other"
SAYS_NOT = "one says so, the other says not"


def ruled(pair: Pair) -> tuple[str, str]:
    """The first rule that applies, by its name, and its reason; else the wording as a whole."""
    bars = judgement()["bars"]
    found = ((kind, rule(pair, bars)) for kind, rule in RULES.items())
    return next((told for told in found if told[1]), (WORDING, BY_WORDING))


def clash_evidence(pair: Pair, kind: str) -> Iterator[tuple[str, float]]:
    """What speaks for a contradiction, by the names of its weights."""
    yield kind, 1.0
    yield "about", log_odds(pair.about)
    yield "agree", log_odds(pair.agree)
    yield "near", pair.near
    yield "against", pair.against
    yield "shared", pair.shared
    yield "same_subject", float(pair.subject == "same")
    yield "different_subject", float(pair.subject == "different")
    yield "predicate", float(bool(pair.a.predicates & pair.b.predicates))
    yield "polarity_differs", float(pair.a.negated != pair.b.negated)
    yield "only_one_planned", float(pair.a.planned != pair.b.planned)


Rule = Callable[[Pair, Any], str]  # the reason, "" where the rule does not apply


def _numbers(pair: Pair, bars: Any) -> str:
    if pair.subject == "different" or pair.a.planned != pair.b.planned:
        return ""
    for mine in pair.a.quantities:
        for other in pair.b.quantities:
            if not mine.conflicts(other) or any(mine.agrees(q) for q in pair.b.quantities):
                continue
            if not mine.state and opposed(pair.a, pair.b) is not None:
                continue  # '340 are being held', '58 were let go'
            if left_over(pair, mine, other):
                continue
            if pair.near >= bars["toll" if mine.state else "number"] and (
                mine.state
                or (mine.counted == "person" and pair.near >= bars["number_alike"])
                or (
                    pair.about >= bars["number_about"]
                    and pair.shared >= bars["number_shared"]
                    and not _of_two_acts(pair)
                    and not (
                        mine.counted in words("stance", "numbers.lengths")
                        and _of_unknown_acts(pair, bars)
                    )
                )
            ):
                return f"numbers: {mine.text} | {other.text}"
    return ""


def _of_two_acts(pair: Pair) -> bool:
    """'4 million was demanded', '1.5 million was paid'."""
    mine, others = pair.a.predicates, pair.b.predicates
    return bool(mine and others) and not mine & others and opposed(pair.a, pair.b) is None


def _is_length(counted: Quantity) -> bool:
    return counted.counted in words("stance", "numbers.lengths")


def _of_unknown_acts(pair: Pair, bars: Any) -> bool:
    """'It went on for 40 minutes', 'she waited for 20 minutes'."""
    return not pair.a.predicates & pair.b.predicates and pair.near < bars["number_alike"]


# each with its bar
SLOTS = (("destination", "slot"), ("cause", "cause"), ("venue", "venue"), ("citizenship", "venue"))


def _exclusive_slots(pair: Pair, bars: Any) -> str:
    a, b = pair.a, pair.b
    if a.negated or b.negated or pair.subject == "different":
        return ""
    for slot, bar in SLOTS:
        if slot == "destination" and (a.planned or b.planned):
            continue  # one may plan two journeys, or plan one more
        mine, others = a.values(slot), b.values(slot)
        if not mine or not others or compatible(mine, others):
            continue
        if slot in {"venue", "citizenship"} or a.predicates & b.predicates:
            needed = bars["slot_same_subject"] if pair.subject == "same" else bars[bar]
            if pair.near >= needed:
                return f"{slot}: {', '.join(sorted(mine))} | {', '.join(sorted(others))}"
    return _two_places(pair, bars)


def _two_places(pair: Pair, bars: Any) -> str:
    """'Is in Sant', 'is at Lake Orsa', said of one: both of what is so now."""
    mine, others = pair.a.values("place"), pair.b.values("place")
    if not mine or not others or compatible(mine, others) or pair.near < bars["slot"]:
        return ""
    both_now = is_there_now(pair.a.said) and is_there_now(pair.b.said)
    if pair.subject not in {"same", "alike"} or not both_now:
        return ""
    return f"place: {', '.join(sorted(mine))} | {', '.join(sorted(others))}"


def _times(pair: Pair, bars: Any) -> str:
    """One happening that comes once, dated to days that exclude each other."""
    a, b = pair.a, pair.b
    if a.negated or b.negated or pair.subject not in {"same", "alike"} or pair.about < bars["time"]:
        return ""
    if not a.predicates & b.predicates & once() or a.planned != b.planned:
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
    if not at_other_times(a, b) or a.negated or b.negated or a.planned != b.planned:
        return ""
    if pair.subject == "different" or pair.about < bars["clock"]:
        return ""
    if a.predicates and b.predicates and not a.predicates & b.predicates:
        return ""  # 'the frigate left at 11', 'the airport opened at 6'
    if not (a.predicates and b.predicates) and pair.shared < bars["clock_shared"]:
        return ""
    if not a.predicates & b.predicates & once() and pair.near < bars["clock_near"]:
        return ""
    return f"time: {', '.join(sorted(a.clocks))} | {', '.join(sorted(b.clocks))}"


def _polarity(pair: Pair, bars: Any) -> str:
    if pair.a.negated == pair.b.negated or opposed(pair.a, pair.b):
        return ""
    if only_demanded(pair.a, pair.b) or any(rule(pair) for rule in DENIALS):
        return ""
    both = pair.a.predicates & pair.b.predicates
    denial = pair.a if pair.a.negated else pair.b
    if not both and words("stance", "silence").intersection(tokens(denial.text)):
        return ""  # 'has not commented'
    # 'denied that X': somebody has said X
    told = bool(both) and (pair.a if pair.a.negated else pair.b).rebuts
    if pair.subject == "different" or pair.about < bars["denial" if told else "negation"]:
        return ""
    needed = "negation_shared" if pair.subject == "same" else "negation_of_what"
    if not both and pair.shared < bars[needed] and not _names_alone(pair):
        return ""
    mine, others = pair.a.values("destination"), pair.b.values("destination")
    if mine and others and not compatible(mine, others):
        return ""  # 'will travel to Sant', 'will not go on to Vesk'
    return SAYS_NOT


def _names_alone(pair: Pair) -> bool:
    """'Obouma is in Tandala', 'Obouma is not on Tandalan soil': all that one says are names that
    the other says too."""
    bare = pair.subject == "same" and not (pair.a.stems and pair.b.stems)
    return bare and len(pair.a.actors & pair.b.actors) > 1


def _granted(pair: Pair, bars: Any) -> str:
    """'Was at no time held', 'was released at noon'."""
    if pair.subject == "different" or not takes_for_granted(pair):
        return ""
    return SAYS_NOT if pair.subject == "same" or pair.near >= bars["opposite"] else ""


def _no_such(pair: Pair, bars: Any) -> str:
    """'The mayor warned the authority', 'the authority received no such warning'; or the very
    words of the other with a negation."""
    if pair.a.negated == pair.b.negated or pair.near < bars["lacking_subject"]:
        return ""
    about_one = pair.subject != "different" and pair.about >= bars["related"]
    if about_one and _unnegated(pair.a.said) == _unnegated(pair.b.said):
        return SAYS_NOT
    denial = pair.a if pair.a.negated else pair.b
    if "no such" not in denial.text.lower() or not pair.a.predicates & pair.b.predicates:
        return ""
    return SAYS_NOT


def _unnegated(said: str) -> frozenset[str]:
    """The words without those that turn a clause round: 'isn't in Tandala' as 'is in Tandala'."""
    plain = (word.removesuffix("n't").removesuffix("n’t") for word in tokens(said))
    turning = words("stance", "negations") | {"do", "does", "did", "ever"}
    return frozenset(plain) - turning


# 'still no trace of the ship', 'it was no part of the plan': it is there for all that
_NOT_YET = re.compile(r"\b(?:still|yet|so far) no\b|\bno \w+ (?:yet|so far)\b|\bno part of\b", re.I)


def _none_of_it(pair: Pair, bars: Any) -> str:
    """'There was no gold on board': against whoever says that gold was there."""
    for mine, other in ((pair.a, pair.b), (pair.b, pair.a)):
        if (
            mine.lacking
            and mine.lacking <= other.stems
            and not other.lacking
            and not other.negated
            and not (is_thing(other) or _NOT_YET.search(mine.text))
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
    won = a.predicates & b.predicates & frozenset(judgement()["sole"])
    return f"only one can: {min(won)}" if won else ""


def _opposites(pair: Pair, bars: Any) -> str:
    if pair.a.negated != pair.b.negated or pair.subject == "different":
        return ""
    if "demand" in pair.a.predicates ^ pair.b.predicates:
        return ""
    both = opposed(pair.a, pair.b)
    if both is None or _turns_again(pair, both) or in_turn(pair):
        return ""
    if both == ("resign", "stay in office") and (of_two_offices(pair) or of_anothers_office(pair)):
        return ""
    if {*both} == {"die", "survive"} and _of_other_people(pair):
        return ""
    if {*both} == {"arrest", "release"} and _counts_apart(pair):
        return ""
    if pair.subject == "same":
        needed = bars["opposite_same_subject"]
    elif _speaks_of_subject(pair):
        needed = bars["opposite_of_it"]
    elif nothing_in_common(pair):
        return ""  # 'closed the bridge', 'the shop stays open'
    else:
        needed = bars["opposite"]
    return f"{both[0]} | {both[1]}" if pair.near >= needed else ""


def _turns_again(pair: Pair, both: tuple[str, str]) -> bool:
    """'Work has stopped', 'they hope to go on within days'."""
    told = tuple(name.replace(" ", "_") for name in both)
    return pair.a.planned != pair.b.planned and told in reversible()


def _of_other_people(pair: Pair) -> bool:
    """'158 survived', '21 died'; 'a survivor spoke', 'a woman died'. Not so of all of them."""
    if pair.subject == "alike" and any(
        frame.text.lower().startswith(_ALL) for frame in (pair.a, pair.b)
    ):
        return False
    counted = any(q.counted == "person" for frame in (pair.a, pair.b) for q in frame.quantities)
    return pair.subject != "same" and (counted or pair.subject == "unknown")


def _counts_apart(pair: Pair) -> bool:
    """'340 are being held', '58 were let go'."""
    mine, others = (
        [q for q in frame.quantities if q.counted == "person"] for frame in (pair.a, pair.b)
    )
    return bool(mine and others) and not any(x.said == y.said for x in mine for y in others)


_ALL = ("all ", "every ", "everyone ", "everybody ", "nobody ", "none ", "no ")


@cache
def reversible() -> frozenset[tuple[str, ...]]:
    """Opposites of which the one may follow the other; who will stay has not left."""
    pairs = table("stance")["opposites"]["reversible"]
    return frozenset(tuple(pair) for pair in pairs if "stay" not in pair)


def _speaks_of_subject(pair: Pair) -> bool:
    """'Engineers opened the gates', 'the gates stayed shut'."""
    return any(
        f"~{stem}" in mine.subject
        for mine, other in ((pair.a, pair.b), (pair.b, pair.a))
        for stem in other.stems
    )


RULES: dict[str, Rule] = {
    "numbers": _numbers,
    "unhurt": unhurt,
    "slot": _exclusive_slots,
    "time": _times,
    "clock": _clock_times,
    "no_such": _no_such,
    "granted": _granted,
    "no_money": no_money,
    "polarity": _polarity,
    "opposites": _opposites,
    "lacking": _none_of_it,
    "sole": _sole,
}
