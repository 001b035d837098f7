"""What a web page says about itself: title, outlet, author, address, publication time, language.

In: the parsed page. Out: PageMetadata. Read in the order of trust: schema.org's NewsArticle
(JSON-LD, then microdata), Open Graph, the meta elements that publishing systems write.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from lxml import etree  # type: ignore[import-untyped]

from analysis.ingest.assemble import first_of, is_web_address
from analysis.ingest.markup import element_text, page_title
from analysis.ingest.microdata import as_list, microdata_object
from analysis.ingest.outlet_names import is_name

NEWS_TYPES = (
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


@dataclass(frozen=True, slots=True)
class PageMetadata:
    """What a page says about itself; "" for what it does not."""

    title: str = ""
    outlet: str = ""
    author: str = ""
    url: str = ""
    published: str = ""
    language: str = ""
    body: str = ""  # schema.org articleBody


def page_metadata(root: etree._Element, url: str = "") -> PageMetadata:
    """Read a parsed page. `url` is where it was fetched."""
    linked = {**microdata_object(root, NEWS_TYPES), **_news_object(root)}
    meta = _meta(root)
    named = page_title(root)
    heading = [
        words
        for found in root.iter("h1")
        if not _is_site(words := " ".join(element_text(found).split()), named)
    ]
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
                meta.get("dc.title"),
                meta.get("dcterms.title"),
                meta.get("citation_title"),
            ]
        ),
        outlet=first_of(
            [
                _name(linked.get("publisher")),
                meta.get("og:site_name"),
                meta.get("application-name"),
                meta.get("publisher"),
                meta.get("dc.publisher"),
                meta.get("dcterms.publisher"),
                meta.get("citation_journal_title"),
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
                meta.get("dcterms.creator"),
                meta.get("citation_author"),
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
                meta.get("dc.date.issued"),
                meta.get("dcterms.issued"),
                meta.get("dc.date.created"),
                meta.get("dcterms.created"),
                meta.get("dc.date"),
                meta.get("dcterms.date"),
                meta.get("sailthru.date"),
                meta.get("citation_publication_date"),
                _text(linked.get("dateCreated")),
                *times[:1],
            ]
        ),
        language=first_of([root.get("lang"), _text(linked.get("inLanguage"))]),
        body=_text(linked.get("articleBody")),
    )


def _is_site(heading: str, title: str) -> bool:
    """Whether a heading is what 'Vesk Watch: Pier falls in the night' names the site by."""
    rest = title.removeprefix(heading) if title.startswith(heading) else ""
    return (
        is_name(heading)
        and bool(rest[:1])
        and rest[0] in ":|-–— "
        and (len(rest.split()) > len(heading.split()) + 1)
    )


def _meta(root: etree._Element) -> dict[str, str]:
    found: dict[str, str] = {}
    for element in root.iter("meta"):
        key = element.get("property") or element.get("name") or ""
        content = element.get("content") or ""
        if key and content.strip():
            found.setdefault(key.strip().casefold(), content.strip())
    return found


def _news_object(root: etree._Element) -> dict[str, Any]:
    """The schema.org object of the article in JSON-LD, {} when the page has none."""
    best: dict[str, Any] = {}
    rank = len(NEWS_TYPES)
    named: dict[str, Mapping[str, Any]] = {}
    for script in root.iter("script"):
        if "ld+json" not in (script.get("type") or "").casefold():
            continue
        try:
            value = json.loads(script.text or "", strict=False)
        except (ValueError, RecursionError):
            continue
        for found in _objects(value):
            if isinstance(found.get("@id"), str) and found.get("name"):
                named.setdefault(found["@id"], found)
            for kind in as_list(found.get("@type")):
                if kind in NEWS_TYPES and NEWS_TYPES.index(kind) < rank:
                    best, rank = found, NEWS_TYPES.index(kind)
    return {key: _resolved(value, named) for key, value in best.items()}


def _resolved(value: Any, named: Mapping[str, Mapping[str, Any]]) -> Any:
    """{"@id": "#org"} as the object of a graph that it refers to."""
    if isinstance(value, list):
        return [_resolved(item, named) for item in value[:20]]
    if isinstance(value, dict) and not value.get("name"):
        return named.get(str(value.get("@id")), value)
    return value


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


def _text(value: Any) -> str:
    value = value[0] if isinstance(value, list) and value else value
    return value if isinstance(value, str) else ""


def _name(value: Any) -> str:
    """Names out of "X", {"name": "X"}, [{"name": "X"}, ...]."""
    names = [said.get("name") if isinstance(said, dict) else said for said in as_list(value)]
    flat = [str(name) for said in names for name in as_list(said) if isinstance(name, str)]
    return ", ".join(name for name in flat if name.strip() and not is_web_address(name))


def _not_address(said: str | None) -> str:
    return "" if not said or is_web_address(said) else said
