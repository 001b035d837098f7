"""Which reader reads what. In: a name and bytes. Out: Articles and Refused items, one by one.

A new format is one module with a function from Material to pieces, and a line in READERS.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from analysis.errors import Refused
from analysis.ingest.jsonlines import read_json_lines
from analysis.ingest.kinds import find_kind
from analysis.ingest.limits import Limits, in_words, load_limits
from analysis.ingest.material import Material, Piece, Reader
from analysis.ingest.plain import read_plain

READERS: Mapping[str, Reader] = {
    "text": read_plain,
    "jsonl": read_json_lines,
}


def read(
    name: str,
    data: bytes,
    limits: Limits | None = None,
    *,
    url: str = "",
    mapping: Mapping[str, str] | None = None,
) -> Iterator[Piece]:
    """Read one file. Raises nothing: what cannot be read comes out as a Refused."""
    yield from read_material(Material(name, data, limits or load_limits(), url, 0, mapping or {}))


def read_material(material: Material) -> Iterator[Piece]:
    """The same for material that may come out of an archive or a mail."""
    limits = material.limits
    if material.depth > limits.deepest_nesting:
        yield material.refused(
            f"It is packed more than {limits.deepest_nesting} times over.", "Unpack it first."
        )
        return
    if len(material.data) > limits.largest_file:
        yield material.refused(
            f"It is larger than {in_words(limits.largest_file)}.", "Split it into smaller files."
        )
        return
    if not material.data.strip():
        yield material.refused("It is empty.", "Choose a file with an article in it.")
        return
    kind = find_kind(material.data, material.name)
    if kind not in READERS:
        yield material.refused(
            f"This kind of file cannot be read ({kind}).",
            "Give text, a web page, a PDF, a document, a mail, a table, a feed or an archive.",
        )
        return
    yield from _guarded(material, READERS[kind])


def _guarded(material: Material, reader: Reader) -> Iterator[Piece]:
    """Whatever a broken file makes a reader (or its library) raise becomes a reason."""
    try:
        yield from reader(material)
    except Refused as refused:
        yield refused
    except (MemoryError, RecursionError):
        yield material.refused(
            "It is built so that reading it takes too much memory.", "Save it anew, in parts."
        )
    except Exception as problem:  # noqa: BLE001 - libraries raise anything on broken files
        yield material.refused(
            f"It is damaged or not what its name says ({type(problem).__name__}).",
            "Open it in the program that made it and save it anew, or save it as text.",
        )
