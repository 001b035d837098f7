"""The timeline: what happened when, and when that was reported.

In: a frame of events (schema EVENTS of `analysis/frames.py`), a palette. Out: Plotly figures and
their findings in words. A bar is the interval in which an event may lie, with a cap where an end
is stated; a guessed date is dashed and hollow; a plan without an end is an arrow. From
LEGIBLE events on, counts per bin are drawn in place of single events; `window` zooms back in.
`customdata[0]` is the event id of a mark, "" for a bin; bins carry their bounds in [1] and [2].
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from analysis.figures.palette import EVENT_SYMBOL, Palette, safe, style

LEGIBLE = 300  # events drawn one by one
MOST_LANES = 12  # the fullest; the rest share the last one
MOST_ROWS = 8  # rows of a lane; what overlaps more than that shares the last row
BINS = 90  # about so many bars where events are counted
LANE_GAP = 0.4  # between lanes, in rows: room for the text above the first row
LABEL = 42  # characters of a lane's or an event's name
LABELLED = 40  # up to so many events carry their text beside them
LETTER = 0.018  # of the width, for one letter: the width of a phone, or beside the sidebar
MARK = 0.004  # of the width, half a mark
OTHERS = "others"
NOBODY = "none named"
Window = tuple[pd.Timestamp, pd.Timestamp]


@dataclass(frozen=True, slots=True)
class _Mark:
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


# Widths of a bin, from which the first that gives no more than BINS bars is taken
WIDTHS = ("5min", "15min", "1h", "3h", "6h", "12h", "1D", "7D", "30D", "91D", "365D", "3652D")


def timeline(
    events: pd.DataFrame,
    palette: Palette,
    lane: str = "lane",
    window: Window | None = None,
    height: int | None = None,
) -> go.Figure:
    """Events on their own time, one lane for each value of the column `lane`.

    Parameters
    ----------
    events
        Frame with the columns of EVENTS; `with_lanes` makes other lanes than the first actor.
    window
        Draw only what touches it, and zoom to it.

    Returns
    -------
    A figure of marks and bars, or of counts above LEGIBLE events.
    """
    shown = _touching(_dated(events), window)
    if len(shown) > LEGIBLE:
        return _counted(shown, palette, lane, window, height)
    return _drawn(shown, palette, lane, window, height)


def reported_against_happened(
    events: pd.DataFrame,
    palette: Palette,
    window: Window | None = None,
    height: int = 520,
) -> go.Figure:
    """Event time on x, first report on y: above the line is lag, below it what is foretold."""
    shown = _touching(_dated(events), window).dropna(subset=["first_reported"])
    figure = go.Figure()
    if len(shown) > LEGIBLE:
        _add_density(figure, shown, palette)
    else:
        for status, part in _by_status(shown):
            colour = palette.event_status.get(status, palette.neutral)
            figure.add_traces(_bars(part, [m.first_reported for m in part], colour, status))
            figure.add_trace(_points(part, status, palette))
    _add_diagonal(figure, shown, palette)
    style(figure, palette, height)
    figure.update_xaxes(title="when it happened (UTC)", type="date", range=_range(shown, window))
    figure.update_yaxes(title="when it was first reported (UTC)", type="date")
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


def finding(events: pd.DataFrame) -> str:
    """The figure in words, for those who do not see it and for the head of the page."""
    dated = _dated(events)
    if dated.empty:
        return "No event of this selection has a date."
    counts = dated.drop_duplicates("event_id")["status"].value_counts()
    parts = ", ".join(f"{count} {status}" for status, count in counts.items())
    guessed = int(dated.drop_duplicates("event_id")["guessed"].sum())
    first, last = dated["start"].min(), dated["end"].max()
    text = f"{int(counts.sum())} events between {first:%-d %B %Y} and {last:%-d %B %Y}: {parts}."
    if guessed:
        text += f" {guessed} of them dated by a guess, from the time of the report."
    return text


def lag_finding(events: pd.DataFrame) -> str:
    """How long reports took, in words."""
    dated = _dated(events).dropna(subset=["first_reported"]).drop_duplicates("event_id")
    stated = dated[~dated["guessed"].astype(bool)]
    if stated.empty:
        return "No event of this selection has a stated date and a report."
    hours = [(mark.first_reported - mark.start) / pd.Timedelta(hours=1) for mark in _marks(stated)]
    ahead = sum(lag < 0 for lag in hours)
    late = [lag for lag in hours if lag >= 0]
    text = f"{ahead} of {len(stated)} events were reported before they were due."
    if late:
        text += (
            f" The others were first reported {median(late):.0f} hours after they began (median)."
        )
    return text


# --- one by one ---------------------------------------------------------------------------


def _drawn(
    shown: pd.DataFrame, palette: Palette, lane: str, window: Window | None, height: int | None
) -> go.Figure:
    figure = go.Figure()
    lanes = _lanes(shown, lane)
    bounds = _range(shown, window)
    texts = _texts(shown, bounds)
    rows, ticks = _rows(shown, lanes, texts, bounds)
    for status, part in _by_status(shown):
        place = [rows[mark.position] for mark in part]
        colour = palette.event_status.get(status, palette.neutral)
        figure.add_traces(_bars(part, place, colour, status))
        figure.add_trace(_points_on_rows(part, place, colour, status, palette, texts))
    deepest = max(rows.values(), default=0.0)
    style(figure, palette, height or int(110 + 30 * (deepest + 1)))
    figure.update_xaxes(type="date", range=_range(shown, window), showgrid=True)
    figure.update_yaxes(
        tickvals=[place for place, _ in ticks],
        ticktext=[safe(_short(name)) for _, name in ticks],
        range=[deepest + 0.8, -0.8],
        automargin=True,
        showgrid=False,
        zeroline=False,
    )
    for top, _ in ticks[1:]:
        figure.add_hline(y=top - 0.5 - LANE_GAP / 2, line={"width": 1, "color": palette.line})
    figure.update_layout(legend={"orientation": "h", "y": 1.02, "yanchor": "bottom"})
    return figure


def _bars(
    part: Sequence[_Mark], place: Sequence[Any], colour: str, status: str
) -> list[go.Scatter]:
    """The intervals of one status: solid where stated, dashed where guessed, with end caps."""
    traces = []
    for guessed in (False, True):
        xs: list[Any] = []
        ys: list[Any] = []
        caps_x: list[Any] = []
        caps_y: list[Any] = []
        for mark, y in zip(part, place, strict=True):
            if mark.guessed is not guessed or mark.end <= mark.start:
                continue
            xs += [mark.start, mark.end, None]
            ys += [y, y, None]
            caps_x += [mark.start, mark.end]
            caps_y += [y, y]
        if not xs:
            continue
        line = {"color": colour, "width": 4, "dash": "dot" if guessed else "solid"}
        common = {"legendgroup": status, "showlegend": False, "hoverinfo": "skip"}
        traces.append(go.Scatter(x=xs, y=ys, mode="lines", line=line, opacity=0.55, **common))
        caps = {"symbol": "line-ns", "size": 11, "line": {"width": 2, "color": colour}}
        traces.append(go.Scatter(x=caps_x, y=caps_y, mode="markers", marker=caps, **common))
    return traces


def _points_on_rows(
    part: Sequence[_Mark],
    place: Sequence[float],
    colour: str,
    status: str,
    palette: Palette,
    texts: Mapping[int, _Text],
) -> go.Scatter:
    return go.Scatter(
        x=[mark.start for mark in part],
        y=list(place),
        mode="markers+text" if texts else "markers",
        name=safe(status),
        legendgroup=status,
        marker={
            "size": 10,
            "color": colour,
            "symbol": [_symbol(mark) for mark in part],
            "line": {"width": 1.5, "color": colour},
        },
        text=[safe(texts[mark.position].words) for mark in part] if texts else None,
        textposition=[f"top {texts[mark.position].side}" for mark in part] if texts else None,
        textfont={"size": 11.5, "color": palette.ink},
        customdata=[[mark.event_id] for mark in part],
        hovertext=[_hover(mark) for mark in part],
        hovertemplate="%{hovertext}<extra></extra>",
        cliponaxis=False,
    )


def _symbol(mark: _Mark) -> str:
    if mark.open_end:
        return "triangle-right-open" if mark.guessed else "triangle-right"
    symbol = EVENT_SYMBOL.get(mark.status, "circle")
    return f"{symbol}-open" if mark.guessed else symbol  # a guess is hollow, whatever its status


def _hover(mark: _Mark) -> str:
    when = _when(mark.start, mark.end, mark.open_end)
    guess = " (guessed from the report)" if mark.guessed else ""
    reports = "1 report" if mark.reports == 1 else f"{mark.reports} reports"
    return (
        f"<b>{safe(mark.description)}</b><br>{when}{guess}<br>"
        f"{safe(mark.status)}, to the {safe(mark.precision)}; {reports}"
    )


def _when(start: pd.Timestamp, end: pd.Timestamp, open_end: bool) -> str:
    if open_end:
        return f"from {start:%-d %b %Y %H:%M} on"
    whole_days = f"{start:%H:%M}" == "00:00" and f"{end:%H:%M}" == "23:59"
    form = "%-d %b %Y" if whole_days else "%-d %b %Y %H:%M"
    first, last = f"{start:{form}}", f"{end:{form}}"
    return first if first == last else f"{first} to {last}"


def _lanes(shown: pd.DataFrame, lane: str) -> list[str]:
    """The lane of each event: the fullest by name, the rest together."""
    names = [str(name) or NOBODY for name in shown[lane]]
    order = list(pd.Series(names, dtype="object").value_counts().index)
    kept = set(order) if len(order) <= MOST_LANES else set(order[: MOST_LANES - 1])
    return [name if name in kept else OTHERS for name in names]


def _rows(
    shown: pd.DataFrame, lanes: Sequence[str], texts: Mapping[int, _Text], bounds: Window | None
) -> tuple[dict[int, float], list[tuple[float, str]]]:
    """A row for each event, so that intervals of a lane do not cover each other."""
    order = sorted(
        set(lanes), key=lambda name: (name in (OTHERS, NOBODY), -lanes.count(name), name)
    )
    rows: dict[int, float] = {}
    ticks: list[tuple[float, str]] = []
    top = 0.0
    marks = _marks(shown)
    most = MOST_ROWS if len(shown) > LABELLED else len(shown)  # texts never share a row
    for name in order:
        ends: list[pd.Timestamp] = []
        part = [mark for mark, here in zip(marks, lanes, strict=True) if here == name]
        taken = {mark.position: _taken(mark, texts.get(mark.position), bounds) for mark in part}
        for mark in sorted(part, key=lambda mark: taken[mark.position]):
            begin, end = taken[mark.position]
            free = next((i for i, before in enumerate(ends) if before <= begin), len(ends))
            if free >= most:
                free = min(range(most), key=lambda i: ends[i])
            if free == len(ends):
                ends.append(end)
            ends[free] = max(ends[free], end)
            rows[mark.position] = top + free
        ticks.append((top, name))
        top += max(1, len(ends)) + LANE_GAP
    return rows, ticks


@dataclass(frozen=True, slots=True)
class _Text:
    """What stands beside a mark, and on which side of it."""

    words: str
    side: str  # "right", "left"


def _texts(shown: pd.DataFrame, bounds: Window | None) -> dict[int, _Text]:
    """The text of each mark, on the side with more room and no longer than that room."""
    if bounds is None or len(shown) > LABELLED:
        return {}
    texts = {}
    for mark in _marks(shown):
        at = min(1.0, max(0.0, (mark.start - bounds[0]) / (bounds[1] - bounds[0])))
        room = max(at, 1 - at)
        words = _short(mark.description, min(LABEL, int(room / LETTER)))
        texts[mark.position] = _Text(words, "right" if at <= 0.5 else "left")
    return texts


def _taken(mark: _Mark, text: _Text | None, bounds: Window | None) -> Window:
    """The time that a mark, its bar and its text take up on a row."""
    if bounds is None:
        return mark.start, mark.end
    span = bounds[1] - bounds[0]
    long = pd.Timedelta(span * LETTER * (len(text.words) + 2 if text else 0))
    around = pd.Timedelta(span * MARK)
    begin = mark.start - (long if text and text.side == "left" else around)
    right = mark.start + (long if text and text.side == "right" else around)
    return begin, max(mark.end, right)


# --- counted ------------------------------------------------------------------------------


def _counted(
    shown: pd.DataFrame, palette: Palette, lane: str, window: Window | None, height: int | None
) -> go.Figure:
    """Counts of events per bin of time, stacked by status."""
    figure = go.Figure()
    first, last = _range(shown, window) or (shown["start"].min(), shown["start"].max())
    width = _width(first, last)
    inside = shown[(shown["start"] >= first) & (shown["start"] <= last)]
    bins = inside["start"].dt.floor(width)
    for status, part in inside.groupby("status", sort=False):
        counts = bins.loc[part.index].value_counts().sort_index()
        ends = counts.index + pd.Timedelta(width)
        figure.add_trace(
            go.Bar(
                x=counts.index + pd.Timedelta(width) / 2,
                y=counts.to_list(),
                width=pd.Timedelta(width) / pd.Timedelta(milliseconds=1) * 0.94,
                name=safe(str(status)),
                marker={"color": palette.event_status.get(str(status), palette.neutral)},
                customdata=[
                    ["", begin.isoformat(), end.isoformat()]
                    for begin, end in zip(counts.index, ends, strict=True)
                ],
                hovertemplate="%{y} " + safe(str(status)) + "<br>%{x|%-d %b %Y %H:%M}"
                "<extra></extra>",
            )
        )
    style(figure, palette, height or 380)
    figure.update_layout(
        barmode="stack", legend={"orientation": "h", "y": 1.02, "yanchor": "bottom"}
    )
    figure.update_xaxes(type="date", range=[first, last])
    figure.update_yaxes(title=f"events in {_width_in_words(width)}", rangemode="tozero")
    return figure


def _width(first: pd.Timestamp, last: pd.Timestamp) -> str:
    span = last - first
    return next((w for w in WIDTHS if span / pd.Timedelta(w) <= BINS), WIDTHS[-1])


def _width_in_words(width: str) -> str:
    words = {"1h": "an hour", "1D": "a day", "7D": "a week", "30D": "30 days", "365D": "a year"}
    return words.get(width, width.replace("min", " minutes").replace("h", " hours"))


def _add_density(figure: go.Figure, shown: pd.DataFrame, palette: Palette) -> None:
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


# --- report against event -----------------------------------------------------------------


def _points(part: Sequence[_Mark], status: str, palette: Palette) -> go.Scatter:
    colour = palette.event_status.get(status, palette.neutral)
    return go.Scatter(
        x=[mark.start for mark in part],
        y=[mark.first_reported for mark in part],
        mode="markers",
        name=safe(status),
        marker={
            "size": 10,
            "color": colour,
            "symbol": [_symbol(mark) for mark in part],
            "line": {"width": 1.5, "color": colour},
        },
        customdata=[[mark.event_id] for mark in part],
        hovertext=[_hover(mark) for mark in part],
        hovertemplate="%{hovertext}<extra></extra>",
    )


def _add_diagonal(figure: go.Figure, shown: pd.DataFrame, palette: Palette) -> None:
    """Reported at once: what lies above took time, what lies below was foretold."""
    if shown.empty:
        return
    first = min(shown["start"].min(), shown["first_reported"].min())
    last = max(shown["start"].max(), shown["first_reported"].max())
    figure.add_trace(
        go.Scatter(
            x=[first, last],
            y=[first, last],
            mode="lines",
            name="reported as it happened",
            line={"color": palette.muted, "dash": "dash", "width": 1},
            hoverinfo="skip",
        )
    )


# --- what both need -----------------------------------------------------------------------


def _marks(shown: pd.DataFrame) -> list[_Mark]:
    columns = (
        "event_id", "description", "start", "end", "open_end", "precision", "status", "guessed",
        "reports", "first_reported",
    )  # fmt: skip
    rows = zip(*(shown[column].tolist() for column in columns), strict=True)
    return [_Mark(position, *row) for position, row in enumerate(rows)]


def _by_status(shown: pd.DataFrame) -> list[tuple[str, list[_Mark]]]:
    """The marks of each status, in the order of the palette's words."""
    marks = _marks(shown)
    known = list(EVENT_SYMBOL)
    order = sorted(
        {mark.status for mark in marks},
        key=lambda status: known.index(status) if status in known else len(known),
    )
    # stated dates first: the first mark of a trace is the one that its legend shows
    marks.sort(key=lambda mark: mark.guessed)
    return [(status, [mark for mark in marks if mark.status == status]) for status in order]


def _dated(events: pd.DataFrame) -> pd.DataFrame:
    """Those with a start or an end; a missing bound is drawn at the other."""
    dated = events[events["start"].notna() | events["end"].notna()].copy()
    dated["open_end"] = dated["end"].isna()
    dated["start"] = dated["start"].fillna(dated["end"])
    dated["end"] = dated["end"].fillna(dated["start"])
    return dated.reset_index(drop=True)


def _touching(dated: pd.DataFrame, window: Window | None) -> pd.DataFrame:
    if window is None:
        return dated
    inside = (dated["end"] >= window[0]) & (dated["start"] <= window[1])
    return dated[inside].reset_index(drop=True)


def _range(shown: pd.DataFrame, window: Window | None) -> Window | None:
    """The window, else the time around the reports: background of years ago does not flatten
    the days that the coverage is about, and is found by zooming out."""
    if window is not None:
        return window
    if shown.empty:
        return None
    first, last = shown["start"].min(), shown["end"].max()
    reported = shown["first_reported"].dropna()
    if not reported.empty:
        near = pd.Timedelta(days=10) + (reported.max() - reported.min())
        low, high = reported.min() - near, reported.max() + near
        inside = shown[(shown["end"] >= low) & (shown["start"] <= high)]
        if 2 * len(inside) >= len(shown):
            first = max(low, inside["start"].min())
            last = min(high, inside["end"].max())
    margin = max((last - first) * 0.04, pd.Timedelta(minutes=30))
    return first - margin, last + margin


def _short(text: str, most: int = LABEL) -> str:
    line = " ".join(str(text).split())
    return line if len(line) <= most else line[: most - 1].rstrip() + "…"
