"""The figures of a case as files of their own: SVG and PNG, each saying what it was made from.

In: a Case, a Provenance. Out: bytes. Title above, finding and provenance below: a figure that
travels alone still says which filters and which moment were in force.
"""

from __future__ import annotations

from collections.abc import Callable
from textwrap import wrap

from reportlab.graphics.shapes import Drawing  # type: ignore[import-untyped]

from analysis.exports.drawings import (
    INK,
    MUTED,
    WIDTH,
    Drawn,
    standing_bars,
    timeline_strip,
    words,
)
from analysis.exports.network_drawing import actor_network
from analysis.exports.provenance import CAVEAT, Provenance
from analysis.exports.raster import to_png
from analysis.exports.registry import FIGURES
from analysis.model import Case

Draw = Callable[[Case], Drawn | None]

DRAW: dict[str, Draw] = {
    "standing": lambda case: standing_bars(case.propositions),
    "timeline": lambda case: timeline_strip(case.events),
    "network": actor_network,
}
EDGE, TITLE, LINE = 14, 22, 11  # points: margin, room for the title, a line of the foot
LETTERS = 112  # of a line of the foot


def svg(name: str, case: Case, provenance: Provenance) -> bytes:
    """The figure of that name, SVG."""
    return _framed(name, case, provenance).svg().encode("utf-8", "replace")


def png(name: str, case: Case, provenance: Provenance) -> bytes:
    """The figure of that name, PNG; the provenance stands in its text chunks as well."""
    framed = _framed(name, case, provenance)
    notes = {"Title": framed.title, "Description": framed.alt, **dict(provenance.lines())}
    return to_png(framed.drawing, notes)


def _framed(name: str, case: Case, provenance: Provenance) -> Drawn:
    drawn = DRAW[name](case)
    if drawn is None:
        drawn = Drawn(f"{FIGURES[name]}: nothing to draw in this selection", "", Drawing(WIDTH, 1))
    foot = [line for text in _foot(drawn, provenance) for line in wrap(text, LETTERS)]
    inner = drawn.drawing
    below = EDGE + LINE * len(foot) + 6
    framed = Drawing(inner.width + 2 * EDGE, inner.height + below + TITLE + EDGE)
    for shape in inner.contents:
        framed.add(_moved(shape, EDGE, below))
    top = inner.height + below + 10
    framed.add(words(EDGE, top, drawn.title, INK, size=11))
    for number, line in enumerate(foot):
        framed.add(words(EDGE, below - 10 - LINE * (number + 1) + 4, line, MUTED, size=7.5))
    return Drawn(drawn.title, drawn.alt, framed)


def _foot(drawn: Drawn, provenance: Provenance) -> list[str]:
    told = dict(provenance.lines())
    kept = ("Case", "As of", "Filters", "Articles", "Claims", "Exported", "Made by")
    return [drawn.alt, "; ".join(f"{name}: {told[name]}" for name in kept), CAVEAT]


def _moved(shape: object, right: float, up: float) -> object:
    """The same shape elsewhere; drawings are flat, so that a shift of its points is enough."""
    for name in ("x", "x1", "x2", "cx"):
        if hasattr(shape, name):
            setattr(shape, name, getattr(shape, name) + right)
    for name in ("y", "y1", "y2", "cy"):
        if hasattr(shape, name):
            setattr(shape, name, getattr(shape, name) + up)
    return shape
