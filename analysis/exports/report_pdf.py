"""The report as PDF, set with reportlab: no browser, no system library, the fonts embedded.

In: a Report. Out: bytes. Text is escaped for reportlab's paragraph mark-up; letters that the
fonts lack are transliterated (see `fonts`).
"""

from __future__ import annotations

import io
from collections.abc import Iterable
from html import escape
from typing import Any

from reportlab.lib import colors  # type: ignore[import-untyped]
from reportlab.lib.pagesizes import A4  # type: ignore[import-untyped]
from reportlab.lib.styles import ParagraphStyle  # type: ignore[import-untyped]
from reportlab.lib.utils import ImageReader  # type: ignore[import-untyped]
from reportlab.pdfbase.pdfmetrics import stringWidth  # type: ignore[import-untyped]
from reportlab.platypus import (  # type: ignore[import-untyped]
    CondPageBreak,
    Image,
    KeepTogether,
    SimpleDocTemplate,
    Spacer,
)
from reportlab.platypus import Paragraph as Text
from reportlab.platypus import Table as Grid

from analysis.exports.document import (
    Block,
    Figure,
    Heading,
    Paragraph,
    Quoted,
    Reference,
    Report,
    Run,
    Table,
)
from analysis.exports.fonts import BOLD, REGULAR, drawable, register
from analysis.exports.provenance import PROGRAM

MARGIN = 50
WIDTH = A4[0] - 2 * MARGIN
PADDING = 8  # of a cell, both sides
LONGEST_WORD = 90  # of the width that a word may ask for; longer ones are broken
LONGEST_CELL = 400  # letters; a cell must fit on one page
LONGEST_PARAGRAPH = 20_000


def _style(name: str, size: float, **more: Any) -> ParagraphStyle:
    return ParagraphStyle(
        name, fontName=more.pop("fontName", REGULAR), fontSize=size, leading=size * 1.4, **more
    )


BODY = _style("body", 9.5, spaceAfter=6)
SMALL = _style("small", 7.5, textColor=colors.HexColor("#3e4c59"))
CELL = _style("cell", 7.5)
HEAD = _style("head", 7.5, fontName=BOLD)
CAPTION = _style("caption", 8.5, fontName=BOLD, spaceBefore=6, spaceAfter=3)
QUOTED = _style("quoted", 9.5, leftIndent=14, spaceAfter=1)
SAID = _style("said", 7.5, leftIndent=14, spaceAfter=6, textColor=colors.HexColor("#3e4c59"))
OWN = _style("own", 9.5, backColor=colors.HexColor("#eef1f5"), borderPadding=5, spaceAfter=10,
             spaceBefore=6)  # fmt: skip
HEADINGS = {
    1: _style("h1", 17, fontName=BOLD, keepWithNext=1, spaceAfter=10),
    2: _style("h2", 13, fontName=BOLD, keepWithNext=1, spaceBefore=14, spaceAfter=6),
    3: _style("h3", 10.5, fontName=BOLD, keepWithNext=1, spaceBefore=9, spaceAfter=4),
}


def to_pdf(report: Report) -> bytes:
    """The whole document; every page carries the case's name, the moment and its number."""
    register()
    buffer = io.BytesIO()
    told = dict(report.provenance.lines())
    document = SimpleDocTemplate(
        buffer, pagesize=A4, leftMargin=MARGIN, rightMargin=MARGIN, topMargin=MARGIN,
        bottomMargin=MARGIN, title=drawable(report.title), author=PROGRAM,
        subject=drawable(f"As of: {told['As of']}; filters: {told['Filters']}"), lang="en",
    )  # fmt: skip
    story: list[Any] = [Text(_markup(report.title), HEADINGS[1])]
    facts = Table("What this was made from", ("", ""), report.provenance.lines())
    story += _table(facts, (0.2, 0.8))
    for block in report.blocks:
        story += _block(block)
    if report.references:
        story.append(Text("Evidence", HEADINGS[2]))
        for reference in report.references:
            story += _reference(reference)

    def footer(canvas: Any, page: Any) -> None:
        canvas.setFont(REGULAR, 7)
        line = drawable(f"{report.title} · As of: {told['As of']}")[:110]
        canvas.drawString(MARGIN, 28, line)
        canvas.drawRightString(A4[0] - MARGIN, 28, f"{page.page}")

    document.build(story, onFirstPage=footer, onLaterPages=footer)
    return buffer.getvalue()


def _markup(text: str) -> str:
    return escape(drawable(text[:LONGEST_PARAGRAPH]), quote=False)


def _block(block: Block) -> Iterable[Any]:
    match block:
        case Heading(text, level):
            # Room for the first rows of a table, which keepWithNext would move as a whole.
            return [CondPageBreak(110), Text(_markup(text), HEADINGS[level])]
        case Paragraph(runs, own_words):
            mark = f'<font name="{BOLD}">Analyst:</font> ' if own_words else ""
            return [Text(mark + "".join(map(_run, runs)), OWN if own_words else BODY)]
        case Quoted(text, attribution, reference):
            return [
                Text(f"“{_markup(text)}”", QUOTED),
                Text(f"{_markup(attribution)} {_link(reference)}", SAID),
            ]
        case Table():
            return _table(block)
        case Figure():
            return _figure(block)


def _run(run: Run) -> str:
    words = _markup(run.text)
    body = f'<font name="{BOLD}">{words}</font>' if run.strong else words
    return body + "".join(map(_link, run.references))


def _link(number: int) -> str:
    return f'<a href="#e{number}" color="#1d5a96">[{number}]</a>'


def _table(table: Table, shares: tuple[float, ...] = ()) -> list[Any]:
    """A grid that breaks over pages; the widest texts get the widest columns."""
    rows = [[Text(_markup(cell[:LONGEST_CELL]), CELL) for cell in row] for row in table.rows]
    if any(table.header):
        rows.insert(0, [Text(_markup(name), HEAD) for name in table.header])
    widths = [WIDTH * share for share in shares] if shares else _widths(table)
    grid = Grid(rows, colWidths=widths, repeatRows=1 if any(table.header) else 0)
    grid.setStyle(
        [
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ("LINEBELOW", (0, 0), (-1, -1), 0.4, colors.HexColor("#cbd2d9")),
            ("LEFTPADDING", (0, 0), (-1, -1), 2),
            ("RIGHTPADDING", (0, 0), (-1, -1), 4),
        ]
    )
    return [Text(_markup(table.caption), CAPTION), grid, Spacer(1, 8)]


def _widths(table: Table) -> list[float]:
    """Each column as wide as its longest word, so that none is broken; what is left over goes to
    the columns with the longest texts."""
    columns = list(zip(table.header, *table.rows, strict=True))
    words = [
        min(max((_width(word, number == 0) for number, cell in enumerate(column)
                 for word in cell.split()), default=0.0) + PADDING, LONGEST_WORD)
        for column in columns
    ]  # fmt: skip
    wanted = [min(max(len(cell) for cell in column), 60) for column in columns]
    left = max(WIDTH - sum(words), 0.0)
    widths = [
        word + left * want / max(sum(wanted), 1) for word, want in zip(words, wanted, strict=True)
    ]
    return [width * WIDTH / sum(widths) for width in widths]


def _width(word: str, heading: bool) -> float:
    size = HEAD.fontSize if heading else CELL.fontSize
    return float(stringWidth(drawable(word), BOLD if heading else REGULAR, size))


def _figure(figure: Figure) -> list[Any]:
    if figure.drawn is not None:
        drawing: Any = figure.drawn.drawing
    else:
        image = ImageReader(io.BytesIO(figure.png))
        wide, high = image.getSize()
        scale = min(WIDTH / wide, 600 / high)
        drawing = Image(io.BytesIO(figure.png), width=wide * scale, height=high * scale)
    caption = Text(_markup(figure.title), CAPTION)
    return [KeepTogether([caption, drawing, Text(_markup(figure.alt), SMALL)]), Spacer(1, 10)]


def _reference(reference: Reference) -> list[Any]:
    place = reference.evidence
    parts = [reference.outlet, f"“{reference.title}”", reference.published]
    where = ", ".join(part for part in parts if part)
    at = f"article {place.article_id}, characters {place.start} to {place.end}"
    link = ""
    if reference.url:
        address = escape(drawable(reference.url), quote=True)
        link = f' <a href="{address}" color="#1d5a96">{address}</a>'
    words = _markup(reference.words[:LONGEST_PARAGRAPH])
    context = (
        f'… {_markup(reference.before)}<font name="{BOLD}">{words}</font>'
        f"{_markup(reference.after)} …"
    )
    number = f'<a name="e{reference.number}"/>[{reference.number}]'
    return [Text(f"{number} {_markup(f'{where}; {at}.')}{link}", CELL), Text(context, SAID)]
