"""Numbers in a text that count nothing: dates, times of day, ages.

In: a number as it was found, with the words around it. Out: whether it is one of these. They are
left to the time expressions, or to nobody.
"""

from __future__ import annotations

import math
import re

_MONTHS = frozenset(
    ["january", "february", "march", "april", "may", "june", "july", "august", "september",
     "october", "november", "december", "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep",
     "sept", "oct", "nov", "dec"]
)  # fmt: skip
_ZONES = frozenset({"am", "pm", "a.m", "p.m", "o'clock", "gmt", "utc", "local"})
_UNITS = frozenset({"second", "minute", "hour", "day", "week", "month", "year"})
_FAR = (["later"], ["earlier"], ["ago"], ["before"], ["after"])
_HALF_OF_DAY = re.compile(r"\s?[ap]\.?m\b")


def is_date_or_clock(text: str, match: re.Match[str], before: list[str], after: list[str]) -> bool:
    """Whether a number in a levelled text is a date or a time of day. `match` has the groups
    `first`, `range` and `second`; `before` and `after` are the words around it."""
    start, end = match.span("first")
    if _HALF_OF_DAY.match(text, match.end("second") if match["second"] else end):
        return True
    if after[:1] == ["past"] or before[-1:] == ["past"]:
        return True  # 'twenty past nine'
    if match["range"] == "to" and _plain(match["second"]) <= min(12, _plain(match["first"])):
        return True  # 'ten to ten'
    if after[1:2] in _FAR:
        return after[0].rstrip("s") in _UNITS
    if text[end : end + 1] == ":" or text[max(0, start - 1) : start] in {":", "/", "#"}:
        return True
    if text[end : end + 2] in {"st", "nd", "rd", "th"}:
        return True
    near = {*before[-1:], *after[:1]}
    if near & (_MONTHS | _ZONES):
        return True
    digits = match["first"].strip("$£€ ")
    year = digits.isdigit() and len(digits) == 4 and 1900 <= int(digits) <= 2100
    return year and bool({*before[-1:]} & {"in", "since", "of", "by", "from", "until"})


def _plain(number: str) -> float:
    """The value of bare digits; infinity for sums and for what has a unit."""
    return float(number) if number.isdigit() else math.inf
