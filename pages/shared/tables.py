"""Tables that stay quick when long: one page of rows is sent, one row can be chosen.

In: a frame with an id column. Out: the id of the row that the user chose, '' for none.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any

import pandas as pd
import streamlit as st

ROWS = 50
TALLEST = 17  # lines before the table scrolls
LINE = 35  # pixels


def table(
    frame: pd.DataFrame,
    identifier: str,
    columns: Mapping[str, Any],
    *,
    key: str,
    alt: str,
    rows: int = ROWS,
    tallest: int = TALLEST,
    selectable: bool = True,
) -> str:
    """Show one page of `frame`, in the order it has; return the id of the chosen row.

    The key of the widget changes with the rows it shows: Streamlit keeps row positions, and a
    chosen position must never come to mean another row.
    """
    shown, below = frame, st.container()
    if len(frame) > rows:
        with st.container(horizontal=True, horizontal_alignment="distribute", key=f"{key}_pages"):
            st.caption(f"{len(frame):,} rows, {rows} a page")
            page = st.pagination(-(-len(frame) // rows), key=f"{key}_page", persist_state="page")
        shown = frame.iloc[(page - 1) * rows : page * rows]
    marker = hashlib.sha256("|".join(shown[identifier]).encode()).hexdigest()[:12]
    with below:
        event = st.dataframe(
            shown[list(columns)],
            key=f"{key}_{marker}",
            hide_index=True,
            column_config=dict(columns),
            on_select="rerun" if selectable else "ignore",
            selection_mode="single-row",
            alt=alt,
            height=LINE * (min(len(shown), tallest) + 1) + 3,
            row_height=LINE,
        )
    if not selectable:
        return ""
    chosen = event["selection"]["rows"]
    return str(shown[identifier].iloc[chosen[0]]) if chosen and chosen[0] < len(shown) else ""


def confidence_column(label: str = "Confidence") -> Any:
    return st.column_config.ProgressColumn(
        label, min_value=0, max_value=1, format="percent", width=105,
        help="How well sourced in this coverage, 0 to 100 %. Not how likely to be true.",
    )  # fmt: skip


def time_column(label: str) -> Any:
    return st.column_config.DatetimeColumn(label, format="D MMM YYYY, HH:mm", timezone="UTC")
