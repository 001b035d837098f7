"""Spread and ledger figures: every way ends in a mark, and the sum is told."""

from __future__ import annotations

import pandas as pd

from analysis.figures.confidence import waterfall
from analysis.figures.palette import LIGHT
from analysis.figures.spread import spread_figure
from analysis.model import Contribution, Proposition

EARLY, LATE = (pd.Timestamp(f"2025-03-03 {hour}:00", tz="UTC") for hour in ("07", "11"))


def test_every_way_of_a_claim_ends_in_a_mark() -> None:
    """A wire that passes it on twice is marked twice: no line ends in the void."""
    steps = pd.DataFrame(
        [
            ("c1", "Dario Venn", "origin", "Meridian Press", "outlet", EARLY, EARLY, True),
            ("c2", "Ada Brix", "origin", "Meridian Press", "outlet", LATE, LATE, True),
        ],
        columns=["claim_id", "from_station", "from_role", "to_station", "to_role", "at", "since",
                 "named"],
    )  # fmt: skip
    figure = spread_figure(steps, LIGHT)
    marks = {
        (x, y) for t in figure.data if t.mode == "markers" for x, y in zip(t.x, t.y, strict=True)
    }
    ends = {(t.x[-1], t.y[-1]) for t in figure.data if t.mode == "lines"}
    assert len(ends) == 2
    assert ends <= marks


def test_the_waterfall_says_what_it_comes_to() -> None:
    proposition = Proposition(
        id="p", statement="The port reopened", claim_ids=("c",), confidence=0.62,
        origins=(), origins_min=1, origins_max=1, standing="single source", admiralty="B3",
        ledger=(Contribution("start", -1.0, "before any source", ()),
                Contribution("best source", 1.5, "a named official", ("c",))),
    )  # fmt: skip
    figure = waterfall(proposition, LIGHT)
    assert [a.text for a in figure.layout.annotations] == ["together 62%"]
