"""What every reader gets, and what it gives.

In: the bytes of one file with the name its user knows it by. Out: Articles and Refused items.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import PurePosixPath, PureWindowsPath

from analysis.errors import Refused
from analysis.ingest.limits import Limits
from analysis.model import Article

Piece = Article | Refused


class TeaserOnly(Refused):
    """A feed's entry without its text. `address` is the page that has it."""

    def __init__(self, item: str, address: str) -> None:
        super().__init__(
            item,
            "The feed gives a teaser only, not the article.",
            "Give the article's page, or its address.",
        )
        self.address = address


@dataclass(slots=True)
class Budget:
    """What is left to unpack of one upload, however its archives are nested."""

    size: int
    members: int


@dataclass(frozen=True, slots=True)
class Material:
    """Bytes to read. `url` is where they were fetched, `mapping` the columns of a table."""

    name: str
    data: bytes
    limits: Limits
    url: str = ""
    depth: int = 0  # how many archives or mails it was taken out of
    mapping: Mapping[str, str] = field(default_factory=dict)
    budget: Budget = field(default_factory=lambda: Budget(0, 0))

    @classmethod
    def of_upload(
        cls, name: str, data: bytes, limits: Limits, url: str, mapping: Mapping[str, str]
    ) -> Material:
        """The material of a file as it was handed in, with the whole budget."""
        budget = Budget(limits.largest_unpacked, limits.most_members)
        return cls(name, data, limits, url, 0, mapping, budget)

    @property
    def stem(self) -> str:
        """The file's name without folders and ending, for lack of a better title."""
        return PurePosixPath(PureWindowsPath(self.name).name).stem

    def inner(self, name: str, data: bytes, url: str = "") -> Material:
        """A part of this material, as a file of its own."""
        return replace(self, name=f"{self.name} > {name}", data=data, depth=self.depth + 1, url=url)

    def refused(self, reason: str, remedy: str) -> Refused:
        """The error that this material as a whole cannot be read."""
        return Refused(self.name, reason, remedy)


Reader = Callable[[Material], Iterator[Piece]]
