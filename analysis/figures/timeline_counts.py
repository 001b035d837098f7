"""More events than can be told apart: counts for each bin of time, as a whole and by lane.

In: a frame that `timeline_marks.dated` made, with the column of the lanes. Out: a Plotly figure.
`customdata[0]` of a bin is "", [1] and [2] are its bounds.
"""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd
import plotly.graph_objects as go

from analysis.figures.palette import KEY_ROW, TOOL_ROW, Palette, key_above, safe, style
from analysis.figures.timeline_lanes import LANE, LANE_LETTER, NOBODY, OTHERS, lanes_of
from analysis.figures.timeline_marks import Window, short, span_of

BINS = 90  # about so many bars where events are counted
# Widths of a bin, from which the first that gives no more than BINS bars is taken
WIDTHS = ("5min", "15min", "1h", "3h", "6h", "12h", "1D", "7D", "30D", "91D", "365D", "3652D")
IN_WORDS = {
    "5min": "5 minutes", "15min": "15 minutes", "1h": "an hour", "3h": "3 hours", "6h": "6 hours",
    "12h": "12 hours", "1D": "a day", "7D": "a week", "30D": "a month", "91D": "three months",
    "365D": "a year", "3652D": "ten years",
}  # fmt: skip
LARGEST = 20  # pixels of the largest bubble


def counted(
    shown: pd.DataFrame, palette: Palette, lane: str, window: Window | None, height: int | None
) -> go.Figure:
    """Bars of events per bin, stacked by status; below them a bubble for each lane and bin."""
    figure = go.Figure()
    first, last = span_of(shown, window) or (shown["start"].min(), shown["start"].max())
    width = _width(first, last)
    inside = shown[(shown["start"] >= first) & (shown["start"] <= last)]
    once = inside.drop_duplicates("event_id")  # an event with two actors stands in two lanes
    for status, part in once.groupby("status", sort=False):
        counts = part["start"].dt.floor(width).value_counts().sort_index()
        figure.add_trace(
            go.Bar(
                x=counts.index + pd.Timedelta(width) / 2,
                y=counts.to_list(),
                width=pd.Timedelta(width) / pd.Timedelta(milliseconds=1) * 0.94,
                name=safe(str(status)),
                marker={"color": palette.event_status.get(str(status), palette.neutral)},
                customdata=_bounds(counts.index, width),
                hovertemplate="%{y} " + safe(str(status)) + "<br>%{x|%-d %b %Y %H:%M}"
                "<extra></extra>",
            )
        )
    names = _add_lanes(figure, inside, palette, lane, width)
    style(figure, palette, height or 400 + 24 * names)
    low = 24 * names / (300 + 24 * names) if names else 0.0
    figure.update_layout(
        barmode="stack",
        yaxis={"domain": [low + 0.06 if names else 0.0, 1.0]},
        yaxis2={"domain": [0.0, low]},
        xaxis={"anchor": "y2" if names else "y"},
    )
    longest = max(map(len, figure.layout.yaxis2.ticktext or ()), default=8)
    key_above(figure, left=int(12 + LANE_LETTER * longest), top=TOOL_ROW + KEY_ROW)
    figure.update_xaxes(type="date", range=[first, last])
    figure.update_layout(yaxis_title_text=f"events in {IN_WORDS[width]}", yaxis_rangemode="tozero")
    return figure


def add_density(figure: go.Figure, shown: pd.DataFrame, palette: Palette) -> None:
    """Event time against report time, as counts in cells."""
    low, *_, high = palette.sequence
    figure.add_trace(
        go.Histogram2d(
            x=shown["start"],
            y=shown["first_reported"],
            nbinsx=60,
            nbinsy=40,
            colorscale=[[0, "rgba(0,0,0,0)"], [0.01, low], [1, high]],
            colorbar={"title": "events"},
            hovertemplate="%{z} events<br>happened %{x}<br>reported %{y}<extra></extra>",
        )
    )


def _add_lanes(
    figure: go.Figure, inside: pd.DataFrame, palette: Palette, lane: str, width: str
) -> int:
    """A row of bubbles for each lane, as large as the events in each bin; how many rows."""
    if inside.empty:
        return 0
    named = inside.assign(_lane=lanes_of(inside, lane), _bin=inside["start"].dt.floor(width))
    counts = named.groupby(["_lane", "_bin"], sort=True).size().reset_index(name="events")
    totals = named["_lane"].value_counts()
    order = sorted(totals.index, key=lambda n: (n in (OTHERS, NOBODY), -int(totals[n]), n))
    row = {name: place for place, name in enumerate(order)}
    most = max(int(counts["events"].max()), 1)
    figure.add_trace(
        go.Scatter(
            x=counts["_bin"] + pd.Timedelta(width) / 2,
            y=[row[name] for name in counts["_lane"]],
            yaxis="y2",
            mode="markers",
            name="by lane",
            showlegend=False,
            marker={
                "size": [4 + (LARGEST - 4) * (n / most) ** 0.5 for n in counts["events"]],
                "color": palette.accent,
                "opacity": 0.7,
                "line": {"width": 0},
            },
            customdata=_bounds(counts["_bin"], width),
            text=[safe(short(name)) for name in counts["_lane"]],
            hovertext=counts["events"],
            hovertemplate="%{text}: %{hovertext} events<br>%{x|%-d %b %Y %H:%M}<extra></extra>",
        )
    )
    figure.update_layout(
        yaxis2={
            "tickvals": list(row.values()),
            "ticktext": [safe(short(name, LANE)) for name in order],
            "range": [len(order) - 0.4, -0.6],
            "automargin": True,
            "showgrid": True,
            "gridcolor": palette.line,
            "zeroline": False,
        }
    )
    return len(order)


def _bounds(bins: Iterable[pd.Timestamp], width: str) -> list[list[str]]:
    return [["", begin.isoformat(), (begin + pd.Timedelta(width)).isoformat()] for begin in bins]


def _width(first: pd.Timestamp, last: pd.Timestamp) -> str:
    span = last - first
    return next((w for w in WIDTHS if span / pd.Timedelta(w) <= BINS), WIDTHS[-1])
