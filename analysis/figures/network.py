"""The actor network as a figure: readable with 10 actors and with 300.

In: a frame of actors (schema ACTORS of `analysis.frames`; a column `community` if they are to be
coloured by it), a frame of edges (EDGES or SPEECH of `analysis.resolve`), places, a palette. Out: a
Plotly figure. Size means mentions, colour the type (or community), line width the count, and in
the speech network line colour the stance. Only labels that fit are drawn, the weightiest first.
`customdata[0]` of a point is an actor's id, of a point on an edge 'a|b'.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from analysis.figures.palette import ACTOR_SYMBOL, Palette, key_above, safe, style

Place = tuple[float, float]

SMALLEST, LARGEST = 9.0, 34.0  # marker diameters in pixels
CHARACTER = 7.0  # pixels a character of a label takes
MARGIN = 14.0  # pixels between the frame and the drawing
LINE = 16.0  # pixels a line of a label takes
WIDTHS = (0.8, 1.8, 3.2, 5.0)  # one trace a width: a Plotly line has one width
MOST_LABELS = 60
MOST_POINTS = 150  # links with a point to hover and choose: the strongest; the table has all
ALWAYS_LABELLED = 15  # heaviest actors, whose labels may cover lighter markers
LONGEST_LABEL = 32


def network_figure(
    actors: pd.DataFrame,
    edges: pd.DataFrame,
    places: Mapping[str, Place],
    palette: Palette,
    *,
    colour_by: str = "type",
    selected: str = "",
    width: int = 1100,
    height: int = 640,
) -> go.Figure:
    """The network of co-occurrence. `selected` is an actor's id; the rest then steps back."""
    near = _near(edges, selected)
    traces = _together(actors, edges, places, palette, colour_by, near, width, height)
    figure = _framed(go.Figure(data=traces), palette, height)
    # One path a width. A trace would draw each line by itself: hundreds of elements, each time.
    figure.update_layout(
        shapes=[_path(trace) for trace in _edge_lines(edges, places, palette, near)]
    )
    return figure


def _together(
    actors: pd.DataFrame,
    edges: pd.DataFrame,
    places: Mapping[str, Place],
    palette: Palette,
    colour_by: str,
    near: set[str] | None,
    width: int,
    height: int,
) -> list[go.Scatter]:
    """The network without its lines: points of the strongest links, actors, labels."""
    shown = _shown(actors, edges, places)
    names = dict(zip(shown["actor_id"], shown["name"], strict=True))
    return [
        _edge_points(edges.nlargest(MOST_POINTS, "count"), places, names, palette, directed=False),
        *_node_traces(shown, places, palette, colour_by, near),
        _labels(shown, places, palette, near, width, height),
    ]


def speech_figure(
    actors: pd.DataFrame,
    edges: pd.DataFrame,
    places: Mapping[str, Place],
    palette: Palette,
    *,
    selected: str = "",
    width: int = 1100,
    height: int = 640,
) -> go.Figure:
    """Who speaks about whom: arrows from the speaker, coloured by stance where it is known."""
    shown = _shown(actors, edges, places)
    names = dict(zip(shown["actor_id"], shown["name"], strict=True))
    near = _near(edges, selected)
    figure = go.Figure()
    for label, colour, part in _by_stance(edges, palette):
        for trace in _edge_lines(part, places, palette, near, colour=colour, label=label):
            figure.add_trace(trace)
        figure.add_trace(_arrow_heads(part, places, colour))
    figure.add_trace(_edge_points(edges, places, names, palette, directed=True))
    for trace in _node_traces(shown, places, palette, "type", near):
        figure.add_trace(trace)
    figure.add_trace(_labels(shown, places, palette, near, width, height))
    return _framed(figure, palette, height)


def matrix_figure(
    actors: pd.DataFrame, edges: pd.DataFrame, palette: Palette, *, most: int = 40
) -> go.Figure:
    """The same edges as a matrix: the `most` mentioned actors, ordered by community if known."""
    linked = actors[actors["actor_id"].isin(set(edges["a"]) | set(edges["b"]))]
    top = linked.nlargest(most, "mentions")
    if "community" in top:
        top = top.sort_values(["community", "mentions"], ascending=[True, False])
    ids, names = list(top["actor_id"]), [safe(_short(n)) for n in top["name"]]
    index = {identifier: i for i, identifier in enumerate(ids)}
    counts = np.full((len(ids), len(ids)), np.nan)
    custom: list[list[list[str]]] = [[[""] for _ in ids] for _ in ids]
    hover = [["" for _ in ids] for _ in ids]
    for row in edges.to_dict("records"):
        if row["a"] in index and row["b"] in index:
            for i, j in ((index[row["a"]], index[row["b"]]), (index[row["b"]], index[row["a"]])):
                counts[i][j] = row["count"]
                custom[i][j] = [f"{row['a']}|{row['b']}"]
                hover[i][j] = _edge_hover(row, names[i], names[j], directed=False)
    scale = [[n / (len(palette.sequence) - 1), c] for n, c in enumerate(palette.sequence)]
    ticks = list(range(len(ids)))
    figure = go.Figure(
        go.Heatmap(
            z=counts,
            customdata=custom,
            text=hover,
            hovertemplate="%{text}<extra></extra>",
            colorscale=scale,
            hoverongaps=False,
            xgap=1,
            ygap=1,
            colorbar={"title": {"text": "together"}, "thickness": 12, "outlinewidth": 0},
        )
    )
    style(figure, palette, height=max(360, 18 * len(ids) + 160))
    figure.update_xaxes(tickvals=ticks, ticktext=names, tickangle=-60, showgrid=False)
    figure.update_yaxes(tickvals=ticks, ticktext=names, autorange="reversed", showgrid=False)
    return figure


def network_animation(
    actors: pd.DataFrame,
    steps: Sequence[tuple[str, pd.DataFrame]],
    places: Mapping[str, Place],
    palette: Palette,
    *,
    width: int = 1100,
    height: int = 680,
) -> go.Figure:
    """The network as it grew: a frame for each (date, edges), a slider, nodes in their places."""
    if not steps:
        return _framed(go.Figure(), palette, height)
    drawn = [
        _framed(
            go.Figure(
                [
                    *_edge_lines(edges, places, palette, None),
                    *_together(
                        _present(actors, edges), edges, places, palette, "type", None, width, height
                    ),
                ]
            ),
            palette,
            height,
        )
        for _, edges in steps
    ]
    most = max(len(figure.data) for figure in drawn)
    frames = []
    for (day, _), figure in zip(steps, drawn, strict=True):
        empty = [go.Scatter(x=[], y=[]) for _ in range(most - len(figure.data))]
        frames.append(go.Frame(name=day, data=[*figure.data, *empty]))
    last = drawn[-1]
    figure = go.Figure(data=frames[-1].data, layout=last.layout, frames=frames)
    figure.update_layout(
        sliders=[
            {
                "active": len(steps) - 1,
                "currentvalue": {"prefix": "as of "},
                "steps": [
                    {
                        "label": day,
                        "method": "animate",
                        "args": [[day], {"mode": "immediate", "frame": {"duration": 0}}],
                    }
                    for day, _ in steps
                ],
            }
        ]
    )
    return figure


def _present(actors: pd.DataFrame, edges: pd.DataFrame) -> pd.DataFrame:
    return actors[actors["actor_id"].isin(set(edges["a"]) | set(edges["b"]))]


def _shown(actors: pd.DataFrame, edges: pd.DataFrame, places: Mapping[str, Place]) -> pd.DataFrame:
    return actors[actors["actor_id"].isin(list(places))].sort_values(
        ["mentions", "actor_id"], ascending=[False, True]
    )


def _near(edges: pd.DataFrame, selected: str) -> set[str] | None:
    """The selected actor and its neighbours; None when nobody is selected."""
    if not selected:
        return None
    touching = edges[(edges["a"] == selected) | (edges["b"] == selected)]
    return {selected, *touching["a"], *touching["b"]}


# --- edges -------------------------------------------------------------------------------


def _edge_lines(
    edges: pd.DataFrame,
    places: Mapping[str, Place],
    palette: Palette,
    near: set[str] | None,
    colour: str = "",
    label: str = "",
) -> Iterable[go.Scatter]:
    """One trace for each line width, from weak to strong."""
    xs: list[list[float | None]] = [[] for _ in WIDTHS]
    ys: list[list[float | None]] = [[] for _ in WIDTHS]
    faint_x: list[float | None] = []
    faint_y: list[float | None] = []
    most = math.log1p(edges["count"].max()) if len(edges) else 1.0
    for a, b, count in zip(edges["a"], edges["b"], edges["count"], strict=True):
        if a not in places or b not in places:
            continue
        if near is not None and not (a in near and b in near):
            x, y = faint_x, faint_y
        else:
            band = min(len(WIDTHS) - 1, int(len(WIDTHS) * math.log1p(count) / (most + 1e-9)))
            x, y = xs[band], ys[band]
        x += [places[a][0], places[b][0], None]
        y += [places[a][1], places[b][1], None]
    common: dict[str, Any] = {"mode": "lines", "hoverinfo": "skip"}
    line = colour or palette.neutral
    if faint_x:
        yield go.Scatter(
            x=faint_x, y=faint_y, line={"width": 0.6, "color": palette.line}, opacity=0.5,
            showlegend=False, **common,
        )  # fmt: skip
    named = False
    for band, size in enumerate(WIDTHS):
        if xs[band]:
            yield go.Scatter(
                x=xs[band], y=ys[band], line={"width": size, "color": line},
                opacity=0.35 + 0.12 * band, name=label, legendgroup=label,
                showlegend=bool(label) and not named, **common,
            )  # fmt: skip
            named = True


def _path(lines: go.Scatter) -> dict[str, Any]:
    """The lines of a trace, ends and gaps in turn, as one shape behind everything."""
    xs, ys = lines.x, lines.y
    drawn = "".join(
        f"M{xs[i]:.4f},{ys[i]:.4f}L{xs[i + 1]:.4f},{ys[i + 1]:.4f}" for i in range(0, len(xs), 3)
    )
    line = {"width": lines.line.width, "color": lines.line.color}
    return {
        "type": "path", "path": drawn, "line": line, "opacity": lines.opacity, "layer": "below",
    }  # fmt: skip


def _edge_points(
    edges: pd.DataFrame,
    places: Mapping[str, Place],
    names: Mapping[str, str],
    palette: Palette,
    directed: bool,
) -> go.Scatter:
    """A point in the middle of each edge, to hover and to select."""
    xs, ys, custom, hover = [], [], [], []
    for row in edges.to_dict("records"):
        a, b = row["a"], row["b"]
        if a in places and b in places:
            share = 0.6 if directed else 0.5  # a -> b and b -> a must not share their point
            xs.append(places[a][0] + share * (places[b][0] - places[a][0]))
            ys.append(places[a][1] + share * (places[b][1] - places[a][1]))
            custom.append([f"{a}|{b}"])
            hover.append(_edge_hover(row, safe(names.get(a, a)), safe(names.get(b, b)), directed))
    return go.Scatter(
        x=xs,
        y=ys,
        mode="markers",
        marker={"size": 8, "color": palette.neutral, "opacity": 0.25},
        customdata=custom,
        text=hover,
        hovertemplate="%{text}<extra></extra>",
        showlegend=False,
        name="edges",
    )


def _edge_hover(row: Mapping[Any, Any], a: str, b: str, directed: bool) -> str:
    if directed:
        stance = row["stance"]
        sign = "" if stance != stance else f"<br>stance {stance:+.2f} ({row['signed']} signed)"
        return f"<b>{a}</b> on <b>{b}</b><br>{row['count']} claims{sign}"
    articles = f" in {row['articles']} articles" if "articles" in row else ""
    met = f"together {row['count']} times{articles}"
    return f"<b>{a}</b> and <b>{b}</b><br>{met}<br>NPMI {row['npmi']:.2f}"


def _by_stance(edges: pd.DataFrame, palette: Palette) -> Iterable[tuple[str, str, pd.DataFrame]]:
    stance = edges["stance"].fillna(0.0)
    yield "speaks about", palette.neutral, edges[stance.abs() < 0.34]
    yield "speaks for", palette.supports, edges[stance >= 0.34]
    yield "speaks against", palette.contradicts, edges[stance <= -0.34]


def _arrow_heads(edges: pd.DataFrame, places: Mapping[str, Place], colour: str) -> go.Scatter:
    """A triangle near the end of each arrow, turned along it."""
    xs, ys, angles = [], [], []
    for a, b in zip(edges["a"], edges["b"], strict=True):
        if a in places and b in places:
            (x0, y0), (x1, y1) = places[a], places[b]
            xs.append(x0 + 0.86 * (x1 - x0))
            ys.append(y0 + 0.86 * (y1 - y0))
            angles.append(math.degrees(math.atan2(x1 - x0, y1 - y0)))
    return go.Scatter(
        x=xs, y=ys, mode="markers", hoverinfo="skip", showlegend=False,
        marker={"symbol": "triangle-up", "size": 9, "angle": angles, "color": colour},
    )  # fmt: skip


# --- nodes -------------------------------------------------------------------------------


def _node_traces(
    shown: pd.DataFrame,
    places: Mapping[str, Place],
    palette: Palette,
    colour_by: str,
    near: set[str] | None,
) -> Iterable[go.Scatter]:
    """One trace for each type or community, so that the legend names and switches it."""
    if colour_by == "community" and "community" in shown:
        groups = shown["community"].map(lambda c: f"community {c + 1}" if c >= 0 else "alone")
    else:
        groups = shown["type"]
    order = groups.value_counts().index
    for number, group in enumerate(order):
        part = shown[groups == group]
        if colour_by == "community":
            colour = palette.categories[number % len(palette.categories)]
        else:
            colour = palette.actor_type.get(str(group), palette.neutral)
        faded = [near is not None and i not in near for i in part["actor_id"]]
        yield go.Scatter(
            x=[places[i][0] for i in part["actor_id"]],
            y=[places[i][1] for i in part["actor_id"]],
            mode="markers",
            name=str(group),
            marker={
                "size": _sizes(part["mentions"], shown["mentions"].max()),
                "color": colour,
                "symbol": [ACTOR_SYMBOL.get(str(t), "circle") for t in part["type"]],
                "opacity": [0.2 if f else 0.95 for f in faded],
                "line": {"width": 1.5, "color": palette.background},
            },
            customdata=[[i] for i in part["actor_id"]],
            text=[_node_hover(row) for row in part.to_dict("records")],
            hovertemplate="%{text}<extra></extra>",
        )


def _sizes(mentions: Iterable[int], most: int) -> list[float]:
    """Area grows with mentions, so that the eye compares areas."""
    top = math.sqrt(max(most, 1))
    return [SMALLEST + (LARGEST - SMALLEST) * math.sqrt(max(m, 0)) / top for m in mentions]


def _node_hover(row: Mapping[Any, Any]) -> str:
    lines = [f"<b>{safe(str(row['name']))}</b>", safe(str(row["type"]))]
    if row.get("roles"):
        lines.append(safe(_short(str(row["roles"]), 60)))
    lines.append(f"{row['mentions']} mentions in {row['articles']} articles")
    if "claims" in row:
        lines.append(f"source of {row['claims']} claims, mentioned in {row['mentioned_in']}")
    return "<br>".join(lines)


def _labels(
    shown: pd.DataFrame,
    places: Mapping[str, Place],
    palette: Palette,
    near: set[str] | None,
    width: int,
    height: int,
) -> go.Scatter:
    """The labels that fit, weightiest first; each tries four sides of its point."""
    xs: list[float] = []
    ys: list[float] = []
    texts: list[str] = []
    sides: list[str] = []
    beside: list[float] = []  # the size of the point that a label must clear
    scale_x, scale_y = width / 2.5, height / 2.5  # pixels a unit of the layout takes
    sizes = _sizes(shown["mentions"], shown["mentions"].max() if len(shown) else 1)
    boxes: list[tuple[float, float, float, float]] = []
    for identifier, size in zip(shown["actor_id"], sizes, strict=True):
        x, y = places[identifier][0] * scale_x, places[identifier][1] * scale_y
        boxes.append((x - size / 2, y - size / 2, x + size / 2, y + size / 2))
    markers = np.array(boxes).reshape(-1, 4)
    edge = width / 2 - MARGIN  # a label that the frame would cut is not drawn
    taken = np.empty((0, 4))
    for n, (identifier, name) in enumerate(zip(shown["actor_id"], shown["name"], strict=True)):
        if (near is not None and identifier not in near) or len(texts) >= MOST_LABELS:
            continue
        label = _short(str(name))
        # whom the network is about must be readable, even over small markers in a crowd
        others = markers[:n] if n < ALWAYS_LABELLED else np.delete(markers, n, axis=0)
        for side, box in _sides(markers[n], CHARACTER * len(label)):
            inside = -edge <= box[0] and box[2] <= edge
            if inside and not _hits(box, taken) and not _hits(box, others):
                taken = np.vstack([taken, box])
                xs.append(places[identifier][0])
                ys.append(places[identifier][1])
                texts.append(safe(label))
                sides.append(side)
                beside.append(sizes[n])
                break
    return go.Scatter(
        x=xs, y=ys, mode="markers+text", text=texts, textposition=sides, hoverinfo="skip",
        marker={"size": beside, "opacity": 0},
        textfont={"size": 12, "color": palette.ink}, showlegend=False, name="labels",
    )  # fmt: skip


def _sides(marker: np.ndarray, wide: float) -> Iterable[tuple[str, np.ndarray]]:
    left, low, right, high = marker
    x, y = (left + right) / 2, (low + high) / 2
    yield "top center", np.array([x - wide / 2, high, x + wide / 2, high + LINE])
    yield "bottom center", np.array([x - wide / 2, low - LINE, x + wide / 2, low])
    yield "middle right", np.array([right, y - LINE / 2, right + wide, y + LINE / 2])
    yield "middle left", np.array([left - wide, y - LINE / 2, left, y + LINE / 2])


def _hits(box: np.ndarray, others: np.ndarray) -> bool:
    if not len(others):
        return False
    apart = (
        (others[:, 2] <= box[0])
        | (others[:, 0] >= box[2])
        | (others[:, 3] <= box[1])
        | (others[:, 1] >= box[3])
    )
    return bool((~apart).any())


def _short(text: str, most: int = LONGEST_LABEL) -> str:
    return text if len(text) <= most else text[: most - 1] + "…"


def _framed(figure: go.Figure, palette: Palette, height: int) -> go.Figure:
    style(figure, palette, height=height)
    figure.update_xaxes(visible=False, range=[-1.25, 1.25])
    figure.update_yaxes(visible=False, range=[-1.25, 1.25])
    figure.update_layout(
        hovermode="closest",
        dragmode="pan",
        uirevision="network",  # zoom and pan survive a redraw
        legend={"itemsizing": "constant"},
    )
    key_above(figure, bottom=8, top=38)
    return figure
