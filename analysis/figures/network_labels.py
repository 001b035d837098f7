"""Which names a network shows, and on which side of their points: those that fit.

In: actors with the sizes of their points, the weightiest first. Out: one trace of text.
A label never lies on another. It is measured on the narrowest drawing that the page makes: on a
wider one its neighbours only move away.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from analysis.figures.palette import Palette, safe, visible

Place = tuple[float, float]
Box = np.ndarray  # left, low, right, high, in pixels from the middle of the drawing

SPAN = 2.5  # units of the layout that a drawing shows, each way
LINE = 16.0  # pixels a line of a label takes
LETTER, NARROW, WIDE = 6.2, 3.6, 8.2  # pixels a character takes at most, of 12 in height
NARROW_ONES = frozenset("iljtfr.,:;'|!()[] -")
EDGE = 4.0  # pixels between a label and the frame
MOST = 60
ALWAYS = 15  # heaviest actors, whose labels may cover lighter markers
LONGEST = 32


def label_trace(
    shown: pd.DataFrame,
    places: Mapping[str, Place],
    palette: Palette,
    wanted: Collection[str] | None,
    drawing: tuple[float, float],
    first: str = "",
) -> go.Scatter:
    """The labels that fit, `first` and then the weightiest; each tries eight sides of its point.

    `wanted` are the actors that may have one, None for all. `drawing` is the width and height of
    the drawing in pixels.
    """
    xs: list[float] = []
    ys: list[float] = []
    texts: list[str] = []
    sides: list[str] = []
    beside: list[float] = []  # the size of the point that a label must clear
    scale = np.array(drawing) / SPAN
    ids, names, sizes = list(shown["actor_id"]), list(shown["name"]), list(shown["size"])
    points = np.array([places[i] for i in ids]).reshape(-1, 2) * scale
    half = np.array(sizes).reshape(-1, 1) / 2
    markers = np.hstack([points - half, points + half])
    ranks = np.arange(len(ids))
    clear = np.array([wanted is None or i in wanted for i in ids], dtype=bool)  # others are faint
    taken = np.empty((0, 4))
    for rank, n in enumerate(sorted(range(len(ids)), key=lambda n: (ids[n] != first, n))):
        if not clear[n] or len(texts) >= MOST:
            continue
        label = short(str(names[n]))
        # whom the network is about must be readable, even over small markers in a crowd
        allowed = [markers[clear & (ranks != n)]]
        if rank < ALWAYS:
            allowed.append(markers[clear & (ranks < n)])
        found = _free_side(markers[n], width_of(label), allowed, taken, drawing[0] / 2 - EDGE)
        if found is None:
            continue
        side, box = found
        taken = np.vstack([taken, box])
        xs.append(places[ids[n]][0])
        ys.append(places[ids[n]][1])
        texts.append(safe(label))
        sides.append(side)
        beside.append(sizes[n])
    ink = {"textfont": {"color": palette.ink}}
    return go.Scatter(
        x=xs, y=ys, mode="markers+text", text=texts, textposition=sides, hoverinfo="skip",
        marker={"size": beside, "opacity": 0}, selected=ink, unselected=ink,
        textfont={"size": 12, "color": palette.ink}, showlegend=False, name="labels",
    )  # fmt: skip


def _free_side(
    marker: Box, wide: float, allowed: Sequence[np.ndarray], taken: np.ndarray, edge: float
) -> tuple[str, Box] | None:
    """The first side without a label, and without the markers that `allowed` lists by and by."""
    for others in allowed:
        for side, box in sides_of(marker, wide):
            inside = -edge <= box[0] and box[2] <= edge
            if inside and not _hits(box, taken) and not _hits(box, others):
                return side, box
    return None


def sides_of(marker: Box, wide: float) -> Iterable[tuple[str, Box]]:
    """Where Plotly puts a label around a marker, in the order of preference."""
    left, low, right, high = marker
    x, y = (left + right) / 2, (low + high) / 2
    for name, foot in (("top", high), ("bottom", low - LINE)):
        yield f"{name} center", np.array([x - wide / 2, foot, x + wide / 2, foot + LINE])
    yield "middle right", np.array([right, y - LINE / 2, right + wide, y + LINE / 2])
    yield "middle left", np.array([left - wide, y - LINE / 2, left, y + LINE / 2])
    for name, foot in (("top", high), ("bottom", low - LINE)):
        yield f"{name} right", np.array([right, foot, right + wide, foot + LINE])
        yield f"{name} left", np.array([left - wide, foot, left, foot + LINE])


def _hits(box: Box, others: np.ndarray) -> bool:
    if not len(others):
        return False
    apart = (
        (others[:, 2] <= box[0])
        | (others[:, 0] >= box[2])
        | (others[:, 3] <= box[1])
        | (others[:, 1] >= box[3])
    )
    return bool((~apart).any())


def width_of(label: str) -> float:
    """Pixels that a label takes, rather too many than too few."""
    return sum(
        NARROW if c in NARROW_ONES
        else WIDE * 1.6 if ord(c) > 0x2E7F  # Chinese, Japanese, Korean: as wide as high
        else WIDE if c.isupper() or c in "mwMW@%"
        else LETTER
        for c in label
    )  # fmt: skip


def short(text: str, most: int = LONGEST) -> str:
    """At most `most` characters, and none that would turn or hide those around it."""
    text = " ".join(visible(text).split())
    return text if len(text) <= most else text[: most - 1] + "…"
