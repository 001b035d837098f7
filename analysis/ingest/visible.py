"""What a page shows of itself where its metadata are silent: headline, outlet, byline, date.

In: the parsed page and its body. Out: a Header, empty where nothing can be told. Old pages and
pages saved by hand have no metadata; what a reader sees above the text is all there is.
"""

from __future__ import annotations

import re

from lxml import etree  # type: ignore[import-untyped]

from analysis.ingest.credits import Header, take_credit
from analysis.ingest.markup import element_text, page_title
from analysis.ingest.outlet_names import TITLE_MARKS, is_name, is_outlet, written_small

_ENDS = (".", "!", "?", '"', "”", "’")
_ABOVE = 12  # lines above the body in which credits stand
_LONGEST_CREDIT = 160
_LONGEST_STANDFIRST = 240
_TAIL = re.compile(r"^(?P<title>.{8,}?)\s+[|–—»·-]\s+(?P<outlet>[^|–—»·]+)$")
_MASTHEAD = re.compile(
    r"(?:^|[\s_-])(?:masthead|logo|brand|site-?(?:name|title|logo|header__title)|nameplate|wordmark"
    r"|publication(?:-name)?)(?:$|[\s_-])",
    re.IGNORECASE,
)
_COPYRIGHT = re.compile(
    r"(?:©|\(c\)|copyright)\s*(?:©\s*)?(?:\d{4}(?:\s*[-–]\s*\d{4})?)?[,\s]*(?:by\s+)?"
    r"(?P<name>[^\W\d_][^.,;|·•©\n]{2,40}?)(?:\s+\d{4}|\s+ltd|\s+all rights.*)?(?:[.,;|·•\n]|$)",
    re.IGNORECASE,
)


# below the text, as blogs have it: 'Posted by Mara Lind at 10:32'
_POSTED = re.compile(
    r"^(?i:posted|written|published) by (?P<who>[A-Z][\w.’'-]+(?: [A-Z][\w.’'-]+){0,3})"
    r"(?= at | on |$)",
    re.MULTILINE,
)


def find_visible(root: etree._Element, body: str) -> Header:
    """Headline and outlet from the page's title, credits from the lines above the body."""
    page = element_text(root)
    above, below = _lines_around(page, body)
    title = page_title(root)
    headings = [" ".join(element_text(found).split()) for found in root.iter("h1")]
    header = _split_title(title, headings, above)
    for line in above:
        take_credit(header, line)
    for line in below:
        if not header.author or not header.published:
            take_credit(header, line)
    if not header.author and (posted := _POSTED.search(page)):
        header.author = posted["who"].strip()
    header.outlet = header.outlet or _masthead(root) or _copyright(page)
    return header


def split_title(title: str, shown: list[str]) -> Header:
    """'Headline | Outlet', told apart by what is shown as the headline; empty when it cannot be."""
    seen = {line.casefold() for line in shown}
    for mark in TITLE_MARKS.finditer(title):
        before, after = title[: mark.start()].strip(), title[mark.end() :].strip()
        for headline, outlet in ((before, after), (after, before)):
            if headline.casefold() in seen and is_name(outlet):
                return Header(title=headline, outlet=outlet)
    return Header()


def _lines_around(page: str, body: str) -> tuple[list[str], list[str]]:
    """The short lines that stand last before the body's first line of prose, and those between
    an introduction and the prose below it."""
    lines = [" ".join(line.split()) for line in page.split("\n") if line.strip()]
    within = [" ".join(line.split()) for line in body.split("\n") if line.strip()]
    # What the body has of the head itself, the headline and the date, is no prose.
    prose = [line for line in within[:_ABOVE] if line[-1:] in _ENDS]
    starts = [lines.index(line) for line in (*prose[:2], *within[:1]) if line in lines]
    if not starts:
        return [], []
    first = starts[0]
    above = [line for line in lines[:first][-_ABOVE:] if len(line) <= _LONGEST_CREDIT]
    introduced = len(starts) > 1 and len(lines[first]) <= _LONGEST_STANDFIRST
    between = lines[first + 1 : starts[1]][:_ABOVE] if introduced else []
    return above, [line for line in between if len(line) <= _LONGEST_CREDIT]


def _split_title(title: str, headings: list[str], above: list[str]) -> Header:
    """Headline and outlet of a page's title, by what the page shows, else by form."""
    shown = [*headings, *above]
    if (split := split_title(title, shown)).title:
        return split
    other = [heading for heading in headings if heading.casefold() != title.casefold()]
    if is_name(title) and len(headings) == len(other) == 1:  # the title is the site's name
        return Header(title=other[0], outlet=title)
    if title.casefold() in {line.casefold() for line in shown}:
        return Header(title=title)
    match = _TAIL.match(title)
    if match and is_name(match["outlet"].strip()):
        return Header(title=match["title"].strip(), outlet=match["outlet"].strip())
    return Header(title=title)


def _masthead(root: etree._Element) -> str:
    """The name in the element that its class or id calls a masthead or a logo."""
    for element in root.iter("div", "span", "a", "p", "header", "img", "h2", "strong", "td"):
        marks = f"{element.get('class') or ''} {element.get('id') or ''}"
        if not _MASTHEAD.search(marks):
            continue
        said = element.get("alt") if element.tag == "img" else element_text(element)
        name = re.sub(r"\s+logo$", "", " ".join((said or "").split()), flags=re.IGNORECASE)
        if is_name(name) and "." not in name:
            return written_small(name, "")
    return ""


def _copyright(page: str) -> str:
    """The outlet that the copyright line names; companies that are no outlets by name are none."""
    for match in _COPYRIGHT.finditer(page[-3_000:]):
        if is_outlet(name := match["name"].strip()):
            return name
    return ""
