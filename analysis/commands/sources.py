"""What the commands read: streams of articles from files and folders, in bounded memory.

In: paths. Out: Article | Refused, one by one. Raises BadInput when the only file cannot be
opened; among several, that one is refused and the others are read.
JSON lines (also .gz, .bz2, .xz, .zst), CSV and Parquet with our columns are streamed; anything
else that can be uploaded is read through the ingest registry, a file at a time.
"""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import IO, Any, cast

from analysis.errors import BadInput, Refused
from analysis.ingest.jsonlines import article_from_fields, read_lines
from analysis.ingest.kinds import find_kind
from analysis.ingest.limits import load_limits
from analysis.ingest.material import Material, Piece
from analysis.ingest.registry import read

_COMPRESSED = {".gz", ".bz2", ".xz", ".zst"}
_LINES = {".jsonl", ".ndjson"}
_STREAMED = {*_LINES, ".csv", ".tsv", ".parquet"}
_OPENERS: dict[str, Callable[..., Any]] = {".gz": gzip.open, ".bz2": bz2.open, ".xz": lzma.open}
_HIDDEN = (".", "~$")
_HEAD = 16_384


def pieces(paths: Iterable[str]) -> Iterator[Piece]:
    """Everything that stands in the files and folders, in their order."""
    found = files(paths)
    for path in found:
        try:
            yield from _of_file(path)
        except BadInput as problem:
            if len(found) == 1:
                raise
            known = problem.__cause__
            if isinstance(known, Refused):
                yield known
            else:
                yield Refused(path.name, f"It is damaged: {problem}.", "Save it anew.")


def files(paths: Iterable[str]) -> list[Path]:
    """The files meant: folders are walked in the order of names. '-' is standard input."""
    found: list[Path] = []
    for said in paths:
        path = Path(said)
        if said == "-":
            found.append(path)
        elif path.is_dir():
            inside = [
                inner
                for inner in sorted(path.rglob("*"))
                if inner.is_file() and not inner.name.startswith(_HIDDEN)
            ]
            if not inside:
                raise BadInput(f"The folder {said} has no files in it.")
            found += inside
        elif path.is_file():
            found.append(path)
        else:
            raise BadInput(f"There is no file or folder {said}.")
    return found


def _of_file(path: Path) -> Iterator[Piece]:
    kind = _kind(path)
    try:
        if str(path) == "-" or (kind in _LINES and _holds_lines(path)):
            with open_bytes(path) as lines:
                for _, piece in read_lines(lines, path.name, load_limits()):
                    yield piece
        elif kind == ".parquet":
            yield from _parquet(path)
        elif kind in (".csv", ".tsv"):
            yield from _table(path, kind)
        else:
            yield from _uploaded(path)
    except (OSError, EOFError, lzma.LZMAError) as problem:
        raise BadInput(f"{path} cannot be read: {problem}") from problem


def _holds_lines(path: Path) -> bool:
    """Type by content: what is named JSON lines may be a page, a PDF, one JSON array."""
    with open_bytes(path) as data:
        head = data.read(_HEAD)
    return b"\0" not in head and find_kind(head, "a.jsonl") in ("jsonl", "text", "unknown")


def _uploaded(path: Path) -> Iterator[Piece]:
    """As the pages read it: by content, whole, within the limits."""
    limits = load_limits()
    opened = open_bytes(path) if _kind(path) in _STREAMED else path.open("rb")
    with opened as data:
        yield from read(path.name, data.read(limits.largest_file + 1), limits)


def _kind(path: Path) -> str:
    """'.jsonl' for a.jsonl and for a.jsonl.gz."""
    endings = [ending.lower() for ending in path.suffixes[-2:]]
    if endings and endings[-1] in _COMPRESSED and len(endings) == 2 and endings[0] in _STREAMED:
        return endings[0]
    return endings[-1] if endings else ""


def open_bytes(path: Path) -> IO[bytes]:
    """The bytes of a file, decompressed by its ending. '-' is standard input."""
    if str(path) == "-":
        return sys.stdin.buffer
    ending = path.suffix.lower()
    if ending == ".zst":
        import zstandard

        return io.BufferedReader(zstandard.open(path, "rb"))
    opener = _OPENERS.get(ending, Path.open)
    return cast(IO[bytes], opener(path, "rb"))


def _parquet(path: Path) -> Iterator[Piece]:
    import pyarrow as arrow  # type: ignore[import-untyped]
    import pyarrow.parquet as parquet  # type: ignore[import-untyped]

    material = Material(path.name, b"", load_limits())
    try:
        table = parquet.ParquetFile(path)
    except arrow.ArrowException as problem:
        raise BadInput(f"{path} is no Parquet file: {problem}") from problem
    if "text" not in table.schema_arrow.names:
        raise BadInput(f"{path} has no column 'text'.")
    number = 0
    for batch in table.iter_batches(batch_size=256):
        for row in batch.to_pylist():
            number += 1
            yield article_from_fields(material, row, f"{path.name}, row {number}")


def _table(path: Path, kind: str) -> Iterator[Piece]:
    import csv

    material = Material(path.name, b"", load_limits())
    csv.field_size_limit(material.limits.largest_cell)
    with open_bytes(path) as raw, io.TextIOWrapper(raw, "utf-8-sig", "replace", newline="") as text:
        rows = csv.DictReader(text, delimiter="\t" if kind == ".tsv" else ",")
        try:
            if "text" not in (rows.fieldnames or []):
                yield from _other_table(path)
                return
            for row in rows:
                name = f"{path.name}, line {rows.line_num}"
                yield article_from_fields(material, dict(row), name)
        except csv.Error as problem:
            yield Refused(path.name, f"The table breaks off ({problem}).", "Save it anew.")


def _other_table(path: Path) -> Iterator[Piece]:
    """A table with columns of other names, or what only is called a table."""
    found = _uploaded(path)
    first = next(found, None)
    rest = next(found, None)
    if isinstance(first, Refused) and rest is None:
        raise BadInput(str(first)) from first
    yield from (piece for piece in (first, rest) if piece is not None)
    yield from found
