"""The clock times in what a claim says: 'at 10:20 p.m.', 'around 9.50pm', '22:20'.

In: text. Out: times on the twelve-hour clock as 'h:mm', since one article writes 22:20 and the
next 10:20 without saying of which half of the day. What stands in brackets, mostly the same time
in another zone, is left out.
"""

from __future__ import annotations

import re

_BRACKETS = re.compile(r"\([^)]*\)")
_CLOCK = re.compile(
    r"(?<![\d.,:$£€-])(?P<hour>[01]?\d|2[0-3])(?:[:.](?P<minute>[0-5]\d))?"
    r"(?:\s?(?P<half>[ap])\.?m\b\.?)?(?![\d:%]|[.,]\d|-\d)"
)
_NAMED = {"noon": "12:00", "midday": "12:00", "midnight": "12:00"}
_WORD = re.compile(rf"\b(?:{'|'.join(_NAMED)})\b")


def clock_times(text: str) -> frozenset[str]:
    """Every clock time that the text names."""
    bare = _BRACKETS.sub(" ", text)
    found = {_NAMED[match[0]] for match in _WORD.finditer(bare)}
    for match in _CLOCK.finditer(bare):
        if match["half"] or (match["minute"] and ":" in match[0]):
            found.add(f"{int(match['hour']) % 12 or 12}:{match['minute'] or '00'}")
    return frozenset(found)
