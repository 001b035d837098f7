"""The actor network as it grew: a slider over days.

In: a frame of actors, frames of edges by day, places, a palette. Out: a Plotly figure with frames.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd
import plotly.graph_objects as go

from analysis.figures.network import Place, edge_lines, framed, marker_sizes, together_traces
from analysis.figures.palette import Palette
from analysis.figures.time_words import DAY

_LAYERS = {"lines": 0, "edges": 1, "labels": 3}  # from the back to the front; actors between


def network_animation(
    actors: pd.DataFrame,
    steps: Sequence[tuple[str, pd.DataFrame]],
    places: Mapping[str, Place],
    palette: Palette,
    *,
    width: int = 1100,
    height: int = 680,
) -> go.Figure:
    """A frame for each (ISO date, edges), a slider over them, nodes in their places."""
    if not steps:
        return framed(go.Figure(), palette, height)
    if "size" not in actors:  # the same on every day
        actors = actors.assign(size=marker_sizes(actors["mentions"], len(actors)))
    drawn = [
        [
            *edge_lines(edges, places, palette, None),
            *together_traces(
                _present(actors, edges), edges, places, palette, "type", None, width, height
            ),
        ]
        for _, edges in steps
    ]
    frames = [
        go.Frame(name=day, data=data) for (day, _), data in zip(steps, _aligned(drawn), strict=True)
    ]
    figure = framed(go.Figure(data=frames[-1].data, frames=frames), palette, height)
    figure.update_layout(
        sliders=[
            {
                "active": len(steps) - 1,
                "currentvalue": {"prefix": "as of "},
                "bgcolor": palette.line,
                "activebgcolor": palette.accent,
                "bordercolor": palette.line,
                "tickcolor": palette.muted,
                "x": 0.07,
                "len": 0.86,  # the first and the last day reach over the ends
                "steps": [
                    {
                        "label": _in_words(day),
                        "method": "animate",
                        "args": [[day], {"mode": "immediate", "frame": {"duration": 0}}],
                    }
                    for day, _ in steps
                ],
            }
        ]
    )
    return figure


def _aligned(drawn: Sequence[Sequence[go.Scatter]]) -> list[list[go.Scatter]]:
    """The same traces in the same order in every frame, empty where a frame has none.

    Plotly takes the traces of a frame by their number and leaves alone what a frame does not say:
    a trace of lines that became one of actors would stay out of the legend.
    """
    slots: dict[str, go.Scatter] = {}
    for traces in drawn:
        slots = {_slot(trace): trace for trace in traces} | slots
    order = sorted(slots, key=lambda name: (_LAYERS.get(name.split()[0], 2), name))
    aligned = []
    for traces in drawn:
        own = {_slot(trace): trace for trace in traces}
        aligned.append([own[n] if n in own else _emptied(slots[n]) for n in order])
    return aligned


def _slot(trace: go.Scatter) -> str:
    return f"lines {trace.line.width}" if trace.mode == "lines" else str(trace.name)


def _emptied(trace: go.Scatter) -> go.Scatter:
    empty = go.Scatter(trace)
    return empty.update(x=[], y=[], text=[], customdata=[])


def _in_words(day: str) -> str:
    """'2 Mar 2025'; what is no day stays as it is."""
    moment = pd.to_datetime(day, format="ISO8601", errors="coerce")
    return day if pd.isna(moment) else f"{moment:{DAY}}"


def _present(actors: pd.DataFrame, edges: pd.DataFrame) -> pd.DataFrame:
    return actors[actors["actor_id"].isin(set(edges["a"]) | set(edges["b"]))]
