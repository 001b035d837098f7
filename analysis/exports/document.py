"""The parts of a report, whatever file it becomes.

In: nothing. Out: Block types, References and the Report that holds them. The writers
(`report_markdown`, `report_html`, `report_pdf`) turn these into files and decide nothing else.
"""

from __future__ import annotations

from dataclasses import dataclass

from analysis.exports.drawings import Drawn
from analysis.exports.provenance import Provenance
from analysis.model import Evidence


@dataclass(frozen=True, slots=True)
class Run:
    """Words with the references they rest on."""

    text: str
    references: tuple[int, ...] = ()
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Heading:
    text: str
    level: int = 2


@dataclass(frozen=True, slots=True)
class Paragraph:
    runs: tuple[Run, ...]
    own_words: bool = False  # the analyst's, set apart from what the articles say


@dataclass(frozen=True, slots=True)
class Quoted:
    """Words of an article with who says them."""

    text: str
    attribution: str
    reference: int


@dataclass(frozen=True, slots=True)
class Table:
    caption: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Figure:
    title: str
    alt: str
    drawn: Drawn | None = None
    png: bytes = b""


Block = Heading | Paragraph | Quoted | Table | Figure


@dataclass(frozen=True, slots=True)
class Reference:
    """A place in an article, complete enough to find it without this program."""

    number: int
    outlet: str
    title: str
    published: str
    url: str
    evidence: Evidence
    before: str
    words: str
    after: str


@dataclass(frozen=True, slots=True)
class Report:
    title: str
    provenance: Provenance
    blocks: tuple[Block, ...]
    references: tuple[Reference, ...]
