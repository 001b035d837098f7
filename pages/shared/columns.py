"""Which column of a table holds what: a preview, a guess to correct, a choice to remember.

In: the tables of an upload. Out: the table read anew by the chosen columns; the choice is kept
for the case, and used at once for the next table that has the same columns.
"""

from __future__ import annotations

import re

import pandas as pd
import streamlit as st

from analysis.ingest.columns import FIELDS, signature
from analysis.ingest.tables import TablePreview, preview_table
from analysis.store import JobRecord, JobResult, Store
from pages.shared import arrivals
from pages.shared.context import View
from pages.shared.safe import md, visible

LABELS = {
    "text": "The article's text",
    "title": "Title",
    "outlet": "Outlet",
    "author": "Author",
    "url": "Address",
    "published": "Time of publication",
    "id": "Identifier",
    "language": "Language",
}
_TABLE = re.compile(r"\.(csv|tsv|tab|xlsx)$", re.IGNORECASE)
_ASKED = "_columns_asked"
_NONE = "(no column)"
_OFFERED = 30  # tables of one upload


def remembered(store: Store, case_id: str, name: str, data: bytes) -> dict[str, str]:
    """The columns that the user chose for a table like this one; {} for none."""
    if not _TABLE.search(name):
        return {}
    preview = preview_table(name, data)
    if preview is None:
        return {}
    kept = store.remembered(case_id, _key(preview), {})
    return dict(kept) if isinstance(kept, dict) else {}


def tables_of(view: View, job: JobRecord, results: list[JobResult]) -> list[int]:
    """The numbers of the job's items that look like tables."""
    unread = {r.name for r in results if r.outcome == "refused" and "column" in r.reason}
    return [
        number
        for number, name in view.store.job_files(job.id)
        if _TABLE.search(name) or name in unread
    ][:_OFFERED]


def ask(items: list[int]) -> None:
    """A callback: open the dialog in the run that follows."""
    st.session_state[_ASKED] = items


def dialog_if_asked(view: View) -> None:
    if items := st.session_state.pop(_ASKED, None):
        _dialog(view, items)


@st.dialog("Which column holds what", width="large")
def _dialog(view: View, items: list[int]) -> None:
    files = {number: view.store.job_item(number) for number in items}
    number = items[0]
    if len(items) > 1:
        number = st.selectbox(
            "Table", items, format_func=lambda n: visible(files[n].name), key="columns_table"
        )
    item = files[number]
    preview = preview_table(item.name, item.content or b"")
    if preview is None:
        st.info(f"{md(item.name)} is not a table.")
        return
    st.dataframe(
        pd.DataFrame(
            [[visible(cell) for cell in _padded(row, preview)] for row in preview.rows],
            columns=_headings(preview),
        ),
        hide_index=True, alt="The first rows of the table", key="columns_preview",
    )  # fmt: skip
    chosen = _choices(view, preview, number)
    st.caption("The choice is remembered for tables with these columns in this case.")
    if st.button("Read the table by these columns", type="primary", key="columns_read",
                 disabled="text" not in chosen):  # fmt: skip
        view.store.remember(view.case_id, _key(preview), chosen)
        arrivals.submit(view.case_id, [(item.name, item.content or b"")])
        st.rerun()


def _choices(view: View, preview: TablePreview, number: int) -> dict[str, str]:
    """A select box for each field, set to what was chosen before or guessed."""
    start = view.store.remembered(view.case_id, _key(preview), None) or preview.guess
    options = [_NONE, *dict.fromkeys(preview.columns)]
    chosen: dict[str, str] = {}
    for place, (field, side) in enumerate(zip(FIELDS, list(st.columns(4)) * 2, strict=True)):
        known = start.get(field, "")
        picked = side.selectbox(
            LABELS[field], options, key=f"columns_{number}_{place}", format_func=visible,
            index=options.index(known) if known in options else 0,
        )  # fmt: skip
        if picked != _NONE:
            chosen[field] = picked
    return chosen


def _key(preview: TablePreview) -> str:
    return f"columns:{signature(preview.columns)}"


def _padded(row: tuple[str, ...], preview: TablePreview) -> list[str]:
    width = len(preview.columns)
    return [*row[:width], *[""] * (width - len(row))]


def _headings(preview: TablePreview) -> list[str]:
    """Names as the table's head shows them; equal ones are told apart."""
    found: list[str] = []
    for number, name in enumerate(preview.columns, 1):
        shown = visible(name) or f"(column {number})"
        found.append(shown if shown not in found else f"{shown} ({number})")
    return found
