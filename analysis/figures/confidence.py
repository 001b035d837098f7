"""Draws how a proposition comes to its confidence: the ledger as a waterfall.

In: a Proposition, a Palette. Out: a Plotly figure and, for those who do not see it, its finding.
Log-odds add up; the scale on top says what a sum means as a confidence.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import pandas as pd
import plotly.graph_objects as go

from analysis.figures.palette import Palette, safe, style
from analysis.model import Proposition
from analysis.resolve.calibration import Bin

ROW = 34  # pixels
_LEVELS = (0.05, 0.2, 0.5, 0.8, 0.95)


def ledger_frame(proposition: Proposition) -> pd.DataFrame:
    """One row a contribution: name, value (log-odds), detail, sum so far, claim_ids."""
    rows, total = [], 0.0
    for line in proposition.ledger:
        total += line.value
        rows.append((line.name, line.value, line.detail, total, line.claim_ids))
    return pd.DataFrame(rows, columns=["name", "value", "detail", "sum", "claim_ids"])


def waterfall(proposition: Proposition, palette: Palette) -> go.Figure:
    """Each contribution as a bar from the sum before it to the sum after it."""
    ledger = ledger_frame(proposition)
    before = (ledger["sum"] - ledger["value"]).tolist()
    names = [safe(name) for name in ledger["name"]]
    raises = [value >= 0 for value in ledger["value"]]
    figure = go.Figure(
        go.Bar(
            y=names,
            x=ledger["value"],
            base=before,
            orientation="h",
            width=0.62,
            marker={
                "color": [palette.supports if up else palette.contradicts for up in raises],
                "pattern": {"shape": ["" if up else "/" for up in raises], "fgopacity": 0.6},
                "line": {"width": 0},
            },
            text=[f"{value:+.1f}" for value in ledger["value"]],
            textposition="outside",
            cliponaxis=False,
            customdata=[[safe(detail)] for detail in ledger["detail"]],
            hovertemplate="%{y}<br>%{customdata[0]}<extra></extra>",
        )
    )
    low = min([0.0, *ledger["sum"], *before]) - 0.9
    high = max([0.0, *ledger["sum"], *before]) + 0.9
    ticks = [level for level in _LEVELS if low <= _log_odds(level) <= high]
    figure.update_layout(showlegend=False, bargap=0.3)
    figure.update_xaxes(
        range=[low, high],
        tickvals=[_log_odds(level) for level in ticks],
        ticktext=[f"{level:.0%}" for level in ticks],
        side="top",
    )
    figure.update_yaxes(autorange="reversed", showgrid=False, ticks="")
    figure.add_vline(
        x=float(ledger["sum"].iloc[-1]) if len(ledger) else 0.0,
        line={"color": palette.accent, "width": 2, "dash": "dot"},
        layer="below",
    )
    figure.add_annotation(
        x=float(ledger["sum"].iloc[-1]) if len(ledger) else 0.0,
        y=0, yref="paper", yanchor="top", showarrow=False,
        text=f"together {proposition.confidence:.0%}", font={"color": palette.accent},
    )  # fmt: skip
    style(figure, palette, height=76 + ROW * max(1, len(ledger)))
    return figure.update_layout(margin_b=24)


def finding(proposition: Proposition) -> str:
    """The figure in one sentence."""
    ledger = ledger_frame(proposition)
    if ledger.empty:
        return f"Confidence {proposition.confidence:.0%}; no ledger"
    most = max(proposition.ledger, key=lambda line: line.value)
    least = min(proposition.ledger, key=lambda line: line.value)
    said = f"Confidence {proposition.confidence:.0%}; most for it: {most.name}"
    return f"{said}; most against it: {least.name}" if least.value < 0 else said


def reliability_figure(bins: Sequence[Bin], palette: Palette) -> go.Figure:
    """Confidence against what came of it: on the line, confidence could be taken at its word."""
    figure = go.Figure(
        go.Scatter(
            x=[0, 1],
            y=[0, 1],
            mode="lines",
            line={"color": palette.muted, "dash": "dash", "width": 1},
            name="as good as its word",
            hoverinfo="skip",
        )
    )
    figure.add_trace(
        go.Scatter(
            x=[b.expected for b in bins],
            y=[b.observed for b in bins],
            mode="markers+lines",
            name="this case",
            marker={"size": [8 + 3 * min(b.count, 8) for b in bins], "color": palette.accent},
            line={"color": palette.accent, "width": 1.5},
            customdata=[[b.count] for b in bins],
            hovertemplate="confidence %{x:.0%}, borne out %{y:.0%}<br>%{customdata[0]} judged"
            "<extra></extra>",
        )
    )
    style(figure, palette, height=320)
    figure.update_xaxes(title_text="confidence", range=[0, 1], tickformat=".0%")
    figure.update_yaxes(title_text="borne out", range=[-0.03, 1.03], tickformat=".0%")
    return figure


def _log_odds(probability: float) -> float:
    return math.log(probability / (1 - probability))
