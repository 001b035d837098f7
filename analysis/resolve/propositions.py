"""Groups claims that assert the same thing, and finds the groups that exclude each other.

In: frames of claims and their vectors. Out: groups of frames and pairs of groups that
contradict. Candidates are the nearest neighbours of each frame by vector, and frames that
share a key (a number of one kind, a subject and a predicate); `stance.judge` decides each
pair; groups grow by average linkage within what is connected, so that a chain of weak
likenesses holds nothing together.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
import numpy.typing as npt

from analysis.resolve.background import Background, background
from analysis.resolve.claim_frames import ClaimFrame
from analysis.resolve.meaning import Vectors
from analysis.resolve.memory import Memory, pair_codes
from analysis.resolve.neighbours import Positions, near_pairs
from analysis.resolve.screening import may_be_related
from analysis.resolve.stance import Judgement, judge

AT_ONCE = 100_000  # pairs whose closeness is computed at once
KEY_LIMIT = 60  # a key that more frames share says too little
LINKAGE = 0.17  # mean score between two groups from which they are one
LARGE = 400  # frames in one connected part from which groups grow around leaders

Pair = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Grouping:
    """Positions of frames by group, and the judgements that tie and part them."""

    groups: tuple[tuple[int, ...], ...]
    judgements: Mapping[Pair, Judgement]


def group_frames(
    frames: Sequence[ClaimFrame],
    vectors: Vectors,
    serials: Positions | None = None,
    memory: Memory | None = None,
) -> Grouping:
    """Groups in the order of their first frames; every frame is in one group.

    `memory` knows the frames by their `serials`, and what was judged of them before.
    """
    known = background(frames, vectors)
    judgements = _judged(frames, known.centred(vectors), known, serials, memory or Memory())
    groups: list[tuple[int, ...]] = []
    for part in _connected(len(frames), judgements):
        groups += _linked(part, judgements)
    return Grouping(tuple(sorted(groups)), judgements)


def _judged(
    frames: Sequence[ClaimFrame],
    centred: Vectors,
    known: Background,
    serials: Positions | None,
    memory: Memory,
) -> dict[Pair, Judgement]:
    pairs = candidates(frames, centred)
    numbers = np.arange(len(frames)) if serials is None else serials
    codes = pair_codes(numbers[pairs[:, 0]], numbers[pairs[:, 1]])
    judged, new = memory.judged(known.key, codes)
    fresh = pairs[new]
    near = _closeness(centred, fresh)
    worth = np.flatnonzero(may_be_related(frames, fresh, near, known))
    for place, (a, b), cosine in zip(
        new[worth].tolist(), fresh[worth].tolist(), near[worth].tolist(), strict=True
    ):
        judged[place] = judge(frames[a], frames[b], cosine, known)
    memory.keep_judged(known.key, codes, judged)
    return {
        (a, b): judgement
        for (a, b), judgement in zip(pairs.tolist(), judged, strict=True)
        if judgement is not None
    }


def candidates(frames: Sequence[ClaimFrame], vectors: Vectors) -> Positions:
    """Pairs of positions, as an array of two columns, in order."""
    size = max(len(frames), 1)
    near = near_pairs(vectors, [frame.claim_id for frame in frames])
    codes = np.unique(np.concatenate([near[:, 0] * size + near[:, 1], _by_key(frames, size)]))
    return np.stack([codes // size, codes % size], axis=1)


def _closeness(vectors: Vectors, pairs: Positions) -> npt.NDArray[np.float64]:
    found = [np.zeros(0)]
    for at in range(0, len(pairs), AT_ONCE):
        a, b = pairs[at : at + AT_ONCE, 0], pairs[at : at + AT_ONCE, 1]
        found.append(np.einsum("ij,ij->i", vectors[a], vectors[b]).astype(np.float64))
    return np.concatenate(found)


def _by_key(frames: Sequence[ClaimFrame], size: int) -> Positions:
    """Pairs that share a key, each as one number: first * size + second."""
    holders: dict[str, list[int]] = defaultdict(list)
    for position, frame in enumerate(frames):
        for key in dict.fromkeys(frame.meets()):
            holders[key].append(position)
    codes = [np.zeros(0, dtype=np.int64)]
    for members in holders.values():
        if 1 < len(members) <= KEY_LIMIT:
            held = np.array(members, dtype=np.int64)
            first, second = _pairs_of(len(members))
            codes.append(held[first] * size + held[second])
    return np.concatenate(codes)


@cache
def _pairs_of(count: int) -> tuple[Positions, Positions]:
    first, second = np.triu_indices(count, 1)
    return first.astype(np.int64), second.astype(np.int64)


def _connected(size: int, judgements: Mapping[Pair, Judgement]) -> Iterable[list[int]]:
    parent = list(range(size))

    def root(item: int) -> int:
        while parent[item] != item:
            parent[item] = parent[parent[item]]
            item = parent[item]
        return item

    for (a, b), judgement in judgements.items():
        if judgement.relation == "same":
            first, second = sorted((root(a), root(b)))
            parent[second] = first
    parts: dict[int, list[int]] = defaultdict(list)
    for item in range(size):
        parts[root(item)].append(item)
    return parts.values()


def _linked(part: Sequence[int], judgements: Mapping[Pair, Judgement]) -> list[tuple[int, ...]]:
    if len(part) == 1:
        return [tuple(part)]
    if len(part) > LARGE:
        return _around_leaders(part, judgements)
    return _average_linkage(part, judgements)


def _score(a: int, b: int, judgements: Mapping[Pair, Judgement]) -> float:
    """How strongly a pair wants to be one group: contradiction and difference push apart."""
    judgement = judgements.get((a, b) if a < b else (b, a))
    if judgement is None:
        return 0.0
    match judgement.relation:
        case "same":
            return judgement.score
        case "contradicts":
            return -4.0
        case "refines":
            return -0.5
        case "related":
            return judgement.score / 2
        case _:
            return 0.0


def _average_linkage(
    part: Sequence[int], judgements: Mapping[Pair, Judgement]
) -> list[tuple[int, ...]]:
    """Merge the two groups with the highest mean score until none reaches `LINKAGE`.

    Group-average agglomeration (Sokal & Michener 1958) by the Lance-Williams update.
    """
    size = len(part)
    scores = np.zeros((size, size))
    for i in range(size):
        for j in range(i + 1, size):
            scores[i, j] = scores[j, i] = _score(part[i], part[j], judgements)
    np.fill_diagonal(scores, -np.inf)
    members: list[list[int]] = [[item] for item in part]
    alive = list(range(size))
    while len(alive) > 1:
        flat = int(np.argmax(scores))
        i, j = sorted(divmod(flat, size))
        if scores[i, j] < LINKAGE:
            break
        mine, other = len(members[i]), len(members[j])
        merged = (mine * scores[i] + other * scores[j]) / (mine + other)
        scores[i], scores[:, i] = merged, merged
        scores[i, i] = -np.inf
        scores[j], scores[:, j] = -np.inf, -np.inf
        members[i] += members[j]
        alive.remove(j)
    return [tuple(sorted(members[i])) for i in alive]


def _around_leaders(
    part: Sequence[int], judgements: Mapping[Pair, Judgement]
) -> list[tuple[int, ...]]:
    """For very large parts: join the group whose frames agree best on the whole, else lead."""
    neighbours: dict[int, list[int]] = defaultdict(list)
    inside = set(part)
    for a, b in judgements:
        if a in inside and b in inside:
            neighbours[a].append(b)
            neighbours[b].append(a)
    group_of: dict[int, int] = {}
    members: list[list[int]] = []
    for item in sorted(part):
        totals: dict[int, list[float]] = defaultdict(list)
        for other in neighbours[item]:
            if other in group_of:
                totals[group_of[other]].append(_score(item, other, judgements))
        best = max(
            ((sum(scores) / len(scores), -group) for group, scores in totals.items()),
            default=(0.0, 0),
        )
        if best[0] >= LINKAGE:
            group_of[item] = -best[1]
            members[-best[1]].append(item)
        else:
            group_of[item] = len(members)
            members.append([item])
    return [tuple(group) for group in members]
