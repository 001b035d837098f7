"""The clock times in what a claim says: 'at 10:20 p.m.', 'around 9.50pm', '22:20', 'half past six'.

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
_NAMED = {"noon": "12:00", "midday": "12:00", "midnight": "0:00"}
_HOURS = [
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
]
_MINUTES = {"quarter": 15, "half": 30, "five": 5, "ten": 10, "twenty": 20, "twenty-five": 25}
_SPOKEN = re.compile(
    rf"\b(?:a )?(?P<minutes>{'|'.join(_MINUTES)})(?: minutes)? (?P<side>past|to|after|before) "
    rf"(?P<hour>{'|'.join(_HOURS)})\b|\b(?P<oclock>{'|'.join(_HOURS)}) o['’]clock\b",
    re.IGNORECASE,
)
# 'half past midnight' is no midnight
_WORD = re.compile(rf"(?<!past )\b(?:{'|'.join(_NAMED)})\b")


def clock_times(text: str) -> frozenset[str]:
    """Every clock time that the text names."""
    bare = _BRACKETS.sub(" ", text)
    found = {_NAMED[match[0]] for match in _WORD.finditer(bare)}
    found |= {_spoken(match) for match in _SPOKEN.finditer(bare)}
    for match in _CLOCK.finditer(bare):
        if match["half"] or (match["minute"] and ":" in match[0]):
            found.add(
                on_the_clock(int(match["hour"]), match["minute"] or "00", match["half"] or "")
            )
    return frozenset(found)


def on_the_clock(hour: int, minute: str, half: str = "") -> str:
    """Of an hour out of twelve or of twenty-four. Midnight is told from noon, being written so."""
    if minute == "00" and hour in {0, 12} and (half == "a" or hour == 0):
        return "0:00"
    return f"{hour % 12 or 12}:{minute}"


def _spoken(match: re.Match[str]) -> str:
    hour = 1 + _HOURS.index((match["oclock"] or match["hour"]).lower())
    minutes = _MINUTES[match["minutes"].lower()] if match["minutes"] else 0
    if match["side"] and match["side"].lower() in {"to", "before"}:
        hour, minutes = hour - 1 or 12, 60 - minutes
    return f"{hour}:{minutes:02}"
