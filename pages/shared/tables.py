"""Tables that stay quick when long: one page of rows is sent, one row can be chosen.

In: a frame with an id column. Out: the id of the chosen row, '' for none. With `link`, the choice
stands in the link under that name: it survives a reload, and back and forward walk through it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import pandas as pd
import streamlit as st

from pages.shared import navigation
from pages.shared.safe import visible

ROWS = 50
TALLEST = 17  # lines before the table scrolls
LINE = 35  # pixels
NEXT_LINE = 23  # of a row that shows more than one: Streamlit wraps words in rows above 4 rem
REMEMBERED = 100  # tables of a session whose first selection is kept


def table(
    frame: pd.DataFrame,
    identifier: str,
    columns: Mapping[str, Any],
    *,
    key: str,
    alt: str,
    rows: int = ROWS,
    tallest: int = TALLEST,
    lines: int = 1,
    selectable: bool = True,
    link: str = "",
    fill: Callable[[pd.DataFrame], pd.DataFrame] | None = None,
) -> str:
    """Show one page of `frame`, in the order it has; return the id of the chosen row.

    `fill` makes the columns that are shown out of the rows of the page, so that those of the
    other pages cost nothing; `frame` then need only hold the ids.

    The key of the widget changes with the rows it shows: Streamlit keeps row positions, and a
    chosen position must never come to mean another row. `lines` is how many a row shows.
    """
    asked = navigation.chosen(link) if link else ""
    turn = _turn(key, asked) if link else 0
    shown, below = frame, st.container()
    if len(frame) > rows:
        with st.container(horizontal=True, horizontal_alignment="distribute", key=f"{key}_pages"):
            st.caption(f"{len(frame):,} rows, {rows} a page")
            page = st.pagination(
                -(-len(frame) // rows), key=f"{key}_page_{turn}", persist_state="page",
                default=_page_of(frame[identifier], asked, rows),
            )  # fmt: skip
        shown = frame.iloc[(page - 1) * rows : page * rows]
    ids = list(shown[identifier])
    row = LINE + (lines - 1) * NEXT_LINE
    marker = hashlib.sha256("|".join(ids).encode()).hexdigest()[:12]
    widget = f"{key}_{marker}_{turn}"

    def picked() -> None:
        chosen = st.session_state[widget]["selection"]["rows"]
        found = ids[chosen[0]] if chosen and chosen[0] < len(ids) else ""
        st.session_state[f"_{key}_shown"] = found
        navigation.choose(link, found)

    with below:
        event = st.dataframe(
            _safe((fill(shown) if fill else shown)[list(columns)]),
            key=widget,
            hide_index=True,
            column_config=dict(columns),
            on_select=(picked if link else "rerun") if selectable else "ignore",
            selection_mode="single-row",
            selection_default=_kept(widget, ids, asked),
            alt=alt,
            height=min(row * len(shown), LINE * tallest) + LINE + 3,
            row_height=row,
            placeholder="–",
        )
    if not selectable:
        return ""
    if link:
        return asked if asked and (frame[identifier] == asked).any() else ""
    chosen = event["selection"]["rows"]
    return ids[chosen[0]] if chosen and chosen[0] < len(ids) else ""


def _safe(frame: pd.DataFrame) -> pd.DataFrame:
    """Characters that hide or turn text around (a table draws them) are named instead."""
    words = frame.select_dtypes(include=["object", "str"])
    return frame.assign(
        **{
            name: [visible(said) if isinstance(said, str) else said for said in words[name]]
            for name in words
        }
    )


def _turn(key: str, asked: str) -> int:
    """Grows when the link names another row than the table marks: it is then drawn anew."""
    turn = int(st.session_state.setdefault(f"_{key}_turn", 0))
    if st.session_state.get(f"_{key}_shown", "") != asked:
        st.session_state[f"_{key}_shown"] = asked
        turn += 1
        st.session_state[f"_{key}_turn"] = turn
    return turn


def _kept(widget: str, ids: Sequence[str], asked: str) -> Any:
    """The selection that a table starts with: the same for as long as it is that table."""
    kept: dict[str, Any] = st.session_state.setdefault("_table_starts", {})
    if widget not in kept:
        if len(kept) >= REMEMBERED:
            kept.pop(next(iter(kept)))
        rows = [ids.index(asked)] if asked in ids else []
        empty: dict[str, Any] = {"columns": [], "cells": []}
        kept[widget] = {"selection": {"rows": rows, **empty}} if rows else None
    return kept[widget]


def _page_of(ids: pd.Series[str], asked: str, rows: int) -> int:
    """The page that holds the row, the first when it is not there."""
    places = (ids == asked).to_numpy().nonzero()[0] if asked else ()
    return int(places[0]) // rows + 1 if len(places) else 1


def confidence_column(label: str = "Confidence") -> Any:
    return st.column_config.ProgressColumn(
        label, min_value=0, max_value=1, format="percent", width=105,
        help="How well sourced in this coverage, 0 to 100 %. Not how likely to be true.",
    )  # fmt: skip


def time_column(label: str, width: int | None = None) -> Any:
    return st.column_config.DatetimeColumn(
        f"{label} (UTC)", format="D MMM YYYY, HH:mm", timezone="UTC", width=width
    )
