"""Finds quotations by their marks, whatever the marks and even where one is missing.

In: text. Out: Quotations in order, not nested (the outermost marks count).
Straight, curly, low, guillemets, doubled apostrophes, single marks; a mark that never closes
ends with its paragraph; the next paragraph may open anew without the last having closed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from analysis.model import Span

MARKS = re.compile(r"''|``|[\"“”„‟«»‘’‚‹›']|\n\s*")
DOUBLE = frozenset(['"', "“", "”", "„", "‟", "«", "»", "''", "``", "‹", "›"])
OPENING_ONLY = frozenset(["“", "„", "‟", "«", "``", "‹"])
CLOSING_ONLY = frozenset(["”", "»", "›"])
BEFORE_OPENING = frozenset(" \t\n([{-–—:/|,\u00a0")
AFTER_CLOSING = frozenset(" \t\n)]}.,;:!?-–—/|\u00a0")
ELISIONS = re.compile(r"'(?:em|til|tis|twas|cause|n|\d0s|\d\d)\b", re.I)
LONGEST_SINGLE = 600  # characters between single marks; beyond that it was an apostrophe


@dataclass(frozen=True, slots=True)
class Quotation:
    """What stands between marks. [start, end) has the marks, `inner` is without them."""

    start: int
    end: int
    inner: Span
    closed: bool
    double: bool
    paragraph: int  # offset at which its paragraph starts


def find_quotations(text: str) -> tuple[Quotation, ...]:
    """All quotations of `text`, in order. Never raises, however odd the marks."""
    found: list[Quotation] = []
    opened: tuple[int, int, str] | None = None  # start, end of the opening mark, the mark
    paragraph = 0
    for match in MARKS.finditer(text):
        mark, at, after = match.group(), match.start(), match.end()
        if mark[0] == "\n":
            if opened and text[after : after + 1].islower():
                continue  # a hard-wrapped line goes on
            if opened and _double(opened[2]):
                found.append(_quotation(text, opened, at, at, False, paragraph))
            opened, paragraph = None, after
        elif opened is None:
            if _opens(text, mark, at, after):
                opened = (at, after, mark)
        elif _double(opened[2]):
            if _double(mark) and _closes(text, opened[2], mark, at, after):
                found.append(_quotation(text, opened, at, after, True, paragraph))
                opened = None
            elif _double(mark) and mark in OPENING_ONLY and _opens(text, mark, at, after):
                found.append(_quotation(text, opened, at, at, False, paragraph))
                opened = (at, after, mark)
        elif _double(mark):
            opened = (at, after, mark) if _opens(text, mark, at, after) else None
        elif _closes_single(text, opened, at, after):
            found.append(_quotation(text, opened, at, after, True, paragraph))
            opened = None
    if opened and _double(opened[2]):
        found.append(_quotation(text, opened, len(text), len(text), False, paragraph))
    return tuple(q for q in found if q.inner[1] > q.inner[0])


def _double(mark: str) -> bool:
    return mark in DOUBLE


def _opens(text: str, mark: str, at: int, after: int) -> bool:
    following = text[after : after + 1]
    if not following or (following.isspace() and mark not in OPENING_ONLY):
        return False
    if mark in OPENING_ONLY:
        return True
    preceded = at == 0 or text[at - 1] in BEFORE_OPENING
    if mark in CLOSING_ONLY:
        return preceded
    if _double(mark):
        return preceded or following.isalnum()
    if mark in ("’", "‚"):
        return mark == "‚" and preceded
    if mark == "'" and ELISIONS.match(text, at):
        return False
    return preceded and (following.isalnum() or following in '[$“"')


def _closes(text: str, opening: str, mark: str, at: int, after: int) -> bool:
    if mark in CLOSING_ONLY:
        return True
    if mark in OPENING_ONLY:  # „ ... “, or a curly mark the wrong way round
        return opening == "„" or (after >= len(text) or text[after] in AFTER_CLOSING)
    return not (text[at - 1].isspace() and text[after : after + 1].isalnum())


def _closes_single(text: str, opened: tuple[int, int, str], at: int, after: int) -> bool:
    if at - opened[1] > LONGEST_SINGLE or text[at] not in "'’›":
        return False
    return (after >= len(text) or text[after] in AFTER_CLOSING) and not text[at - 1].isspace()


def _quotation(
    text: str, opened: tuple[int, int, str], inner_end: int, end: int, closed: bool, paragraph: int
) -> Quotation:
    start, inner_start, mark = opened
    while inner_end > inner_start and text[inner_end - 1].isspace():
        inner_end -= 1
    return Quotation(
        start, max(end, inner_end) if closed else inner_end, (inner_start, inner_end),
        closed, _double(mark), paragraph,
    )  # fmt: skip
