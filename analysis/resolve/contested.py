"""Which propositions exclude each other, and over which slot.

In: groups of claims and the judgements between their frames. Out: Conflicts, the surest
first, and ContestedSlots ('dead: 87 | at least 120'). A toll that rises from one report to a
later one is an update, not a contradiction.
"""

from __future__ import annotations

import hashlib
import math
import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache
from typing import Protocol

from analysis.model import Claim, ContestedSlot, SlotValue
from analysis.resolve.claim_frames import ClaimFrame
from analysis.resolve.dispute import Side, how_sure, kind_of
from analysis.resolve.exclusions import BY_WORDING
from analysis.resolve.likeness import judgement, log_odds
from analysis.resolve.linkage import connected
from analysis.resolve.origins import Origins
from analysis.resolve.propositions import Grouping
from analysis.resolve.stance import Judgement
from analysis.resolve.wording import tokens
from analysis.vocabulary import table

FEW = 3  # conflicts that a proposition may well have
ALONE = 1.5  # off the log-odds by which a dispute is ranked, where one article alone tells a side
WEAK = 2.0  # the same, where disputes for such a reason are seldom any
AGAIN = 0.2  # the same, for each surer dispute that both of its sides have
READ = frozenset({"slot", "time", "lacking"})  # kinds of reasons that a word read wrongly makes
LATER = 8  # hours after which a higher toll brings an older one up to date


class Group(Protocol):
    @property
    def id(self) -> str: ...
    @property
    def claims(self) -> tuple[Claim, ...]: ...
    @property
    def frames(self) -> tuple[ClaimFrame, ...]: ...
    @property
    def origins(self) -> Origins: ...


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two groups (positions) and the pair of claims (positions) that shows it best."""

    a: int
    b: int
    reason: str
    claim_a: int
    claim_b: int
    strength: float
    alone: bool = False  # one article alone tells one of the sides
    weak: bool = False  # for a reason that is seldom a good one


def find_conflicts(
    groups: Sequence[Group],
    group_at: Mapping[int, int],
    grouping: Grouping,
    told_to_withdraw: Set[int],
    claims: Sequence[Claim],
) -> list[Conflict]:
    """Pairs of groups that exclude each other, the surest first."""
    judged: dict[tuple[int, int], list[tuple[int, int, Judgement]]] = defaultdict(list)
    for (i, j), judgement_of_pair in grouping.judgements.items():
        if i not in group_at or j not in group_at or group_at[i] == group_at[j]:
            continue
        if i in told_to_withdraw or j in told_to_withdraw:
            continue
        if _one_breath(claims[i], claims[j]):
            continue
        a, b = (i, j) if group_at[i] < group_at[j] else (j, i)
        judged[group_at[a], group_at[b]].append((a, b, judgement_of_pair))
    found: list[Conflict] = []
    bars = judgement()["bars"]
    concerned = {at for pair in judged for at in pair}
    sides = {at: Side(groups[at].claims, groups[at].frames) for at in concerned}
    for (a, b), pairs in judged.items():
        # of equally sure ones the earliest, whichever of the two groups comes first
        first, second, best = max(
            pairs, key=lambda pair: (pair[2].clash, -min(pair[:2]), -max(pair[:2]))
        )
        sure = how_sure([judged for _, _, judged in pairs], sides[a], sides[b])
        worded = best.reason == BY_WORDING
        if sure < bars["conflict_by_wording" if worded else "conflict"]:
            continue
        if worded and verbatim(sides[a].of(claims[first]), sides[b].of(claims[second])):
            continue
        opposed = [judged.reason for _, _, judged in pairs if judged.clash >= bars["clash"]]
        opposed = opposed or [best.reason]
        if all(reason.startswith("numbers") for reason in opposed) and _rises(groups[a], groups[b]):
            continue
        if all(reason in _reversible() for reason in opposed) and _apart(groups[a], groups[b]):
            continue
        alone = min(len(sides[at].articles) for at in (a, b)) == 1
        pair = (sides[a].of(claims[first]), sides[b].of(claims[second]))
        weak = is_weak(best.reason, alone, *pair)
        found.append(Conflict(a, b, best.reason, first, second, sure, alone, weak))
    return sorted(found, key=lambda c: (-c.strength, c.a, c.b))


def tempered(conflicts: Sequence[Conflict]) -> list[Conflict]:
    """The same, weaker where a group has very many of them: few claims are denied by twenty others,
    and in a large case each is put beside so many that some sound like denials by chance.

    The odds of each are divided by how many its two groups have (the geometric mean) beyond `FEW`,
    as the odds of one hypothesis among many are; what falls below the bar goes. The order is that
    in which they are read: a side that one article alone tells may be misread, or be no more than
    its slip, so that what others tell too goes first; and what is disputed on both sides already
    gives way to what is not.
    """
    often = Counter(group for c in conflicts for group in (c.a, c.b))
    bar = judgement()["bars"]["conflict"]
    found = []
    for conflict in conflicts:
        times = max(1.0, math.sqrt(often[conflict.a] * often[conflict.b]) / FEW)
        sure = conflict.strength / (conflict.strength + (1.0 - conflict.strength) * times)
        if sure >= bar:
            found.append(replace(conflict, strength=sure) if times > 1.0 else conflict)
    found.sort(key=lambda c: (-_foremost(c), c.a, c.b))
    before: Counter[int] = Counter()
    ranks = {}
    for conflict in found:
        disputed = min(before[conflict.a], before[conflict.b])
        ranks[conflict.a, conflict.b] = AGAIN * disputed - _foremost(conflict)
        before.update((conflict.a, conflict.b))
    return sorted(found, key=lambda c: (ranks[c.a, c.b], c.a, c.b))


def _foremost(conflict: Conflict) -> float:
    off = (ALONE if conflict.alone else 0.0) + (WEAK if conflict.weak else 0.0)
    return log_odds(conflict.strength) - off


def is_weak(reason: str, alone: bool, one: ClaimFrame, other: ClaimFrame) -> bool:
    """A place, a time or a 'no such' that one article alone gives; or nothing but the wording,
    where each speaks of somebody whom the other does not mention."""
    if reason != BY_WORDING:
        return alone and kind_of(reason) in READ
    mine, others = one.subject & one.actors, other.subject & other.actors
    return bool(mine and others) and not (mine & other.actors or others & one.actors)


def verbatim(one: ClaimFrame, other: ClaimFrame) -> bool:
    """'The rumours surfaced on Monday', 'the rumours surfaced on Monday morning': half of all words
    in common, so that what is left would have to say the opposite."""
    mine, others = {*tokens(one.said)}, {*tokens(other.said)}
    return 2 * len(mine & others) >= len(mine | others)


def _one_breath(a: Claim, b: Claim) -> bool:
    """Two clauses of one source in one article: nobody contradicts himself from line to line."""
    if a.article_id != b.article_id or a.source_kind != b.source_kind:
        return False
    return a.actor_id == b.actor_id if a.actor_id else a.source_text == b.source_text


@cache
def _reversible() -> frozenset[str]:
    """Reasons of `stance.py` that time may explain: 'open | close'."""
    pairs = table("stance")["opposites"]["reversible"]
    return frozenset(" | ".join(pair).replace("_", " ") for pair in pairs)


def _apart(a: Group, b: Group) -> bool:
    """All reports of one lie well before all reports of the other."""
    spans = []
    for group in (a, b):
        times = [claim.reported_at for claim in group.claims]
        if not all(times):
            return False
        spans.append((min(times), max(times)))
    first, second = sorted(spans)
    return first[1] < second[0] and _hours(first[1], second[0]) >= LATER


def _rises(a: Group, b: Group) -> bool:
    """The higher number comes later, from the same origin or well after the lower one. Only what
    befalls people grows: not how many were aboard, nor what was paid."""
    states = _states(a) & _states(b)  # the dead of the one against the dead of the other
    if not states - {"aboard"}:
        return False
    low, high = sorted((a, b), key=lambda group: _largest(group, states))
    if _largest(low, states) == _largest(high, states):
        return False
    if any(not claim.reported_at for claim in (*low.claims, *high.claims)):
        return False
    last = max(claim.reported_at for claim in low.claims)
    first = min(claim.reported_at for claim in high.claims)
    if last >= first:
        return False
    shared = {o.id for o in low.origins.origins} & {o.id for o in high.origins.origins}
    return bool(shared) or _hours(last, first) >= LATER


def _states(group: Group) -> Set[str]:
    return {q.state for frame in group.frames for q in frame.quantities if q.state}


def _largest(group: Group, states: Set[str]) -> float:
    """The largest number that the group counts in one of the states, or at all."""
    counts = [q for frame in group.frames for q in frame.quantities]
    told = [q for q in counts if q.state in states] or counts
    return max((q.low for q in told), default=0.0)


def _hours(earlier: str, later: str) -> float:
    try:
        first, second = datetime.fromisoformat(earlier), datetime.fromisoformat(later)
        return (second.replace(tzinfo=None) - first.replace(tzinfo=None)).total_seconds() / 3600
    except ValueError:
        return 0.0


def contested_slots(
    groups: Sequence[Group], conflicts: Sequence[Conflict]
) -> tuple[ContestedSlot, ...]:
    """One slot for all propositions that exclude each other over one thing."""
    parts: dict[str, list[Conflict]] = defaultdict(list)
    for conflict in conflicts:
        parts[conflict.reason.split(":")[0] if ":" in conflict.reason else "holds"].append(conflict)
    found: list[ContestedSlot] = []
    for slot, members in parts.items():
        for positions in _clusters(members):
            found.append(_slot(slot, [groups[i] for i in positions]))
    return tuple(found)


def _clusters(conflicts: Sequence[Conflict]) -> list[list[int]]:
    linked: dict[int, set[int]] = defaultdict(set)
    for conflict in conflicts:
        linked[conflict.a].add(conflict.b)
        linked[conflict.b].add(conflict.a)
    return [sorted(part) for part in connected(sorted(linked), linked.__getitem__)]


def _slot(slot: str, groups: Sequence[Group]) -> ContestedSlot:
    name, frame = _labels(slot, groups)
    values: dict[str, list[Claim]] = defaultdict(list)
    for group in groups:
        values[_value(slot, group)] += group.claims
    key = "|".join(sorted(group.id for group in groups)) + slot
    return ContestedSlot(
        id="s" + hashlib.sha256(key.encode()).hexdigest()[:10],
        frame=readable(frame),
        slot=name,
        values=tuple(
            SlotValue(
                readable(value),
                tuple(claim.id for claim in claims),
                min((c.reported_at for c in claims if c.reported_at), default=""),
                max((c.reported_at for c in claims if c.reported_at), default=""),
            )
            for value, claims in values.items()
        ),
    )


def readable(text: str) -> str:
    """A text out of which times were taken, without what they leave: 'over 's fire', 'Berg ,'."""
    return re.sub(r"\s+(?=[,;:.])|(?<=\s)['’]s\s+", "", text)


def as_written(shown: str, text: str) -> str:
    """Words in small letters as a text writes them, to the end of the name that they break off in:
    '30 shots inside the canadian' of 'Thirty shots inside the Canadian Parliament hit nobody'."""
    written = text.split()
    plain = [word.lower().strip(".,;:!?\"“”'’") for word in written]
    said = shown.split()
    last = max((at for at, word in enumerate(plain) if word == said[-1]), default=-1)
    by_word = {word: full for word, full in zip(plain, written, strict=True) if full[:1].isupper()}
    found = [by_word.get(word, word).strip(".,;:!?\"“”") if at else word
             for at, word in enumerate(said)]  # fmt: skip
    while last >= 0 and found[-1][:1].isupper() and written[last][-1:].isalnum():
        last += 1
        if last == len(written) or not written[last][:1].isupper():
            break
        found.append(written[last].strip('.,;:!?"“”'))
    return " ".join(found)


def _labels(slot: str, groups: Sequence[Group]) -> tuple[str, str]:
    """The slot's name and the frame it belongs to, in words of the claims."""
    text = groups[0].frames[0].text
    if slot == "numbers":
        states = [q.state or q.counted for g in groups for f in g.frames for q in f.quantities]
        return (max(set(states), key=states.count) if states else "number"), "number"
    if slot in {"destination", "cause", "place"}:
        value = next(iter(groups[0].frames[0].values(slot)), "")
        at = text.lower().find(value)
        return slot, text[:at].strip() if at > 0 else text
    return slot, text


def _value(slot: str, group: Group) -> str:
    if slot == "numbers":
        for frame in group.frames:
            for quantity in frame.quantities:
                return as_written(quantity.text, frame.text)
    if slot in {"destination", "cause", "place"}:
        for frame in group.frames:
            if values := frame.values(slot):
                value = sorted(values)[0]
                at = frame.text.lower().find(value)
                return frame.text[at : at + len(value)] if at >= 0 else value
    # 'denied [that she had resigned]' would read as the other side
    asserting = (frame for frame in group.frames if not frame.denied_outside)
    return next(asserting, group.frames[0]).text
