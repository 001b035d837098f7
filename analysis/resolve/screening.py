"""Leaves out pairs of claims that `stance.judge` cannot but find unrelated.

In: frames, pairs of positions, their closeness, the Background. Out: which pairs to judge. Nine
candidates in ten share so little that no rule could tie them; a few array operations see that for
millions of pairs at once. Nothing is decided here: a pair that any rule might tie passes, and a
test holds this module to `judge`.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

import numpy as np
import numpy.typing as npt
from scipy import sparse

from analysis.resolve.background import Background
from analysis.resolve.claim_frames import ClaimFrame
from analysis.resolve.likeness import MOST_ACTORS
from analysis.resolve.nought import is_hit, lacks_money, spared, sums
from analysis.resolve.rivals import MOST
from analysis.resolve.set_rows import Matrix, common, meet, numbered, rows_of_sets
from analysis.vocabulary import table

Mask = npt.NDArray[np.bool_]
Numbers = npt.NDArray[np.float64]
Positions = npt.NDArray[np.int64]
AT_ONCE = 200_000  # pairs
_SLACK = 1e-4  # these sums are rounded otherwise than the judge's


def may_be_related(
    frames: Sequence[ClaimFrame],
    pairs: Positions,
    near: Numbers,
    against: Numbers,
    known: Background,
) -> Mask:
    """True for each pair that is worth judging."""
    if not len(pairs):
        return np.zeros(0, dtype=np.bool_)
    used, numbered = np.unique(pairs, return_inverse=True)
    pairs = numbered.reshape(pairs.shape)
    features = _Features([frames[at] for at in used.tolist()], known)
    passed = [np.zeros(0, dtype=np.bool_)]
    for at in range(0, len(pairs), AT_ONCE):
        a, b = pairs[at : at + AT_ONCE, 0], pairs[at : at + AT_ONCE, 1]
        here = slice(at, at + AT_ONCE)
        passed.append(features.may_be_related(a, b, near[here], against[here]))
    return np.concatenate(passed)


class _Features:
    """What the rules of `stance.py` look at, as arrays over the frames."""

    def __init__(self, frames: Sequence[ClaimFrame], known: Background) -> None:
        judgement = table("stance")["judgement"]
        self._weights = judgement["weights"]
        bars = (judgement["bars"]["related"], judgement["bars"]["same"])
        self._bars = [math.log(bar / (1 - bar)) for bar in bars]  # of `about` and of `agree`
        self._stems = _unit(
            [(stem, known.weight(stem)) for stem in frame.stems] for frame in frames
        )
        said = [frame.predicates for frame in frames]
        opposed = [_opposites(found) for found in said]
        subjects = [frame.subject & frame.actors for frame in frames]
        classes = numbered([*said, *opposed])
        self._predicates = rows_of_sets(said, classes)
        self._opposites = rows_of_sets(opposed, classes)
        self._sole = rows_of_sets([found & {*judgement["sole"]} for found in said], classes)
        self._subjects = rows_of_sets(subjects, numbered(subjects))
        heads = [frame.subject - frame.actors for frame in frames]
        self._heads = rows_of_sets(heads, numbered(heads))
        actors = [frame.taking for frame in frames]
        self._actors = rows_of_sets(actors, numbered(actors))
        self._counts = np.array([bool(frame.quantities) for frame in frames], dtype=np.bool_)
        self._lacks = np.array([bool(frame.lacking) for frame in frames], dtype=np.bool_)
        self._least_lacking = judgement["bars"]["lacking_subject"] - _SLACK
        self._spares = np.array([bool(spared(frame)) for frame in frames], dtype=np.bool_)
        self._hit = np.array([is_hit(frame) for frame in frames], dtype=np.bool_)
        self._no_money = np.array([lacks_money(frame) for frame in frames], dtype=np.bool_)
        self._sums = np.array([bool(sums(frame)) for frame in frames], dtype=np.bool_)
        clocks = [frame.clocks for frame in frames]
        self._clocks = rows_of_sets(clocks, numbered(clocks))
        self._negated = np.array([frame.negated for frame in frames], dtype=np.bool_)
        spoken_of = [frame.actors for frame in frames]
        self._spoken_of = rows_of_sets(spoken_of, numbered(spoken_of))
        self._articles = _codes([frame.article_id for frame in frames])
        self._outlets = _codes([frame.outlet for frame in frames])
        self._speakers = _codes([frame.speaker for frame in frames])
        self._own = np.array([frame.own for frame in frames], dtype=np.bool_)
        self._fills = np.array([bool(frame.slots) for frame in frames], dtype=np.bool_)

    def may_be_related(self, a: Positions, b: Positions, near: Numbers, against: Numbers) -> Mask:
        """The most that each pair can come to, against the least that ties it."""
        shared = np.asarray(self._stems[a].multiply(self._stems[b]).sum(axis=1)).ravel()
        alike = meet(self._predicates[a], self._predicates[b])
        same = meet(self._subjects[a], self._subjects[b])
        gains = {
            "same_happening": alike & same,
            "participant": alike & meet(self._actors[a], self._actors[b]),
            "alike_happening": alike & meet(self._heads[a], self._heads[b]),
        }
        clock = meet(self._clocks[a], self._clocks[b])
        polarity = self._negated[a] != self._negated[b]
        opposite = meet(self._predicates[a], self._opposites[b])
        actors = np.minimum(common(self._spoken_of[a], self._spoken_of[b]), MOST_ACTORS)
        here = self._articles[a] == self._articles[b]
        outlet = (self._outlets[a] == self._outlets[b]) & ~here
        speaker = (self._speakers[a] == self._speakers[b]) & (self._speakers[a] != 0)
        own = self._own[a] & self._own[b]
        tied = np.zeros(len(a), dtype=np.bool_)
        for at, bar in enumerate(self._bars):
            weight = {name: both[at] for name, both in self._weights.items()}
            other = max(weight["alike_subject"], weight["different_subject"], 0.0)
            most = (
                weight["base"]
                + weight["near"] * near
                + weight["against"] * against
                + MOST * abs(weight["ahead"]) * ~here
                + weight["shared"] * shared
                + np.where(alike, weight["predicate"], max(weight["lone_predicate"], 0.0))
                + np.where(same, weight["same_subject"], other)
                + np.max([weight[name] * held for name, held in gains.items()], axis=0)
                + max(weight["clock"], 0.0) * clock
                + max(weight["slot"], 0.0) * (alike & self._fills[a] & self._fills[b])
                + weight["polarity_differs"] * polarity
                + weight["shared_actors"] * actors
                + weight["one_article"] * here
                + weight["one_outlet"] * outlet
                + np.where(here, weight["one_speaker_here"], weight["one_speaker"]) * speaker
                + weight["own_words"] * own
                + max(weight["opposite"], 0.0) * opposite
            )
            tied |= most >= bar - _SLACK
        # Numbers, opposites, slots and what only one can do part two claims that share little.
        return np.asarray(
            tied
            | (self._counts[a] & self._counts[b])
            | opposite
            | (alike & polarity)
            | (alike & self._fills[a] & self._fills[b])
            | ((self._lacks[a] | self._lacks[b]) & (near >= self._least_lacking))
            | meet(self._sole[a], self._sole[b])
            | (self._spares[a] & self._hit[b])
            | (self._hit[a] & self._spares[b])
            | (self._no_money[a] & self._sums[b])
            | (self._sums[a] & self._no_money[b])
        )


def _opposites(predicates: frozenset[str]) -> frozenset[str]:
    pairs = [pair for pair in table("stance")["opposites"]["pairs"] if {*pair} & predicates]
    return frozenset(name for pair in pairs for name in pair)


def _unit(rows: Iterable[Iterable[tuple[str, float]]]) -> Matrix:
    """A sparse matrix of unit rows."""
    columns: dict[str, int] = {}
    indices: list[int] = []
    values: list[float] = []
    bounds = [0]
    for row in rows:
        found = list(row)
        length = math.sqrt(sum(value * value for _, value in found)) or 1.0
        indices += [columns.setdefault(name, len(columns)) for name, _ in found]
        values += [value / length for _, value in found]
        bounds.append(len(indices))
    return sparse.csr_matrix(
        (values, indices, bounds), shape=(len(bounds) - 1, max(1, len(columns)))
    )


def _codes(names: Sequence[str]) -> Positions:
    """A number for each name; 0 for the empty one."""
    numbers = {"": 0}
    return np.array([numbers.setdefault(name, len(numbers)) for name in names], dtype=np.int64)
