"""Word processor files (.docx, .odt, .rtf): one document, one article.

In: the file. Out: its paragraphs, title, author, date. XML is parsed without entities or DTDs.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Iterator
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException  # type: ignore[import-untyped]
from defusedxml.ElementTree import fromstring  # type: ignore[import-untyped]
from striprtf.striprtf import rtf_to_text  # type: ignore[import-untyped]

from analysis.errors import Refused
from analysis.ingest.archive import read_member
from analysis.ingest.assemble import Found, assemble, first_of, repeated_title
from analysis.ingest.dates import iso_date
from analysis.ingest.material import Material, Piece
from analysis.ingest.metadata import find_header
from analysis.ingest.outlet_names import is_name
from analysis.model import DateOrigin

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_T = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_TERMS = "{http://purl.org/dc/terms/}"
_META = "{urn:oasis:names:tc:opendocument:xmlns:meta:1.0}"
_HEADINGS = ("title", "heading1", "heading 1")
_RTF_INFO = re.compile(r"\{\\(title|author)\s+([^{}\\]{1,300})\}")
_RTF_MADE = re.compile(r"\{\\creatim\\yr(\d{4})\\mo(\d{1,2})\\dy(\d{1,2})")
# Names that programs give by themselves.
NO_TITLE = re.compile(
    r"(microsoft word - .*|untitled.*|document\d*|.*\.(docx?|odt|rtf|pdf|indd)|)", re.IGNORECASE
)


def read_docx(material: Material) -> Iterator[Piece]:
    """An Office Open XML text."""
    with zipfile.ZipFile(io.BytesIO(material.data)) as archive:
        document = parse_xml(material, read_member(material, archive, "word/document.xml"))
        core = _optional(material, archive, "docProps/core.xml")
    paragraphs: list[tuple[str, bool]] = []
    for paragraph in document.iter(f"{_W}p"):
        style = paragraph.find(f"{_W}pPr/{_W}pStyle")
        name = (style.get(f"{_W}val") or "").casefold() if style is not None else ""
        paragraphs.append((_docx_text(paragraph), name in _HEADINGS))
    yield _article(
        material,
        paragraphs,
        _said(core, f"{_DC}title"),
        _said(core, f"{_DC}creator"),
        first_of([_said(core, f"{_TERMS}created"), _said(core, f"{_TERMS}modified")]),
    )


def read_odt(material: Material) -> Iterator[Piece]:
    """An OpenDocument text."""
    with zipfile.ZipFile(io.BytesIO(material.data)) as archive:
        document = parse_xml(material, read_member(material, archive, "content.xml"))
        meta = _optional(material, archive, "meta.xml")
    paragraphs = [
        (_odt_text(found), found.tag == f"{_T}h")
        for found in document.iter()
        if found.tag in (f"{_T}p", f"{_T}h")
    ]
    yield _article(
        material,
        paragraphs,
        _said(meta, f"{_DC}title"),
        first_of([_said(meta, f"{_META}initial-creator"), _said(meta, f"{_DC}creator")]),
        first_of([_said(meta, f"{_META}creation-date"), _said(meta, f"{_DC}date")]),
    )


def read_rtf(material: Material) -> Iterator[Piece]:
    """A Rich Text Format file."""
    source = material.data.decode("cp1252", errors="replace")
    info = dict(_RTF_INFO.findall(source[:20_000]))
    made = _RTF_MADE.search(source[:20_000])
    convert: Callable[..., str] = rtf_to_text
    text = convert(source, encoding="cp1252", errors="ignore")
    paragraphs = [(line.strip(), False) for line in text.split("\n")]
    yield _article(
        material,
        paragraphs,
        info.get("title", ""),
        info.get("author", ""),
        f"{made[1]}-{int(made[2]):02}-{int(made[3]):02}" if made else "",
    )


def parse_xml(material: Material, source: bytes) -> Element:
    """The tree of an XML document. Raises Refused for entities, DTDs and broken XML."""
    try:
        root: Element = fromstring(source, forbid_dtd=True)
    except DefusedXmlException as problem:
        raise material.refused(
            "It contains XML declarations that can be used for an attack.",
            "Save it anew with the program that made it.",
        ) from problem
    except ParseError as problem:
        raise material.refused(
            f"Its XML is damaged ({problem}).", "Save it anew with the program that made it."
        ) from problem
    return root


def person_or_none(said: str) -> str:
    """A file's author where it is a person's name: accounts and programs are no authors."""
    return said.strip() if len(said.split()) >= 2 and is_name(said.strip()) else ""


def refuse_entities(material: Material) -> None:
    """Raise Refused for XML that declares entities (in any encoding: NULs are left out)."""
    head = material.data[:100_000].replace(b"\0", b"").upper()
    if b"<!ENTITY" in head or b"<!ENTITY" in material.data.replace(b"\0", b"").upper():
        raise material.refused(
            "It declares XML entities, which can be used for an attack.",
            "Save it without its DOCTYPE declaration.",
        )


def _article(
    material: Material,
    paragraphs: list[tuple[str, bool]],
    title: str,
    author: str,
    made: str,
) -> Piece:
    text = "\n\n".join(words for words, _ in paragraphs if words.strip())
    first = next(((words, heading) for words, heading in paragraphs if words.strip()), ("", False))
    named = "" if NO_TITLE.fullmatch(title.strip()) else title
    offset = next((end for _, end in repeated_title(text, named)), 0)
    header = find_header(text[offset:])
    published: str = header.published
    origin: DateOrigin = "text"
    if not published:
        published, origin = iso_date(made), "file"
    # A title in the document is what its reader sees; the properties are often of a template.
    seen = first[0].strip() if first[1] else header.title
    end = max(offset + header.end, len(first[0]) if first[1] else 0)
    return assemble(
        material,
        Found(
            text=text,
            title=named if offset else seen or named,
            outlet=header.outlet,
            author=header.author or person_or_none(author),
            url=header.url,
            published=published,
            date_origin=origin,
            boilerplate=(*(((0, end),) if end else ()), *header.spans(offset)),
        ),
    )


def _optional(material: Material, archive: zipfile.ZipFile, name: str) -> Element | None:
    """A part that may be missing or broken: metadata are no reason to refuse a document."""
    try:
        return parse_xml(material, read_member(material, archive, name))
    except (KeyError, Refused):
        return None


def _said(root: Element | None, tag: str) -> str:
    found = root.find(f".//{tag}") if root is not None else None
    return (found.text or "").strip() if found is not None else ""


def _docx_text(paragraph: Element) -> str:
    pieces: list[str] = []
    for found in paragraph.iter():
        if found.tag == f"{_W}t":
            pieces.append(found.text or "")
        elif found.tag in (f"{_W}tab", f"{_W}br", f"{_W}cr"):
            pieces.append(" " if found.tag == f"{_W}tab" else "\n")
        elif found.tag == f"{_W}noBreakHyphen":
            pieces.append("-")
    return "".join(pieces).strip()


def _odt_text(paragraph: Element) -> str:
    pieces: list[str] = [paragraph.text or ""]
    for found in paragraph:
        if found.tag in (f"{_T}s", f"{_T}tab"):
            pieces.append(" ")
        elif found.tag == f"{_T}line-break":
            pieces.append("\n")
        elif found.tag not in (f"{_T}note", f"{_T}p", f"{_T}h"):
            pieces.append(_odt_text(found))
        pieces.append(found.tail or "")
    return "".join(pieces)
