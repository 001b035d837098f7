"""Frames as files for spreadsheets and statistics: CSV, XLSX, Parquet.

In: frames with the schemas of `analysis.frames`, a Provenance. Out: bytes. Cells that a
spreadsheet would run as a formula are defused (OWASP, CSV injection: a leading = + - @ tab or
return gets an apostrophe); Parquet, which no program executes, keeps the text as it is.
"""

from __future__ import annotations

import io
import json
import re
from collections.abc import Mapping
from typing import Any

import pandas as pd
import pyarrow as pa  # type: ignore[import-untyped]
import pyarrow.parquet as pq  # type: ignore[import-untyped]
from openpyxl import Workbook
from openpyxl.utils import get_column_letter

from analysis.exports.provenance import Provenance

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
NUMBER = re.compile(r"[+-]?\d[\d.,]*%?")  # '-3' and '+12 %' are figures, not formulas
SIGNS = frozenset({"+", "-"})  # what the column `polarity` holds: the program's own, no article's
UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")  # XML 1.0 forbids
LONGEST_CELL = 32_000  # a spreadsheet cell holds 32,767 characters
LIST_SEPARATOR = " | "
NARROWEST, WIDEST = 10, 60  # characters of a column
SHEET_NAME = re.compile(r"[\[\]:*?/\\']")


def to_csv(frame: pd.DataFrame, provenance: Provenance) -> bytes:
    """UTF-8 with a byte-order mark, so that Excel reads names right; lists joined by ' | '.

    The last two columns say which as-of time and filters were in force: comment lines would
    break the readers of CSV.
    """
    written = _writable(frame)
    written["as_of"] = provenance.as_of or "everything"
    written["filters"] = _cell(provenance.filter_text())
    return ("\ufeff" + written.to_csv(index=False, lineterminator="\r\n")).encode()


def to_xlsx(frames: Mapping[str, pd.DataFrame], provenance: Provenance) -> bytes:
    """One sheet a frame behind a sheet 'About' that says what was exported."""
    about = pd.DataFrame(provenance.lines(), columns=["what", "value"])
    book = Workbook(write_only=True)  # streams rows: ten thousand claims in seconds
    for name, frame in {"About": about, **frames}.items():
        _fill(book.create_sheet(SHEET_NAME.sub(" ", name)[:31]), _writable(frame))
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def to_parquet(frame: pd.DataFrame, provenance: Provenance) -> bytes:
    """Types, time zones and lists kept; the provenance stands in the file's metadata."""
    lists = [name for name in frame.columns if frame[name].dtype == object]
    table = pa.Table.from_pandas(frame.drop(columns=lists), preserve_index=False)
    for name in lists:  # typed by hand: an empty column gives no type to infer
        values = pa.array([list(value) for value in frame[name]], type=pa.list_(pa.string()))
        table = table.append_column(name, values)
    table = table.select(list(frame.columns))
    noted = {
        **(table.schema.metadata or {}),
        b"provenance": json.dumps(provenance.as_dict()).encode(),
    }
    buffer = io.BytesIO()
    pq.write_table(table.replace_schema_metadata(noted), buffer)
    return buffer.getvalue()


def _writable(frame: pd.DataFrame) -> pd.DataFrame:
    """Lists joined, times as ISO 8601 in UTC, text defused."""
    written = pd.DataFrame(index=frame.index)
    for column in frame.columns:
        values = frame[column]
        if isinstance(values.dtype, pd.DatetimeTZDtype):
            written[column] = [_time(value) for value in values]
        elif pd.api.types.is_numeric_dtype(values) or pd.api.types.is_bool_dtype(values):
            written[column] = values
        else:
            signed = column == "polarity"
            written[column] = [v if signed and v in SIGNS else _cell(v) for v in values]
    return written


def _cell(value: Any) -> str:
    if isinstance(value, tuple | list | set | frozenset):
        value = LIST_SEPARATOR.join(str(item) for item in value)
    text = UNWRITABLE.sub("\ufffd", "" if value is None else str(value))[:LONGEST_CELL]
    if text.lstrip(" ").startswith(FORMULA_STARTS) and not NUMBER.fullmatch(text.strip()):
        return "'" + text
    return text


def _time(value: pd.Timestamp) -> str:
    return "" if pd.isna(value) else value.isoformat().replace("+00:00", "Z")


def _fill(sheet: Any, frame: pd.DataFrame) -> None:
    """Header stays in view, columns wide enough to read."""
    sheet.freeze_panes = "A2"
    for number, name in enumerate(frame.columns, start=1):
        texts = [str(name), *map(str, frame[name].head(50))]
        width = min(max(map(len, texts)) + 2, WIDEST)
        sheet.column_dimensions[get_column_letter(number)].width = max(width, NARROWEST)
    if len(frame):
        sheet.auto_filter.ref = f"A1:{get_column_letter(len(frame.columns))}{len(frame) + 1}"
    sheet.append([str(name) for name in frame.columns])
    for row in zip(*(frame[name].tolist() for name in frame.columns), strict=True):
        sheet.append(row)
