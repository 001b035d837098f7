"""What resolving a case may keep from one run to the next, so that one more article costs little.

In: claims and frames of a run. Out: frames and judgements of the run before, where nothing that
they depend on has changed. The result of a run is the same without; a test compares.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt

from analysis.model import Actor, Annotation, Claim
from analysis.resolve.claim_frames import ClaimFrame, frame_of
from analysis.resolve.claims import KeptClaims
from analysis.resolve.stance import Judgement

Serials = npt.NDArray[np.int64]
_Key = tuple[object, ...]


class Memory:
    """Claims by article, frames by claim, judgements by pair of frames. Holds what the last run
    used, no more."""

    def __init__(self) -> None:
        self._frames: dict[str, tuple[_Key, Annotation | None, int, ClaimFrame]] = {}
        self._codes: Serials = np.zeros(0, dtype=np.int64)
        self._judged: npt.NDArray[np.object_] = np.zeros(0, dtype=object)
        self._background = ""
        self.claims = KeptClaims()
        self._next = 0

    def frames(
        self,
        claims: Sequence[Claim],
        annotations: Mapping[str, Annotation],
        actors: Mapping[str, Actor],
    ) -> tuple[list[ClaimFrame], Serials]:
        """The frame of each claim, and a number that stays with it as long as it is the same."""
        used: dict[str, tuple[_Key, Annotation | None, int, ClaimFrame]] = {}
        for claim in claims:
            annotation = annotations.get(claim.article_id)
            key = _depends_on(claim, actors)
            kept = self._frames.get(claim.id)
            if kept is None or kept[1] is not annotation or kept[0] != key:
                kept = (key, annotation, self._next, frame_of(claim, annotation, actors))
                self._next += 1
            used[claim.id] = kept
        self._frames = used
        found = [used[claim.id] for claim in claims]
        serials = np.array([serial for _, _, serial, _ in found], dtype=np.int64)
        return [frame for _, _, _, frame in found], serials

    def judged(self, background: str, codes: Serials) -> tuple[list[Judgement | None], Serials]:
        """What was judged of each pair, None for unrelated ones, and the places of the new pairs.

        All are new when what the case has in common has changed.
        """
        if background != self._background or not len(self._codes):
            return [None] * len(codes), np.arange(len(codes), dtype=np.int64)
        places = np.searchsorted(self._codes, codes).clip(max=len(self._codes) - 1)
        met = self._codes[places] == codes
        found = self._judged[places]
        found[~met] = None
        return found.tolist(), np.flatnonzero(~met)

    def keep_judged(
        self, background: str, codes: Serials, judged: Sequence[Judgement | None]
    ) -> None:
        """Keep the judgements of this run in place of those before."""
        order = np.argsort(codes, kind="stable")
        kept = np.empty(len(judged), dtype=object)
        kept[:] = judged
        self._background, self._codes, self._judged = background, codes[order], kept[order]


def pair_codes(a: Serials, b: Serials) -> Serials:
    """One number for each pair of frames."""
    return np.asarray((a << 32) | b, dtype=np.int64)


def _depends_on(claim: Claim, actors: Mapping[str, Actor]) -> _Key:
    """All that `frame_of` looks at, the annotation apart."""
    concerned = dict.fromkeys((*claim.mentioned, claim.actor_id))
    return (
        claim,
        *((actors[a].name, actors[a].type) for a in concerned if a in actors),
    )
