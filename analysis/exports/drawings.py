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
TICKS = 3  # dates under a timeline
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

Dated = tuple[tuple[datetime, datetime], Event]  # with its interval


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
    """Dated events as bars over their intervals, hollow ones for guesses; None when none is.

    The most reported of those around the reports: background of years ago would press the days
    of the story into one line. The words under the figure count it.
    """
    dated = [(interval, event) for event in events if (interval := _interval(event))]
    near = _around_reports(dated)
    near.sort(key=lambda item: (-len(item[1].evidence), item[0]))
    shown = sorted(near[:MOST], key=lambda item: item[0])
    if not shown:
        return None
    first = min(start for (start, _), _ in shown)
    last = max(end for (_, end), _ in shown)
    span = max((last - first).total_seconds(), 1.0)
    room = WIDTH - LABEL - 10

    def across(time: datetime) -> float:
        return LABEL + (time - first).total_seconds() / span * room

    drawing = Drawing(WIDTH, ROW * (len(shown) + 1))
    ticks = _ticks(first, last)
    for time, _ in ticks:
        drawing.add(Line(across(time), ROW - 2, across(time), ROW * (len(shown) + 1),
                         strokeColor=HexColor("#e6eaee")))  # fmt: skip
    for index, ((start, end), event) in enumerate(shown):
        y = ROW * (len(shown) - index - 1) + ROW
        length = (end - start).total_seconds() / span * room
        colour = HexColor(STATUS.get(event.status, "#7a7f87"))
        drawing.add(Line(LABEL, y + 3, WIDTH, y + 3, strokeColor=HexColor("#d9dee4")))
        drawing.add(
            Rect(across(start), y - 1, max(length, 3), 8, strokeWidth=0.8,
                 fillColor=PAPER if event.guessed else colour,
                 strokeColor=colour, strokeDashArray=[2, 1] if event.guessed else None)
        )  # fmt: skip
        told = event.description if event.status == "happened" else _with_status(event)
        drawing.add(words(0, y, _short(told), INK))
    if any(event.guessed for _, event in shown):
        drawing.add(words(0, 2, "hollow bar: a guess from the time of the report", MUTED))
    for time, said in ticks:
        anchor = "end" if across(time) > WIDTH - 30 else "middle" if span > 1 else "start"
        drawing.add(words(min(across(time), WIDTH), 2, said, MUTED, anchor=anchor))
    title = f"{counted(len(dated), 'dated event')} in the order of time".capitalize()
    if len(dated) > len(shown):
        title = f"The {len(shown)} most reported of {len(dated):,} dated events"
    alt = f"From {_day(first)} to {_day(last)} (UTC); {title[0].lower() + title[1:]}"
    beyond = len(dated) - len(near)
    if beyond:
        alt += f", without {counted(beyond, 'event')} long before or after the reports"
    return Drawn(title, alt, drawing)


def _around_reports(dated: Sequence[Dated]) -> list[Dated]:
    """Events as far from the reports as these lie apart, and ten days; all, where few are."""
    reports = [told for _, event in dated if (told := _moment(event.first_reported))]
    if not reports:
        return list(dated)
    reach = timedelta(days=10) + (max(reports) - min(reports))
    low, high = min(reports) - reach, max(reports) + reach
    near = [item for item in dated if item[0][1] >= low and item[0][0] <= high]
    return near if 2 * len(near) >= len(dated) else list(dated)


def _ticks(first: datetime, last: datetime) -> list[tuple[datetime, str]]:
    """A few moments at equal distances with what to call them: hours, days or years."""
    span, start = last - first, first.astimezone(UTC)
    if span <= timedelta(days=2):
        unit, begin = timedelta(hours=1), start.replace(minute=0, second=0, microsecond=0)
    else:
        unit, begin = timedelta(days=1), start.replace(hour=0, minute=0, second=0, microsecond=0)
    step = unit * max(1, -(-span // (unit * TICKS)))
    times = [begin + step * number for number in range(TICKS + 2)]
    within = [time for time in times if first <= time <= last]
    if not within:  # all at one moment
        return [(first, moment(start.isoformat()))]
    if unit < timedelta(days=1):
        return [(time, f"{time.day} {time:%b %H:%M}") for time in within]
    return [(time, f"{time.day} {time:%b %Y}") for time in within]


def _day(time: datetime) -> str:
    return moment(time.astimezone(UTC).date().isoformat())


def _with_status(event: Event) -> str:
    return f"({event.status}) {event.description}"


def _interval(event: Event) -> tuple[datetime, datetime] | None:
    """Earliest and latest as moments; a bare date is its whole day; None when unreadable."""
    if not event.start:
        return None
    start, end = _moment(event.start), _moment(event.end or event.start)
    if start is None or end is None:
        return None
    if len(event.end or event.start) == len("2021-08-15"):
        try:
            end += timedelta(hours=24)
        except OverflowError:
            return None
    return (start, max(start, end))


def _moment(value: str) -> datetime | None:
    try:
        time = datetime.fromisoformat(value)
    except ValueError:
        return None
    return time.replace(tzinfo=UTC) if time.tzinfo is None else time


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= LETTERS else line[: LETTERS - 1].rstrip() + "…"


def words(
    x: float, y: float, text: str, colour: HexColor, anchor: str = "start", size: float = 8
) -> String:
    """Words in the documents' own font, which is embedded wherever they go."""
    return String(x, y, drawable(text), fontName=REGULAR, fontSize=size, fillColor=colour,
                  textAnchor=anchor)  # fmt: skip
