"""Who appears with whom, drawn for documents.

In: a Case. Out: a Drawn: the actors that are named most, where the page's network has them, a
line for each pair that shares a sentence, as strong as they share sentences.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from reportlab.graphics.shapes import (  # type: ignore[import-untyped]
    Circle,
    Drawing,
    Line,
    Rect,
    String,
)
from reportlab.lib.colors import HexColor  # type: ignore[import-untyped]
from reportlab.pdfbase.pdfmetrics import stringWidth  # type: ignore[import-untyped]

from analysis import frames
from analysis.exports.drawings import INK, MUTED, WIDTH, Drawn, words
from analysis.exports.fonts import REGULAR, drawable
from analysis.model import Actor, Case
from analysis.resolve.network import cooccurrence, graph_of
from analysis.resolve.network_layout import positions
from analysis.resolve.phrases import counted

HEIGHT, EDGE = 380, 46
MOST = 40  # actors; the files for Gephi have all
LETTERS = 26  # of a label
SIZE = 7  # points of its letters
ALWAYS = 15  # the most named, whose labels may cover lesser dots
SQUARES = {"organization": "green organisations", "place": "brown places"}
OTHER = "#5b6675"
COLOURS = {"person": "#1f6fb2", "organization": "#00664f", "place": "#8a6000", "group": "#8a3b75",
           "vessel": "#b8420a", "vehicle": "#b8420a", "facility": "#8a6000"}  # fmt: skip
Place = tuple[float, float]
Box = tuple[float, float, float, float]  # left, foot, right, top


def actor_network(case: Case) -> Drawn | None:
    """The network of the most named actors; None when no two share a sentence."""
    ranked = sorted(case.actors, key=lambda a: (-a.mention_count, a.name, a.id))[:MOST]
    known = {actor.id: actor for actor in ranked}
    edges = cooccurrence(frames.mentions_frame(case), case.articles, min_count=1)
    edges = edges[edges["a"].isin(known) & edges["b"].isin(known)]
    if edges.empty:
        return None
    graph = graph_of(edges)
    places = _on_paper(positions(graph))
    drawing = Drawing(WIDTH, HEIGHT)
    strongest = int(edges["count"].max())
    for a, b, count in zip(edges["a"], edges["b"], edges["count"], strict=True):
        width = 0.6 + 2.4 * count / strongest
        drawing.add(
            Line(*places[a], *places[b], strokeColor=HexColor("#b8c0ca"), strokeWidth=width)
        )
    shown = [known[node] for node in sorted(graph)]
    for actor in shown:
        drawing.add(_dot(actor, places[actor.id]))
    for label in _labels(shown, places):
        drawing.add(label)
    kinds = [kind for kind in ("organization", "place") if any(a.type == kind for a in shown)]
    squares = " or ".join(SQUARES[kind] for kind in kinds) or "others"
    drawing.add(words(0, 2, f"round: people; square: {squares}. Larger: named more often", MUTED))
    top = edges.sort_values("count", ascending=False).iloc[0]
    title = f"{counted(len(shown), 'actor')} and whom they are named with".capitalize()
    alt = (
        f"{known[top['a']].name} and {known[top['b']].name} are named together most, "
        f"{counted(int(top['count']), 'time')}; {counted(len(edges), 'link')} in all"
    )
    return Drawn(title, alt, drawing)


def _labels(shown: Sequence[Actor], places: Mapping[str, Place]) -> list[String]:
    """Names beside their points, the most named first; one that would lie on another is left out
    where no side is free."""
    dots = {actor.id: _around(places[actor.id], _size(actor)) for actor in shown}
    taken: list[Box] = []
    labels = []
    ranked = sorted(shown, key=lambda a: (-a.mention_count, a.name, a.id))
    for rank, actor in enumerate(ranked):
        x, y = places[actor.id]
        name, size = _short(actor.name), _size(actor)
        wide = stringWidth(drawable(name), REGULAR, SIZE)
        sides = ((x - wide / 2, y + size + 2), (x - wide / 2, y - size - SIZE - 1),
                 (x + size + 2, y - SIZE / 3), (x - size - 2 - wide, y - SIZE / 3))  # fmt: skip
        for left, foot in sides:
            box = (left, foot - 1, left + wide, foot + SIZE)
            free = not any(_meet(box, other) for other in taken)
            # whom it is about must be named, even over small dots
            others = ranked[:rank] if rank < ALWAYS else [a for a in shown if a is not actor]
            clear = not any(_meet(box, dots[other.id]) for other in others)
            if free and clear and left >= 0 and box[2] <= WIDTH:
                taken.append(box)
                labels.append(words(left, foot, name, INK, size=SIZE))
                break
    return labels


def _around(place: Place, reach: float) -> Box:
    x, y = place
    return x - reach, y - reach, x + reach, y + reach


def _meet(a: Box, b: Box) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


def _size(actor: Actor) -> float:
    return float(3.5 + min(actor.mention_count, 40) ** 0.5)


def _dot(actor: Actor, place: Place) -> Circle | Rect:
    """People are round, everything else is square: the kinds differ without colour."""
    colour = HexColor(COLOURS.get(actor.type, OTHER))
    size = _size(actor)
    if actor.type == "person":
        return Circle(*place, size, fillColor=colour, strokeColor=None)
    x, y = place
    return Rect(x - size, y - size, 2 * size, 2 * size, fillColor=colour, strokeColor=None)


def _on_paper(places: Mapping[str, Place]) -> dict[str, Place]:
    """Stretched over the drawing, edges kept free for labels."""
    sides = []
    for values, length in zip(zip(*places.values(), strict=True), (WIDTH, HEIGHT), strict=True):
        low, high = min(values), max(values)
        sides.append((low, (length - 2 * EDGE) / ((high - low) or 1.0)))
    (left, across), (foot, up) = sides
    return {n: (EDGE + (x - left) * across, EDGE + (y - foot) * up) for n, (x, y) in places.items()}


def _short(text: str) -> str:
    return text if len(text) <= LETTERS else text[: LETTERS - 1].rstrip() + "…"
