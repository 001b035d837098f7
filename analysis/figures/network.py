"""The actor network as a figure: readable with 10 actors and with 300.

In: a frame of actors (schema ACTORS of `analysis.frames`; a column `community` if they are to be
coloured by it, a column `size` if their points are not to be sized here), a frame of edges (EDGES
or SPEECH of `analysis.resolve`), places, a palette, the size of the drawing in pixels as far as
labels need it. Out: a Plotly figure. Size means mentions, colour the type (or community), line
width the count, and in the speech network line colour the stance. Only labels that fit are drawn,
the weightiest first. `customdata[0]` of a point is an actor's id, of a point on an edge 'a|b'.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from analysis.figures.network_labels import SPAN, label_trace, short
from analysis.figures.palette import ACTOR_SYMBOL, Palette, key_above, safe, style

Place = tuple[float, float]

SMALLEST, LARGEST = 9.0, 34.0  # marker diameters in pixels
FEW = 60  # actors that are drawn at these sizes; of more, each takes less room
LEAST_SHRUNK = 0.55
SOLID = 0.95  # opacity of a marker
TINIEST = 7.0  # pixels: still there to be hit
WIDTHS = (0.8, 1.8, 3.2, 5.0)  # one trace a width: a Plotly line has one width
MOST_POINTS = 150  # links with a point to hover and choose: the strongest; the table has all
SIDE, ABOVE, BELOW = 8, 38, 8  # pixels between the figure and its drawing
AROUND = 22  # characters of the actor that a community is named after


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
    traces = together_traces(
        actors, edges, places, palette, colour_by, near, width, height, selected
    )
    figure = framed(go.Figure(data=traces), palette, height)
    # One path a width. A trace would draw each line by itself: hundreds of elements, each time.
    figure.update_layout(
        shapes=[_path(trace) for trace in edge_lines(edges, places, palette, near)]
    )
    return figure


def together_traces(
    actors: pd.DataFrame,
    edges: pd.DataFrame,
    places: Mapping[str, Place],
    palette: Palette,
    colour_by: str,
    near: set[str] | None,
    width: int,
    height: int,
    selected: str = "",
) -> list[go.Scatter]:
    """The network without its lines: points of the strongest links, actors, labels."""
    shown = _shown(actors, places)
    names = dict(zip(shown["actor_id"], shown["name"], strict=True))
    return [
        _edge_points(edges.nlargest(MOST_POINTS, "count"), places, names, palette, directed=False),
        *_node_traces(shown, places, palette, colour_by, near),
        _labels(shown, places, palette, near, width, height, selected),
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
    shown = _shown(actors, places)
    names = dict(zip(shown["actor_id"], shown["name"], strict=True))
    near = _near(edges, selected)
    figure = go.Figure()
    for label, colour, part in _by_stance(edges, palette):
        for trace in edge_lines(part, places, palette, near, colour=colour, label=label):
            figure.add_trace(trace)
        figure.add_trace(_arrow_heads(part, places, colour))
    figure.add_trace(_edge_points(edges, places, names, palette, directed=True))
    for trace in _node_traces(shown, places, palette, "type", near):
        figure.add_trace(trace)
    figure.add_trace(_labels(shown, places, palette, near, width, height, selected))
    return framed(figure, palette, height)


def _shown(actors: pd.DataFrame, places: Mapping[str, Place]) -> pd.DataFrame:
    """The actors that have a place, the weightiest first, each with the size of its marker."""
    shown = actors[actors["actor_id"].isin(list(places))].sort_values(
        ["mentions", "actor_id"], ascending=[False, True]
    )
    if "size" in shown:
        return shown
    return shown.assign(size=marker_sizes(shown["mentions"], len(shown)))


def _near(edges: pd.DataFrame, selected: str) -> set[str] | None:
    """The selected actor and its neighbours; None when nobody is selected."""
    if not selected:
        return None
    touching = edges[(edges["a"] == selected) | (edges["b"] == selected)]
    return {selected, *touching["a"], *touching["b"]}


# --- edges -------------------------------------------------------------------------------


def edge_lines(
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
            hover.append(edge_hover(row, safe(names.get(a, a)), safe(names.get(b, b)), directed))
    return go.Scatter(
        x=xs,
        y=ys,
        mode="markers",
        marker={"size": 8, "color": palette.neutral, "opacity": 0.25},
        selected={"marker": {"size": 16, "color": palette.accent, "opacity": 0.9}},
        unselected={"marker": {"opacity": 0.25}},
        customdata=custom,
        text=hover,
        hovertemplate="%{text}<extra></extra>",
        showlegend=False,
        name="edges",
    )


def edge_hover(row: Mapping[Any, Any], a: str, b: str, directed: bool) -> str:
    """What a link says of itself; the names are safe already."""
    if directed:
        stance = row["stance"]
        sign = "" if stance != stance else f"<br>stance {stance:+.2f} ({row['signed']} signed)"
        return f"<b>{a}</b> on <b>{b}</b><br>{_many(row['count'], 'claim')}{sign}"
    articles = f" in {_many(row['articles'], 'article')}" if "articles" in row else ""
    met = f"together {_many(row['count'], 'time')}{articles}"
    return f"<b>{a}</b> and <b>{b}</b><br>{met}<br>NPMI {row['npmi']:.2f}"


def _many(count: int, one: str) -> str:
    return f"{count:,} {one if count == 1 else one + 's'}"


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
    colours, order = palette.actor_type, list(shown["type"].value_counts().index)
    groups = shown["type"]
    if colour_by == "community" and "community" in shown:
        groups, order = _communities(shown, len(palette.categories) - 1)
        colours = dict(zip(order, palette.categories, strict=False))
    for group in order:
        part = shown[groups == group]
        colour: str | list[str] = colours.get(str(group), palette.neutral)
        if near is not None:  # in the colour, not in the opacity: a click would lay that over it
            solid, faint = str(colour), _faint(str(colour))
            # those in full colour first: the legend shows the first
            part = part.sort_values("actor_id", key=lambda ids: ~ids.isin(near), kind="stable")
            colour = [solid if i in near else faint for i in part["actor_id"]]
        yield go.Scatter(
            x=[places[i][0] for i in part["actor_id"]],
            y=[places[i][1] for i in part["actor_id"]],
            mode="markers",
            name=safe(str(group)),
            marker={
                "size": list(part["size"]),
                "color": colour,
                "symbol": [ACTOR_SYMBOL.get(str(t), "circle") for t in part["type"]],
                "opacity": SOLID,
                "line": {"width": 1.5, "color": palette.background},
            },
            # choosing a link leaves the actors as they are: its own point shows the choice
            selected={"marker": {"opacity": SOLID}},
            unselected={"marker": {"opacity": SOLID}},
            customdata=[[i] for i in part["actor_id"]],
            text=[_node_hover(row) for row in part.to_dict("records")],
            hovertemplate="%{text}<extra></extra>",
        )


def _communities(shown: pd.DataFrame, most: int) -> tuple[pd.Series[str], list[str]]:
    """Each actor's community by the name of its weightiest; beyond `most` they share one."""
    sizes = shown["community"][shown["community"] >= 0].value_counts()
    ranked = sorted(sizes.index, key=lambda c: (-sizes[c], c))
    leaders = {c: shown[shown["community"] == c].iloc[0]["name"] for c in ranked[:most]}
    names = {c: f"around {short(str(name), AROUND)}" for c, name in leaders.items()}
    groups = shown["community"].map(lambda c: names.get(c, "smaller groups" if c >= 0 else "alone"))
    order = list(dict.fromkeys(names.values()))
    return groups, [*order, *(g for g in ("smaller groups", "alone") if (groups == g).any())]


def _faint(colour: str) -> str:
    """A colour '#rrggbb' that steps back."""
    red, green, blue = (int(colour[i : i + 2], 16) for i in (1, 3, 5))
    return f"rgba({red},{green},{blue},0.2)"


def marker_sizes(mentions: Iterable[int], drawn: int) -> list[float]:
    """Diameters in pixels. Area grows with mentions, so that the eye compares areas; where many
    are drawn, all are smaller."""
    counts = [max(m, 0) for m in mentions]
    shrunk = min(1.0, max(LEAST_SHRUNK, math.sqrt(FEW / max(drawn, 1))))
    small, large = max(TINIEST, SMALLEST * shrunk), LARGEST * shrunk
    top = math.sqrt(max(counts, default=1) or 1)
    return [small + (large - small) * math.sqrt(m) / top for m in counts]


def _node_hover(row: Mapping[Any, Any]) -> str:
    lines = [f"<b>{safe(str(row['name']))}</b>", safe(str(row["type"]))]
    if row.get("roles"):
        lines.append(safe(short(str(row["roles"]), 60)))
    lines.append(f"{_many(row['mentions'], 'mention')} in {_many(row['articles'], 'article')}")
    if "claims" in row:
        lines.append(f"source of {_many(row['claims'], 'claim')}, spoken of in "
                     f"{row['mentioned_in']}")  # fmt: skip
    if "degree" in row:
        lines.append(f"linked with {_many(row['degree'], 'other')}")
    return "<br>".join(lines)


def _labels(
    shown: pd.DataFrame,
    places: Mapping[str, Place],
    palette: Palette,
    near: set[str] | None,
    width: int,
    height: int,
    selected: str,
) -> go.Scatter:
    """The labels that fit, the chosen actor's first."""
    drawing = (width - 2 * SIDE, height - ABOVE - BELOW)
    return label_trace(shown, places, palette, near, drawing, first=selected)


def framed(figure: go.Figure, palette: Palette, height: int) -> go.Figure:
    """The frame that all networks share: a square of `SPAN` units, the legend above."""
    style(figure, palette, height=height)
    reach = SPAN / 2
    figure.update_xaxes(visible=False, range=[-reach, reach])
    figure.update_yaxes(visible=False, range=[-reach, reach])
    figure.update_layout(
        hovermode="closest",
        dragmode="pan",
        uirevision="network",  # zoom and pan survive a redraw
        legend={"itemsizing": "constant"},
        modebar={"orientation": "v"},  # beside the legend, which fills its row
    )
    key_above(figure, left=SIDE, bottom=BELOW, top=ABOVE)
    return figure
