"""Tables are read back by the programs they are for; hostile cells stay text."""

import csv
import io
import json

import openpyxl
import pandas as pd
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis import frames
from analysis.exports.provenance import Provenance, describe
from analysis.exports.tables import to_csv, to_parquet, to_xlsx
from analysis.model import Case

FRAMES = [
    frames.articles_frame, frames.claims_frame, frames.actors_frame, frames.mentions_frame,
    frames.propositions_frame, frames.contradictions_frame, frames.events_frame,
]  # fmt: skip


@pytest.mark.parametrize("frame_of", FRAMES, ids=lambda f: f.__name__)
def test_csv_and_parquet_give_back_what_went_in(frame_of, small_case: Case) -> None:
    frame = frame_of(small_case)
    made = describe(small_case, as_of="2025-03-04", filters={"outlet": "all but wires"})
    back = pd.read_csv(io.BytesIO(to_csv(frame, made)), keep_default_na=False)
    assert list(back.columns) == [*frame.columns, "as_of", "filters"]
    assert len(back) == len(frame) > 0
    assert set(back["filters"]) == {"outlet: all but wires"}
    table = pq.read_table(io.BytesIO(to_parquet(frame, made)))
    assert json.loads(table.schema.metadata[b"provenance"])["as_of"] == "2025-03-04"
    again = table.to_pandas()
    assert len(again) == len(frame)
    for column in frame.columns:
        if frame[column].dtype == object:
            assert [tuple(v) for v in again[column]] == list(frame[column])
        else:
            assert list(again[column].dropna()) == list(frame[column].dropna())


@pytest.mark.parametrize("frame_of", FRAMES, ids=lambda f: f.__name__)
def test_an_empty_case_gives_a_table_with_its_columns(frame_of) -> None:
    frame = frame_of(Case())
    header = next(csv.reader(io.StringIO(to_csv(frame, Provenance()).decode("utf-8-sig"))))
    assert header[:-2] == list(frame.columns)
    assert pq.read_table(io.BytesIO(to_parquet(frame, Provenance()))).num_rows == 0


def test_xlsx_opens_with_a_sheet_about_it(nasty_case: Case) -> None:
    made = describe(nasty_case, "=cmd", filters={"q": "@x"})
    sheets = {
        "claims": frames.claims_frame(nasty_case),
        "articles/all": frames.articles_frame(nasty_case),
    }
    book = openpyxl.load_workbook(io.BytesIO(to_xlsx(sheets, made)))
    assert book.sheetnames == ["About", "claims", "articles all"]
    assert book["claims"].max_row == len(nasty_case.claims) + 1
    about = {row[0].value: row[1].value for row in book["About"].iter_rows(min_row=2)}
    assert about["Case"] == "'=cmd"
    assert about["Filters"] == "q: @x"
    types = {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row}
    assert "f" not in types


@given(st.text(max_size=60))
def test_no_csv_cell_starts_a_formula(text: str) -> None:
    frame = pd.DataFrame({"x": [text]})
    cell = next(
        csv.reader(
            io.StringIO(to_csv(frame, Provenance()).decode("utf-8-sig").partition("\r\n")[2])
        )
    )[0]
    assert not cell.lstrip(" ").startswith(("=", "@", "\t", "\r", "\n"))
    assert (
        not cell.lstrip(" ").startswith(("+", "-"))
        or cell.strip("+-%. ,").replace(",", "").replace(".", "").isdigit()
    )


@pytest.mark.parametrize("hostile", ["=1+1", "  =1", "@SUM(A1)", "+cmd|' /C calc'!A0", "＝1+1"])
def test_a_formula_is_written_as_text(hostile: str) -> None:
    written = to_csv(pd.DataFrame({"x": [hostile]}), Provenance()).decode("utf-8-sig")
    assert list(csv.reader(io.StringIO(written)))[1][0] == "'" + hostile


@pytest.mark.parametrize("kept", ["-3", "+12%", "-1,204.5", "plain", "a=b", "it's"])
def test_figures_and_plain_words_are_left_alone(kept: str) -> None:
    written = to_csv(pd.DataFrame({"x": [kept]}), Provenance()).decode("utf-8-sig")
    assert list(csv.reader(io.StringIO(written)))[1][0] == kept


def test_a_lone_sign_is_left_alone_as_a_polarity_only() -> None:
    frame = pd.DataFrame({"polarity": ["+", "-", "=1"], "content": ["+", "-", "=1"]})
    written = to_csv(frame, Provenance()).decode("utf-8-sig")
    rows = [row[:2] for row in csv.reader(io.StringIO(written))][1:]
    assert rows == [["+", "'+"], ["-", "'-"], ["'=1", "'=1"]]
