"""Draws how a proposition spread: lanes for origins, relays and outlets, time to the right.

In: the frame `resolve.spread.steps`, a Palette. Out: a Plotly figure and its finding in words.
"""

from __future__ import annotations

from typing import Any

import pandas as pd
import plotly.graph_objects as go

from analysis.figures.palette import Palette, key_above, safe, style

LANE = 30  # pixels
MOST = 18  # lanes drawn; the earliest
_ROLES = ("origin", "relay", "outlet")
_SYMBOL = {"origin": "diamond", "relay": "square", "outlet": "circle"}
LONGEST = 34  # characters of a station's name


def spread_figure(steps: pd.DataFrame, palette: Palette) -> go.Figure:
    """One line a step, one mark wherever a station says or passes it on; origins on top."""
    lanes = _lanes(steps)
    colour = {"origin": palette.accent, "relay": palette.categories[1], "outlet": palette.neutral}
    figure = go.Figure()
    for step in _rows(steps):
        start, end = (step.from_role, step.from_station), (step.to_role, step.to_station)
        if start in lanes and end in lanes:
            figure.add_trace(
                go.Scatter(
                    x=[step.since, step.at], y=[lanes[start], lanes[end]], mode="lines",
                    line={"color": palette.muted, "width": 1.4,
                          "dash": "solid" if step.named else "dot"},
                    hoverinfo="skip", showlegend=False,
                )
            )  # fmt: skip
    for role in _ROLES:
        marks = _marks(steps, role)
        marks = [mark for mark in marks if (role, mark[0]) in lanes]
        figure.add_trace(
            go.Scatter(
                x=[at for _, at, _ in marks], y=[lanes[role, name] for name, _, _ in marks],
                mode="markers", name=role,
                marker={"symbol": _SYMBOL[role], "size": 11, "color": colour[role],
                        "line": {"width": 1, "color": palette.background}},
                customdata=[[claim, safe(name)] for name, _, claim in marks],
                hovertemplate=f"%{{customdata[1]}} ({role})<br>%{{x|%d %b %H:%M}}<extra></extra>",
            )
        )  # fmt: skip
    style(figure, palette, height=90 + LANE * max(2, len(lanes)))
    names = [safe(name if len(name) <= LONGEST else name[: LONGEST - 1] + "…") for _, name in lanes]
    figure.update_yaxes(
        tickvals=list(lanes.values()), ticktext=names, autorange="reversed", showgrid=True
    )
    figure.update_xaxes(showgrid=False, title_text="reported (UTC)")
    key_above(figure)
    return figure


def _rows(steps: pd.DataFrame) -> list[Any]:
    return list(steps.itertuples())


def _lanes(steps: pd.DataFrame) -> dict[tuple[str, str], int]:
    """(role, station) -> row, by role and then by who had it first."""
    seen: dict[tuple[str, str], pd.Timestamp] = {}
    for step in _rows(steps):
        seen.setdefault((step.from_role, step.from_station), step.since)
        seen.setdefault((step.to_role, step.to_station), step.at)
    ordered = sorted(seen, key=lambda lane: (_ROLES.index(lane[0]), seen[lane], lane[1]))
    return {lane: row for row, lane in enumerate(ordered[:MOST])}


def _marks(steps: pd.DataFrame, role: str) -> list[tuple[str, pd.Timestamp, str]]:
    """Every time at which a station of a role had it, with a claim that shows it."""
    found: dict[tuple[str, pd.Timestamp], str] = {}
    for step in _rows(steps):
        if step.from_role == role:
            found.setdefault((step.from_station, step.since), step.claim_id)
        if step.to_role == role:
            found.setdefault((step.to_station, step.at), step.claim_id)
    return [(name, at, claim) for (name, at), claim in found.items()]


def spread_finding(steps: pd.DataFrame) -> str:
    """The figure in one sentence."""
    if steps.empty:
        return "Nothing dated to draw"
    origins = steps.loc[steps["from_role"] == "origin", "from_station"].nunique()
    outlets = steps.loc[steps["to_role"] == "outlet", "to_station"]
    first = outlets.iloc[0]
    return (
        f"{outlets.nunique()} {'outlet' if outlets.nunique() == 1 else 'outlets'} from {origins} "
        f"{'origin' if origins == 1 else 'origins'}; first in {first}, last in {outlets.iloc[-1]}"
    )
