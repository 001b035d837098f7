"""Tables (.csv, .tsv, .xlsx): an article for each row. In: the table. Out: Articles.

Which column holds what is guessed from the names of the columns, unless the user has chosen.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain, islice
from typing import Any
from zipfile import BadZipFile

from openpyxl import load_workbook

from analysis.errors import Refused
from analysis.ingest.assemble import Found, assemble, first_of
from analysis.ingest.columns import guess_by_content, guess_columns, prose_column, usable
from analysis.ingest.dates import day_first, iso_date
from analysis.ingest.decode import decode
from analysis.ingest.kinds import find_kind
from analysis.ingest.limits import load_limits
from analysis.ingest.markup import html_to_text, looks_like_html
from analysis.ingest.material import Material, Piece

_MARKS = ",;\t|"
_PREVIEW_ROWS = 5
_HEADER_ROWS = 6  # within which the names of the columns stand
_HEAD_ROWS = 20  # from which the column of the text is told


class NoColumns(Refused):
    """A table in which no column holds text."""


@dataclass(frozen=True, slots=True)
class TablePreview:
    """The head of a table, for a person who says which column holds what."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    guess: dict[str, str]  # field -> column


def preview_table(name: str, data: bytes) -> TablePreview | None:
    """The first rows; None when the file is no table (or none that can be read)."""
    kind = find_kind(data, name)
    if kind not in ("table", "xlsx"):
        return None
    material = Material.of_upload(name, data, load_limits(), "", {})
    try:
        sheets = [_rows_of_text(material)] if kind == "table" else _sheets(material)
        headed = [_headed(rows) for rows in sheets]
        with_text = [found for found in headed if "text" in _guess(found[0], found[2])]
        columns, _, head, _ = [*with_text, *headed][0]
    except (Refused, csv.Error, BadZipFile, KeyError, IndexError, ValueError, OSError):
        return None
    shown = tuple(tuple(_cell(value)[:300] for value in row) for row in head[:_PREVIEW_ROWS])
    return TablePreview(tuple(columns), shown, _guess(columns, head))


def read_table(material: Material) -> Iterator[Piece]:
    """Text with separators."""
    try:
        yield from _read_rows(material, _rows_of_text(material))
    except csv.Error as problem:
        yield material.refused(f"The table breaks off ({problem}).", "Save it anew as CSV.")


def read_sheet(material: Material) -> Iterator[Piece]:
    """Every sheet of a workbook with a column of text. Formulas count by their last value."""
    refused: list[Piece] = []
    found = False
    for number, rows in enumerate(_sheets(material)):
        pieces = _read_rows(material, rows, f", sheet {number + 1}" if number else "")
        first = next(pieces, None)
        if isinstance(first, NoColumns):
            refused.append(first)
        elif first is not None:
            found = True
            yield first
            yield from pieces
    if not found:
        nothing = material.refused("The workbook is empty.", "Save it with its articles in it.")
        yield from refused[:1] or [nothing]


def _headed(
    rows: Iterator[list[Any]],
) -> tuple[list[str], int, list[list[Any]], Iterator[list[Any]]]:
    """Names of the columns, the number of the row below them, the first rows, and the rest.

    The names stand in the first row, unless one shortly below names more of what is looked for
    (above it a title of the export, or groups of columns).
    """
    first = list(islice(rows, _HEAD_ROWS))
    named = [len(guess_columns(_columns(row))) for row in first[:_HEADER_ROWS]]
    place = named.index(max(named)) if named and max(named) > 1 else 0
    columns = _columns(first[place]) if first else []
    return columns, place + 2, first[place + 1 :], rows


def _read_rows(material: Material, rows: Iterator[list[Any]], where: str = "") -> Iterator[Piece]:
    limits = material.limits
    columns, first, head, rows = _headed(rows)
    if len(columns) > limits.most_columns:
        yield material.refused(
            f"The table has more than {limits.most_columns} columns.", "Keep those you need."
        )
        return
    mapping = usable(material.mapping, columns)
    if "text" not in mapping:
        mapping = _guess(columns, head)
    if "text" not in mapping:
        yield NoColumns(
            material.name,
            "No column was found that holds the articles' text. The columns are: "
            + ", ".join(name for name in columns[:20] if name)
            + ".",
            "Choose the columns under 'Add articles', or name the column 'text'. A table without "
            "the text is of no use: export it again with the full text.",
        )
        return
    place = {field: columns.index(name) for field, name in mapping.items()}
    dates = [
        _cell(row[at]) for row in head if (at := place.get("published", -1)) in range(len(row))
    ]
    european = day_first(dates)
    found = False
    for number, row in enumerate(chain(head, rows), first):
        if number > limits.most_rows:
            yield material.refused(
                f"The table has more than {limits.most_rows:,} rows.", "Split it into parts."
            )
            return
        if not any(_cell(value).strip() for value in row):
            continue
        found = True
        yield _read_row(material, row, place, f"{material.name}{where}, row {number}", european)
    if not found:
        yield material.refused("The table has no rows.", "Save it with its articles in it.")


def _guess(columns: list[str], head: list[list[Any]]) -> dict[str, str]:
    """By the columns' names; the text, where no name tells it, by its length."""
    guess = guess_columns(columns)
    cells = [[_cell(value) for value in row] for row in head]
    if "text" not in guess and (prose := prose_column(columns, cells)):
        guess = {field: name for field, name in guess.items() if name != prose}
        guess["text"] = prose
    return guess_by_content(columns, cells, guess) if "text" in guess else guess


def _read_row(
    material: Material, row: list[Any], place: Mapping[str, int], name: str, european: bool
) -> Piece:
    said = {field: row[index] if index < len(row) else "" for field, index in place.items()}
    text = _cell(said.get("text")).replace("\r\n", "\n").replace("\r", "\n")
    if len(text) > material.limits.largest_cell:
        return Refused(name, "The text is too long.", "Split it into articles.")
    return assemble(
        material,
        Found(
            text=html_to_text(text) if looks_like_html(text) else text,
            id=first_of([_cell(said.get("id"))]),
            title=_cell(said.get("title")),
            outlet=_cell(said.get("outlet")),
            author=_cell(said.get("author")),
            url=_cell(said.get("url")),
            published=iso_date(said.get("published") or "", day_first=european),
            language=_cell(said.get("language")),
        ),
        name,
    )


def _rows_of_text(material: Material) -> Iterator[list[Any]]:
    text = decode(material.data)
    if text is None:
        raise material.refused("It is not text in any known encoding.", "Save it as UTF-8.")
    csv.field_size_limit(material.limits.largest_cell)
    return csv.reader(io.StringIO(text), delimiter=_separator(text))


def _separator(text: str) -> str:
    """The mark that divides the first line into most cells; quoted cells are left out."""
    first = text.lstrip().split("\n", 1)[0]
    counts = {mark: len(next(csv.reader([first], delimiter=mark), [])) for mark in _MARKS}
    return max(_MARKS, key=lambda mark: counts[mark])


def _sheets(material: Material) -> Iterator[Iterator[list[Any]]]:
    """The rows of each sheet that has any."""
    from analysis.ingest.workbook import check_workbook

    check_workbook(material)
    book = load_workbook(io.BytesIO(material.data), read_only=True, data_only=True)
    for sheet in book.worksheets:
        rows = (list(row) for row in sheet.iter_rows(values_only=True))
        filled = (row for row in rows if any(value is not None for value in row))
        first = next(filled, None)
        if first is not None:
            yield chain([first], rows)


def _columns(names: Iterable[Any]) -> list[str]:
    found = [_cell(name).strip().lstrip("\ufeff") for name in names]
    while found and not found[-1]:
        found.pop()
    return found


def _cell(value: Any) -> str:
    return "" if value is None else str(value)
