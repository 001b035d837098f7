"""A slider over moments that says them as people do and keeps them in the link as ISO times.

In: the moments on offer, 'YYYY-MM-DD HH:MM' in UTC. Out: the one chosen. Streamlit would write the
words of a slider into the link; there a moment has to be read in any year and by other programs.
"""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import streamlit as st

MOMENT = "%Y-%m-%d %H:%M"


def control(
    label: str, steps: Sequence[str], *, key: str, end: str = "", start: str = "", help: str = ""
) -> str:
    """The chosen moment, which stands in the link under `key`.

    Without a choice, or with one before the first step: with `end`, a word for what lies after
    the last step, '' is returned; else `start`. A moment that a link names is a step of its own:
    the steps of a large case are thinned out, and more articles may have come since.
    """
    with st.container(key=f"linked_{key}"):  # hidden by look.css
        named = st.text_input(key, key=key, bind="query-params", label_visibility="collapsed")
    linked = _moment(named)
    if linked < steps[0] or (not end and linked > steps[-1]):
        linked = ""
    options = sorted({*steps, *([linked] if linked else ()), *([start] if start else ())})
    years = {step[:4] for step in options}
    shown = f"{key}_step"
    st.session_state[shown] = linked or end or start

    def chosen() -> None:
        value = str(st.session_state[shown])
        st.session_state[key] = "" if value == end else value

    value = st.select_slider(
        label, [*options, end] if end else options, key=shown, on_change=chosen, help=help or None,
        format_func=lambda step: step if step == end else said(step, len(years) > 1),
    )  # fmt: skip
    return "" if value == end else str(value)


def said(step: str, with_year: bool = False) -> str:
    """'14 Mar 16:10 UTC', '14 Mar 2027 16:10 UTC'."""
    moment = pd.Timestamp(step)
    year = f" {moment.year}" if with_year else ""
    return f"{moment.day} {moment:%b}{year} {moment:%H:%M} UTC"


def _moment(named: str | None) -> str:
    """What a link names, '' where that is no moment."""
    moment = pd.to_datetime(named or "", format=MOMENT, errors="coerce")
    return "" if pd.isna(moment) else f"{moment:{MOMENT}}"
