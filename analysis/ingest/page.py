"""Web pages: one page, one article. In: HTML. Out: its body, and what it says about itself.

The body is found by trafilatura; what the page says about itself by `page_metadata`, and what it
only shows by `visible`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import trafilatura
from lxml import etree  # type: ignore[import-untyped]

from analysis.ingest.assemble import Found, assemble, repeated_title
from analysis.ingest.decode import decode
from analysis.ingest.layout import unfold_layout_tables, unwrap_linked_prose
from analysis.ingest.markup import (
    element_text,
    html_to_text,
    looks_like_html,
    page_title,
    parse_html,
)
from analysis.ingest.material import Material, Piece
from analysis.ingest.metadata import find_header
from analysis.ingest.notices import find_notice, form_notice, index_notice
from analysis.ingest.page_metadata import PageMetadata, page_metadata
from analysis.ingest.visible import find_visible

_CHARSET = re.compile(rb"""<meta[^>]{0,200}charset\s*=\s*["']?\s*([\w-]{2,30})""", re.IGNORECASE)
_SHORT_BODY = 200  # characters: below, what else the page offers is considered


def read_page(material: Material) -> Iterator[Piece]:
    """One web page."""
    source = decode_page(material.data)
    if source is None:
        yield material.refused("It is not text in any known encoding.", "Save the page anew.")
        return
    yield read_source(material, source)


def decode_page(data: bytes) -> str | None:
    """The page's characters, by the charset it declares where that is needed."""
    declared = _CHARSET.search(data[:4096])
    return decode(data, declared[1].decode("ascii") if declared else "")


def read_source(material: Material, source: str) -> Piece:
    """The article of a page that is decoded already."""
    root = parse_html(source)
    if root is None:
        return material.refused("The page is empty.", "Save the page with its text.")
    if _too_deep(root, material.limits.deepest_markup):
        return material.refused(
            "The page is nested too deeply to be an article.", "Save its text instead."
        )
    said = page_metadata(root, material.url)
    tables, links = unfold_layout_tables(root), unwrap_linked_prose(root)
    if tables or links:
        source = etree.tostring(root, encoding="unicode", method="html")
    body = _body(source, said, root)
    seen = find_visible(root, body)
    named = page_title(root)
    shown = body or element_text(root)
    notice = find_notice(said.title or seen.title, shown) or find_notice(named, shown)
    if not said.published:
        notice = notice or form_notice(root, body) or index_notice(root, body)
    if notice:
        return material.refused(*notice)
    if not body.strip():
        return material.refused(
            "No article was found on the page: it may show its text by a script only.",
            "Open it in a browser and save or copy its text.",
        )
    # Headline, byline and date line often stand at the top of the body as well.
    repeated = repeated_title(body, said.title)
    offset = repeated[0][1] if repeated else 0
    head = find_header(body[offset:])
    return assemble(
        material,
        Found(
            text=body,
            title=said.title or seen.title or head.title,
            outlet=said.outlet or head.outlet or seen.outlet,
            author=said.author or seen.author or head.author,
            url=said.url or material.url,
            published=said.published or seen.published or head.published,
            date_origin="metadata" if said.published else "text",
            language=said.language,
            boilerplate=(*repeated, *head.spans(offset)),
        ),
    )


def _body(source: str, said: PageMetadata, root: etree._Element) -> str:
    extracted = trafilatura.extract(
        source,
        include_comments=False,
        include_tables=False,
        deduplicate=False,
        favor_precision=True,
    )
    body = _paragraphs(extracted or "")
    declared = html_to_text(said.body) if looks_like_html(said.body) else said.body
    if len(body) < _SHORT_BODY and len(declared) > len(body):
        return declared
    if len(body) < _SHORT_BODY:
        lenient = trafilatura.extract(source, include_comments=False, favor_recall=True)
        found = [body, _paragraphs(lenient or ""), *_articles(root)]
        return max(found, key=len)
    return body


def _articles(root: etree._Element) -> list[str]:
    return [element_text(found) for found in root.iter("article", "main")]


def _paragraphs(extracted: str) -> str:
    """Trafilatura writes a line a paragraph; an empty line between them is our form."""
    lines = [line.strip() for line in extracted.split("\n")]
    return "\n\n".join(line for line in lines if line)


def _too_deep(root: etree._Element, deepest: int) -> bool:
    depth = 0
    for event, _ in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        if depth > deepest:
            return True
    return False
