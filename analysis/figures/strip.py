"""The timeline strip of the Overview: what happened when, on one narrow band.

In: a frame of events (schema EVENTS), a frame of articles (ARTICLES), a palette. Out: a Plotly
figure and its finding in words. Bars are the intervals in which an event may lie; the mark says
its status; ticks at the foot are the articles, so that report and happening can be compared.
"""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import plotly.graph_objects as go

from analysis.figures.palette import EVENT_SYMBOL, Palette, safe, style

ROWS = 4
MOST = 60  # events drawn: the most reported; the Timeline page has all
LABEL = 34  # characters
SHORTEST = 0.16  # of the band: what a label needs before the next may stand on its row


def strip(
    events: pd.DataFrame, articles: pd.DataFrame, palette: Palette, height: int = 190
) -> go.Figure:
    """The most reported events, stacked on a few rows so that labels do not collide."""
    shown = dated(events)
    rows = _stack(shown)
    figure = go.Figure()
    for status, part in shown.groupby("status", sort=False):
        colour = palette.event_status.get(str(status), palette.neutral)
        place = [rows[index] for index in part.index]
        figure.add_trace(_bars(part, place, colour, str(status)))
        figure.add_trace(
            go.Scatter(
                x=part["start"],
                y=place,
                mode="markers+text",
                name=str(status),
                legendgroup=str(status),
                marker={
                    "size": 10,
                    "color": colour,
                    "symbol": EVENT_SYMBOL.get(str(status), "circle"),
                    "line": {"width": 1.5, "color": colour},
                },
                text=[safe(_short(text)) for text in part["description"]],
                textposition="top right",
                textfont={"size": 11.5, "color": palette.ink},
                customdata=[[identifier] for identifier in part["event_id"]],
                hovertext=_hover(part),
                hovertemplate="%{hovertext}<extra></extra>",
                cliponaxis=False,
            )
        )
    known = articles.dropna(subset=["published"])
    figure.add_trace(
        go.Scatter(
            x=known["published"],
            y=[-0.7] * len(known),
            mode="markers",
            name="article published",
            marker={
                "symbol": "line-ns",
                "size": 9,
                "line": {"width": 1.5, "color": palette.muted},
            },
            hovertext=[safe(_short(title, 80)) for title in known["title"]],
            hovertemplate="%{hovertext}<br>%{x|%-d %b %Y, %H:%M} UTC<extra></extra>",
        )
    )
    style(figure, palette, height=height)
    figure.update_yaxes(visible=False, range=[-1.1, max(rows.values(), default=0) + 0.9])
    figure.update_xaxes(showgrid=True, range=_range(shown, known))
    figure.update_layout(
        legend={"orientation": "h", "y": -0.22, "x": 0, "yanchor": "top"},
        hovermode="closest",
        margin={"l": 8, "r": 40, "t": 8, "b": 8},
    )
    return figure


def dated(events: pd.DataFrame) -> pd.DataFrame:
    """The events that the strip draws: dated ones, the most reported, in order of time."""
    known = events.dropna(subset=["start"])
    ranked = known.sort_values(["guessed", "reports"], ascending=[True, False], kind="stable")
    return ranked.head(MOST).sort_values("start", kind="stable")


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


def _bars(part: pd.DataFrame, rows: Sequence[int], colour: str, status: str) -> go.Scatter:
    xs: list[object] = []
    ys: list[float | None] = []
    for start, end, row in zip(part["start"], part["end"], rows, strict=True):
        if pd.notna(end) and end > start:
            xs += [start, end, None]
            ys += [row, row, None]
    return go.Scatter(
        x=xs,
        y=ys,
        mode="lines",
        line={"color": colour, "width": 5},
        opacity=0.3,
        legendgroup=status,
        showlegend=False,
        hoverinfo="skip",
    )


def _stack(shown: pd.DataFrame) -> dict[int, int]:
    """Each event on the lowest row whose last label has ended."""
    if shown.empty:
        return {}
    low, high = _range(shown, shown.iloc[:0])
    width = (high - low).total_seconds() or 1.0
    free = [-1.0] * ROWS
    rows: dict[int, int] = {}
    for index, start in zip(shown.index, shown["start"], strict=True):
        at = (start - low).total_seconds() / width
        row = next((n for n in range(ROWS) if free[n] <= at), None)
        if row is None:
            row = min(range(ROWS), key=lambda n: free[n])
        free[row] = at + SHORTEST
        rows[index] = row
    return rows


def _range(shown: pd.DataFrame, articles: pd.DataFrame) -> tuple[pd.Timestamp, pd.Timestamp]:
    """From the first to the last thing of the middle nine tenths: one old date squeezes nothing."""
    times = pd.concat([shown["start"], articles["published"] if len(articles) else None])
    if times.empty:
        now = pd.Timestamp("2000-01-01", tz="UTC")
        return now, now + pd.Timedelta(days=1)
    low, high = times.quantile(0.05), times.quantile(0.95)
    around = max((high - low) * 0.08, pd.Timedelta(hours=6))
    return low - around, high + around * 3


def _hover(part: pd.DataFrame) -> list[str]:
    return [
        f"<b>{safe(str(row.description))}</b><br>{row.start:%-d %b %Y, %H:%M} UTC, to the "
        f"{row.precision}{', dated by its report' if row.guessed else ''}<br>{row.status}, "
        f"{row.reports} reports"
        for row in part.itertuples()
    ]


def _short(text: str, most: int = LABEL) -> str:
    return text if len(text) <= most else text[: most - 1].rsplit(" ", 1)[0] + "…"
