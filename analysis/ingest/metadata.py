"""What the text itself says about the article: title, outlet, author, date, wire credit.

In: the text of an article without other metadata. Out: Header, with the span it takes up.
Every rule gives up rather than guess: a missing title is "", and the page shows the first words.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from analysis.ingest.dates import iso_date
from analysis.ingest.outlet_names import is_name, is_outlet, written_small
from analysis.vocabulary import table

_LABELLED = re.compile(
    r"(?P<label>title|headline|author|byline|by|source|outlet|publisher|publication|url|link|"
    r"date|published|published on|publication date|dateline|section|length|edition|language)"
    r"\s*:\s*(?P<value>\S.*)",
    re.IGNORECASE,
)
_BYLINE = re.compile(
    r"by\s+(?P<who>(?:(?:[A-Z][\w.’'-]*|de|van|von|al|bin|and|with|in|&|of|the)[ ,]*){1,12})"
)
_URL = re.compile(r"https?://\S+")
_CREDIT_MARK = re.compile(r"\s*[|•·]\s*|,\s+|\s+[–—-]\s+")
_FRONT_MATTER = re.compile(r"---[ \t]*\n(?P<lines>(?:[^\n]*\n){1,40}?)---[ \t]*(?:\n|$)")
_TERMINAL = re.compile(r"[.!?:;,][\"'”’)]*$")
_EDGE = 300  # characters at the top and the bottom where credits stand
_HEADER_LINES = 8
_LONGEST_TITLE = 200
_FIELDS = {
    "title": "title",
    "headline": "title",
    "author": "author",
    "byline": "author",
    "by": "author",
    "source": "outlet",
    "outlet": "outlet",
    "publisher": "outlet",
    "publication": "outlet",
    "url": "url",
    "link": "url",
    "date": "published",
    "published": "published",
    "published on": "published",
    "publication date": "published",
    "dateline": "",
    "section": "",  # with the next: how press archives head an article
    "length": "",
    "edition": "",
    "language": "",
}


@dataclass(slots=True)
class Header:
    """What the head of a plain text states. [0, end) is the head itself, no news text."""

    title: str = ""
    author: str = ""
    outlet: str = ""
    url: str = ""
    published: str = ""
    end: int = 0


def find_header(text: str) -> Header:
    """Read labelled lines, a headline, a byline and a date line at the top of a plain text."""
    header = _front_matter(text)
    position = header.end
    for line in text[position:].split("\n")[: _HEADER_LINES * 2]:
        end = position + len(line) + 1
        stripped = line.strip()
        if stripped:
            if not _take(header, stripped, text, end):
                break
            header.end = min(end, len(text))
        position = end
    return header


def take_credit(header: Header, line: str) -> bool:
    """Let the header have a labelled line, an address, a byline or a date. False for others."""
    line = line.strip("*_ ")
    if match := _LABELLED.fullmatch(line):
        _set(header, match["label"], match["value"])
        return True
    if _URL.fullmatch(line):
        header.url = header.url or line
        return True
    if who := _byline(line):
        header.author = header.author or who
        return True
    for mark in _CREDIT_MARK.finditer(line):  # 'By Jane Doe | 3 March 2025, 08:42'
        said, date = line[: mark.start()].strip(), iso_date(line[mark.end() :])
        who, outlet = _byline(said), said if is_outlet(said) else ""
        if who:  # 'By Jane Doe, Example Post, 3 March 2025'
            name, _, after = who.partition(", ")
            who, outlet = (name, after) if is_outlet(after) else (who, "")
        if date and (who or is_name(said)):  # a name that is no outlet's is a place
            header.author = header.author or who
            header.outlet = header.outlet or outlet
            header.published = header.published or date
            return True
    if len(line) < 60 and (date := iso_date(line)):
        header.published = header.published or date
        return True
    return False


def find_wire(text: str) -> str:
    """The agency credited for the text: 'KABUL (Reuters) -', '(With inputs from ANI)', "".

    Looks at the first and last lines alone; a wire named within the news is a source, no credit.
    """
    edges = text[:_EDGE], text[-_EDGE:]
    for pattern in _wire_patterns():
        for place in edges:
            if match := pattern.search(place):
                return _wires()[match["wire"].casefold()]
    return ""


def _take(header: Header, line: str, text: str, end: int) -> bool:
    """Let the header have `line` if it belongs to it: what is no credit may be a masthead, the
    headline, or the outlet below it."""
    if take_credit(header, line):
        return True
    below = text[end:]
    if not header.outlet and is_outlet(line, below) and _stands_with_credits(header, below):
        header.outlet = written_small(line, below)
        return True
    if not header.title and _is_headline(line, text, end):
        header.title = line.lstrip("# ").strip()
        return True
    return False


def _stands_with_credits(header: Header, below: str) -> bool:
    """Below a headline and above a credit; or, as a masthead, above a credit and a headline."""
    following = below.split("\n", 1)[0].strip()
    if header.title:
        return not following or take_credit(Header(), following)
    following = below.lstrip().split("\n", 1)[0].strip()
    if header.end or not take_credit(Header(), following):
        return False
    return bool(find_header(below).title)


def _front_matter(text: str) -> Header:
    """The block between two lines of '---' with which Markdown files begin."""
    header = Header()
    match = _FRONT_MATTER.match(text)
    if match is None:
        return header
    for line in match["lines"].split("\n"):
        label, colon, value = line.partition(":")
        if colon and value.strip():
            _set(header, label, value.strip(" \t\"'"))
    header.end = match.end()
    return header


def _set(header: Header, label: str, value: str) -> None:
    """What a labelled line says; the first to say it wins."""
    field = _FIELDS.get(label.strip().lower(), "")
    if field and not getattr(header, field):
        setattr(header, field, iso_date(value) if field == "published" else value.strip())


def _byline(line: str) -> str:
    match = _BYLINE.fullmatch(line) or _BYLINE.fullmatch(_lowered(line))
    return match["who"].strip(" ,") if match else ""


def _lowered(line: str) -> str:
    """'By JANE DOE' and 'BY Jane Doe' as the byline rule reads them."""
    return "by" + line[2:].title() if line[:3].lower() == "by " else line


def _is_headline(line: str, text: str, end: int) -> bool:
    """A short line without a full stop, above an empty line or a byline, with text to follow."""
    following = text[end : end + 200].split("\n")[0].strip()
    credited = take_credit(Header(), following) if following else False
    if len(line) > _LONGEST_TITLE or len(line.split()) < 2:
        return False
    if _TERMINAL.search(line) and not (credited and line.endswith(("?", "!"))):
        return False
    if line.startswith(("“", '"', "‘", "- ", "* ", "•")) and not line.endswith(("”", '"', "’")):
        return False
    rest = text[end:].lstrip()
    named = is_name(following) and is_outlet(following, rest)
    divides = not following or following.lower().startswith(("by ", "published", "updated"))
    return len(rest) > len(line) and (divides or credited or named)


@cache
def _wires() -> dict[str, str]:
    known: dict[str, list[str]] = table("wires")["wires"]
    return {form.casefold(): name for name, forms in known.items() for form in [name, *forms]}


@cache
def _alternatives() -> str:
    forms = {form for name, others in table("wires")["wires"].items() for form in [name, *others]}
    return "|".join(re.escape(form) for form in sorted(forms, key=len, reverse=True))


@cache
def _wire_patterns() -> tuple[re.Pattern[str], ...]:
    """How an agency is credited at the top or the bottom of a text."""
    wire = rf"(?P<wire>{_alternatives()})"
    return (
        # 'KABUL, Aug 15 (Reuters) -' at the beginning of a line
        re.compile(rf"^[^\n(]{{0,60}}\(\s*{wire}\s*\)\s*[-–—:.]", re.MULTILINE),
        # a line of its own: '(AP)', '- ANI', 'Source: Xinhua', 'By Associated Press'
        re.compile(
            rf"^\W*(?:(?:by|source:?|agency:?|from)\s+)?(?-i:{wire})\W*$",
            re.MULTILINE | re.IGNORECASE,
        ),
        re.compile(rf"\bwith (?:\w+ )?(?:inputs?|reporting) (?:from|by) (?:the )?{wire}\b", re.I),
        re.compile(rf"\b(?-i:{wire}) contributed to this (?:report|article|story)", re.I),
        re.compile(rf"^\W*by [^\n]{{3,60}}, (?-i:{wire})\W*$", re.MULTILINE | re.IGNORECASE),
    )
