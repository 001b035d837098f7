"""Puts figures on the page: the same frame, alt text and selection handling for all of them."""

from __future__ import annotations

from typing import Any

import plotly.graph_objects as go
import streamlit as st

from analysis.figures.strip import dated, finding, strip
from pages.shared.context import View

QUIET = {"displayModeBar": False}
TOOLS = {"displaylogo": False, "modeBarButtonsToRemove": ["lasso2d", "autoScale2d", "toImage"]}


def timeline_strip(view: View) -> None:
    """The events of the case on one band; a click filters everything by the event."""
    events = view.selection.events
    if dated(events).empty:
        st.caption("No event in view is dated.")
        return
    figure = strip(events, view.selection.articles, view.palette)
    st.plotly_chart(
        figure, key="strip", on_select=choose_event, selection_mode="points", theme=None,
        config=QUIET, alt=finding(events),
    )  # fmt: skip


def timeline(view: View) -> None:
    """The events of the case, larger."""
    events = view.selection.events
    if dated(events).empty:
        st.caption("No event in view is dated: the articles do not say when.")
        return
    figure = strip(events, view.selection.articles, view.palette, height=320)
    st.plotly_chart(
        figure, key="strip", on_select=choose_event, selection_mode="points", theme=None,
        config=TOOLS, alt=finding(events),
    )  # fmt: skip


def picked(key: str) -> list[Any]:
    """What was chosen in a figure: `customdata[0]` of each point, in order."""
    points = st.session_state[key]["selection"]["points"]
    return [point["customdata"][0] for point in points if point.get("customdata")]


def choose_event() -> None:
    """A click on the strip; clicking beside changes nothing, the chip takes it back."""
    found = picked("strip")
    if found:
        st.session_state["event"] = found[0]


def plot(figure: go.Figure, key: str, alt: str) -> None:
    """A figure that only shows."""
    st.plotly_chart(figure, key=key, theme=None, config=QUIET, alt=alt)
