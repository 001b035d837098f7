"""The timeline: what happened when, and when that was reported.

In: a frame of events (schema EVENTS of `analysis/frames.py`), a palette. Out: Plotly figures.
Up to LEGIBLE events are drawn one by one (`timeline_lanes`), more are counted per bin of time
(`timeline_counts`); `window` zooms back in. `timeline_findings` tells the figures in words.
`customdata[0]` is the event id of a mark, "" for a bin; bins carry their bounds in [1] and [2].
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd
import plotly.graph_objects as go

from analysis.figures.palette import KEY_ROW, TOOL_ROW, Palette, key_above, safe, style
from analysis.figures.timeline_counts import add_density, counted
from analysis.figures.timeline_lanes import drawn
from analysis.figures.timeline_marks import (
    Mark,
    Window,
    bars,
    by_status,
    dated,
    hover,
    keys,
    span_of,
    symbol,
    touching,
)

LEGIBLE = 300  # events drawn one by one
CAP = 0.012  # of the time of the reports, from a bar to the tip of its cap


def timeline(
    events: pd.DataFrame,
    palette: Palette,
    lane: str = "lane",
    window: Window | None = None,
    height: int | None = None,
    chosen: str = "",
) -> go.Figure:
    """Events on their own time, one lane for each value of the column `lane`.

    Parameters
    ----------
    events
        Frame with the columns of EVENTS; `with_lanes` makes other lanes than the first actor.
    window
        Draw only what touches it, and zoom to it.
    chosen
        The id of an event that stands out.

    Returns
    -------
    A figure of marks and bars, or of counts when more than LEGIBLE events are to be shown.
    """
    shown = touching(dated(events), window)
    if shown["event_id"].nunique() > LEGIBLE:
        return counted(shown, palette, lane, window, height)
    return drawn(shown, palette, lane, window, height, chosen)


def reported_against_happened(
    events: pd.DataFrame,
    palette: Palette,
    window: Window | None = None,
    height: int = 550,
) -> go.Figure:
    """Event time on x, first report on y: above the line is lag, below it what is foretold."""
    shown = touching(dated(events), window).dropna(subset=["first_reported"])
    span = span_of(shown, window)
    shown = touching(shown, span)
    figure = go.Figure()
    cap = (shown["first_reported"].max() - shown["first_reported"].min()) * CAP
    if len(shown) > LEGIBLE:
        add_density(figure, shown, palette)
    else:
        for status, part in by_status(shown):
            colour = palette.event_status.get(status, palette.neutral)
            figure.add_traces(bars(part, [m.first_reported for m in part], colour, status, cap))
            figure.add_trace(_points(part, status, palette))
        figure.add_traces(keys(shown, palette))
    style(figure, palette, height)
    figure.update_xaxes(title_text="when it happened (UTC)", type="date", range=span)
    figure.update_yaxes(title_text="when it was first reported (UTC)", type="date")
    key_above(figure, left=78, top=TOOL_ROW + KEY_ROW)
    if not shown.empty:
        first, last = shown["first_reported"].min(), shown["first_reported"].max()
        margin = max((last - first) * 0.06, pd.Timedelta(minutes=30))
        figure.update_yaxes(range=(first - margin, last + margin))
        _add_diagonal(figure, (first - margin, last + margin), palette)
    return figure


def with_lanes(
    events: pd.DataFrame, by: str, names: Mapping[str, str] | None = None
) -> pd.DataFrame:
    """The events once for each of their actors or places, named in the column `lane`.

    `by` is 'actor_ids', 'places', or any column of single words such as 'status'. An event with
    two actors stands in both lanes, under the same id.
    """
    lanes = events.assign(lane=events[by]).explode("lane", ignore_index=True)
    found = lanes["lane"].astype("object").where(lanes["lane"].notna(), "")
    lanes["lane"] = [(names or {}).get(str(value), str(value)) for value in found]
    return lanes


def _points(part: Sequence[Mark], status: str, palette: Palette) -> go.Scatter:
    colour = palette.event_status.get(status, palette.neutral)
    return go.Scatter(
        x=[mark.start for mark in part],
        y=[mark.first_reported for mark in part],
        mode="markers",
        name=safe(status),
        legendgroup=status,
        marker={
            "size": 10,
            "color": colour,
            "symbol": [symbol(mark) for mark in part],
            "line": {"width": 1.5, "color": colour},
        },
        customdata=[[mark.event_id] for mark in part],
        hovertext=[hover(mark) for mark in part],
        hovertemplate="%{hovertext}<extra></extra>",
    )


def _add_diagonal(figure: go.Figure, reported: Window, palette: Palette) -> None:
    """Reported at once: what lies above took time, what lies below was foretold."""
    figure.add_trace(
        go.Scatter(
            x=list(reported),
            y=list(reported),
            mode="lines",
            name="reported as it happened",
            line={"color": palette.muted, "dash": "dash", "width": 1},
            hoverinfo="skip",
        )
    )
