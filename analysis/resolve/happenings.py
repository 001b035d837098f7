"""Groups articles by the happening that they report.

In: articles. Out: groups of article ids, largest first; an article alone is a group of one.
Likeness is the cosine of an article's most telling words and, as much again, of its names and
numbers, which tell two storms apart when their words do not; groups grow by average linkage
(Sokal & Michener 1958). How telling a word is comes from a sample of the articles, so that one
more article seldom changes it, and the likeness of the others can be kept.
"""

from __future__ import annotations

import math
import re
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt
from scipy import sparse
from scipy.sparse.csgraph import connected_components

from analysis.model import Article
from analysis.resolve.background import early_by_rank
from analysis.resolve.growing_linkage import Dendrogram
from analysis.resolve.wording import stems

ALIKE = 0.16  # mean cosine between two groups from which they report one happening
TELLING = 100  # words of each kind that an article is known by
SAMPLE = 1024  # articles whose words say how telling a word is
KEPT = 8192  # articles whose likeness is kept: 128 MB of it
BLOCK = 512  # rows of likeness worked out at a time
FEW = 16  # new articles that are put among the others one by one
_NAME = re.compile(r"\b(?:[A-Z][a-zA-Z]{2,}|\d[\d,.]*)\b")

Matrix: TypeAlias = Any  # scipy.sparse.csr_matrix, which has no type of its own
Floats: TypeAlias = npt.NDArray[np.float32]
Codes: TypeAlias = npt.NDArray[np.uint32]
NONE: Floats = np.zeros(0, np.float32)
Named: TypeAlias = tuple[str, str]  # an article's id and its text
Counted: TypeAlias = tuple[Codes, npt.NDArray[np.float64]]


class KeptLikeness:
    """How alike the articles of a case are, kept for its next run.

    Rests on their texts and on those of the sample. Every article has a place for as long as its
    text is the same; what a new one is like is added behind.
    """

    def __init__(self) -> None:
        self._reset(())

    def _reset(self, sample: Sequence[str]) -> None:
        self._sample = tuple(sample)
        self._rarity = _Rarity(sample)
        self._places: dict[Named, int] = {}
        self._rows = _Rows()
        self._likeness: list[Floats] = []  # of each to those before it
        self._tree = Dendrogram(ALIKE)

    def labels(self, articles: Sequence[Named], sample: Sequence[str]) -> list[int]:
        """For each article the number of its group."""
        if self._sample != tuple(sample):
            self._reset(sample)
        self._forget(set(articles))
        new = [article for article in articles if article not in self._places]
        first = len(self._places)
        self._places.update((article, first + at) for at, article in enumerate(new))
        self._rows.add(self._rarity.telling(text) for _, text in new)
        self._likeness += self._rows.likeness(first, len(self._places))
        if len(self._tree) < first or len(new) > FEW or not all(map(self._take, new)):
            self._tree = _tree_of(np.concatenate([*self._likeness, NONE]), len(self._places))
        labels = self._tree.labels()
        return [int(labels[self._places[article]]) for article in articles]

    def _take(self, article: Named) -> bool:
        """Put a new article among those before it, if that can be done by itself."""
        return self._tree.add(self._rows.matrix(0, self._places[article] + 1))

    def _forget(self, articles: set[Named]) -> None:
        """Leave out those that the case no longer has."""
        left = [article for article in self._places if article in articles]
        if len(left) == len(self._places):
            return
        places = np.array([self._places[article] for article in left], np.int64)
        self._likeness = [
            self._likeness[place][places[:at]] if at else NONE for at, place in enumerate(places)
        ]
        self._rows.keep(places)
        self._places = {article: at for at, article in enumerate(left)}
        self._tree = Dendrogram(ALIKE)


def group(
    articles: Sequence[Article], kept: KeptLikeness | None = None
) -> tuple[tuple[str, ...], ...]:
    """Every article in one group; the result does not depend on the order of the articles."""
    if not articles:
        return ()
    named = sorted((a.id, f"{a.title}\n{a.analysed_text()}") for a in articles)
    if len(articles) > SAMPLE:
        texts = dict(named)
        reported = sorted((article.published_at or "9", article.id) for article in articles)
        ids = [identifier for _, identifier in reported]
        sample = [texts[ids[at]] for at in early_by_rank(ids)[:SAMPLE]]
    else:
        sample = [text for _, text in named]
    if kept is None or len(articles) > KEPT:
        kept = KeptLikeness()
    groups: dict[int, list[str]] = {}
    for (identifier, _), label in zip(named, kept.labels(named, sample), strict=True):
        groups.setdefault(label, []).append(identifier)
    return tuple(sorted(map(tuple, groups.values()), key=lambda g: (-len(g), g)))


@lru_cache(maxsize=16_384)
def _counted(text: str) -> tuple[Counted, Counted]:
    """Codes of the words, and of the names, with 1 + log of how often each stands there."""
    return (
        _often(stems(text)),
        _often(match.lower() for match in _NAME.findall(text)),
    )


def _often(words: Iterable[str]) -> Counted:
    counts = Counter(zlib.crc32(word.encode()) for word in words)
    codes = np.fromiter(counts.keys(), dtype=np.uint32, count=len(counts))
    often = np.fromiter(counts.values(), dtype=np.float64, count=len(counts))
    order = np.argsort(codes)
    return codes[order], 1.0 + np.log(often[order])


class _Rarity:
    """How rare each word is in the texts of a sample."""

    def __init__(self, sample: Sequence[str]) -> None:
        self._size = len(sample)
        self._known: list[tuple[Codes, npt.NDArray[np.int64]]] = []  # words, names
        for kind in range(2 if sample else 0):
            codes = np.concatenate([_counted(text)[kind][0] for text in sample])
            self._known.append(np.unique(codes, return_counts=True))

    def telling(self, text: str) -> tuple[list[int], Floats]:
        """What the text is known by: the words that tell most, and the names, of equal weight.

        Codes of both, which never meet, and weights: TF-IDF, together of length one.
        """
        found: list[int] = []
        weights: list[npt.NDArray[np.float64]] = []
        for kind, (codes, often) in enumerate(_counted(text)):
            known, counts = self._known[kind]
            if len(known):
                at = np.minimum(np.searchsorted(known, codes), len(known) - 1)
                held = np.where(known[at] == codes, counts[at], 1)
            else:
                held = np.ones(len(codes), np.int64)
            weight = often * np.log((self._size + 1) / held)
            most = np.argsort(-weight, kind="stable")[:TELLING]
            length = math.sqrt(float((weight[most] ** 2).sum()))
            found += [(int(code) << 1) + kind for code in codes[most]]
            weights.append(weight[most] * (math.sqrt(0.5) / max(length, 1e-9)))
        return found, np.concatenate(weights).astype(np.float32)


class _Rows:
    """A sparse matrix that grows: a row a text, a column a code."""

    def __init__(self) -> None:
        self._columns: dict[int, int] = {}
        self._indices: list[npt.NDArray[np.int32]] = []
        self._weights: list[Floats] = []

    def add(self, rows: Iterable[tuple[list[int], Floats]]) -> None:
        columns = self._columns
        for codes, weights in rows:
            found = [columns.setdefault(code, len(columns)) for code in codes]
            self._indices.append(np.array(found, np.int32))
            self._weights.append(weights)

    def keep(self, places: npt.NDArray[np.int64]) -> None:
        self._indices = [self._indices[at] for at in places]
        self._weights = [self._weights[at] for at in places]

    def likeness(self, first: int, last: int) -> Iterator[Floats]:
        """For each row from `first` on, its product with each of those before it."""
        for low in range(first, last, BLOCK):
            high = min(low + BLOCK, last)
            products = (self.matrix(low, high) @ self.matrix(0, high).T).toarray()
            for row, at in zip(products, range(low, high), strict=True):
                yield row[:at]

    def matrix(self, low: int, high: int) -> Matrix:
        indices, weights = self._indices[low:high], self._weights[low:high]
        starts = np.cumsum([0, *map(len, indices)])
        shape = high - low, max(1, len(self._columns))
        return sparse.csr_matrix(
            (np.concatenate(weights), np.concatenate(indices), starts), shape=shape
        )


def _before(row: int) -> int:
    """How many pairs stand before a row, each row holding those with the rows before it."""
    return row * (row - 1) // 2


def _among(likeness: Floats, places: npt.NDArray[np.int64]) -> Floats:
    """The likeness of some, of each to those before it in the order of `places`."""
    rows = [np.zeros(0, np.float32)]
    for at, place in enumerate(places):
        others = places[:at]
        low, high = np.minimum(others, place), np.maximum(others, place)
        rows.append(likeness[high * (high - 1) // 2 + low])
    return np.concatenate(rows)


def _tree_of(likeness: Floats, size: int) -> Dendrogram:
    """Groups without one pair that is alike cannot join: parts are exact."""
    parts = _parts(likeness, size)
    order = np.argsort(parts, kind="stable")
    every = np.split(order, np.flatnonzero(np.diff(parts[order])) + 1) if size else []
    tree = Dendrogram(ALIKE)
    # Read from its end, the likeness holds the pairs in reverse order as SciPy wants them.
    tree.build([(places[::-1], _among(likeness, places)[::-1]) for places in every])
    return tree


def _parts(likeness: Floats, size: int) -> npt.NDArray[np.int32]:
    """For each place the number of its part: those that pairs of like ones connect."""
    pairs = np.flatnonzero(likeness >= ALIKE)
    starts = np.array([_before(row) for row in range(size + 1)])
    later = np.searchsorted(starts, pairs, side="right") - 1
    earlier = pairs - starts[later]
    ties = sparse.csr_matrix((np.ones(len(pairs), bool), (later, earlier)), shape=(size, size))
    parts: npt.NDArray[np.int32] = connected_components(ties, directed=False)[1]
    return parts
