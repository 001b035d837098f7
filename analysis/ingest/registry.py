"""Which reader reads what. In: a name and bytes. Out: Articles and Refused items, one by one.

A new format is one module with a function from Material to pieces, and a line in READERS.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from importlib import import_module

from analysis.errors import Refused
from analysis.ingest.kinds import find_kind
from analysis.ingest.limits import Limits, in_words, load_limits
from analysis.ingest.material import Material, Piece, Reader

# kind -> module and function. Loaded when first needed: a text must not wait for the PDF library.
READERS: Mapping[str, tuple[str, str]] = {
    "text": ("plain", "read_plain"),
    "jsonl": ("jsonlines", "read_json_lines"),
    "json": ("jsonfile", "read_json"),
    "html": ("page", "read_page"),
    "feed": ("feed", "read_feed"),
    "pdf": ("pdf", "read_pdf"),
    "docx": ("office", "read_docx"),
    "odt": ("office", "read_odt"),
    "rtf": ("office", "read_rtf"),
    "eml": ("mail", "read_mail"),
    "mbox": ("mail", "read_mailbox"),
    "table": ("tables", "read_table"),
    "xlsx": ("tables", "read_sheet"),
    "zip": ("archive", "read_zip"),
    "gzip": ("archive", "read_gzip"),
    "warc": ("warc", "read_warc"),
}
# For kinds that are known and not read: what the user can do about it.
_REMEDIES = {
    "picture": "Run text recognition (OCR) on it and give the text.",
    "old Office document": "Open it and save it as .docx, .xlsx or .odt.",
    "presentation": "Save its text, or export it as PDF.",
    "RAR archive": "Unpack it and pack it as .zip.",
    "7-Zip archive": "Unpack it and pack it as .zip.",
    "bzip2 file": "Unpack it and give what is in it.",
    "xz file": "Unpack it and give what is in it.",
    "Parquet table": "Export it as CSV or JSON lines.",
    "link to a page": "Open it in a browser and save the page, or give its address.",
    "calendar": "Copy what it says into a text, if it reports something.",
    "contact": "Give the article itself.",
    "sound": "Give a transcript.",
    "film": "Give a transcript.",
    "sound or film": "Give a transcript.",
}
_ANY_REMEDY = "Give text, a web page, a PDF, a document, a mail, a table, a feed or an archive."


def read(
    name: str,
    data: bytes,
    limits: Limits | None = None,
    *,
    url: str = "",
    mapping: Mapping[str, str] | None = None,
) -> Iterator[Piece]:
    """Read one file. Raises nothing: what cannot be read comes out as a Refused."""
    yield from read_material(
        Material.of_upload(name, data, limits or load_limits(), url, mapping or {})
    )


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
            "This kind of file cannot be read" + (f" ({kind})." if kind != "unknown" else "."),
            _REMEDIES.get(kind, _ANY_REMEDY),
        )
        return
    yield from _guarded(material, reader_of(kind))


def reader_of(kind: str) -> Reader:
    """The function that reads a kind."""
    module, function = READERS[kind]
    reader: Reader = getattr(import_module(f"analysis.ingest.{module}"), function)
    return reader


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
