"""Plain text and Markdown: one file, one article. In: Material. Out: one Article, or Refused."""

from __future__ import annotations

from collections.abc import Iterator

from analysis.ingest.assemble import Found, assemble
from analysis.ingest.decode import decode
from analysis.ingest.material import Material, Piece
from analysis.ingest.metadata import find_header


def read_plain(material: Material) -> Iterator[Piece]:
    """The whole text; what its head states about itself is no part of the analysis."""
    text = decode(material.data)
    if text is None:
        yield material.refused(
            "This is not text in any known encoding.", "Save it as UTF-8 text and try again."
        )
        return
    yield read_text(material, text)


def read_text(material: Material, text: str) -> Piece:
    """The same for text that is decoded already (pasted, or out of another format)."""
    header = find_header(text)
    return assemble(
        material,
        Found(
            text=text,
            title=header.title,
            outlet=header.outlet,
            author=header.author,
            url=header.url or material.url,
            published=header.published,
            date_origin="text",
            boilerplate=((0, header.end),) if header.end else (),
        ),
    )
