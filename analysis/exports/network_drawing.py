"""Who appears with whom, drawn for documents.

In: a Case. Out: a Drawn: the actors that are named most, where the page's network has them, a
line for each pair that shares a sentence, as strong as they share sentences.
"""

from __future__ import annotations

from collections.abc import Mapping

from reportlab.graphics.shapes import Circle, Drawing, Line, Rect  # type: ignore[import-untyped]
from reportlab.lib.colors import HexColor  # type: ignore[import-untyped]

from analysis import frames
from analysis.exports.drawings import INK, WIDTH, Drawn, words
from analysis.model import Actor, Case
from analysis.resolve.network import cooccurrence, graph_of
from analysis.resolve.network_layout import positions
from analysis.resolve.phrases import counted

HEIGHT, EDGE = 380, 46
MOST = 40  # actors; the files for Gephi have all
LETTERS = 26  # of a label
OTHER = "#5b6675"
COLOURS = {"person": "#1f6fb2", "organization": "#00664f", "place": "#8a6000", "group": "#8a3b75",
           "vessel": "#b8420a", "vehicle": "#b8420a", "facility": "#8a6000"}  # fmt: skip
Place = tuple[float, float]


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
    for actor in shown:
        x, y = places[actor.id]
        label = words(x, y + 9, _short(actor.name), INK, anchor="middle", size=7)
        drawing.add(label)
    top = edges.sort_values("count", ascending=False).iloc[0]
    title = f"{counted(len(shown), 'actor')} and whom they are named with".capitalize()
    alt = (
        f"{known[top['a']].name} and {known[top['b']].name} are named together most, "
        f"{counted(int(top['count']), 'time')}; {counted(len(edges), 'link')} in all"
    )
    return Drawn(title, alt, drawing)


def _dot(actor: Actor, place: Place) -> Circle | Rect:
    """People are round, everything else is square: the kinds differ without colour."""
    colour = HexColor(COLOURS.get(actor.type, OTHER))
    size = 3.5 + min(actor.mention_count, 40) ** 0.5
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
