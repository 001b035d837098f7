"""How close the timeline looks: from years to minutes around a moment.

In: a frame of events (schema EVENTS of `analysis/frames.py`), the name of a zoom, a moment. Out:
the window that a figure shows. 'Fit' leaves it to the figure.
"""

from __future__ import annotations

import pandas as pd

from analysis.figures.timeline_marks import Window, dated, span_of

FIT = "Fit"
SPANS = {
    "Years": pd.Timedelta(days=3652),
    "Months": pd.Timedelta(days=365),
    "Days": pd.Timedelta(days=14),
    "Hours": pd.Timedelta(hours=36),
    "Minutes": pd.Timedelta(hours=2),
}
ZOOMS = (FIT, *SPANS)
WIDEST = "Years"


def window(zoom: str, around: pd.Timestamp) -> Window | None:
    """The time that a zoom shows around a moment; None for 'Fit' and unknown words."""
    span = SPANS.get(zoom)
    return (around - span / 2, around + span / 2) if span is not None else None


def busiest(events: pd.DataFrame, zoom: str) -> pd.Timestamp | None:
    """The moment around which a zoom shows most reports; None where nothing is dated.

    Of what is known to the day only the days count as much as what is known to the minute:
    a close look is for what is known closely.
    """
    known = dated(events).drop_duplicates("event_id").sort_values("start", ignore_index=True)
    if known.empty:
        return None
    span = SPANS.get(zoom, SPANS["Days"])
    fine = (known["end"] - known["start"]) <= span
    weight = known["reports"].astype("float64").where(fine, 0.0)
    weight = weight.where(~known["guessed"].astype(bool), weight / 2)
    starts = known["start"]
    totals = weight.cumsum()
    until = starts.searchsorted(starts + span, side="right")
    inside = [
        float(totals.iloc[last - 1] - totals.iloc[first] + weight.iloc[first])
        for first, last in enumerate(until)
    ]
    best = max(range(len(inside)), key=lambda at: inside[at])
    last = starts.iloc[int(until[best]) - 1]
    return pd.Timestamp(starts.iloc[best] + (last - starts.iloc[best]) / 2)


def ends(events: pd.DataFrame) -> Window | None:
    """The first and the last moment of what is dated."""
    known = dated(events)
    return (known["start"].min(), known["end"].max()) if not known.empty else None


def fitting(events: pd.DataFrame) -> Window | None:
    """What 'Fit' shows: the time around the reports, without the background of years ago."""
    return span_of(dated(events), None)
