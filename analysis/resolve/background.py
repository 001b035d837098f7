"""What every claim of a case shares, so that the rest can be told apart.

In: frames and their vectors. Out: a Background: how rare each stem is, and the mean vector.
In a case about one dam 'dam' says nothing and 'cracks' says all; vectors of one topic point
one way until their mean is taken off (Mu & Viswanath 2018). Both are taken from a sample that
depends on the articles alone, not on the order in which they were added: of the earliest reported
(as many as the largest power of two that the case holds) those with the smallest hashes. News
comes last, and an older article that comes in late is seldom one of the sample: one more article
leaves the background of a large case as it is.
"""

from __future__ import annotations

import hashlib
import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from analysis.resolve.claim_frames import ClaimFrame
from analysis.resolve.meaning import WIDTH, Vectors, unit_rows

SAMPLE = 1024  # claims
SMOOTHING = 30  # as many claims of a topic of their own: keeps small cases near plain cosine


@dataclass(frozen=True, slots=True)
class Background:
    rarity: Mapping[str, float]
    rarest: float  # of a stem that the sample lacks
    mean: Vectors

    def weight(self, stem: str) -> float:
        return self.rarity.get(stem, self.rarest)

    def centred(self, vectors: Vectors) -> Vectors:
        """Unit rows with the shared direction taken off."""
        return unit_rows(vectors - self.mean)


def background(frames: Sequence[ClaimFrame], vectors: Vectors) -> Background:
    """What the frames of a sample share; one row of `vectors` each."""
    counts = Counter(stem for frame in frames for stem in frame.stems)
    size = len(frames)
    total = vectors.sum(axis=0) if size else np.zeros(WIDTH, dtype=np.float32)
    return Background(
        rarity={stem: math.log((size + 8) / (n + 1)) for stem, n in counts.items()},
        rarest=math.log(size + 8),
        mean=(total / (size + SMOOTHING)).astype(np.float32),
    )


def sample(articles: Sequence[str], ids: Sequence[str], size: int = SAMPLE) -> list[int]:
    """Positions of the claims of the early articles with the smallest hashes (Broder 1997).

    `articles` is the article of each claim, in order of report, `ids` their own ids. Whole
    articles, until there are `size` claims; all claims where there are no more than that.
    """
    if len(articles) <= size:
        return sorted(range(len(ids)), key=lambda at: ids[at])
    places: dict[str, list[int]] = {}
    for at, article in enumerate(articles):
        places.setdefault(article, []).append(at)
    names = list(places)
    drawn: list[int] = []
    for at in early_by_rank(names):
        if len(drawn) >= size:
            break
        drawn += places[names[at]]
    return drawn


def early_by_rank(articles: Sequence[str]) -> list[int]:
    """Positions of the early articles, those with the smallest hashes first.

    Early are the first of `articles`, as many as the largest power of two that they hold.
    """
    early = range(1 << (len(articles).bit_length() - 1) if articles else 0)
    return sorted(early, key=lambda at: (rank(articles[at]), articles[at]))


def rank(identifier: str) -> int:
    """A number that an id has always, and that says nothing."""
    return int.from_bytes(hashlib.blake2b(identifier.encode(), digest_size=7).digest(), "big")
