"""What the timeline figures draw an event with: its mark, its bar, its words.

In: a frame of events (schema EVENTS of `analysis/frames.py`). Out: Marks and Plotly traces. A bar
is the interval in which an event may lie, with a cap where an end is stated; a guessed date is
dotted and hollow; a plan without an end is an arrow.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from analysis.figures.palette import EVENT_SYMBOL, Palette, safe
from analysis.figures.time_words import in_words

LABEL = 42  # characters of an event's name
CROWD = 10  # events, from which a few far off are no more than background
FAR = 3  # times as long as the time of most events
Window = tuple[pd.Timestamp, pd.Timestamp]


@dataclass(frozen=True, slots=True)
class Mark:
    """One row of the frame, as it is drawn."""

    position: int
    event_id: str
    description: str
    start: pd.Timestamp
    end: pd.Timestamp
    open_end: bool
    precision: str
    status: str
    guessed: bool
    reports: int
    first_reported: pd.Timestamp


def marks(shown: pd.DataFrame) -> list[Mark]:
    """The rows of a frame that `dated` made."""
    columns = (
        "event_id", "description", "start", "end", "open_end", "precision", "status", "guessed",
        "reports", "first_reported",
    )  # fmt: skip
    rows = zip(*(shown[column].tolist() for column in columns), strict=True)
    return [Mark(position, *row) for position, row in enumerate(rows)]


def by_status(shown: pd.DataFrame) -> list[tuple[str, list[Mark]]]:
    """The marks of each status, in the order of the palette's words."""
    found = marks(shown)
    known = list(EVENT_SYMBOL)
    order = sorted(
        {mark.status for mark in found},
        key=lambda status: known.index(status) if status in known else len(known),
    )
    # stated dates first: the first mark of a trace is the one that its legend shows
    found.sort(key=lambda mark: mark.guessed)
    return [(status, [mark for mark in found if mark.status == status]) for status in order]


def dated(events: pd.DataFrame) -> pd.DataFrame:
    """Those with a start or an end; a missing bound is drawn at the other."""
    known = events[events["start"].notna() | events["end"].notna()].copy()
    known["open_end"] = known["end"].isna()
    known["start"] = known["start"].fillna(known["end"])
    known["end"] = known["end"].fillna(known["start"])
    return known.reset_index(drop=True)


def touching(shown: pd.DataFrame, window: Window | None) -> pd.DataFrame:
    if window is None:
        return shown
    inside = (shown["end"] >= window[0]) & (shown["start"] <= window[1])
    return shown[inside].reset_index(drop=True)


def span_of(shown: pd.DataFrame, window: Window | None) -> Window | None:
    """The window, else the time around the reports, else the time of most events: background of
    years ago does not flatten the days that the coverage is about, and is found by zooming out."""
    if window is not None:
        return window
    if shown.empty:
        return None
    first, last = _around_reports(shown) or _around_most(shown)
    margin = max((last - first) * 0.04, pd.Timedelta(minutes=30))
    return first - margin, last + margin


def _around_reports(shown: pd.DataFrame) -> Window | None:
    """As far from the reports as they lie apart, and ten days; None where few events are. What
    reaches beyond, such as something of this year, does not stretch it."""
    reported = shown["first_reported"].dropna()
    if reported.empty:
        return None
    near = pd.Timedelta(days=10) + (reported.max() - reported.min())
    low, high = reported.min() - near, reported.max() + near
    inside = shown[(shown["end"] >= low) & (shown["start"] <= high)]
    if 2 * len(inside) < len(shown):
        return None
    begun, ended = inside["start"][inside["start"] >= low], inside["end"][inside["end"] <= high]
    return (
        low if begun.empty else begun.min(),
        high if ended.empty else ended.max(),
    )


def _around_most(shown: pd.DataFrame) -> Window:
    """All of it, or four fifths where these lie close together and the rest far off."""
    first, last = shown["start"].min(), shown["end"].max()
    low = sorted(shown["start"])[len(shown) // 10]
    high = sorted(shown["end"])[-1 - len(shown) // 10]
    if len(shown) >= CROWD and FAR * (high - low) < last - first:
        return low - (high - low) / 4, high + (high - low) / 4
    return first, last


def short(text: str, most: int = LABEL) -> str:
    line = " ".join(str(text).split())
    return line if len(line) <= most else line[: most - 1].rstrip() + "…"


def bars(
    part: Sequence[Mark], place: Sequence[Any], colour: str, status: str, cap: Any
) -> list[go.Scatter]:
    """The intervals of one status: solid with end caps where stated, dotted where guessed.

    `cap` is how far a cap reaches from its bar, in the units of `place`. Bar and caps are one
    line: caps as marks of their own would double what the browser has to draw.
    """
    traces = []
    for guessed in (False, True):
        xs: list[Any] = []
        ys: list[Any] = []
        for mark, y in zip(part, place, strict=True):
            if mark.guessed is not guessed or mark.end <= mark.start:
                continue
            if not guessed:
                xs += [mark.start, mark.start]
                ys += [y - cap, y + cap]
            xs += [mark.start, mark.end]
            ys += [y, y]
            if not guessed:
                xs += [mark.end, mark.end]
                ys += [y - cap, y + cap]
            xs.append(None)
            ys.append(None)
        if not xs:
            continue
        line = {"color": colour, "width": 3, "dash": "dot" if guessed else "solid"}
        common = {"legendgroup": status, "showlegend": False, "hoverinfo": "skip"}
        traces.append(go.Scatter(x=xs, y=ys, mode="lines", line=line, opacity=0.6, **common))
    return traces


def symbol(mark: Mark) -> str:
    if mark.open_end:
        return "triangle-right-open" if mark.guessed else "triangle-right"
    shape = EVENT_SYMBOL.get(mark.status, "circle")
    return f"{shape}-open" if mark.guessed else shape  # a guess is hollow, whatever its status


def hover(mark: Mark) -> str:
    when = in_words(mark.start, pd.NaT if mark.open_end else mark.end, mark.precision)
    guess = " (guessed from the report)" if mark.guessed else ""
    reports = "1 report" if mark.reports == 1 else f"{mark.reports} reports"
    return (
        f"<b>{safe(mark.description)}</b><br>{when}{guess}<br>"
        f"{safe(mark.status)}, to the {safe(mark.precision)}; {reports}"
    )


def key(name: str, palette: Palette, symbol: str, line: str = "") -> go.Scatter:
    """An entry of the legend without a mark of its own: 'date guessed', 'end open'."""
    return go.Scatter(
        x=[None],
        y=[None],
        mode="lines+markers" if line else "markers",
        name=name,
        line={"color": palette.muted, "width": 3, "dash": line or "solid"},
        marker={"symbol": symbol, "size": 10, "color": palette.muted,
                "line": {"width": 1.5, "color": palette.muted}},
        hoverinfo="skip",
    )  # fmt: skip


def keys(shown: pd.DataFrame, palette: Palette) -> list[go.Scatter]:
    """What hollow marks, dotted bars and arrows mean, where there are any."""
    found = []
    if shown["guessed"].any():
        found.append(key("date guessed", palette, "circle-open", "dot"))
    if shown["open_end"].any():
        found.append(key("end open", palette, "triangle-right"))
    return found
