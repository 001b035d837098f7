"""Groups claims that assert the same thing.

In: the ties between frames, and what has changed of them. Out: groups of frames, kept from one
time to the next. Groups grow by average linkage within what is connected, so that a chain of weak
likenesses holds nothing together; only the parts in which something has changed are put together
anew.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from analysis.resolve.neighbours import Numbers
from analysis.resolve.stance import Judgement
from analysis.resolve.ties import Changes

LINKAGE = 0.25  # mean score between two groups from which they are one
APART = -2.0  # what a pair that contradicts adds to that mean
REFINES = 0.0  # the same, where one says what the other leaves out
COUNTS = -0.5  # the same, where their counts of one thing differ
LARGE = 400  # frames in one connected part from which groups grow around leaders

Members = tuple[int, ...]  # the numbers of the frames of a group, in order of report
Judgements = Mapping[int, Mapping[int, Judgement]]


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
        self._leaders: dict[int, int] = {}  # of frames in large parts
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
        for part in touched:
            members = self._members.pop(part)
            if part in gone:
                loose.update(members)
            else:
                held.append(members)
            del self._groups[part]
        for number in changes.going:
            self._part_of.pop(number, None)
            self._leaders.pop(number, None)
            loose.discard(number)
        pool = loose.union(*held)
        moved = {*changes.coming, *(number for pair in changes.retied for number in pair)}
        before = {number: self._part_of.get(number) for number in pool}
        for members in _connected(loose, held, changes.retied, ties):
            members.sort(key=lambda number: int(positions[number]))
            part, self._next = self._next, self._next + 1
            self._members[part] = members
            self._groups[part] = self._linked(members, ties, moved, before)
            for number in members:
                self._part_of[number] = part
        every = [group for groups in self._groups.values() for group in groups]
        return sorted(every, key=lambda group: int(positions[group[0]]))

    def _forget(self) -> None:
        self._part_of.clear()
        self._members.clear()
        self._groups.clear()
        self._leaders.clear()

    def _touched(self, ties: Judgements, changes: Changes) -> set[int]:
        """The parts in which something is not as it was."""
        parts = {self._part_of[n] for n in changes.going if n in self._part_of}
        for a, b in changes.retied:
            first, second = self._part_of.get(a), self._part_of.get(b)
            now = ties.get(a, {}).get(b)
            if first == second or (now is not None and now.relation == "same"):
                parts |= {part for part in (first, second) if part is not None}
        return parts

    def _linked(
        self,
        part: list[int],
        ties: Judgements,
        moved: set[int],
        before: Mapping[int, int | None],
    ) -> list[Members]:
        if len(part) > LARGE:
            return self._around_leaders(part, ties, moved | _strangers(part, ties, before))
        for number in part:
            self._leaders.pop(number, None)
        return [(part[0],)] if len(part) == 1 else _average_linkage(part, ties)

    def _around_leaders(
        self, part: list[int], ties: Judgements, unsettled: set[int]
    ) -> list[Members]:
        """For very large parts: join the group whose frames agree best on the whole, else lead.

        Who leads a frame depends on its ties and on who leads the earlier ones that it is tied
        to: it is looked for anew only where one of these has changed.
        """
        place = {number: at for at, number in enumerate(part)}
        groups: dict[int, list[int]] = {}
        for at, number in enumerate(part):
            leader = self._leaders.get(number)
            stands = leader == number or leader in groups
            if number in unsettled or not stands:
                judged = ties.get(number, {})
                earlier = sorted((place[o], o) for o in judged if place.get(o, at) < at)
                found = self._leader([o for _, o in earlier], judged, place)
                if found is None:
                    found = number
                if found != leader:
                    self._leaders[number] = leader = found
                    unsettled.update(judged)
            groups.setdefault(self._leaders[number], []).append(number)
        return [tuple(members) for members in groups.values()]

    def _leader(
        self, earlier: Sequence[int], judged: Mapping[int, Judgement], place: Mapping[int, int]
    ) -> int | None:
        totals: dict[int, list[float]] = defaultdict(list)
        for other in earlier:
            totals[self._leaders[other]].append(_score(judged[other]))
        best = max(
            ((sum(found) / len(found), -place[leader]) for leader, found in totals.items()),
            default=(0.0, 0),
        )
        if best[0] < LINKAGE:
            return None
        return next(leader for leader in totals if place[leader] == -best[1])


def _strangers(part: Sequence[int], ties: Judgements, before: Mapping[int, int | None]) -> set[int]:
    """Frames for which a part is not what it was: those that came from another, or were tied to
    one that came or left."""
    origin, _ = Counter(before[number] for number in part).most_common(1)[0]
    inside = {*part}
    moved = {n for n in part if before[n] != origin or origin is None}
    moved |= {n for n, old in before.items() if old == origin and n not in inside}
    return moved | {other for number in moved for other in ties.get(number, {})}


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
    """Merge the two groups with the highest mean score until none reaches `LINKAGE`.

    Group-average agglomeration (Sokal & Michener 1958) by the Lance-Williams update.
    """
    size = len(part)
    scores = np.zeros((size, size))
    place = {number: at for at, number in enumerate(part)}
    for i, number in enumerate(part):
        for other, judgement in ties.get(number, {}).items():
            if other in place:
                scores[i, place[other]] = _score(judgement)
    np.fill_diagonal(scores, -np.inf)
    members: list[list[int]] = [[at] for at in range(size)]
    alive = list(range(size))
    while len(alive) > 1:
        flat = int(np.argmax(scores))
        i, j = sorted(divmod(flat, size))
        if scores[i, j] < LINKAGE:
            break
        mine, other_size = len(members[i]), len(members[j])
        merged = (mine * scores[i] + other_size * scores[j]) / (mine + other_size)
        scores[i], scores[:, i] = merged, merged
        scores[i, i] = -np.inf
        scores[j], scores[:, j] = -np.inf, -np.inf
        members[i] += members[j]
        alive.remove(j)
    return [tuple(part[at] for at in sorted(members[i])) for i in alive]
