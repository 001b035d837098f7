"""How a text says on whose clock a time is.

In: a text, where a time ends in it. Out: the place that stands behind the time, and whether what
follows tells the same moment on another clock. Read by the time grammar and by the resolver.
"""

from __future__ import annotations

import re

TOP = 400  # characters in which a dateline stands
_PLACE = r"[A-Z][\w.'’-]+(?: [A-Z][\w.'’-]+){0,2}"
_PLACE_TIME = re.compile(rf",?\s+\(?(?P<place>our|{_PLACE}) time\b")
# 'at 15.40 local time (08.40 here)'
_HERE = re.compile(r",?\s+(?:here|our time|at home)\b")
_BETWEEN = re.compile(rf"(?:,?\s+(?:our|local|{_PLACE}) time)?\s*[(,/]\s*(?:or )?")


def beside(text: str, end: int, start: int) -> bool:
    """Whether what begins at `start` tells the time that ends at `end` on another clock."""
    return start - end < TOP and bool(_BETWEEN.fullmatch(text, end, start))


def place_of_clock(text: str, end: int) -> str:
    """'Quilmar' behind '9 a.m. Quilmar time', 'our' behind 'ten, our time'; "" for none."""
    named = _PLACE_TIME.match(text, end)
    return named["place"] if named else ""


def told_for_readers(text: str, end: int) -> bool:
    """Whether a time is told of the place of the article: '08.40 here', '9 p.m. our time'."""
    return bool(_HERE.match(text, end))
