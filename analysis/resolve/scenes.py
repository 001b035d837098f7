"""Tells articles of two stories: they have nobody in common, nor much with one third article.

In: the actors of each article, pairs of claims. Out: which pairs stand in two such articles. A
case often holds several stories, and much is said alike in each ('nobody was hurt', 'the ministry
denied it'): without this, six in ten propositions of ten stories in one case were put together
across them. The third articles are those of the sample that the background of the case is taken
from, so that one article more seldom changes whom the others are akin to.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from analysis.gazetteer import fold, place_kind
from analysis.model import Claim, EntityType
from analysis.resolve.actors import ActorResolution
from analysis.resolve.meaning import common_words
from analysis.resolve.set_rows import Matrix, meet, numbered, rows_of_sets

AT_ONCE = 200_000  # pairs
MUCH = 2  # actors in common
FEW = 24  # articles: so small a case is of one story, and two of them may name nobody in common

NOBODY: frozenset[str] = frozenset()

Mask = npt.NDArray[np.bool_]
Scenes = Mapping[str, frozenset[str]]  # article -> actors in it, and '@' articles it is akin to


def scenes_of(resolution: ActorResolution, claims: Iterable[Claim]) -> Scenes:
    """The actors of each article by whom a story is known: no news agency, no 'Parliament'."""
    telling = {actor.id for actor in resolution.actors if _is_telling(actor.name, actor.type)}
    named: dict[str, set[str]] = defaultdict(set)
    for (article, _), actor in resolution.actor_of.items():
        if actor in telling:
            named[article].add(actor)
    for claim in claims:
        if claim.source_kind in {"media", "author"}:
            named[claim.article_id].discard(claim.actor_id)
    return {article: frozenset(actors) for article, actors in named.items()}


@lru_cache(maxsize=65_536)
def _is_telling(name: str, kind: EntityType) -> bool:
    """Whether there is one of that name: many have a 'Coast Guard'."""
    parts = fold(name).split()
    if (kind == "person" and len(parts) > 1) or (kind == "place" and place_kind(name)):
        return True
    return not common_words().issuperset(parts)


def with_kin(scenes: Scenes, sampled: Iterable[str]) -> Scenes:
    """The scenes, each with the articles among `sampled` with which it has much in common;
    of few articles nothing."""
    return KeptKin().update(scenes, sampled)


class KeptKin:
    """The kin of each article, which rest on its own scene and on those of the sample."""

    def __init__(self) -> None:
        self._scenes: Scenes = {}
        self._thirds: Scenes | None = None  # none in a case of few articles
        self._kin: dict[str, frozenset[str]] = {}

    def update(self, scenes: Scenes, sampled: Iterable[str]) -> Scenes:
        """As `with_kin`; looks at the articles whose scene is another."""
        thirds = None
        if len(scenes) >= FEW:
            thirds = {third: scenes[third] for third in sorted({*sampled} & scenes.keys())}
        before = self._scenes if thirds == self._thirds else {}
        other = {name: scene for name, scene in scenes.items() if before.get(name) != scene}
        kept = {name: self._kin[name] for name in scenes if name not in other}
        found = dict.fromkeys(other, NOBODY) if thirds is None else _with_kin(other, thirds)
        self._scenes, self._thirds, self._kin = scenes, thirds, kept | found
        return self._kin


def _with_kin(scenes: Scenes, thirds: Scenes) -> dict[str, frozenset[str]]:
    every, others = [*scenes.values()], [*thirds.values()]
    columns, names = numbered([*every, *others]), [*thirds]
    shared = (rows_of_sets(every, columns) @ rows_of_sets(others, columns).T).tocsr()
    kin = {}
    for row, (name, scene) in enumerate(scenes.items()):
        here = slice(shared.indptr[row], shared.indptr[row + 1])
        much = shared.indices[here][shared.data[here] >= MUCH]
        kin[name] = scene.union(f"@{names[at]}" for at in much.tolist())
    return kin


def strangers(
    articles: Sequence[str],
    scenes: Scenes,
    pairs: npt.NDArray[np.int64],
) -> Mask:
    """True for each pair (positions in `articles`) whose articles both name actors, and none in
    common."""
    if not len(pairs):
        return np.zeros(0, dtype=np.bool_)
    used, numbered = np.unique(pairs, return_inverse=True)
    numbered = numbered.reshape(pairs.shape)
    told = [articles[at] for at in used.tolist()]
    names = list(dict.fromkeys(told))
    row_of = {name: row for row, name in enumerate(names)}
    of = np.array([row_of[name] for name in told], dtype=np.int64)
    named = _named(names, scenes)
    known = np.diff(named.indptr) > 0
    a, b = of[numbered[:, 0]], of[numbered[:, 1]]
    coded = np.minimum(a, b) * len(names) + np.maximum(a, b)  # many claims, fewer articles
    both, back = np.unique(coded, return_inverse=True)
    one, other = both // len(names), both % len(names)
    apart = known[one] & known[other]
    for at in range(0, len(both), AT_ONCE):
        here = slice(at, at + AT_ONCE)
        apart[here] &= ~meet(named[one[here]], named[other[here]])
    return np.asarray(apart[back])


def _named(names: Sequence[str], scenes: Scenes) -> Matrix:
    """A row for each article, with a 1 in the column of everybody in its scene."""
    found = [scenes.get(name, NOBODY) for name in names]
    return rows_of_sets(found, numbered(found))
