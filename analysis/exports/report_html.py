"""The report as one HTML file that needs nothing else: no script, no address is fetched.

In: a Report. Out: str. All text is escaped; pictures are embedded as images, so that what an
SVG might hold cannot run; a content security policy forbids the rest.
"""

from __future__ import annotations

import base64
import re
from html import escape

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

POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
STYLE = """
:root { color-scheme: light dark; --ink: #1f2933; --soft: #52606d; --line: #cbd2d9;
  --ground: #ffffff; --shade: #f5f7fa; --link: #1d5a96; }
@media (prefers-color-scheme: dark) { :root { --ink: #e4e7eb; --soft: #a9b4c0; --line: #3e4c59;
  --ground: #14191f; --shade: #1f2730; --link: #8ec3f5; } .figure img { background: #ffffff; } }
body { font: 16px/1.55 Inter, "Segoe UI", Helvetica, Arial, sans-serif; color: var(--ink);
  background: var(--ground); max-width: 52rem; margin: 2rem auto; padding: 0 1.25rem; }
h1 { font-size: 1.7rem; } h2 { margin-top: 2.5rem; border-bottom: 1px solid var(--line); }
h3 { margin-top: 1.75rem; font-size: 1.05rem; }
a { color: var(--link); } sup a { text-decoration: none; }
table { border-collapse: collapse; width: 100%; font-size: .875rem; margin: .75rem 0; }
caption { text-align: left; font-weight: 600; padding: .25rem 0; }
th, td { text-align: left; vertical-align: top; border-bottom: 1px solid var(--line);
  padding: .3rem .5rem .3rem 0; }
td { overflow-wrap: anywhere; min-width: 5.6em; } th { white-space: nowrap; }
blockquote { margin: .6rem 0; padding: .1rem 1rem; border-left: 3px solid var(--line); }
blockquote footer { color: var(--soft); font-size: .875rem; }
.own { background: var(--shade); padding: .6rem 1rem; border-radius: 4px; }
.figure { margin: 1.25rem 0; } .figure img { width: 100%; } figcaption { font-weight: 600; }
.evidence li { margin-bottom: .9rem; font-size: .9rem; } .around { color: var(--soft); }
@media print { body { max-width: none; margin: 0; font-size: 10.5pt; }
  h2, h3 { break-after: avoid; } blockquote, tr, figure { break-inside: avoid; } }
"""


def to_html(report: Report) -> str:
    """The whole page."""
    body = [f"<h1>{_text(report.title)}</h1>", _provenance(report)]
    body += [_block(block) for block in report.blocks]
    if report.references:
        body.append('<h2>Evidence</h2>\n<ol class="evidence">')
        body += [_reference(reference) for reference in report.references]
        body.append("</ol>")
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{_text(report.title)}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n<main>\n"
        + "\n".join(body)
        + "\n</main>\n</body>\n</html>\n"
    )


def _text(text: str) -> str:
    return escape(CONTROL.sub("\ufffd", text), quote=True)


def _provenance(report: Report) -> str:
    rows = [
        f'<tr><th scope="row">{_text(name)}</th><td>{_text(value)}</td></tr>'
        for name, value in report.provenance.lines()
    ]
    return "<table>\n<caption>What this was made from</caption>\n" + "\n".join(rows) + "\n</table>"


def _block(block: Block) -> str:
    match block:
        case Heading(text, level):
            return f"<h{level}>{_text(text)}</h{level}>"
        case Paragraph(runs, own_words):
            words = "".join(map(_run, runs))
            mark = "<strong>Analyst:</strong> " if own_words else ""
            return f'<p class="own">{mark}{words}</p>' if own_words else f"<p>{words}</p>"
        case Quoted(text, attribution, reference):
            return (
                f"<blockquote><p>“{_text(text)}”</p>"
                f"<footer>{_text(attribution)} {_link(reference)}</footer></blockquote>"
            )
        case Table():
            return _table(block)
        case Figure():
            return _figure(block)


def _run(run: Run) -> str:
    words = f"<strong>{_text(run.text)}</strong>" if run.strong else _text(run.text)
    return words + "".join(map(_link, run.references))


def _link(number: int) -> str:
    return f'<sup><a href="#e{number}" aria-label="evidence {number}">[{number}]</a></sup>'


def _table(table: Table) -> str:
    head = "".join(f'<th scope="col">{_text(name)}</th>' for name in table.header)
    rows = [
        "<tr>" + "".join(f"<td>{_text(cell)}</td>" for cell in row) + "</tr>" for row in table.rows
    ]
    return (
        f"<table>\n<caption>{_text(table.caption)}</caption>\n<thead><tr>{head}</tr></thead>\n"
        "<tbody>\n" + "\n".join(rows) + "\n</tbody>\n</table>"
    )


def _figure(figure: Figure) -> str:
    if figure.drawn is not None:
        kind, data = "svg+xml", figure.drawn.svg().encode()
    else:
        kind, data = "png", figure.png
    source = f"data:image/{kind};base64,{base64.b64encode(data).decode()}"
    return (
        f'<figure class="figure"><figcaption>{_text(figure.title)}</figcaption>'
        f'<img src="{source}" alt="{_text(figure.alt)}"></figure>'
    )


def _reference(reference: Reference) -> str:
    place = reference.evidence
    parts = [reference.outlet, f"“{reference.title}”", reference.published]
    where = _text(", ".join(part for part in parts if part))
    at = _text(f"article {place.article_id}, characters {place.start} to {place.end}")
    link = ""
    if reference.url:
        link = f' <a href="{_text(reference.url)}" rel="noreferrer">{_text(reference.url)}</a>'
    return (
        f'<li id="e{reference.number}">{where}; {at}.{link}<br><span class="around">'
        f"… {_text(reference.before)}<mark>{_text(reference.words)}</mark>"
        f"{_text(reference.after)} …</span></li>"
    )
