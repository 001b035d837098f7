"""Groups claims that assert the same thing.

In: the ties between frames, and what has changed of them. Out: groups of frames, kept from one
time to the next. Groups grow by average linkage within what is connected, so that a chain of weak
likenesses holds nothing together; only the parts in which something has changed are put together
anew. A very wide part is cut at its weakest ties first.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import fsum

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from analysis.resolve.likeness import judgement
from analysis.resolve.linkage import average_linkage, narrowed
from analysis.resolve.neighbours import Numbers
from analysis.resolve.reassignment import reassigned
from analysis.resolve.stance import Judgement
from analysis.resolve.ties import Changes

LINKAGE = 0.15  # mean score between two groups from which they are one
JOINS = 0.08  # mean score with a group from which a claim that is left alone joins it
SURE = 0.7  # score from which a claim surely asserts what most of its group do
APART = -2.0  # what a pair that contradicts adds to that mean
REFINES = 0.0  # the same, where one says what the other leaves out
COUNTS = -0.5  # the same, where their counts of one thing differ
WIDE = 4000  # frames in one connected part, which are put together at once
CUTS = (0.5, 0.6, 0.7, 0.8, 0.9)  # scores from which ties hold a wider part together

Members = tuple[int, ...]  # the numbers of the frames of a group, in order of report
Judgements = Mapping[int, Mapping[int, Judgement]]
_Same = tuple[Numbers, NDArray[np.float64]]  # the same as which frames, and how strongly
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
        self._same: dict[int, _Same] = {}  # of frames in parts that were put together anew
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
            self._same.pop(number, None)
        for numbers in self._connected(loose, held, changes.retied, ties):
            members = numbers[np.argsort(positions[numbers], kind="stable")].tolist()
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
        first = positions[np.fromiter((group[0] for group in every), np.int64, len(every))]
        return [every[at] for at in np.argsort(first, kind="stable").tolist()]

    def _forget(self) -> None:
        self._part_of.clear()
        self._members.clear()
        self._groups.clear()
        self._pieces.clear()
        self._same.clear()

    def _touched(self, ties: Judgements, changes: Changes) -> set[int]:
        """The parts in which something is not as it was."""
        parts = {self._part_of[n] for n in changes.going if n in self._part_of}
        for a, b in changes.retied:
            first, second = self._part_of.get(a), self._part_of.get(b)
            if first == second or _is_same(a, b, ties):
                parts |= {part for part in (first, second) if part is not None}
        return parts

    def _in_pieces(
        self, part: Sequence[int], ties: Judgements, before: _Pieces, moved: set[int]
    ) -> _Pieces:
        """The pieces that a wide part falls into with their groups, those taken over in which
        nothing has moved."""
        same = [self._same_as(number, ties) for number in part]
        here = np.repeat(np.arange(len(part)), [len(others) for others, _ in same])
        others = np.concatenate([others for others, _ in same])
        strengths = np.concatenate([strengths for _, strengths in same])
        place = np.zeros(int(others.max(initial=max(part))) + 1, dtype=np.int64)
        place[part] = np.arange(len(part))
        ends = np.stack([here, place[others]])
        found: _Pieces = {}
        for piece in narrowed(len(part), ends, strengths, WIDE, CUTS):
            members = tuple(part[at] for at in piece)
            if members in before and moved.isdisjoint(members):
                found[members] = before[members]
            else:
                found[members] = _average_linkage(members, ties)
        return found

    def _connected(
        self,
        loose: set[int],
        held: Sequence[list[int]],
        retied: Iterable[tuple[int, int]],
        ties: Judgements,
    ) -> list[Numbers]:
        """Frames that chains of 'same' connect: loose ones by their ties, and parts that are known
        to hang together by the ties that are new."""
        alone = np.fromiter(sorted(loose), np.int64, len(loose))
        blocks = [np.array(members, np.int64) for members in held]
        every = np.concatenate([alone, *blocks])
        if not len(every):
            return []
        nodes = np.repeat(
            np.arange(len(alone) + len(held)), [*[1] * len(alone), *(len(b) for b in blocks)]
        )
        node_of = np.full(int(every.max()) + 2, -1)  # the last: of what is none of them
        node_of[every] = nodes
        same = [self._same_as(number, ties)[0] for number in alone.tolist()]
        here = np.repeat(np.arange(len(alone)), [len(others) for others in same])
        there = np.concatenate([np.zeros(0, np.int64), *same])
        new = np.array([pair for pair in retied if _is_same(*pair, ties)], np.int64).reshape(-1, 2)
        last = len(node_of) - 1
        here = np.concatenate([here, node_of[np.minimum(new[:, 0], last)]])
        there = node_of[np.minimum(np.concatenate([there, new[:, 1]]), last)]
        known = (here >= 0) & (there >= 0)
        size = len(alone) + len(held)
        graph = coo_array(
            (np.ones(np.count_nonzero(known), dtype=bool), (here[known], there[known])),
            (size, size),
        )
        part = connected_components(graph, directed=False)[1][nodes]
        order = np.argsort(part, kind="stable")
        return np.split(every[order], np.flatnonzero(np.diff(part[order])) + 1)

    def _same_as(self, number: int, ties: Judgements) -> _Same:
        """What a frame is the same as, and how surely; kept until it is judged otherwise."""
        if (kept := self._same.get(number)) is None:
            found = [
                (other, judged.score)
                for other, judged in ties.get(number, {}).items()
                if judged.relation == "same"
            ]
            others = np.fromiter((other for other, _ in found), np.int64, len(found))
            strengths = np.fromiter((score for _, score in found), np.float64, len(found))
            self._same[number] = kept = (others, strengths)
        return kept


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


def _is_same(a: int, b: int, ties: Judgements) -> bool:
    now = ties.get(a, {}).get(b)
    return now is not None and now.relation == "same"


def _still_meet(a: int, b: int, ties: Judgements) -> bool:
    """Whether a short chain of 'same' connects two frames that were tied: then nothing that hung
    together by their tie falls apart. False also where only a longer chain does."""
    near, far = _others(a, ties), _others(b, ties)
    return not near.isdisjoint(far) or any(not far.isdisjoint(_others(o, ties)) for o in near)


def _others(number: int, ties: Judgements) -> set[int]:
    return {o for o, judged in ties.get(number, {}).items() if judged.relation == "same"}


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
    groups = reassigned(groups, pairs, judgement()["bars"]["same"], JOINS)
    return [tuple(part[at] for at in group) for group in groups]
