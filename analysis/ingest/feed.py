"""RSS and Atom files: an article for each entry that carries its text. In: XML. Out: Articles.

An entry with a teaser alone is refused with its address, so that the caller may fetch the page.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import feedparser

from analysis.ingest.assemble import Found, assemble, first_of, repeated_title
from analysis.ingest.markup import html_to_text, looks_like_html
from analysis.ingest.material import Material, Piece, TeaserOnly
from analysis.ingest.office import refuse_entities

_SHORTEST = 200  # characters of a summary that is taken for the article


def read_feed(material: Material) -> Iterator[Piece]:
    """The entries of a feed."""
    refuse_entities(material)
    # Given as bytes: a name or an address would be opened or fetched.
    parsed: Any = feedparser.parse(material.data, resolve_relative_uris=False)
    if not parsed.entries:
        yield material.refused(
            "The feed has no entries.", "Save the feed again when it has articles in it."
        )
        return
    outlet = first_of([parsed.feed.get("title")])
    for number, entry in enumerate(parsed.entries[: material.limits.most_articles], 1):
        yield _read_entry(material, entry, outlet, number, parsed.feed)


def _read_entry(material: Material, entry: Any, outlet: str, number: int, feed: Any) -> Piece:
    title = _plain(entry.get("title", ""))
    name = f"{material.name} > {title or f'entry {number}'}"
    contents = [_plain(part.get("value", "")) for part in entry.get("content", [])]
    summary = _plain(entry.get("summary", ""))
    text = max([*contents, ""], key=len)
    if len(text) < len(summary) and (not text or len(summary) >= _SHORTEST):
        text = summary if len(summary) >= _SHORTEST else ""
    if not text:
        return TeaserOnly(name, str(entry.get("link", "")))
    source = entry.get("source")
    return assemble(
        material,
        Found(
            text=text,
            title=title,
            outlet=first_of([source.get("title") if source else "", outlet]),
            author=first_of([entry.get("author"), feed.get("author")]),
            url=first_of([entry.get("link")]),
            published=first_of([entry.get("published"), entry.get("updated")]),
            language=feed.get("language", ""),
            boilerplate=repeated_title(text, title),
        ),
        name,
    )


def _plain(said: str) -> str:
    return html_to_text(said) if looks_like_html(said) else said.strip()
