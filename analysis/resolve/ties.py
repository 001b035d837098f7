"""Which claims are tied to which: the pairs that are worth judging, and what was judged of them.

In: frames by number, their vectors. Out: the judgements of each frame, kept from one time to the
next, and what has changed. Candidates are the nearest neighbours of each frame by vector, and
frames that share a key (a number of one kind, a subject and a predicate); `stance.judge` decides
each pair. A pair is judged once: as long as both frames stand, and what all claims have in common
is the same, so does the judgement.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any, TypeVar

import numpy as np
import numpy.typing as npt

from analysis.resolve.background import Background, background, sample
from analysis.resolve.claim_frames import ClaimFrame
from analysis.resolve.likeness import Closeness
from analysis.resolve.meaning import WIDTH, Vectors, load_encoder, opposition
from analysis.resolve.neighbours import (
    NONE,
    SCALE,
    Codes,
    Neighbours,
    Numbers,
    pair_codes,
    rounded,
    rows_of,
    sample_size,
)
from analysis.resolve.rivals import ahead
from analysis.resolve.scenes import NOBODY, KeptKin, Scenes, strangers
from analysis.resolve.screening import may_be_related
from analysis.resolve.stance import Judgement, judge

Reals = npt.NDArray[np.float64]
AT_ONCE = 100_000  # pairs whose closeness is computed at once
EXACT = 4  # decimals of an opposition, beyond which sums differ with their order
KEY_LIMIT = 60  # a key that more frames share says too little


@dataclass(frozen=True, slots=True)
class Framed:
    """The frames that take part, in order of report, with a number for each that is its own.

    A number stands for one frame as long as it is the same, and is never used again.
    """

    frames: Sequence[ClaimFrame]
    numbers: Numbers
    articles: Sequence[str]  # the article of each

    def positions(self) -> Numbers:
        """The place of each number; -1 for those that have gone."""
        places = np.full(int(self.numbers.max(initial=-1)) + 1, -1, dtype=np.int64)
        places[self.numbers] = np.arange(len(self.numbers))
        return places


@dataclass(slots=True)
class Changes:
    """What is not as it was: frames that came or went, pairs that are judged otherwise."""

    coming: list[int] = field(default_factory=list)
    going: list[int] = field(default_factory=list)
    retied: list[tuple[int, int]] = field(default_factory=list)
    parted: list[tuple[int, int]] = field(default_factory=list)  # pairs no longer tied as the same
    anew: bool = False  # nothing is left of what was


class Ties:
    """The judgements of all pairs, by the numbers of the frames; both ways."""

    def __init__(self) -> None:
        self.of: dict[int, dict[int, Judgement]] = defaultdict(dict)
        self._numbers: Numbers = NONE
        self._told: dict[int, str] = {}  # the article of each number
        self._kept_kin = KeptKin()
        self._kin: Scenes = {}
        self._drawn: tuple[int, ...] | None = None
        self._background = background([], np.zeros((0, WIDTH), dtype=np.float32))
        self._vectors = _Rows()
        self._ranks: Numbers = NONE
        self._neighbours = Neighbours()
        self._keys = _Keys()

    def update(
        self,
        framed: Framed,
        vectors: Callable[[Sequence[str]], Vectors],
        ranks: Callable[[Sequence[str]], Numbers],
        scenes: Scenes,
    ) -> Changes:
        """Bring the judgements up to date with the frames that there are now.

        `vectors` gives the rows of texts, `ranks` a lasting number for each claim id, `scenes` the
        actors of each article.
        """
        numbers = framed.numbers
        ids = [frame.claim_id for frame in framed.frames]
        positions = framed.positions()
        coming = np.setdiff1d(numbers, self._numbers, assume_unique=True)
        new = [framed.frames[at] for at in positions[coming].tolist()]
        self._vectors.put(coming, vectors([frame.said for frame in new]))
        self._ranks = _put(self._ranks, coming, ranks([frame.claim_id for frame in new]))
        drawn = sample(framed.articles, ids)
        changes = Changes()
        if self._drawn != (known := tuple(numbers[drawn].tolist())):
            self._forget()
            coming, changes.anew = numbers, True
            self._drawn = known
            self._background = background(
                [framed.frames[at] for at in drawn], self._vectors.at(numbers[drawn])
            )
        going = np.setdiff1d(self._numbers, numbers, assume_unique=True)
        by_number = dict(zip(numbers.tolist(), framed.frames, strict=True))
        wide = numbers[sample(framed.articles, ids, sample_size(len(numbers)))]
        near_come, near_gone = self._neighbours.update(
            _Centred(self._vectors, self._background), numbers, self._ranks, wide
        )
        key_come, key_gone = self._keys.update(by_number, coming.tolist(), going.tolist())
        lost = np.concatenate(
            [near_gone[~self._keys.has(near_gone)], key_gone[~self._neighbours.has(key_gone)]]
        )
        kin = self._kept_kin.update(scenes, {framed.articles[at] for at in drawn})
        again = self._otherwise_placed(framed, coming, kin)
        self._kin = kin
        self._untie(np.concatenate([lost, again]), changes)
        fresh = np.unique(np.concatenate([near_come, key_come, again]))
        self._tie(fresh, framed, positions, changes)
        for number in going.tolist():
            self.of.pop(number, None)
        self._numbers = np.sort(numbers)
        self._told = dict(zip(numbers.tolist(), framed.articles, strict=True))
        changes.coming, changes.going = coming.tolist(), going.tolist()
        return changes

    def _otherwise_placed(self, framed: Framed, coming: Numbers, kin: Scenes) -> Codes:
        """The pairs of what stays in an article of which a claim came or went, or whose kin are
        others."""
        new = {*coming.tolist()}
        now = dict(zip(framed.numbers.tolist(), framed.articles, strict=True))
        changed = {now[number] for number in new}
        changed |= {name for number, name in self._told.items() if number not in now}
        before = self._kin
        changed |= {
            name for name in {*kin, *before} if kin.get(name, NOBODY) != before.get(name, NOBODY)
        }
        stale = np.array(
            [n for n, name in now.items() if name in changed and n not in new], dtype=np.int64
        )
        if not len(stale):
            return NONE
        return np.union1d(self._neighbours.pairs_of(stale), self._keys.pairs(stale))

    def _forget(self) -> None:
        """What all claims share has changed: every pair is to be judged again."""
        self.of.clear()
        self._numbers = NONE
        self._neighbours, self._keys = Neighbours(), _Keys()

    def _untie(self, codes: Codes, changes: Changes) -> None:
        for a, b in zip(*(side.tolist() for side in rows_of(codes)), strict=True):
            if b in self.of.get(a, ()):
                if self.of[a][b].relation == "same":
                    changes.parted.append((a, b))
                del self.of[a][b], self.of[b][a]
                changes.retied.append((a, b))

    def _tie(self, codes: Codes, framed: Framed, positions: Numbers, changes: Changes) -> None:
        one, other = rows_of(codes)
        fresh = [
            b not in self.of.get(a, ()) for a, b in zip(one.tolist(), other.tolist(), strict=True)
        ]
        one, other = one[fresh], other[fresh]
        places = np.sort(np.stack([positions[one], positions[other]], axis=1), axis=1)
        places = places[~strangers(framed.articles, self._kin, places)]
        near, against = self._closeness(framed.numbers[places])
        worth = np.flatnonzero(
            may_be_related(framed.frames, places, near, against, self._background)
        )
        places, near, against = places[worth], near[worth], against[worth]
        leads = self._ahead(places, near, framed)
        for (a, b), *close in zip(
            places.tolist(), near.tolist(), against.tolist(), leads.tolist(), strict=True
        ):
            found = judge(framed.frames[a], framed.frames[b], Closeness(*close), self._background)
            if found is not None:
                first, second = int(framed.numbers[a]), int(framed.numbers[b])
                self.of[first][second] = self.of[second][first] = found
                changes.retied.append((first, second))

    def _centred(self, rows: Vectors) -> Vectors:
        """In whole numbers: what two claims are to each other does not depend on what else was
        compared in the same call."""
        return rounded(self._background.centred(rows)).astype(np.float32)

    def _ahead(self, places: Numbers, near: Reals, framed: Framed) -> Reals:
        """How far each pair is ahead of what else the two articles say."""
        told = {framed.articles[at] for at in np.unique(places).tolist()}
        taking = np.array([at for at, name in enumerate(framed.articles) if name in told])
        if not len(taking):
            return np.zeros(0)
        rows = self._centred(self._vectors.at(framed.numbers[taking]))
        articles = [framed.articles[at] for at in taking.tolist()]
        return ahead(np.searchsorted(taking, places), articles, rows, near)

    def _closeness(self, pairs: Numbers) -> tuple[Reals, Reals]:
        """Of each pair the centred cosine, and how much it looks like a contradiction."""
        used, numbered = np.unique(pairs, return_inverse=True)
        numbered = numbered.reshape(pairs.shape)
        rows = self._vectors.at(used)
        centred, directions = self._centred(rows), load_encoder().directions
        near, against = [np.zeros(0)], [np.zeros(0)]
        for at in range(0, len(pairs), AT_ONCE):
            a, b = numbered[at : at + AT_ONCE, 0], numbered[at : at + AT_ONCE, 1]
            products = np.einsum("ij,ij->i", centred[a], centred[b])
            near.append(products.astype(np.float64) / SCALE**2)
            found = opposition(rows[a], rows[b], directions).astype(np.float64)
            against.append(found.round(EXACT))
        return np.concatenate(near), np.concatenate(against)


class _Rows:
    """Vectors by number, as they are kept: in float16."""

    def __init__(self) -> None:
        self._rows = np.zeros((0, WIDTH), dtype=np.float16)

    def __len__(self) -> int:
        return len(self._rows)

    def put(self, numbers: Numbers, rows: Vectors) -> None:
        self._rows = _put(self._rows, numbers, rows.astype(np.float16))

    def at(self, numbers: Numbers) -> Vectors:
        return self._rows[numbers].astype(np.float32)


class _Centred:
    """The same rows with what all claims share taken off, made when they are asked for."""

    def __init__(self, rows: _Rows, known: Background) -> None:
        self._rows, self._known = rows, known

    def __len__(self) -> int:
        return len(self._rows)

    def __getitem__(self, numbers: Numbers) -> Vectors:
        return self._known.centred(self._rows.at(numbers))


Kept = TypeVar("Kept", bound=npt.NDArray[Any])


def _put(kept: Kept, numbers: Numbers, values: npt.NDArray[Any]) -> Kept:
    """`kept`, made longer where needed, with the values at these numbers."""
    if len(numbers) and (size := int(numbers.max()) + 1) > len(kept):
        longer: Any = np.zeros((max(size, len(kept) * 5 // 4), *kept.shape[1:]), dtype=kept.dtype)
        longer[: len(kept)] = kept
        kept = longer
    kept[numbers] = values
    return kept


class _Keys:
    """Which frames hold each key; frames that share one are a pair, where few hold it."""

    def __init__(self) -> None:
        self._holders: dict[str, frozenset[int]] = {}
        self._of: dict[int, tuple[str, ...]] = {}

    def update(
        self, frames: Mapping[int, ClaimFrame], coming: Iterable[int], going: Iterable[int]
    ) -> tuple[Codes, Codes]:
        """The pairs that come and those that go."""
        joining: dict[str, list[int]] = defaultdict(list)
        leaving: dict[str, list[int]] = defaultdict(list)
        for number in coming:
            self._of[number] = tuple(dict.fromkeys(frames[number].meets()))
            for key in self._of[number]:
                joining[key].append(number)
        for number in going:
            for key in self._of.pop(number, ()):
                leaving[key].append(number)
        come, gone = [NONE], [NONE]
        for key in {**joining, **leaving}:
            before = self._holders.get(key, frozenset())
            now = before.difference(leaving.get(key, ())).union(joining.get(key, ()))
            if now:
                self._holders[key] = now
            else:
                self._holders.pop(key, None)
            if _tells(now):
                come.append(_among(now, joining[key] if _tells(before) else now))
            if _tells(before):
                gone.append(_among(before, leaving[key] if _tells(now) else before))
        lost = np.unique(np.concatenate(gone))
        return np.unique(np.concatenate(come)), lost[~self.has(lost)]  # two may share another key

    def pairs(self, numbers: Numbers) -> Codes:
        """The pairs of these frames with those that share a key that tells something."""
        found = [NONE]
        for number in numbers.tolist():
            for key in self._of.get(number, ()):
                if _tells(holders := self._holders[key]):
                    found.append(_among(holders, [number]))
        return np.unique(np.concatenate(found))

    def has(self, codes: Codes) -> npt.NDArray[np.bool_]:
        """Which of these pairs share a key that tells something."""
        a, b = rows_of(codes)
        return np.array(
            [self._share(*pair) for pair in zip(a.tolist(), b.tolist(), strict=True)],
            dtype=np.bool_,
        )

    def _share(self, a: int, b: int) -> bool:
        mine = self._of.get(a, ())
        return any(b in self._holders[key] and _tells(self._holders[key]) for key in mine)


def _tells(holders: frozenset[int]) -> bool:
    return 1 < len(holders) <= KEY_LIMIT


def _among(holders: frozenset[int], some: Iterable[int]) -> Codes:
    """The pairs of holders of which one is among `some`."""
    held = np.array(sorted(holders), dtype=np.int64)
    chosen = {*some}
    if len(chosen) == len(held):
        first, second = _pairs_of(len(held))
        return pair_codes(held[first], held[second])
    mine = np.array(sorted(chosen), dtype=np.int64)
    a, b = np.repeat(mine, len(held)), np.tile(held, len(mine))
    apart: Codes = pair_codes(a[a != b], b[a != b])
    return apart


@cache
def _pairs_of(count: int) -> tuple[Numbers, Numbers]:
    first, second = np.triu_indices(count, 1)
    return first.astype(np.int64), second.astype(np.int64)
