"""Small figures drawn without a browser, for documents: bars and a time strip; the
network is in `network_drawing`.

In: propositions, events. Out: a Drawn, which is SVG for pages and a reportlab drawing for PDF.
Every bar carries its words, so that nothing rests on colour alone.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from reportlab.graphics import renderSVG  # type: ignore[import-untyped]
from reportlab.graphics.shapes import (  # type: ignore[import-untyped]
    Drawing,
    Line,
    Rect,
    String,
)
from reportlab.lib.colors import HexColor  # type: ignore[import-untyped]

from analysis.exports.fonts import REGULAR, drawable
from analysis.model import Event, Proposition
from analysis.resolve.phrases import counted, moment, stated

WIDTH = 500
ROW = 16
LABEL = 250  # width of the words left of the bars
MOST = 15
LETTERS = 52  # of a label at its size
INK, MUTED, PAPER = HexColor("#1f2933"), HexColor("#616e7c"), HexColor("#ffffff")
STANDING = {
    "well sourced": "#0b6e4f",
    "partly sourced": "#2d6fb0",
    "single source": "#7a7f87",
    "contested": "#b5530c",
    "retracted": "#8c2f5c",
}
STATUS = {"happened": "#2d6fb0", "ongoing": "#0b6e4f", "planned": "#b5530c",
          "conditional": "#7a7f87", "denied": "#8c2f5c"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Drawn:
    """A figure with its finding in words."""

    title: str
    alt: str
    drawing: Drawing

    def svg(self) -> str:
        text: str = renderSVG.drawToString(self.drawing)
        drawn = text[text.index("<svg") :]  # without the doctype, which names an outside file
        return re.sub(rf"\b{REGULAR}\b(?=[;\"'])", "Verdana, 'DejaVu Sans', sans-serif", drawn)


def standing_bars(propositions: Sequence[Proposition]) -> Drawn | None:
    """The best-sourced propositions as bars of confidence; None when there are none."""
    every = sorted(propositions, key=lambda p: (-p.confidence, p.id))
    ranked = every[:MOST]
    if not ranked:
        return None
    drawing = Drawing(WIDTH, ROW * (len(ranked) + 1))
    for index, proposition in enumerate(ranked):
        y = ROW * (len(ranked) - index - 1) + ROW
        length = max(proposition.confidence, 0.0) * (WIDTH - LABEL - 110)
        colour = HexColor(STANDING.get(proposition.standing, "#7a7f87"))
        drawing.add(words(0, y, _short(stated(proposition)), INK))
        drawing.add(Rect(LABEL, y - 1, max(length, 1), 9, fillColor=colour, strokeColor=None))
        told = f"{proposition.confidence:.2f} {proposition.standing}"
        drawing.add(words(LABEL + length + 4, y, told, MUTED))
    drawing.add(words(LABEL, 2, "confidence: 0 to 1, how well sourced", MUTED))
    best = ranked[0]
    title = f"{counted(len(every), 'proposition')}, best sourced first".capitalize()
    if len(every) > len(ranked):
        title = f"The {len(ranked)} best sourced of {len(every):,} propositions"
    alt = f"Best sourced at {best.confidence:.2f}: {stated(best)}"
    return Drawn(title, alt, drawing)


def timeline_strip(events: Sequence[Event]) -> Drawn | None:
    """Dated events as bars over their intervals, hollow ones for guesses; None when none is."""
    dated = [(interval, event) for event in events if (interval := _interval(event))]
    dated.sort(key=lambda item: (-len(item[1].evidence), item[0]))
    shown = sorted(dated[:MOST], key=lambda item: item[0])
    if not shown:
        return None
    first = min(start for (start, _), _ in shown)
    last = max(end for (_, end), _ in shown)
    span = max((last - first).total_seconds(), 1.0)
    drawing = Drawing(WIDTH, ROW * (len(shown) + 1))
    for index, ((start, end), event) in enumerate(shown):
        y = ROW * (len(shown) - index - 1) + ROW
        left = LABEL + (start - first).total_seconds() / span * (WIDTH - LABEL - 10)
        length = (end - start).total_seconds() / span * (WIDTH - LABEL - 10)
        colour = HexColor(STATUS.get(event.status, "#7a7f87"))
        drawing.add(Line(LABEL, y + 3, WIDTH, y + 3, strokeColor=HexColor("#d9dee4")))
        drawing.add(
            Rect(left, y - 1, max(length, 3), 8, strokeWidth=0.8,
                 fillColor=PAPER if event.guessed else colour,
                 strokeColor=colour, strokeDashArray=[2, 1] if event.guessed else None)
        )  # fmt: skip
        told = event.description if event.status == "happened" else _with_status(event)
        drawing.add(words(0, y, _short(told), INK))
    if any(event.guessed for _, event in shown):
        drawing.add(words(0, 2, "hollow bar: a guess from the time of the report", MUTED))
    drawing.add(words(LABEL, 2, moment(first.isoformat()), MUTED))
    drawing.add(words(WIDTH, 2, moment(last.isoformat()), MUTED, anchor="end"))
    title = f"{counted(len(dated), 'dated event')} in the order of time".capitalize()
    if len(dated) > len(shown):
        title = f"The {len(shown)} most reported of {len(dated):,} dated events"
    said = title[0].lower() + title[1:]
    alt = f"From {moment(first.isoformat())} to {moment(last.isoformat())}; {said}"
    return Drawn(title, alt, drawing)


def _with_status(event: Event) -> str:
    return f"({event.status}) {event.description}"


def _interval(event: Event) -> tuple[datetime, datetime] | None:
    """Earliest and latest as moments; a bare date is its whole day; None when unreadable."""
    if not event.start:
        return None
    try:
        start = datetime.fromisoformat(event.start)
        end = datetime.fromisoformat(event.end or event.start)
        if len(event.end or event.start) == len("2021-08-15"):
            end += timedelta(hours=24)
    except (ValueError, OverflowError):
        return None
    start = start.replace(tzinfo=UTC) if start.tzinfo is None else start
    end = end.replace(tzinfo=UTC) if end.tzinfo is None else end
    return (start, max(start, end))


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= LETTERS else line[: LETTERS - 1].rstrip() + "…"


def words(
    x: float, y: float, text: str, colour: HexColor, anchor: str = "start", size: float = 8
) -> String:
    """Words in the documents' own font, which is embedded wherever they go."""
    return String(x, y, drawable(text), fontName=REGULAR, fontSize=size, fillColor=colour,
                  textAnchor=anchor)  # fmt: skip
