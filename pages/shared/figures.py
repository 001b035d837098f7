"""Puts figures on the page: the same frame, alt text and selection handling for all of them."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pandas as pd
import plotly.graph_objects as go
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from analysis.figures.strip import beyond, dated, finding, strip
from analysis.figures.timeline import reported_against_happened, with_lanes
from analysis.figures.timeline import timeline as lanes_figure
from analysis.figures.timeline_findings import finding as lanes_finding
from analysis.figures.timeline_findings import lag_finding
from analysis.figures.timeline_marks import Window
from pages.shared.context import View
from pages.shared.safe import md
from pages.shared.selection import selected

LANES = {"Actor": "actor_ids", "Place": "places", "Topic": "kind", "Status": "status"}

QUIET = {"displayModeBar": False}
TOOLS = {"displaylogo": False, "modeBarButtonsToRemove": ["lasso2d", "autoScale2d", "toImage"]}


def timeline_strip(view: View) -> pd.DataFrame:
    """The events of the case on one band; a click filters everything by the event, which then
    stands out among the others. Returns the events that are drawn."""
    filters = view.selection.filters
    events = selected(view.loaded, replace(filters, event="")).events
    outside = view.selection.once("beyond the strip", lambda: beyond(events))
    st.subheader(
        "What happened when :gray[(UTC)]" + (f" :gray[:small[{outside}]]" if outside else ""),
        help="Choose a mark to read its sentences beside it and to filter everything by the event."
        " What lies long before or after the reports is on the page Timeline.",
    )
    drawn = view.selection.once("strip events", lambda: dated(events))
    if drawn.empty:
        st.caption("No event in view is dated.")
        return drawn
    figure = view.selection.once(
        ("strip", view.palette.dark),
        lambda: strip(events, view.selection.articles, view.palette, chosen=filters.event),
    )
    st.plotly_chart(
        choosable(figure), key="strip", on_select=choose_event, selection_mode="points", theme=None,
        config=QUIET, alt=finding(events),
    )  # fmt: skip
    return drawn


def timeline(view: View, lanes: str, answer: DeltaGenerator, window: Window | None = None) -> None:
    """Events on their own time, zoomed to a window; a click chooses one, a box everything that
    happened in it. A chosen event stands out among the others, which can be chosen in turn."""
    filters = view.selection.filters
    events = selected(view.loaded, replace(filters, event="")).events
    by = LANES[lanes]
    around = window or filters.happened

    def made() -> tuple[go.Figure, str]:
        shown = with_lanes(events, by, view.loaded.label_of_actor) if by else events
        figure = lanes_figure(shown, view.palette, "lane", around, chosen=filters.event)
        found = lanes_finding(events)
        if filters.event in view.loaded.event and len(events) > 1:
            found = f"{view.loaded.event[filters.event].description}: one of {found}"
        return figure, found

    figure, said = view.selection.once(("lanes", lanes, around, view.palette.dark), made)
    _with_selection(figure, "timeline", said, answer)


def lag(view: View, answer: DeltaGenerator, window: Window | None = None) -> None:
    """When it happened against when it was first reported."""
    events = view.selection.events
    around = window or view.selection.filters.happened
    figure, said = view.selection.once(
        ("lag", around, view.palette.dark),
        lambda: (reported_against_happened(events, view.palette, around), lag_finding(events)),
    )
    _with_selection(figure, "lag", said, answer)


def _with_selection(figure: go.Figure, key: str, said: str, answer: DeltaGenerator) -> None:
    """The figure; what it says goes into `answer`, wherever that stands."""

    def chosen() -> None:
        selection = st.session_state[key]["selection"]
        found = picked(key)
        if selection["box"]:
            first, last = sorted(selection["box"][0]["x"])[:2]
            st.session_state["window"] = f"{_iso(first)}/{_iso(last)}"
        elif found and found[0]:
            st.session_state["event"] = found[0]
        elif selection["points"] and len(selection["points"][0].get("customdata", ())) == 3:
            _, first, last = selection["points"][0]["customdata"]
            st.session_state["window"] = f"{first}/{last}"

    answer.markdown(f"**{md(said)}**")
    st.plotly_chart(
        choosable(figure), key=key, on_select=chosen, selection_mode=("points", "box"), theme=None,
        config=TOOLS, alt=said,
    )  # fmt: skip


def choosable(figure: go.Figure) -> go.Figure:
    """The figure with what Streamlit would set for choosing points anyway, but only once it is
    drawn: it would draw it a second time."""
    if figure.layout.clickmode is None:
        figure.update_layout(clickmode="event+select", hovermode="closest", dragmode="pan")
    return figure


def _iso(value: Any) -> str:
    return pd.Timestamp(value).isoformat(timespec="minutes")


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
