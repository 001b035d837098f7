"""What the text itself says about the article: title, outlet, author, date, wire credit.

In: the text of an article without other metadata. Out: Header, with the span it takes up.
Every rule gives up rather than guess: a missing title is "", and the page shows the first words.
"""

from __future__ import annotations

import re
from functools import cache

from analysis.ingest.credits import Header, take_credit, take_field
from analysis.ingest.outlet_names import is_name, is_outlet, written_small
from analysis.vocabulary import table

_FRONT_MATTER = re.compile(r"---[ \t]*\n(?P<lines>(?:[^\n]*\n){1,40}?)---[ \t]*(?:\n|$)")
_TERMINAL = re.compile(r"[.!?:;,][\"'”’)]*$")
_EDGE = 300  # characters at the top and the bottom where credits stand
_HEADER_LINES = 8
_LONGEST_TITLE = 200
_LONGEST_STANDFIRST = 240


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
    _take_below_standfirst(header, text, position)
    return header


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


def _take_below_standfirst(header: Header, text: str, position: int) -> None:
    """Credits that stand below a line or two of introduction instead of above it."""
    if header.author and header.published:
        return
    lines, place = [], position
    for line in text[position : position + 4 * _LONGEST_STANDFIRST].split("\n"):
        if line.strip():
            lines.append((place, place + len(line), line.strip()))
        place += len(line) + 1
    if not lines or len(lines[0][2]) > _LONGEST_STANDFIRST:
        return
    for start, end, line in lines[1:4]:
        if not take_credit(header, line):
            break
        header.later.append((start, min(end, len(text))))


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
    if header.end:
        return False
    head = find_header(below)
    return bool(head.title and (head.author or head.published))


def _front_matter(text: str) -> Header:
    """The block between two lines of '---' with which Markdown files begin."""
    header = Header()
    match = _FRONT_MATTER.match(text)
    if match is None:
        return header
    for line in match["lines"].split("\n"):
        label, colon, value = line.partition(":")
        if colon and value.strip():
            take_field(header, label, value.strip(" \t\"'"))
    header.end = match.end()
    return header


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
