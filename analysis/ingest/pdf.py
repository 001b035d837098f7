"""PDF: one document, one article. In: the file. Out: its running text, title, author, date.

Lines are joined into paragraphs and hyphens at line ends taken out; what is repeated at the head
or foot of pages is left out. Gives up on pages that are pictures.
"""

from __future__ import annotations

import io
import logging
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pypdf import PdfReader
from pypdf.errors import PyPdfError

from analysis.ingest.assemble import Found, assemble
from analysis.ingest.boilerplate import is_list_heading
from analysis.ingest.credits import Header, date_of, take_credit
from analysis.ingest.dates import iso_date
from analysis.ingest.decode import mended
from analysis.ingest.furniture import address_of, is_stamp, without_furniture
from analysis.ingest.material import Material, Piece
from analysis.ingest.metadata import find_header
from analysis.ingest.office import NO_TITLE, person_or_none
from analysis.ingest.outlet_names import is_outlet, written_small
from analysis.ingest.visible import split_title
from analysis.model import DateOrigin

logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # what is wrong becomes a reason

_HYPHEN = re.compile(r"(?<=[a-z])[-\u00ad\u2010]$")
_SENTENCE_END = re.compile(r"[.!?:][\"'”’)\]]*$")
_HEAD = 2_000  # characters in which the headline stands
_HEAD_LINES = 15  # of the first page, within which credits stand
_FEWEST_LETTERS = 20  # of all pages; fewer means pictures


@dataclass(frozen=True, slots=True)
class FileMetadata:
    """What the file's properties say; often of the program or the desk rather than the article."""

    title: str
    author: str
    made: str


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
    lines, furniture = without_furniture([page.split("\n") for page in pages], title)
    text = mended(running_text(lines))
    if sum(c.isalpha() for c in text) < _FEWEST_LETTERS:
        yield material.refused(
            "Its pages are pictures without text.", "Run text recognition (OCR) on it first."
        )
        return
    said_by_file = FileMetadata(title, author, _date(str(made or "")))
    yield _article(material, text, said_by_file, furniture)


def running_text(pages: Sequence[Sequence[str]]) -> str:
    """Lines of pages to paragraphs. A line that is indented, or a credit, begins one."""
    paragraphs = [""]
    for number, page in enumerate(pages):
        lines = [line.strip() for line in page]
        widths = sorted(len(line) for line in lines if line)
        wide = widths[int(len(widths) * 0.8)] if widths else 0
        for place, line in enumerate(lines):
            so_far = paragraphs[-1]
            ended = bool(_SENTENCE_END.search(so_far))
            if not line:
                if ended:
                    paragraphs.append("")
                continue
            credit = number == 0 and place < _HEAD_LINES and take_credit(Header(), line)
            if credit or is_list_heading(line) or (ended and page[place][:1].isspace()):
                paragraphs.append(line)
            elif not so_far:
                paragraphs[-1] = line
            elif _HYPHEN.search(so_far) and line[:1].islower():
                paragraphs[-1] = so_far[:-1] + line
            else:
                paragraphs[-1] = f"{so_far} {line}"
            following = lines[place + 1] if place + 1 < len(lines) else ""
            if credit or _ends_paragraph(line, following, wide):
                paragraphs.append("")
    return "\n\n".join(filter(None, paragraphs))


def _ends_paragraph(line: str, following: str, wide: int) -> bool:
    """A line that ends early: the last one of a paragraph, or a heading above a new beginning."""
    if len(line) >= 0.75 * wide or _HYPHEN.search(line):
        return False
    heading = len(line) < 0.6 * wide and not following[:1].islower()
    goes_on = line.endswith(":") and following[:1].islower()
    return (bool(_SENTENCE_END.search(line)) and not goes_on) or heading


def _article(material: Material, text: str, said: FileMetadata, furniture: Sequence[str]) -> Piece:
    header = find_header(text)
    shown = [line.strip() for line in text[:_HEAD].split("\n")]
    split = split_title(said.title, shown)
    printed = _said_by(furniture, text, shown)
    published = header.published or printed.published
    origin: DateOrigin = "text" if published else "file"
    own = "" if NO_TITLE.fullmatch(said.title.strip()) else said.title
    return assemble(
        material,
        Found(
            text=text,
            title=header.title or split.title or own,
            outlet=header.outlet or split.outlet or printed.outlet,
            author=header.author or person_or_none(said.author),
            url=header.url or printed.url,
            published=published or said.made,
            date_origin=origin,
            boilerplate=header.spans(),
        ),
    )


def _said_by(furniture: Sequence[str], text: str, shown: list[str]) -> Header:
    """What running heads and feet say: the masthead, the day of the issue, an address."""
    header = Header()
    for line in furniture:
        header.url = header.url or address_of(line)
        name = re.sub(r"\W*\d+\W*$", "", line)
        split = split_title(name, shown)
        if not header.outlet and (split.outlet or is_outlet(name, text)):
            header.outlet = split.outlet or written_small(name, text)
        if not header.published and not is_stamp(line):
            header.published = date_of(line)
    return header


def _date(said: str) -> str:
    """'D:20210815173000+05'30'' as ISO 8601."""
    digits = re.match(r"D?:?(\d{8})(\d{6})?(Z|[+-]\d\d'?\d\d)?", said.strip())
    if digits is None:
        return ""
    day, time, zone = digits[1], digits[2] or "", (digits[3] or "").replace("'", "")
    return iso_date(f"{day}T{time}{zone}" if time else day)
