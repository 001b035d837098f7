"""The timeline strip of the Overview: what happened when, on one narrow band.

In: a frame of events (schema EVENTS), a frame of articles (ARTICLES), a palette. Out: a Plotly
figure and its finding in words. Bars are the intervals in which an event may lie; the mark says
its status, hollow where the date is guessed; ticks at the foot are the articles, so that report
and happening can be compared. The most reported events are labelled, as far as there is room.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import pandas as pd
import plotly.graph_objects as go

from analysis.figures.palette import EVENT_SYMBOL, Palette, key_above, safe, style
from analysis.figures.timeline_marks import dated as timed
from analysis.figures.timeline_marks import span_of

ROWS = 5
MOST = 60  # events drawn: the most reported; the Timeline page has all
TICKS = 300  # articles marked one by one
LABEL = 40  # characters
WIDTH = 620  # pixels that a label's length is measured against
LETTER, MARK = 5.9, 16  # pixels: a character of a label, a mark with the gap behind it
Span = tuple[float, float]


@dataclass(frozen=True, slots=True)
class _Place:
    """Where an event stands: its row, and its label ('' where there is no room)."""

    row: int
    label: str
    left: bool = False  # the label ends at the mark instead of starting there


def strip(
    events: pd.DataFrame,
    articles: pd.DataFrame,
    palette: Palette,
    height: int = 162,
    chosen: str = "",
) -> go.Figure:
    """The most reported events on a few rows, no label over another; where one is chosen, the
    others are pale. What lies long before or after the reports is left to `beyond`."""
    shown = dated(events)
    known = articles.dropna(subset=["published"])
    bounds = _range(shown, known)
    places = _placed(shown, bounds)
    figure = go.Figure()
    for status, part in shown.groupby("status", sort=False):
        colour = palette.event_status.get(str(status), palette.neutral)
        here = [places[index] for index in part.index]
        figure.add_trace(_bars(part, [place.row for place in here], colour, str(status)))
        figure.add_trace(_marks(part, here, colour, str(status), palette, chosen))
        figure.add_trace(_key(str(status), colour))
    if shown["guessed"].any():
        figure.add_trace(_key("date guessed", palette.muted, "circle-open"))
    figure.add_trace(_published(known, palette))
    style(figure, palette, height=height)
    highest = max((place.row for place in places.values()), default=0)
    figure.update_yaxes(visible=False, range=[-1.0, highest + 0.8])
    figure.update_xaxes(showgrid=True, range=list(bounds), nticks=9)
    figure.update_layout(hovermode="closest")
    key_above(figure, bottom=30, top=38)
    return figure


def dated(events: pd.DataFrame) -> pd.DataFrame:
    """The events that the strip draws: those that began around the reports, the most reported, in
    order of time. (One that lies somewhere in the year would leave the days no room.)"""
    known = timed(events)
    span = span_of(known, None)
    if span is not None:
        known = known[known["start"].between(*span)]
    near = set(known["event_id"])
    most = _ranked(events[events["event_id"].isin(near)]).head(MOST)
    return most.sort_values("start", kind="stable")


def beyond(events: pd.DataFrame) -> str:
    """How many dated events lie before and after what is drawn: '6 earlier and 1 later'."""
    known = timed(events)
    span = span_of(known, None)
    if span is None:
        return ""
    counts = {
        "earlier": int((known["start"] < span[0]).sum()),
        "later": int((known["start"] > span[1]).sum()),
    }
    return " and ".join(f"{count:,} {side}" for side, count in counts.items() if count)


def finding(events: pd.DataFrame) -> str:
    """The strip in one sentence."""
    shown = dated(events)
    if shown.empty:
        return "No event is dated"
    first, last = shown.iloc[0], shown.iloc[-1]
    return (
        f"{len(shown)} dated events from {first['start']:%-d %b %Y} ({first['description']}) "
        f"to {last['start']:%-d %b %Y} ({last['description']})"
    )


def _ranked(events: pd.DataFrame) -> pd.DataFrame:
    known = events.dropna(subset=["start"])
    return known.sort_values(["guessed", "reports"], ascending=[True, False], kind="stable")


def _marks(
    part: pd.DataFrame,
    places: Sequence[_Place],
    colour: str,
    status: str,
    palette: Palette,
    chosen: str,
) -> go.Scatter:
    held = [not chosen or identifier == chosen for identifier in part["event_id"]]
    plain = EVENT_SYMBOL.get(status, "circle")
    hollow = plain if plain.endswith("open") else f"{plain}-open"
    return go.Scatter(
        x=part["start"],
        y=[place.row for place in places],
        mode="markers+text",
        name=status,
        legendgroup=status,
        showlegend=False,
        marker={
            "size": 10,
            "color": colour,
            "symbol": [hollow if guessed else plain for guessed in part["guessed"]],
            "line": {"width": 1.5, "color": colour},
            "opacity": [1.0 if is_it else 0.3 for is_it in held],
        },
        text=[safe(place.label) for place in places],
        textposition=["middle left" if place.left else "middle right" for place in places],
        textfont={
            "size": 12,
            "color": [palette.ink if is_it else palette.muted for is_it in held],
        },
        customdata=[[identifier] for identifier in part["event_id"]],
        hovertext=_hover(part),
        hovertemplate="%{hovertext}<extra></extra>",
        cliponaxis=False,
    )


def _key(name: str, colour: str, symbol: str = "") -> go.Scatter:
    """An entry of the legend: a status by its own mark, whatever its first event looks like."""
    return go.Scatter(
        x=[None],
        y=[None],
        mode="markers",
        name=name,
        legendgroup=name,
        marker={
            "size": 10,
            "color": colour,
            "symbol": symbol or EVENT_SYMBOL.get(name, "circle"),
            "line": {"width": 1.5, "color": colour},
        },
        hoverinfo="skip",
    )


def _published(known: pd.DataFrame, palette: Palette) -> go.Scatter:
    """A tick for each article; where they are many, one for each hour or day that has some."""
    times, told = known["published"], [_short(title, 80) for title in known["title"].head(TICKS)]
    if len(known) > TICKS:
        long = times.max() - times.min() > pd.Timedelta(days=10)
        counted = times.dt.floor("D" if long else "h").value_counts().sort_index()
        times, told = counted.index.to_series(), [f"{count} articles" for count in counted]
    return go.Scatter(
        x=times,
        y=[-0.7] * len(times),
        mode="markers",
        name="article published",
        marker={"symbol": "line-ns", "size": 9, "line": {"width": 1.5, "color": palette.muted}},
        hovertext=[safe(words) for words in told],
        hovertemplate="%{hovertext}<br>%{x|%-d %b %Y, %H:%M} UTC<extra></extra>",
    )


def _bars(part: pd.DataFrame, rows: Sequence[int], colour: str, status: str) -> go.Scatter:
    xs: list[object] = []
    ys: list[float | None] = []
    for start, end, row in zip(part["start"], part["end"], rows, strict=True):
        if pd.notna(end) and end > start:
            xs += [start, end, None]
            ys += [row - 0.36, row - 0.36, None]
    return go.Scatter(
        x=xs,
        y=ys,
        mode="lines",
        line={"color": colour, "width": 4},
        opacity=0.35,
        legendgroup=status,
        showlegend=False,
        hoverinfo="skip",
    )


def _placed(shown: pd.DataFrame, bounds: tuple[pd.Timestamp, pd.Timestamp]) -> dict[int, _Place]:
    """A row for each event, the most reported first: with its label where one fits."""
    taken: list[list[Span]] = [[] for _ in range(ROWS)]
    places: dict[int, _Place] = {}
    low = bounds[0]
    width = (bounds[1] - low).total_seconds() or 1.0
    ranked = _ranked(shown)
    for index, start, described in zip(
        ranked.index, ranked["start"], ranked["description"], strict=True
    ):
        at = (start - low).total_seconds() / width * WIDTH
        label = _short(str(described))
        places[index] = _place(at, label, taken)
    return places


def _place(at: float, label: str, taken: list[list[Span]]) -> _Place:
    reach = len(label) * LETTER + MARK
    right, left, alone = (at - MARK / 2, at + reach), (at - reach, at + MARK / 2), (at - 7, at + 7)
    for span, flipped in ((right, False), (left, True)):
        if span[1] > WIDTH or span[0] < 0:
            continue
        for row in _free(span, taken):
            taken[row].append(span)
            return _Place(row, label, flipped)
    row = next(iter(_free(alone, taken)), ROWS)  # the crowd stands above, where no label is
    if row < ROWS:
        taken[row].append(alone)
    return _Place(row, "")


def _free(span: Span, taken: Sequence[Sequence[Span]]) -> Iterable[int]:
    """The rows, lowest first, on which nothing overlaps the span."""
    for row, spans in enumerate(taken):
        if all(span[1] <= start or span[0] >= end for start, end in spans):
            yield row


def _range(shown: pd.DataFrame, articles: pd.DataFrame) -> tuple[pd.Timestamp, pd.Timestamp]:
    """From the first to the last thing drawn, without the outermost articles."""
    ends = [shown["start"].min(), shown["start"].max(),
            articles["published"].quantile(0.05), articles["published"].quantile(0.95)]  # fmt: skip
    times = pd.Series(ends).dropna()
    if times.empty:
        now = pd.Timestamp("2000-01-01", tz="UTC")
        return now, now + pd.Timedelta(days=1)
    low, high = times.min(), times.max()
    around = max((high - low) * 0.06, pd.Timedelta(hours=3))
    return low - around, high + around


def _hover(part: pd.DataFrame) -> list[str]:
    return [
        f"<b>{safe(str(row.description))}</b><br>{row.start:%-d %b %Y, %H:%M} UTC, to the "
        f"{row.precision}{', dated by its report' if row.guessed else ''}<br>{row.status}, "
        f"{row.reports} {'report' if row.reports == 1 else 'reports'}"
        for row in part.itertuples()
    ]


def _short(text: str, most: int = LABEL) -> str:
    return text if len(text) <= most else text[: most - 1].rsplit(" ", 1)[0] + "…"
