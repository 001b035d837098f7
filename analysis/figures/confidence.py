"""Draws how a proposition comes to its confidence: the ledger as a waterfall.

In: a Proposition, a Palette. Out: a Plotly figure and, for those who do not see it, its finding.
Log-odds add up; the scale on top says what a sum means as a confidence.
"""

from __future__ import annotations

import math

import pandas as pd
import plotly.graph_objects as go

from analysis.figures.palette import Palette, safe, style
from analysis.model import Proposition

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
    )
    return style(figure, palette, height=60 + ROW * max(1, len(ledger)))


def finding(proposition: Proposition) -> str:
    """The figure in one sentence."""
    ledger = ledger_frame(proposition)
    if ledger.empty:
        return f"Confidence {proposition.confidence:.0%}; no ledger"
    most = ledger.loc[ledger["value"].idxmax()]
    least = ledger.loc[ledger["value"].idxmin()]
    said = f"Confidence {proposition.confidence:.0%}; most for it: {most['name']}"
    return f"{said}; most against it: {least['name']}" if least["value"] < 0 else said


def _log_odds(probability: float) -> float:
    return math.log(probability / (1 - probability))
