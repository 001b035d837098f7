"""JSON exports: ninjs, Media Cloud, Event Registry, schema.org, and anything shaped like them.

In: one JSON document. Out: an article for each object in it that carries a text.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import msgspec

from analysis.ingest.assemble import Found, assemble, first_of, is_web_address
from analysis.ingest.columns import guess_columns
from analysis.ingest.decode import decode
from analysis.ingest.markup import html_to_text, looks_like_html
from analysis.ingest.material import Material, Piece

_SHORTEST = 1
# Keys under which an object names what it is about rather than what it is.
_NOT_INSIDE = frozenset({"source", "publisher", "author", "authors", "images", "concepts"})


def read_json(material: Material) -> Iterator[Piece]:
    """All articles of a document, in order."""
    text = decode(material.data)
    try:
        value = msgspec.json.decode((text or "").encode("utf-8", "replace"))
    except (msgspec.DecodeError, RecursionError) as problem:
        yield material.refused(f"It is not valid JSON ({problem}).", "Export it anew.")
        return
    found = 0
    for record in records(value, material.limits.deepest_json):
        found += 1
        if found > material.limits.most_articles:
            yield material.refused("It has too many articles.", "Export it in parts.")
            return
        yield article_from_record(material, record, f"{material.name}, article {found}")
    if not found:
        yield material.refused(
            "No article was found in it: no object has a text.",
            "Export it with the full text, under 'text' or 'body'.",
        )


def records(value: Any, depth: int) -> Iterator[Mapping[str, Any]]:
    """The objects within `value`, at most `depth` deep, that carry an article's text."""
    if depth < 0:
        return
    if isinstance(value, list):
        for item in value:
            yield from records(item, depth - 1)
    elif isinstance(value, dict):
        if _body(value):
            yield value
        else:
            for key, inner in value.items():
                if isinstance(inner, (dict, list)) and key not in _NOT_INSIDE:
                    yield from records(inner, depth - 1)


def _body(record: Mapping[str, Any]) -> str:
    """The text of an object: a string under a known key, or one of ninjs's `bodies`."""
    bodies = record.get("bodies")
    if isinstance(bodies, list):
        values = [str(b.get("value") or "") for b in bodies if isinstance(b, dict)]
        if any(values):
            return max(values, key=len)
    strings = {key: value for key, value in record.items() if isinstance(value, str) and value}
    column = guess_columns(strings).get("text", "")
    return strings.get(column, "") if len(strings.get(column, "")) >= _SHORTEST else ""


def article_from_record(material: Material, record: Mapping[str, Any], name: str) -> Piece:
    """The article of one such object."""
    text = _body(record)
    said = {
        field: record[column] for field, column in guess_columns(record).items() if field != "text"
    }
    headlines = record.get("headlines")
    if isinstance(headlines, list) and "title" not in said:
        said["title"] = [h.get("value") for h in headlines if isinstance(h, dict)]
    addresses = [record.get(key) for key in ("url", "link", "uri", "canonicalurl")]
    address = first_of([a for a in addresses if isinstance(a, str) and is_web_address(a)])
    return assemble(
        material,
        Found(
            text=html_to_text(text) if looks_like_html(text) else text,
            id=first_of([said.get("id")]),
            title=_plain(_name(said.get("title"))),
            outlet=_name(said.get("outlet")),
            author=_name(said.get("author")),
            url=address,
            published=first_of([said.get("published")]),
            language=_language(said.get("language")),
        ),
        name,
    )


def _name(value: Any) -> str:
    """A name out of "X", {"title": "X"}, {"name": "X"}, or a list of them."""
    if isinstance(value, list):
        return ", ".join(name for name in map(_name, value[:20]) if name)
    if isinstance(value, dict):
        return first_of([value.get("name"), value.get("title"), value.get("value")])
    return first_of([value])


def _plain(said: str) -> str:
    return html_to_text(said) if looks_like_html(said) else said


def _language(value: Any) -> str:
    """Event Registry writes 'eng', 'deu': three letters say it when they are English."""
    return first_of([value])
