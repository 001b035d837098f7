"""PDF: one document, one article. In: the file. Out: its running text, title, author, date.

Lines are joined into paragraphs and hyphens at line ends taken out; what is repeated at the head
or foot of pages is left out. Gives up on pages that are pictures.
"""

from __future__ import annotations

import io
import logging
import re
from collections import Counter
from collections.abc import Iterator

from pypdf import PdfReader
from pypdf.errors import PyPdfError

from analysis.ingest.assemble import Found, assemble
from analysis.ingest.dates import iso_date
from analysis.ingest.decode import mended
from analysis.ingest.material import Material, Piece
from analysis.ingest.metadata import find_header
from analysis.ingest.office import NO_TITLE
from analysis.model import DateOrigin

logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # what is wrong becomes a reason

_PAGE_NUMBER = re.compile(r"(?:page\s+)?\d{1,4}(?:\s*(?:/|of)\s*\d{1,4})?", re.IGNORECASE)
_HYPHEN = re.compile(r"(?<=[a-z])[-\u00ad\u2010]$")
_SENTENCE_END = re.compile(r"[.!?:][\"'”’)\]]*$")
_REPEATED = 3  # pages on which the same first or last line is no text
_FEWEST_LETTERS = 20  # of all pages; fewer means pictures


def read_pdf(material: Material) -> Iterator[Piece]:
    """The text of all pages."""
    try:
        document = PdfReader(io.BytesIO(material.data), strict=False)
        if document.is_encrypted and not document.decrypt(""):
            yield material.refused(
                "The PDF is protected by a password.", "Save it without the password."
            )
            return
        count = len(document.pages)
        if count > material.limits.most_pages:
            yield material.refused(
                f"It has more than {material.limits.most_pages:,} pages.",
                "Take out the pages that you need.",
            )
            return
        pages = []
        size = 0
        for page in document.pages:
            pages.append(page.extract_text() or "")
            size += len(pages[-1])
            if size > material.limits.longest_text:
                yield material.refused("Its text is too long.", "Take out the pages you need.")
                return
        said = document.metadata
        title, author = str((said and said.title) or ""), str((said and said.author) or "")
        made = said.creation_date_raw if said else None
    except PyPdfError as problem:
        yield material.refused(
            f"The PDF is damaged ({problem}).", "Open it in a viewer and save it anew."
        )
        return
    text = mended(running_text(pages))
    if sum(c.isalpha() for c in text) < _FEWEST_LETTERS:
        yield material.refused(
            "Its pages are pictures without text.", "Run text recognition (OCR) on it first."
        )
        return
    yield _article(material, text, title, author, _date(str(made or "")))


def running_text(pages: list[str]) -> str:
    """Pages to paragraphs."""
    lines_of = [[line.strip() for line in page.split("\n")] for page in pages]
    repeated = _repeated(lines_of)
    paragraphs: list[str] = []
    current = ""
    for lines in lines_of:
        widths = sorted(len(line) for line in lines if line)
        wide = widths[int(len(widths) * 0.8)] if widths else 0
        for line, following in zip(lines, [*lines[1:], ""], strict=True):
            if line in repeated or _PAGE_NUMBER.fullmatch(line):
                continue
            if not line:
                if current and _SENTENCE_END.search(current):
                    paragraphs.append(current)
                    current = ""
                continue
            if not current:
                current = line
            elif _HYPHEN.search(current) and line[:1].islower():
                current = current[:-1] + line
            else:
                current = f"{current} {line}"
            if _ends_paragraph(line, following, wide):
                paragraphs.append(current)
                current = ""
    if current:
        paragraphs.append(current)
    return "\n\n".join(paragraphs)


def _ends_paragraph(line: str, following: str, wide: int) -> bool:
    """A line that ends early: the last one of a paragraph, or a heading above a new beginning."""
    if len(line) >= 0.75 * wide or _HYPHEN.search(line):
        return False
    heading = len(line) < 0.6 * wide and not following[:1].islower()
    return bool(_SENTENCE_END.search(line)) or heading


def _repeated(pages: list[list[str]]) -> set[str]:
    edges = Counter(
        line
        for page in pages
        for line in {*[line for line in page if line][:2], *[line for line in page if line][-2:]}
    )
    return {line for line, count in edges.items() if count >= _REPEATED}


def _article(material: Material, text: str, title: str, author: str, made: str) -> Piece:
    header = find_header(text)
    origin: DateOrigin = "text" if header.published else "file"
    return assemble(
        material,
        Found(
            text=text,
            title=header.title or ("" if NO_TITLE.fullmatch(title.strip()) else title),
            outlet=header.outlet,
            author=header.author or author,
            url=header.url,
            published=header.published or made,
            date_origin=origin,
            boilerplate=((0, header.end),) if header.end else (),
        ),
    )


def _date(said: str) -> str:
    """'D:20210815173000+05'30'' as ISO 8601."""
    digits = re.match(r"D?:?(\d{8})(\d{6})?(Z|[+-]\d\d'?\d\d)?", said.strip())
    if digits is None:
        return ""
    day, time, zone = digits[1], digits[2] or "", (digits[3] or "").replace("'", "")
    return iso_date(f"{day}T{time}{zone}" if time else day)
