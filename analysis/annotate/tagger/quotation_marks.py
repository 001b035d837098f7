"""Double quotation marks: what they enclose, and which of them belong to a run of words.

In: the text of an article. Out: for each character its state; a span with its marks.
"""

from __future__ import annotations

import re

import numpy as np
import numpy.typing as npt

from analysis.model import Span

_MARK = re.compile(r"``|''|‘‘|’’|[\"“”«»„\n]")
_STRAIGHT, _OPENING = ('"', "''"), ("“", "«", "„", "``", "‘‘")


def quotation_states(text: str) -> npt.NDArray[np.int8]:
    """For each character: 0 outside double quotation marks, 1 inside, 2 opening, 3 closing.

    A quotation ends with its line, so that one missing mark does not spoil the rest.
    """
    states = np.zeros(len(text), np.int8)
    inside, began = False, 0
    for match in _MARK.finditer(text):
        mark, (start, end) = match.group(), match.span()
        if inside:
            states[began:start] = 1
        if mark == "\n":
            inside = False
        elif mark in _OPENING or (mark in _STRAIGHT and not inside):
            states[start:end] = 2
            inside, began = True, end
        else:
            states[start:end] = 3
            inside = False
    if inside:
        states[began:] = 1
    return states


def whole_span(text: str, start: int, end: int, states: npt.NDArray[np.int8]) -> Span:
    """Take in the marks that belong to a run of words: '$' before it, '%' after it, its quotes.

    A closing quotation mark belongs to it if its opening one does, with the stop before it.
    """
    while start and text[start - 1] in "$£€#@" and not states[start - 1]:
        start -= 1
    if end < len(text) and text[end] == "%":
        end += 1
    while start and states[start - 1] == 2:
        start -= 1
    opened = bool((states[start:end] == 2).any())
    if opened or (end > start and states[start:end].all()):
        after = end
        while after < len(text) and after < end + 3 and text[after] in ".,!?…":
            after += 1
        if after < len(text) and states[after] == 3 and opened:
            end = after + 1
            if end < len(text) and states[end] == 3:
                end += 1
    return start, end
