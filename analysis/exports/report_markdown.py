"""The report as Markdown (CommonMark with tables), readable as it is and in any renderer.

In: a Report. Out: str. Text from articles is escaped: it can neither format nor link nor embed.
"""

from __future__ import annotations

import base64
import re
from urllib.parse import quote

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

SPECIAL = re.compile(r"([\\`*_\[\]|~$])")
BLOCK_START = re.compile(r"^(\d*)([#+\->=.)])")  # what opens a heading, list or quotation
ENTITY = re.compile(r"&(?=#|\w+;)")
AUTOLINK = re.compile(r"(?<=[a-zA-Z]):(?=//)|(?<=www)\.", re.IGNORECASE)
CONTROL = re.compile("[\x00-\x1f\x7f\ud800-\udfff]+")


def to_markdown(report: Report) -> str:
    """The whole document, provenance first, evidence last."""
    parts = [f"# {escaped(report.title)}", _provenance(report)]
    parts += [_block(block) for block in report.blocks]
    if report.references:
        parts.append("## Evidence")
        parts += [_reference(reference) for reference in report.references]
    return "\n\n".join(part for part in parts if part) + "\n"


def escaped(text: str) -> str:
    """One line in which nothing means more than its letters."""
    line = " ".join(CONTROL.sub(" ", text).split())
    line = ENTITY.sub("&amp;", line).replace("<", "&lt;")
    line = AUTOLINK.sub(r"\\\g<0>", SPECIAL.sub(r"\\\1", line))
    return BLOCK_START.sub(r"\1\\\2", line)


def _provenance(report: Report) -> str:
    rows = [f"| {escaped(name)} | {escaped(value)} |" for name, value in report.provenance.lines()]
    return "\n".join(["| | |", "|---|---|", *rows])


def _block(block: Block) -> str:
    match block:
        case Heading(text, level):
            return f"{'#' * level} {escaped(text)}"
        case Paragraph(runs, own_words):
            words = "".join(map(_run, runs)).strip()
            return f"**Analyst:** {words}" if own_words else words
        case Quoted(text, attribution, reference):
            return f"> “{escaped(text)}”\n> {escaped(attribution)} \\[{reference}\\]"
        case Table():
            return _table(block)
        case Figure():
            return _figure(block)


def _run(run: Run) -> str:
    """Bold only where the words themselves leave no blank at the marks."""
    words = escaped(run.text)
    lead = " " if run.text[:1].isspace() else ""
    tail = " " if run.text[-1:].isspace() and len(run.text) > 1 else ""
    body = f"**{words}**" if run.strong and words else words
    return lead + body + "".join(f"\\[{number}\\]" for number in run.references) + tail


def _table(table: Table) -> str:
    lines = [
        f"**{escaped(table.caption)}**",
        "",
        "| " + " | ".join(map(escaped, table.header)) + " |",
        "|" + "---|" * len(table.header),
    ]
    lines += ["| " + " | ".join(map(escaped, row)) + " |" for row in table.rows]
    return "\n".join(lines)


def _figure(figure: Figure) -> str:
    """Embedded, so that the file stands alone; the finding stands below in words."""
    if figure.drawn is not None:
        kind, data = "svg+xml", figure.drawn.svg().encode()
    else:
        kind, data = "png", figure.png
    picture = (
        f"![{escaped(figure.alt)}](data:image/{kind};base64,{base64.b64encode(data).decode()})"
    )
    return f"**{escaped(figure.title)}**\n\n{picture}\n\n{escaped(figure.alt)}"


def _reference(reference: Reference) -> str:
    where = ", ".join(
        escaped(part)
        for part in (reference.outlet, f"“{reference.title}”", reference.published)
        if part
    )
    place = reference.evidence
    at = escaped(f"article {place.article_id}, characters {place.start} to {place.end}")
    link = f" <{quote(reference.url, safe=':/?&=%#~+,;@')}>" if reference.url else ""
    context = (
        f"… {escaped(reference.before)} **{escaped(reference.words)}** {escaped(reference.after)} …"
    )
    return f"\\[{reference.number}\\] {where}; {at}\\.{link}\n\n> {context}"
