"""Who is named with whom as a matrix: the strongest links, communities side by side.

In: a frame of actors (schema ACTORS of `analysis.frames`, with `community` where known), a frame of
edges (EDGES of `analysis.resolve`), a palette. Out: a Plotly figure; `customdata[0]` of a point on
a cell is 'a|b'.
"""

from __future__ import annotations

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from analysis.figures.network import edge_hover
from analysis.figures.network_labels import short
from analysis.figures.palette import Palette, safe, style

MOST = 30  # actors: names must stand beside each other on a narrow screen
ROW = 17  # pixels
NAMES = 170  # pixels that the names below take
LETTERS = 24  # of a name
FEW_TICKS = 6


def matrix_figure(
    actors: pd.DataFrame, edges: pd.DataFrame, palette: Palette, *, most: int = MOST
) -> go.Figure:
    """At most `most` actors, each with a link to another of them."""
    top = actors[actors["actor_id"].isin(strongest(edges, most))]
    order, falling = ["mentions", "actor_id"], [False, True]
    if "community" in top:
        order, falling = ["community", *order], [True, *falling]
    top = top.sort_values(order, ascending=falling)
    ids, names = list(top["actor_id"]), [safe(short(str(n), LETTERS)) for n in top["name"]]
    index = {identifier: i for i, identifier in enumerate(ids)}
    counts = np.full((len(ids), len(ids)), np.nan)
    custom = [["" for _ in ids] for _ in ids]
    hover = [["" for _ in ids] for _ in ids]
    for row in edges.to_dict("records"):
        if row["a"] in index and row["b"] in index:
            for i, j in ((index[row["a"]], index[row["b"]]), (index[row["b"]], index[row["a"]])):
                counts[i][j] = row["count"]
                custom[i][j] = f"{row['a']}|{row['b']}"
                hover[i][j] = edge_hover(row, names[i], names[j], directed=False)
    scale = [[n / (len(palette.sequence) - 1), c] for n, c in enumerate(palette.sequence)]
    figure = go.Figure(
        go.Heatmap(
            z=counts, hoverinfo="skip", colorscale=scale, xgap=1, ygap=1,
            colorbar={
                "title": {"text": "together", "font": {"size": 12}}, "tickfont": {"size": 11},
                "thickness": 10, "outlinewidth": 0, "len": 220, "lenmode": "pixels",
                "y": 1, "yanchor": "top", **_whole_numbers(counts),
            },
        )
    )  # fmt: skip
    figure.add_trace(_cells(counts, custom, hover, palette))
    style(figure, palette, height=max(360, ROW * len(ids) + NAMES))
    ticks = list(range(len(ids)))
    quiet = {"tickvals": ticks, "ticktext": names, "showgrid": False, "zeroline": False,
             "fixedrange": True}  # fmt: skip
    figure.update_xaxes(tickangle=-90, tickfont={"size": 10}, **quiet)
    figure.update_xaxes(range=[-0.5, len(ids) - 0.5])  # the points would widen it
    figure.update_yaxes(range=[len(ids) - 0.5, -0.5], tickfont={"size": 11}, **quiet)
    return figure


def _cells(
    counts: np.ndarray, custom: list[list[str]], hover: list[list[str]], palette: Palette
) -> go.Scatter:
    """A point on each cell, to hover and to choose: Plotly does not select cells of a heatmap."""
    cells = [(int(i), int(j)) for i, j in np.argwhere(~np.isnan(counts))]
    return go.Scatter(
        x=[j for _, j in cells], y=[i for i, _ in cells], mode="markers", name="cells",
        marker={"symbol": "square-open", "size": 13, "color": palette.ink, "opacity": 0,
                "line": {"width": 2}},
        selected={"marker": {"opacity": 1}}, unselected={"marker": {"opacity": 0}},
        customdata=[[custom[i][j]] for i, j in cells], text=[hover[i][j] for i, j in cells],
        hovertemplate="%{text}<extra></extra>", showlegend=False,
    )  # fmt: skip


def strongest(edges: pd.DataFrame, most: int) -> list[str]:
    """The actors of the strongest links, at most `most`."""
    found: dict[str, None] = {}
    ranked = edges.sort_values(["count", "a", "b"], ascending=[False, True, True])
    for a, b in zip(ranked["a"], ranked["b"], strict=True):
        if len(found.keys() | {a, b}) <= most:
            found |= {a: None, b: None}
    return list(found)


def _whole_numbers(counts: np.ndarray) -> dict[str, float]:
    """Ticks of a scale of counts: nobody meets two and a half times."""
    known = counts[~np.isnan(counts)]
    spread = float(known.max() - known.min()) if len(known) else 0.0
    return {"tick0": 0, "dtick": max(1.0, np.ceil(spread / FEW_TICKS))}
