"""JSON lines, the batch format: one article a line, {id, text, title?, published_at? | dct?, ...}.

In: lines of bytes. Out: an Article for each good line, Refused (with its number) for each other.
The text is taken as it stands, so that offsets into it hold outside as well.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from analysis.errors import Refused
from analysis.ingest.assemble import Found, assemble, first_of
from analysis.ingest.decode import decode
from analysis.ingest.jsonfile import article_from_record, records
from analysis.ingest.limits import Limits
from analysis.ingest.material import Material, Piece

_LONE_SURROGATE = re.compile(r"\\u[dD][89a-fA-F]")


def read_json_lines(material: Material) -> Iterator[Piece]:
    """All lines of a file. One that is not UTF-8 is decoded first."""
    data = material.data
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        data = (decode(material.data) or "").encode()
    for _, piece in read_lines(data.split(b"\n"), material.name, material.limits):
        yield piece


def read_lines(lines: Iterable[bytes], name: str, limits: Limits) -> Iterator[tuple[int, Piece]]:
    """(line number, what stands there) in bounded memory; empty lines are skipped."""
    material = Material(name, b"", limits)
    found = 0
    for number, line in enumerate(lines, 1):
        line = line.strip().removeprefix(b"\xef\xbb\xbf")
        if not line:
            continue
        found += 1
        if found > limits.most_articles:
            yield (
                number,
                Refused(
                    name,
                    f"It has more than {limits.most_articles:,} articles.",
                    "Split the file, or raise most_articles in data/limits.toml.",
                ),
            )
            return
        yield number, _read_line(material, line, f"{name}, line {number}")


def article_from_fields(material: Material, fields: dict[str, Any], name: str) -> Piece:
    """An article from an object with the batch format's keys."""
    text = fields.get("text")
    if not isinstance(text, str):
        exported = next(records(fields, material.limits.deepest_json), None)
        if exported is not None:
            return article_from_record(material, exported, name)
        return Refused(name, "It has no 'text'.", 'Each line needs {"id": ..., "text": ...}.')
    return assemble(
        material,
        Found(
            text=text,
            id=first_of([fields.get("id")]),
            title=first_of([fields.get("title"), fields.get("headline")]),
            outlet=first_of([fields.get("outlet"), fields.get("source")]),
            author=first_of([fields.get("author"), fields.get("byline")]),
            url=first_of([fields.get("url")]),
            published=first_of([fields.get("published_at"), fields.get("dct")]),
            language=first_of([fields.get("language")]),
        ),
        name,
    )


def _read_line(material: Material, line: bytes, name: str) -> Piece:
    if len(line) > material.limits.largest_item:
        return Refused(name, "The line is too long.", "Keep to one article a line.")
    try:
        fields = msgspec.json.decode(line)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as problem:
        return Refused(name, f"It is not valid JSON ({problem}).", "Write one JSON object a line.")
    if not isinstance(fields, dict):
        return Refused(name, "It is not a JSON object.", "Write one JSON object a line.")
    return article_from_fields(material, fields, name)
