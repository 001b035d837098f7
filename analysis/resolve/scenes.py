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


def with_kin(scenes: Scenes, sampled: Iterable[str]) -> dict[str, frozenset[str]]:
    """The scenes, each with the articles among `sampled` with which it has much in common;
    of few articles nothing."""
    if len(scenes) < FEW:
        return dict.fromkeys(scenes, frozenset())
    names, thirds = list(scenes), sorted({*sampled} & scenes.keys())
    every = _named(names, scenes)
    row_of = {name: row for row, name in enumerate(names)}
    shared = (every @ every[[row_of[third] for third in thirds]].T).tocsr()
    kin = {}
    for row, name in enumerate(names):
        here = slice(shared.indptr[row], shared.indptr[row + 1])
        much = shared.indices[here][shared.data[here] >= MUCH]
        kin[name] = scenes[name].union(f"@{thirds[at]}" for at in much.tolist())
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
    found = [scenes.get(name, frozenset()) for name in names]
    return rows_of_sets(found, numbered(found))
