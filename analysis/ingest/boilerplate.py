"""Finds what stands in news text without being news: 'Also Read - ...', subscribe lines, links.

In: the text of an article. Out: spans to leave out of the analysis; the text is not changed.
The patterns stand in data/boilerplate.toml.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from analysis.model import Span
from analysis.vocabulary import table

_SENTENCE_END = re.compile(r"[.!?][\"'”’)\]]*\s*$")
_LINK_LINES = 12  # lines that a heading of links takes with it at most
_LONGEST_LINK = 160
_FOOTER = 500  # characters below the line with which the foot of a mail begins


def find_boilerplate(text: str) -> tuple[Span, ...]:
    """The boilerplate of `text`, in order, merged."""
    found: list[Span] = []
    lines = list(_lines(text))
    position = 0
    while position < len(lines):
        start, end = lines[position]
        line = text[start:end].strip()
        taken = 1
        if len(line) <= _longest() and _tail().fullmatch(line) and _ends_the_mail(text[end:]):
            found.append((start, len(text)))  # below it stands the address of the sender
            break
        if _whole_line().fullmatch(line) and len(line) <= _longest():
            found.append((start, end))
        elif is_list_heading(line):
            taken = _list_of_links(text, lines, position)
            found.append((start, lines[position + taken - 1][1]))
        else:
            found += _announcements(text, start, end)
        position += taken
    return merged(found)


def is_list_heading(line: str) -> bool:
    """Whether a line is one of the headings under which links follow ('Most read')."""
    return line.strip().rstrip(":").casefold() in _headings()


def merged(spans: Iterable[Span]) -> tuple[Span, ...]:
    """The same places as ordered spans that do not overlap."""
    joined: list[Span] = []
    for start, end in sorted(span for span in spans if span[0] < span[1]):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return tuple(joined)


def _lines(text: str) -> Iterable[Span]:
    start = 0
    while start <= len(text):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        yield start, end
        start = end + 1


def _announcements(text: str, start: int, end: int) -> list[Span]:
    """'(ALSO READ: ...)' and 'Also Read - ... to the end of the line'."""
    found: list[Span] = []
    position = start
    while match := _announcement().search(text, position, end):
        if match["bracket"]:
            close = _closing(text, match.start(), end)
            found.append((match.start(), close))
            position = close
        else:
            found.append((match.start(), end))
            break
    return found


def _closing(text: str, start: int, end: int) -> int:
    """Behind the bracket that closes the one at `start`; the line's end when none does."""
    depth = 0
    for position in range(start, end):
        if text[position] in "([":
            depth += 1
        elif text[position] in ")]":
            depth -= 1
            if not depth:
                return position + 1
    return end


def _ends_the_mail(rest: str) -> bool:
    """Whether only the foot of a mail follows: addresses and links, no prose."""
    lines = [line.strip() for line in rest.split("\n") if line.strip()]
    return len(rest) <= _FOOTER and not any(_SENTENCE_END.search(line) for line in lines)


def _list_of_links(text: str, lines: list[Span], heading: int) -> int:
    """How many lines the heading and the links below it take. Gives up at prose."""
    rest = [text[start:end].strip() for start, end in lines[heading + 1 :]]
    if 0 < sum(map(bool, rest)) <= _LINK_LINES and all(not r or _is_link(r) for r in rest):
        return 1 + len(rest)  # nothing but links to the end, each a paragraph as in print
    taken = 1
    for start, end in lines[heading + 1 : heading + 1 + _LINK_LINES]:
        line = text[start:end].strip()
        if not line and taken == 1:
            # An empty line between heading and links; links must follow without another one.
            nothing_follows = heading + 2 >= len(lines)
            if nothing_follows or not _is_link(text[slice(*lines[heading + 2])].strip()):
                return 1
        elif not line or not _is_link(line):
            break
        taken += 1
    return taken


def _is_link(line: str) -> bool:
    return bool(line) and len(line) <= _LONGEST_LINK and not _SENTENCE_END.search(line)


@cache
def _announcement() -> re.Pattern[str]:
    known = table("boilerplate")["announcements"]
    words = "|".join(
        re.escape(words).replace(r"\ ", r"\s+")
        for words in sorted(known["words"], key=len, reverse=True)
    )
    separators = "|".join(
        r"\s+" + re.escape(mark.strip()) + r"\s"
        if mark != mark.strip()
        else r"\s*" + re.escape(mark)
        for mark in known["separators"]
    )
    # After a letter it is part of another word; glued to a full stop it is not.
    return re.compile(
        rf"(?P<bracket>[(\[]\s*)?(?<![\w'’-])(?:{words})(?:{separators})", re.IGNORECASE
    )


@cache
def _whole_line() -> re.Pattern[str]:
    known = table("boilerplate")
    return _any_of(known["lines"]["patterns"] + known["tails"]["patterns"])


@cache
def _tail() -> re.Pattern[str]:
    return _any_of(table("boilerplate")["tails"]["patterns"])


def _any_of(patterns: Iterable[str]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns), re.IGNORECASE)


@cache
def _headings() -> frozenset[str]:
    return frozenset(table("boilerplate")["headings"]["lines"])


@cache
def _longest() -> int:
    return int(table("boilerplate")["lines"]["longest_line"])
