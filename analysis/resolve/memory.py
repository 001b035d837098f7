"""What resolving a case may keep from one run to the next, so that one more article costs little.

Each stage keeps what it found together with what that rests on, and looks again only at what rests
on something else than before. The result of a run is the same without; a test compares.
"""

from __future__ import annotations

from analysis.resolve.actors import KeptActors
from analysis.resolve.claims import KeptClaims
from analysis.resolve.corroboration import KeptCorroboration
from analysis.resolve.duplicates import KeptShares
from analysis.resolve.events import KeptReports
from analysis.resolve.happenings import KeptLikeness


class Memory:
    """What the stages have kept of one case. After a run that failed it is to be thrown away."""

    def __init__(self) -> None:
        self.actors = KeptActors()
        self.claims = KeptClaims()
        self.shares = KeptShares()
        self.corroboration = KeptCorroboration()
        self.reports = KeptReports()
        self.likeness = KeptLikeness()
