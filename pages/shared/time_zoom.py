"""The zoom of the timeline: how close, and around when.

In: the events in view. Out: the window to show, None for all of it. Both choices stand in the
link.
"""

from __future__ import annotations

from datetime import datetime, timedelta

import pandas as pd
import streamlit as st

from analysis.figures.timeline_marks import Window
from analysis.figures.zoom import FIT, SPANS, WIDEST, ZOOMS, busiest, ends, fitting, window

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
    first, last = (_naive(min(bounds[0], centre)), _naive(max(bounds[1], centre)))
    span = SPANS[zoom].to_pytimedelta()
    if last - first <= span:
        return window(zoom, bounds[0] + (bounds[1] - bounds[0]) / 2)
    step = max(span / 8, (last - first) / STEPS)
    step -= timedelta(seconds=step.total_seconds() % 60)
    kept = st.session_state.get("around")
    if isinstance(kept, datetime) and not first <= kept <= last:
        del st.session_state["around"]  # a moment that this selection does not reach
    chosen = st.slider(
        "Around", first, last, value=_naive(centre), step=step, key="around",
        bind="query-params", format="D MMM YYYY, HH:mm",
    )  # fmt: skip
    return window(zoom, pd.Timestamp(chosen, tz="UTC"))


def _naive(moment: pd.Timestamp) -> datetime:
    """To the minute, without a zone, as the slider counts (in UTC)."""
    whole: datetime = moment.tz_convert("UTC").tz_localize(None).floor("min").to_pydatetime()
    return whole
