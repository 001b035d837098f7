"""Groups claims that assert the same thing.

In: the ties between frames, and what has changed of them. Out: groups of frames, kept from one
time to the next. Groups grow by average linkage within what is connected, so that a chain of weak
likenesses holds nothing together; only the parts in which something has changed are put together
anew. A very wide part is cut at its weakest ties first.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from math import fsum

import numpy as np

from analysis.resolve.linkage import average_linkage, narrowed
from analysis.resolve.neighbours import Numbers
from analysis.resolve.stance import Judgement
from analysis.resolve.ties import Changes

LINKAGE = 0.15  # mean score between two groups from which they are one
SURE = 0.7  # score from which a claim surely asserts what most of its group do
APART = -2.0  # what a pair that contradicts adds to that mean
REFINES = 0.0  # the same, where one says what the other leaves out
COUNTS = -0.5  # the same, where their counts of one thing differ
WIDE = 4000  # frames in one connected part, which are put together at once
CUTS = (0.5, 0.6, 0.7, 0.8, 0.9)  # scores from which ties hold a wider part together

Members = tuple[int, ...]  # the numbers of the frames of a group, in order of report
Judgements = Mapping[int, Mapping[int, Judgement]]
_Strong = tuple[tuple[int, ...], tuple[float, ...]]  # other frames, and how strongly each is tied
_Pieces = dict[Members, list[Members]]  # what a wide part was cut into, and the groups of each


@dataclass(frozen=True, slots=True)
class Grouping:
    """Positions of frames by group, and the judgements that tie and part them."""

    groups: tuple[tuple[int, ...], ...]
    judgements: Mapping[tuple[int, int], Judgement]


class Groups:
    """The groups by connected part, and where each frame is."""

    def __init__(self) -> None:
        self._part_of: dict[int, int] = {}
        self._members: dict[int, list[int]] = {}
        self._groups: dict[int, list[Members]] = {}
        self._pieces: dict[int, _Pieces] = {}  # of wide parts
        self._strong: dict[int, _Strong] = {}  # ties that hold a wide part together
        self._next = 0

    def update(self, ties: Judgements, changes: Changes, positions: Numbers) -> list[Members]:
        """All groups, in order of their first frames; every frame is in one."""
        if changes.anew:
            self._forget()
        touched = self._touched(ties, changes)
        parted = (a for a, b in changes.parted if not _still_meet(a, b, ties))
        gone = {self._part_of[n] for n in (*changes.going, *parted) if n in self._part_of}
        loose: set[int] = {*changes.coming}
        held: list[list[int]] = []  # parts that lost nothing: they hang together as they did
        pieces: _Pieces = {}
        for part in touched:
            members = self._members.pop(part)
            pieces |= self._pieces.pop(part, {})
            if part in gone:
                loose.update(members)
            else:
                held.append(members)
            del self._groups[part]
        for number in changes.going:
            self._part_of.pop(number, None)
            loose.discard(number)
        moved = {*changes.coming, *(number for pair in changes.retied for number in pair)}
        for number in moved.union(changes.going):
            self._strong.pop(number, None)
        for members in _connected(loose, held, changes.retied, ties):
            members.sort(key=lambda number: int(positions[number]))
            part, self._next = self._next, self._next + 1
            self._members[part] = members
            if len(members) <= WIDE:
                self._groups[part] = _average_linkage(members, ties)
            else:
                self._pieces[part] = now = self._in_pieces(members, ties, pieces, moved)
                self._groups[part] = [group for groups in now.values() for group in groups]
            for number in members:
                self._part_of[number] = part
        every = [group for groups in self._groups.values() for group in groups]
        return sorted(every, key=lambda group: int(positions[group[0]]))

    def _forget(self) -> None:
        self._part_of.clear()
        self._members.clear()
        self._groups.clear()
        self._pieces.clear()
        self._strong.clear()

    def _touched(self, ties: Judgements, changes: Changes) -> set[int]:
        """The parts in which something is not as it was."""
        parts = {self._part_of[n] for n in changes.going if n in self._part_of}
        for a, b in changes.retied:
            first, second = self._part_of.get(a), self._part_of.get(b)
            now = ties.get(a, {}).get(b)
            if first == second or (now is not None and now.relation == "same"):
                parts |= {part for part in (first, second) if part is not None}
        return parts

    def _in_pieces(
        self, part: Sequence[int], ties: Judgements, before: _Pieces, moved: set[int]
    ) -> _Pieces:
        """The pieces that a wide part falls into with their groups, those taken over in which
        nothing has moved."""

        for number in {*part} - self._strong.keys():
            self._strong[number] = _same_from(number, ties, CUTS[0])
        held = [self._strong[number] for number in part]
        place = np.empty(max(part) + 1, dtype=np.int64)
        place[part] = np.arange(len(part))
        others = np.fromiter(chain.from_iterable(other for other, _ in held), dtype=np.int64)
        strengths = np.fromiter(chain.from_iterable(score for _, score in held), dtype=np.float64)
        here = np.repeat(np.arange(len(part)), [len(other) for other, _ in held])
        ends = np.stack([here, place[others]])
        found: _Pieces = {}
        for piece in narrowed(len(part), ends, strengths, WIDE, CUTS):
            members = tuple(part[at] for at in piece)
            if members in before and moved.isdisjoint(members):
                found[members] = before[members]
            else:
                found[members] = _average_linkage(members, ties)
        return found


def surely(members: Members, ties: Judgements) -> tuple[bool, ...]:
    """Of each member of a group, in their order, whether it surely asserts the same as the others:
    as it is judged beside the one that is most like all of them, or beside all of them."""
    inside, others = {*members}, max(len(members) - 1, 1)
    scores = {
        one: {o: _score(judged) for o, judged in ties.get(one, {}).items() if o in inside}
        for one in members
    }
    mean = {one: fsum(tied.values()) / others for one, tied in scores.items()}
    central = max(members, key=lambda one: mean[one])
    return tuple(
        one == central or max(mean[one], scores[one].get(central, 0.0)) >= SURE for one in members
    )


def _connected(
    loose: Iterable[int],
    held: Sequence[list[int]],
    retied: Iterable[tuple[int, int]],
    ties: Judgements,
) -> Iterable[list[int]]:
    """Frames that chains of 'same' connect: loose ones by their ties, and parts that are known to
    hang together by the ties that are new."""
    block_of = {number: block for block, members in enumerate(held) for number in members}
    ends: dict[int, list[int]] = defaultdict(list)  # of a block, to which new ties lead
    for pair in retied:
        for one, other in (pair, pair[::-1]):
            now = ties.get(one, {}).get(other)
            if one in block_of and now is not None and now.relation == "same":
                ends[block_of[one]].append(other)
    left = {*loose, *block_of}
    for start in sorted(left):
        if start not in left:
            continue
        part: list[int] = []
        stack = [start]
        while stack:
            number = stack.pop()
            if number not in left:
                continue
            if (block := block_of.get(number)) is not None:
                left.difference_update(held[block])
                part += held[block]
                stack += ends[block]
                continue
            left.discard(number)
            part.append(number)
            stack += _same_as(number, ties)
        yield part


def _still_meet(a: int, b: int, ties: Judgements) -> bool:
    """Whether a short chain of 'same' connects two frames that were tied: then nothing that hung
    together by their tie falls apart. False also where only a longer chain does."""
    near, far = _same_as(a, ties), _same_as(b, ties)
    return not near.isdisjoint(far) or any(not far.isdisjoint(_same_as(o, ties)) for o in near)


def _same_as(number: int, ties: Judgements) -> set[int]:
    return {o for o, judged in ties.get(number, {}).items() if judged.relation == "same"}


def _same_from(number: int, ties: Judgements, bar: float) -> _Strong:
    """What a frame is surely the same as, and how surely."""
    found = [
        (other, judged.score)
        for other, judged in ties.get(number, {}).items()
        if judged.relation == "same" and judged.score >= bar
    ]
    return tuple(other for other, _ in found), tuple(score for _, score in found)


def _score(judgement: Judgement) -> float:
    """How strongly a pair wants to be one group: contradiction and difference push apart."""
    match judgement.relation:
        case "same" | "related":
            return judgement.score
        case "contradicts":
            return APART
        case "refines":
            return COUNTS if judgement.reason.startswith("numbers:") else REFINES


def _average_linkage(part: Sequence[int], ties: Judgements) -> list[Members]:
    """The groups of a part; what is not tied in it counts nothing."""
    if len(part) == 1:
        return [tuple(part)]
    place = {number: at for at, number in enumerate(part)}
    pairs = {
        at: {
            place[other]: _score(judgement)
            for other, judgement in ties.get(number, {}).items()
            if other in place
        }
        for number, at in place.items()
    }
    groups = average_linkage(len(part), pairs, LINKAGE)
    return [tuple(part[at] for at in group) for group in groups]
