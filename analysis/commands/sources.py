"""What the commands read: streams of articles from files and folders, in bounded memory.

In: paths. Out: (label, Article | Refused), one by one. Raises BadInput for what cannot be opened.
JSON lines (also .gz, .bz2, .xz, .zst), CSV and Parquet are streamed; anything else that can be
uploaded is read through the ingest registry, a file at a time.
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
from analysis.ingest.limits import load_limits
from analysis.ingest.material import Material, Piece
from analysis.ingest.registry import read

_COMPRESSED = {".gz", ".bz2", ".xz", ".zst"}
_LINES = {".jsonl", ".ndjson"}
_STREAMED = {*_LINES, ".csv", ".tsv", ".parquet"}
_OPENERS: dict[str, Callable[..., Any]] = {".gz": gzip.open, ".bz2": bz2.open, ".xz": lzma.open}
_HIDDEN = (".", "~$")


def pieces(paths: Iterable[str]) -> Iterator[Piece]:
    """Everything that stands in the files and folders, in their order."""
    for path in files(paths):
        yield from _of_file(path)


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
        if kind in _LINES or str(path) == "-":
            with open_bytes(path) as lines:
                for _, piece in read_lines(lines, path.name, load_limits()):
                    yield piece
        elif kind == ".parquet":
            yield from _parquet(path)
        elif kind in (".csv", ".tsv"):
            yield from _table(path, kind)
        else:
            yield from read(path.name, path.read_bytes())
    except (OSError, EOFError, lzma.LZMAError) as problem:
        raise BadInput(f"{path} cannot be read: {problem}") from problem


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
        if "text" not in (rows.fieldnames or []):
            raise BadInput(f"{path} has no column 'text' in its first line.")
        try:
            for row in rows:
                name = f"{path.name}, line {rows.line_num}"
                yield article_from_fields(material, dict(row), name)
        except csv.Error as problem:
            yield Refused(path.name, f"The table breaks off ({problem}).", "Save it anew.")
