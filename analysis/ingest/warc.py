"""Web archives (WARC): an article for each captured page. In: the archive. Out: Articles."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import redirect_stderr
from typing import Any

from warcio.archiveiterator import ArchiveIterator  # type: ignore[import-untyped]
from warcio.exceptions import ArchiveLoadFailed  # type: ignore[import-untyped]

from analysis.ingest.limits import in_words
from analysis.ingest.material import Material, Piece

_TYPES = ("text/html", "application/xhtml+xml", "text/plain", "application/pdf")
_RECORDS = ("response", "resource", "conversion")


def read_warc(material: Material) -> Iterator[Piece]:
    """The pages of the archive that were captured whole (status 200)."""
    from analysis.ingest.registry import read_material  # which reads archives in turn

    found = False
    try:
        for record in _records(material.data):
            if record.rec_type not in _RECORDS or not _is_page(record):
                continue
            found = True
            address = record.rec_headers.get_header("WARC-Target-URI") or ""
            address = address.strip("<>")
            material.budget.members -= 1
            largest = min(material.limits.largest_item, material.budget.size)
            data = record.content_stream().read(largest + 1)
            material.budget.size -= len(data)
            inner = material.inner(address or "page", data, url=address)
            if material.budget.members < 0 or material.budget.size <= 0:
                yield inner.refused("The archive holds too much.", "Split it into parts.")
                return
            if len(data) > largest:
                yield inner.refused(f"It is larger than {in_words(largest)}.", "Leave it out.")
                continue
            yield from read_material(inner)
    except ArchiveLoadFailed as problem:
        yield material.refused(f"The archive is damaged ({problem}).", "Make it anew.")
        return
    if not found:
        yield material.refused("The archive holds no page.", "Capture the pages again.")


def _records(data: bytes) -> Iterator[Any]:
    """The records. The library's remarks about damage are kept off the terminal."""
    with redirect_stderr(io.StringIO()):
        records = iter(ArchiveIterator(io.BytesIO(data)))
    while True:
        with redirect_stderr(io.StringIO()):
            record = next(records, None)
        if record is None:
            return
        yield record


def _is_page(record: object) -> bool:
    http = getattr(record, "http_headers", None)
    if http is not None:
        if str(http.get_statuscode()) != "200":
            return False
        kind = http.get_header("Content-Type") or ""
    else:
        kind = record.rec_headers.get_header("Content-Type") or ""  # type: ignore[attr-defined]
    return str(kind).split(";")[0].strip().casefold() in _TYPES
