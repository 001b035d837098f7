"""Web pages: one page, one article. In: HTML. Out: its body, and what it says about itself.

The body is found by trafilatura; the metadata in schema.org's NewsArticle (JSON-LD), Open Graph
and meta elements, in this order of trust.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import trafilatura
from lxml import etree  # type: ignore[import-untyped]

from analysis.ingest.assemble import Found, assemble, first_of, is_web_address, repeated_title
from analysis.ingest.decode import decode
from analysis.ingest.layout import unfold_layout_tables
from analysis.ingest.markup import element_text, html_to_text, looks_like_html, parse_html
from analysis.ingest.material import Material, Piece
from analysis.ingest.metadata import find_header
from analysis.ingest.notices import find_notice
from analysis.ingest.visible import find_visible

_CHARSET = re.compile(rb"""<meta[^>]{0,200}charset\s*=\s*["']?\s*([\w-]{2,30})""", re.IGNORECASE)
_NEWS_TYPES = (
    "NewsArticle",
    "Article",
    "ReportageNewsArticle",
    "AnalysisNewsArticle",
    "OpinionNewsArticle",
    "BackgroundNewsArticle",
    "LiveBlogPosting",
    "BlogPosting",
    "Report",
    "WebPage",
)
_SHORT_BODY = 200  # characters: below, what else the page offers is considered


@dataclass(frozen=True, slots=True)
class PageMetadata:
    """What a page says about itself."""

    title: str = ""
    outlet: str = ""
    author: str = ""
    url: str = ""
    published: str = ""
    language: str = ""
    body: str = ""  # schema.org articleBody


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
    if unfold_layout_tables(root):
        source = etree.tostring(root, encoding="unicode", method="html")
    body = _body(source, said, root)
    seen = find_visible(root, body)
    if notice := find_notice(said.title or seen.title, body or element_text(root)):
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
            boilerplate=(*repeated, (offset, offset + head.end)),
        ),
    )


def page_metadata(root: etree._Element, url: str = "") -> PageMetadata:
    """Title, outlet, author, address, publication time, language of a parsed page."""
    linked = _news_object(root)
    meta = _meta(root)
    heading = [element_text(found) for found in root.iter("h1")]
    canonical = [
        found.get("href", "") for found in root.iter("link") if found.get("rel") == "canonical"
    ]
    times = [found.get("datetime", "") for found in root.iter("time") if found.get("datetime")]
    addresses = [_text(linked.get("url")), *canonical, meta.get("og:url", ""), url]
    return PageMetadata(
        title=first_of(
            [
                _text(linked.get("headline")),
                meta.get("og:title"),
                meta.get("twitter:title"),
                *(heading if len(heading) == 1 else []),
            ]
        ),
        outlet=first_of(
            [
                _name(linked.get("publisher")),
                meta.get("og:site_name"),
                meta.get("application-name"),
                meta.get("publisher"),
            ]
        ),
        author=first_of(
            [
                _name(linked.get("author")),
                meta.get("author"),
                _not_address(meta.get("article:author")),
                meta.get("parsely-author"),
                meta.get("byl"),
                meta.get("dc.creator"),
            ]
        ),
        url=first_of([address for address in addresses if is_web_address(address)]),
        published=first_of(
            [
                _text(linked.get("datePublished")),
                meta.get("article:published_time"),
                meta.get("datepublished"),
                meta.get("parsely-pub-date"),
                meta.get("pubdate"),
                meta.get("publishdate"),
                meta.get("date"),
                meta.get("dc.date"),
                meta.get("dc.date.issued"),
                meta.get("sailthru.date"),
                _text(linked.get("dateCreated")),
                *times[:1],
            ]
        ),
        language=first_of([root.get("lang"), _text(linked.get("inLanguage"))]),
        body=_text(linked.get("articleBody")),
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


def _meta(root: etree._Element) -> dict[str, str]:
    found: dict[str, str] = {}
    for element in root.iter("meta"):
        key = element.get("property") or element.get("name") or element.get("itemprop") or ""
        content = element.get("content") or ""
        if key and content.strip():
            found.setdefault(key.strip().casefold(), content.strip())
    return found


def _news_object(root: etree._Element) -> dict[str, Any]:
    """The schema.org object of the article, {} when the page has none."""
    best: dict[str, Any] = {}
    rank = len(_NEWS_TYPES)
    for script in root.iter("script"):
        if "ld+json" not in (script.get("type") or "").casefold():
            continue
        try:
            value = json.loads(script.text or "", strict=False)
        except (ValueError, RecursionError):
            continue
        for found in _objects(value):
            for kind in _as_list(found.get("@type")):
                if kind in _NEWS_TYPES and _NEWS_TYPES.index(kind) < rank:
                    best, rank = found, _NEWS_TYPES.index(kind)
    return best


def _objects(value: Any, depth: int = 0) -> Iterator[dict[str, Any]]:
    if depth > 6:
        return
    if isinstance(value, dict):
        yield value
        for key in ("@graph", "mainEntity", "mainEntityOfPage", "itemListElement", "item"):
            yield from _objects(value.get(key), depth + 1)
    elif isinstance(value, list):
        for item in value[:200]:
            yield from _objects(item, depth + 1)


def _as_list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _text(value: Any) -> str:
    value = value[0] if isinstance(value, list) and value else value
    return value if isinstance(value, str) else ""


def _name(value: Any) -> str:
    """Names out of "X", {"name": "X"}, [{"name": "X"}, ...]."""
    names = [said.get("name") if isinstance(said, dict) else said for said in _as_list(value)]
    flat = [str(name) for said in names for name in _as_list(said) if isinstance(name, str)]
    return ", ".join(name for name in flat if name.strip() and not is_web_address(name))


def _not_address(said: str | None) -> str:
    return "" if not said or is_web_address(said) else said


def _too_deep(root: etree._Element, deepest: int) -> bool:
    depth = 0
    for event, _ in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        if depth > deepest:
            return True
    return False
