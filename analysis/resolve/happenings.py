"""Groups articles by the happening that they report.

In: articles. Out: groups of article ids, largest first; an article alone is a group of one.
Likeness is the cosine of an article's most telling words and, as much again, of its names and
numbers, which tell two storms apart when their words do not; groups grow by average linkage
(Sokal & Michener 1958). Only pairs that share a telling word are ever compared.
"""

from __future__ import annotations

import math
import re
import zlib
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt
from scipy import sparse
from scipy.cluster.hierarchy import fcluster, linkage
from scipy.sparse.csgraph import connected_components

from analysis.model import Article
from analysis.resolve.wording import stems

ALIKE = 0.16  # mean cosine between two groups from which they report one happening
TELLING = 100  # words of each kind that an article is known by
_NAME = re.compile(r"\b(?:[A-Z][a-zA-Z]{2,}|\d[\d,.]*)\b")

Matrix: TypeAlias = Any  # scipy.sparse.csr_matrix, which has no type of its own
Counted: TypeAlias = tuple[npt.NDArray[np.uint32], npt.NDArray[np.float64]]


def group(articles: Sequence[Article]) -> tuple[tuple[str, ...], ...]:
    """Every article in one group; the result does not depend on the order of the articles."""
    if not articles:
        return ()
    ordered = sorted(articles, key=lambda article: article.id)
    texts = [f"{article.title}\n{article.analysed_text()}" for article in ordered]
    likeness = _likeness(texts)
    labels = _labels(likeness)
    groups: dict[int, list[str]] = {}
    for article, label in zip(ordered, labels, strict=True):
        groups.setdefault(label, []).append(article.id)
    return tuple(sorted(map(tuple, groups.values()), key=lambda g: (-len(g), g)))


def _likeness(texts: Sequence[str]) -> Matrix:
    words = _weighted([_words(text) for text in texts])
    names = _weighted([_names(text) for text in texts])
    both = sparse.hstack([words, names], format="csr") * math.sqrt(0.5)
    return sparse.csr_matrix(both @ both.T)


@lru_cache(maxsize=16_384)
def _words(text: str) -> Counted:
    return _counted(stems(text))


@lru_cache(maxsize=16_384)
def _names(text: str) -> Counted:
    return _counted(match.lower() for match in _NAME.findall(text))


def _counted(words: Iterable[str]) -> Counted:
    """Codes of the words and 1 + log of how often each stands there."""
    counts = Counter(zlib.crc32(word.encode()) for word in words)
    codes = np.fromiter(counts.keys(), dtype=np.uint32, count=len(counts))
    often = np.fromiter(counts.values(), dtype=np.float64, count=len(counts))
    return codes, 1.0 + np.log(often)


def _weighted(counts: Sequence[Counted]) -> Matrix:
    """Rows of unit length: TF-IDF of the words that tell each text from the others."""
    size = len(counts)
    rows = np.repeat(np.arange(size), [len(codes) for codes, _ in counts])
    found, columns = np.unique(np.concatenate([c for c, _ in counts]), return_inverse=True)
    held = np.bincount(columns, minlength=len(found))
    weights = np.concatenate([often for _, often in counts]) * np.log((size + 1) / held[columns])
    order = np.lexsort((columns, -weights, rows))
    rows, columns, weights = rows[order], columns[order], weights[order]
    first = np.searchsorted(rows, np.arange(size))
    kept = np.arange(len(rows)) - first[rows] < TELLING
    rows, columns, weights = rows[kept], columns[kept], weights[kept]
    lengths = np.sqrt(np.bincount(rows, weights=weights**2, minlength=size))
    values = weights / np.maximum(lengths, 1e-9)[rows]
    return sparse.csr_matrix((values, (rows, columns)), shape=(size, max(1, len(found))))


def _labels(likeness: Matrix) -> list[int]:
    """Average linkage. Groups without one pair that is alike cannot merge: parts are exact."""
    strong = likeness.copy()
    strong.data = (strong.data >= ALIKE).astype(np.int8)
    strong.eliminate_zeros()
    _, parts = connected_components(strong, directed=False)
    labels: npt.NDArray[np.int64] = np.zeros(likeness.shape[0], dtype=np.int64)
    taken = 0
    order = np.argsort(parts, kind="stable")
    for members in np.split(order, np.flatnonzero(np.diff(parts[order])) + 1):
        inner = _average_linkage(likeness[members][:, members])
        labels[members] = inner + taken
        taken += int(inner.max()) + 1
    return [int(label) for label in labels]


def _average_linkage(likeness: Matrix) -> npt.NDArray[np.int64]:
    size = likeness.shape[0]
    if size == 1:
        return np.zeros(1, dtype=np.int64)
    upper = np.triu_indices(size, 1)
    distance = 1.0 - likeness.toarray()[upper]
    tree = linkage(np.maximum(distance, 0.0), method="average")
    return np.asarray(fcluster(tree, 1.0 - ALIKE, criterion="distance"), dtype=np.int64) - 1
