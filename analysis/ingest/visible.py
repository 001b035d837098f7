"""What a page shows of itself where its metadata are silent: headline, outlet, byline, date.

In: the parsed page and its body. Out: a Header, empty where nothing can be told. Old pages and
pages saved by hand have no metadata; what a reader sees above the text is all there is.
"""

from __future__ import annotations

import re

from lxml import etree  # type: ignore[import-untyped]

from analysis.ingest.markup import element_text
from analysis.ingest.metadata import Header, take_credit
from analysis.ingest.outlet_names import is_name

_ENDS = (".", "!", "?", '"', "”", "’")
_ABOVE = 12  # lines above the body in which credits stand
_LONGEST_CREDIT = 160
_SEPARATORS = re.compile(r"\s+[|–—»·-]\s+|:\s+")
_TAIL = re.compile(r"^(?P<title>.{8,}?)\s+[|–—»·-]\s+(?P<outlet>[^|–—»·]+)$")


def find_visible(root: etree._Element, body: str) -> Header:
    """Headline and outlet from the page's title, credits from the lines above the body."""
    above = _lines_above(element_text(root), body)
    title = " ".join((root.findtext(".//title") or "").split())
    headings = [" ".join(element_text(found).split()) for found in root.iter("h1")]
    header = _split_title(title, [*headings, *above])
    for line in above:
        take_credit(header, line)
    return header


def _lines_above(page: str, body: str) -> list[str]:
    """The short lines that stand last before the body's first line of prose."""
    lines = [" ".join(line.split()) for line in page.split("\n") if line.strip()]
    within = [" ".join(line.split()) for line in body.split("\n") if line.strip()]
    # What the body has of the head itself, the headline and the date, is no prose.
    prose = [line for line in within[:_ABOVE] if line[-1:] in _ENDS]
    first = next((line for line in (*prose, *within[:1]) if line in lines), "")
    if first not in lines:
        return []
    above = lines[: lines.index(first)][-_ABOVE:]
    return [line for line in above if len(line) <= _LONGEST_CREDIT]


def _split_title(title: str, shown: list[str]) -> Header:
    """'Headline | Outlet', told apart by what the page shows as its headline, else by form."""
    seen = {line.casefold() for line in shown}
    for mark in _SEPARATORS.finditer(title):
        before, after = title[: mark.start()].strip(), title[mark.end() :].strip()
        for headline, outlet in ((before, after), (after, before)):
            if headline.casefold() in seen and is_name(outlet):
                return Header(title=headline, outlet=outlet)
    if title.casefold() in seen:
        return Header(title=title)
    match = _TAIL.match(title)
    if match and is_name(match["outlet"].strip()):
        return Header(title=match["title"].strip(), outlet=match["outlet"].strip())
    return Header(title=title)
