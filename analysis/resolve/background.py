"""What every claim of a case shares, so that the rest can be told apart.

In: frames and their vectors. Out: a Background: how rare each stem is, and the mean vector.
In a case about one dam 'dam' says nothing and 'cracks' says all; vectors of one topic point
one way until their mean is taken off (Mu & Viswanath 2018). Both are taken from a sample that
depends on the claims alone, not on the order in which they were added: of the earliest reported
(as many as the largest power of two that the case holds) those with the smallest hashes. News
comes last, so that one more article seldom changes the background of a large case.
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
SMOOTHING = 6  # as many claims of a topic of their own: keeps small cases near plain cosine


@dataclass(frozen=True, slots=True)
class Background:
    rarity: Mapping[str, float]
    rarest: float  # of a stem that the sample lacks
    mean: Vectors
    key: str  # changes when the sample does

    def weight(self, stem: str) -> float:
        return self.rarity.get(stem, self.rarest)

    def centred(self, vectors: Vectors) -> Vectors:
        """Unit rows with the shared direction taken off."""
        return unit_rows(vectors - self.mean)


def background(frames: Sequence[ClaimFrame], vectors: Vectors) -> Background:
    """Measure what is shared over a sample of the frames, which come in order of report."""
    drawn = sample([frame.claim_id for frame in frames])
    counts = Counter(stem for at in drawn for stem in frames[at].stems)
    size = len(drawn)
    total = vectors[drawn].sum(axis=0) if drawn else np.zeros(WIDTH, dtype=np.float32)
    return Background(
        rarity={stem: math.log((size + 8) / (n + 1)) for stem, n in counts.items()},
        rarest=math.log(size + 8),
        mean=(total / (size + SMOOTHING)).astype(np.float32),
        key=hashlib.sha256("|".join(frames[at].claim_id for at in drawn).encode()).hexdigest(),
    )


def sample(ids: Sequence[str]) -> list[int]:
    """Positions of the early ids with the smallest hashes, in order of hash (Broder 1997)."""
    if len(ids) <= SAMPLE:
        return sorted(range(len(ids)), key=lambda at: ids[at])
    early = ids[: 1 << (len(ids).bit_length() - 1)]
    hashed = sorted((_rank(identifier), at) for at, identifier in enumerate(early))
    return [at for _, at in hashed[:SAMPLE]]


def _rank(identifier: str) -> bytes:
    return hashlib.blake2b(identifier.encode(), digest_size=8).digest()
