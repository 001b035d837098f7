"""Events drawn one by one, in lanes.

In: a frame that `timeline_marks.dated` made, with the column of the lanes. Out: a Plotly figure
in which no bar of a lane covers another and no text meets a text.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd
import plotly.graph_objects as go

from analysis.figures.palette import KEY_ROW, TOOL_ROW, Palette, key_above, safe, style
from analysis.figures.timeline_marks import (
    LABEL,
    Mark,
    Window,
    bars,
    by_status,
    hover,
    keys,
    marks,
    short,
    span_of,
    symbol,
)

MOST_LANES = 12  # the fullest; the rest share the last one
MOST_ROWS = 8  # rows of a lane; what overlaps more than that shares the last row
LANE = 26  # characters of a lane's name
LANE_LETTER = 7.0  # pixels, a letter of it
DATES = 42  # pixels, the dates in two lines
LANE_GAP = 0.4  # between lanes, in rows: room for the text above the first row
CAP = 0.17  # rows, from a bar to the tip of its cap
LABELLED = 40  # up to so many events each carry their text beside them
LABEL_IN_A_CROWD = 32  # characters, where not every event has room for its text
LETTER = 0.018  # of the width, for one letter: the width of a phone, or beside the sidebar
MARK = 0.013  # of the width, half a mark: two on one row can each be pointed at
OTHERS = "others"
NOBODY = "none named"


@dataclass(frozen=True, slots=True)
class _Text:
    """What stands beside a mark, and on which side of it."""

    words: str
    side: str  # "right", "left"


_NO_TEXT = _Text("", "right")


def drawn(
    shown: pd.DataFrame,
    palette: Palette,
    lane: str,
    window: Window | None,
    height: int | None,
    chosen: str = "",
) -> go.Figure:
    """Every event as a mark with its bar, on the lane that the column `lane` names; where one is
    chosen, the others are pale."""
    figure = go.Figure()
    lanes = lanes_of(shown, lane)
    span = span_of(shown, window)
    every = len(shown) <= LABELLED
    texts = _texts(shown, span) if every else {}
    rows, ticks = _rows(shown, lanes, texts, span)
    if not every:
        texts = _texts_with_room(shown, rows, span)
    for status, part in by_status(shown):
        place = [rows[mark.position] for mark in part]
        colour = palette.event_status.get(status, palette.neutral)
        lines = bars(part, place, colour, status, CAP)
        points = _points_on_rows(part, place, colour, status, palette, texts)
        if chosen:
            lines = _pale(part, place, lines, points, chosen, palette)
        figure.add_traces(lines)
        figure.add_trace(points)
    figure.add_traces(keys(shown, palette))
    deepest = max(rows.values(), default=0.0)
    style(figure, palette, height or int(100 + TOOL_ROW + 30 * (deepest + 1)))
    # the lanes may be taller than the screen: the dates stand where the reader begins
    figure.update_xaxes(type="date", range=span, showgrid=True, side="top")
    figure.update_yaxes(
        tickvals=[place for place, _ in ticks],
        ticktext=[safe(short(name, LANE)) for _, name in ticks],
        range=[deepest + 0.8, -0.8],
        automargin=True,
        showgrid=False,
        zeroline=False,
    )
    for top, _ in ticks[1:]:
        figure.add_hline(y=top - 0.5 - LANE_GAP / 2, line={"width": 1, "color": palette.line})
    longest = max((len(short(name, LANE)) for _, name in ticks), default=0)
    left, top = int(12 + LANE_LETTER * longest), TOOL_ROW + KEY_ROW + DATES
    key_above(figure, left=left, bottom=8, top=top)
    # from the left edge: beside the names of the lanes it would take two rows on a tablet
    under_tools = 1 - TOOL_ROW / figure.layout.height
    figure.update_layout(
        legend={"x": 0, "xref": "container", "y": under_tools, "yref": "container",
                "yanchor": "top"}
    )  # fmt: skip
    return figure


def _pale(
    part: Sequence[Mark],
    place: Sequence[float],
    lines: list[go.Scatter],
    points: go.Scatter,
    chosen: str,
    palette: Palette,
) -> list[go.Scatter]:
    """All but the chosen event step back; its bar is drawn once more, over the others."""
    for line in lines:
        line.opacity = 0.18
    held = [mark.event_id == chosen for mark in part]
    points.marker.opacity = [1.0 if is_it else 0.35 for is_it in held]
    points.textfont.color = [palette.ink if is_it else palette.muted for is_it in held]
    own = [(mark, row) for mark, row, is_it in zip(part, place, held, strict=True) if is_it]
    if not own:
        return lines
    colour, status = points.marker.line.color, str(points.legendgroup)
    return [*lines, *bars([m for m, _ in own], [row for _, row in own], colour, status, CAP)]


def _points_on_rows(
    part: Sequence[Mark],
    place: Sequence[float],
    colour: str,
    status: str,
    palette: Palette,
    texts: Mapping[int, _Text],
) -> go.Scatter:
    beside = [texts.get(mark.position, _NO_TEXT) for mark in part]
    return go.Scatter(
        x=[mark.start for mark in part],
        y=list(place),
        mode="markers+text" if texts else "markers",
        name=safe(status),
        legendgroup=status,
        marker={
            "size": 10,
            "color": colour,
            "symbol": [symbol(mark) for mark in part],
            "line": {"width": 1.5, "color": colour},
        },
        text=[safe(found.words) for found in beside] if texts else None,
        textposition=[f"top {found.side}" for found in beside] if texts else None,
        textfont={"size": 11.5, "color": palette.ink},
        customdata=[[mark.event_id] for mark in part],
        hovertext=[hover(mark) for mark in part],
        hovertemplate="%{hovertext}<extra></extra>",
        cliponaxis=False,
    )


def lanes_of(shown: pd.DataFrame, lane: str) -> list[str]:
    """The lane of each event: the fullest by name, the rest together."""
    names = [str(name) or NOBODY for name in shown[lane]]
    order = list(pd.Series(names, dtype="object").value_counts().index)
    kept = set(order) if len(order) <= MOST_LANES else set(order[: MOST_LANES - 1])
    return [name if name in kept else OTHERS for name in names]


def _rows(
    shown: pd.DataFrame, lanes: Sequence[str], texts: Mapping[int, _Text], span: Window | None
) -> tuple[dict[int, float], list[tuple[float, str]]]:
    """A row for each event, so that intervals of a lane do not cover each other."""
    order = sorted(
        set(lanes), key=lambda name: (name in (OTHERS, NOBODY), -lanes.count(name), name)
    )
    rows: dict[int, float] = {}
    ticks: list[tuple[float, str]] = []
    top = 0.0
    found = marks(shown)
    most = MOST_ROWS if len(shown) > LABELLED else len(shown)  # texts never share a row
    for name in order:
        ends: list[pd.Timestamp] = []
        part = [mark for mark, here in zip(found, lanes, strict=True) if here == name]
        taken = {mark.position: _taken(mark, texts.get(mark.position), span) for mark in part}
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


def _texts(shown: pd.DataFrame, span: Window | None) -> dict[int, _Text]:
    """The text of each mark, on the side with more room and no longer than that room."""
    if span is None:
        return {}
    texts = {}
    for mark in marks(shown):
        at = min(1.0, max(0.0, (mark.start - span[0]) / (span[1] - span[0])))
        room = max(at, 1 - at)
        words = short(mark.description, min(LABEL, int(room / LETTER)))
        texts[mark.position] = _Text(words, "right" if at <= 0.5 else "left")
    return texts


def _texts_with_room(
    shown: pd.DataFrame, rows: Mapping[int, float], span: Window | None
) -> dict[int, _Text]:
    """Texts for as many events as have room for one, the most reported first."""
    if span is None:
        return {}
    found = marks(shown)
    taken: dict[float, list[Window]] = {}
    for mark in found:
        taken.setdefault(rows[mark.position], []).append(_taken(mark, None, span))
    texts = {}
    for mark in sorted(found, key=lambda mark: (-mark.reports, mark.guessed, mark.start)):
        for side in ("right", "left"):
            text = _Text(short(mark.description, LABEL_IN_A_CROWD), side)
            begin, end = _taken(mark, text, span)
            own = _taken(mark, None, span)
            others = [place for place in taken[rows[mark.position]] if place != own]
            clear = all(end <= first or last <= begin for first, last in others)
            if clear and span[0] <= begin and end <= span[1]:
                texts[mark.position] = text
                taken[rows[mark.position]].append((begin, end))
                break
    return texts


def _taken(mark: Mark, text: _Text | None, span: Window | None) -> Window:
    """The time that a mark, its bar and its text take up on a row."""
    if span is None:
        return mark.start, mark.end
    width = span[1] - span[0]
    long = pd.Timedelta(width * LETTER * (len(text.words) + 2 if text else 0))
    around = pd.Timedelta(width * MARK)
    begin = mark.start - (long if text and text.side == "left" else around)
    right = mark.start + (long if text and text.side == "right" else around)
    return begin, max(mark.end, right)
