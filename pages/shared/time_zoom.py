"""The zoom of the timeline: how close, and around when.

In: the events in view. Out: the window to show, None for all of it. Both choices stand in the
link.
"""

from __future__ import annotations

import pandas as pd
import streamlit as st

from analysis.figures.timeline_marks import Window
from analysis.figures.zoom import FIT, SPANS, WIDEST, ZOOMS, busiest, ends, fitting, window
from pages.shared import moments

STEPS = 400  # of the slider, at most


def control() -> str:
    """How close."""
    chosen = st.segmented_control(
        "Zoom", ZOOMS, key="zoom", bind="query-params", default=FIT, required=True,
        help="Fit shows the time around the reports. To look closer by hand, drag over the "
        "figure; a double click takes that back.",
    )  # fmt: skip
    return str(chosen or FIT)


def around(events: pd.DataFrame, zoom: str) -> Window | None:
    """Around when, if the zoom shows less than there is."""
    bounds = ends(events) if zoom == WIDEST else fitting(events)
    centre = busiest(events, zoom)
    if zoom not in SPANS or bounds is None or centre is None:
        return None
    first, last = min(bounds[0], centre), max(bounds[1], centre)
    if last - first <= SPANS[zoom]:
        return window(zoom, first + (last - first) / 2)
    step = max(SPANS[zoom] / 8, (last - first) / STEPS)
    steps = [f"{moment:{moments.MOMENT}}" for moment in pd.date_range(first, last, freq=step)]
    chosen = moments.control("Around", steps, key="around", start=f"{centre:{moments.MOMENT}}")
    return window(zoom, pd.Timestamp(chosen, tz="UTC"))
