"""Readings of durations, repeated times, and of 'now', 'recently', 'the future'.

In: a match of the grammar and its Context. Out: a Meaning, or None to give up.
"""

from __future__ import annotations

import math
import re
from datetime import timedelta

from analysis.annotate.timex.context import Context, Meaning
from analysis.annotate.timex.grammar import Found
from analysis.annotate.timex.numbers import (
    amount,
    duration,
    month_number,
    unit_letter,
    weekday_number,
)
from analysis.vocabulary import table


def length(found: Found, context: Context) -> Meaning | None:
    """'two weeks', '5 1/2 hours', 'a 10-year', 'at least 20 more years'."""
    number = amount(found.get("number"))
    if found.get("half") and number is not None:
        number += 0.5
    return Meaning("DURATION", duration(number, found.get("unit")))


def length_of_units(found: Found, context: Context) -> Meaning | None:
    """'for years', 'decades-long', 'day-long'."""
    long = found.rule == "unit long"
    plural = not long
    return Meaning("DURATION", duration(None if plural else 1, found.get("unit")))


def stretch(found: Found, context: Context) -> Meaning | None:
    """'the past two years', 'the next few weeks', 'recent months'."""
    unit = found.get("unit") or found.get("vague") or found.get("plural")
    if found.get("which") == "recent" and unit == "year" and not found.get("number"):
        return Meaning("DATE", "PAST_REF")
    number = amount(found.get("number")) if found.get("number") else None
    return Meaning("DURATION", duration(number, unit), *_before_now(found, number, unit, context))


_BEHIND, _AHEAD = frozenset(("last", "past", "recent")), frozenset(("next", "coming"))
_DAYS = {"TH": 1 / 24, "D": 1, "W": 7, "F": 14, "WE": 7, "M": 30.44, "Q": 91.3, "Y": 365.25,
         "DE": 3652.5}  # fmt: skip
SOME = 4  # what 'the past few days' is taken to hold, for its bounds


def _before_now(found: Found, number: float | None, unit: str, context: Context) -> tuple[str, str]:
    """'the past nine days' up to the report, 'the next two weeks' from it."""
    which, days = found.get("which"), _DAYS.get(unit_letter(unit))
    if context.today is None or days is None or which not in _BEHIND | _AHEAD:
        return "", ""
    try:
        length = timedelta(days=math.ceil((number or SOME) * days))
        if which in _AHEAD:
            if context.direction == "past":
                return "", ""  # 'was frozen for the next three decades': ahead of what is told
            return context.today.isoformat(), (context.today + length).isoformat()
        return (context.today - length).isoformat(), context.today.isoformat()
    except OverflowError:
        return "", ""


def every(found: Found, context: Context) -> Meaning | None:
    """'every day', 'each July', 'every two weeks', 'each Thursday'."""
    if weekday := found.get("weekday"):
        part = table("timex")["parts_of_day"].get(found.get("part"), "")
        return Meaning("SET", f"XXXX-WXX-{weekday_number(weekday)}{'T' + part if part else ''}")
    if month := found.get("month"):
        return Meaning("SET", f"XXXX-{month_number(month) or 0:02}")
    if season := found.get("season"):
        return Meaning("SET", f"XXXX-{table('timex')['seasons'][season]}")
    number = amount(found.get("number")) if found.get("number") else 1
    number = 2 if found.get("number") == "other" else number
    return Meaning("SET", duration(number if number is not None else 1, found.get("unit")))


def weekdays(found: Found, context: Context) -> Meaning | None:
    """'Mondays', 'Tuesday nights'."""
    number = weekday_number(found.get("weekday"))
    part = table("timex")["parts_of_day"].get(found.get("part"), "")
    return Meaning("SET", f"XXXX-WXX-{number}{'T' + part if len(part) == 2 else ''}")


def rate(found: Found, context: Context) -> Meaning | None:
    """'twice a week'."""
    return Meaning("SET", duration(1, found.get("unit")))


_ADVERBS = {
    "daily": "P1D", "nightly": "P1D", "weekly": "P1W", "monthly": "P1M", "yearly": "P1Y",
    "annually": "P1Y", "hourly": "PT1H", "biweekly": "P2W", "fortnightly": "P2W",
}  # fmt: skip


def adverb(found: Found, context: Context) -> Meaning | None:
    return Meaning("SET", _ADVERBS[found.get("word")])


def months_of_account(found: Found, context: Context) -> Meaning | None:
    """'the first nine months', 'the year-earlier nine months': lengths in earnings reports."""
    if unit_letter(found.get("unit")) == "":
        return None
    return Meaning("DURATION", duration(amount(found.get("number")), found.get("unit")))


def present(found: Found, context: Context) -> Meaning | None:
    return Meaning("DATE", "PRESENT_REF")


def past(found: Found, context: Context) -> Meaning | None:
    return Meaning("DATE", "PAST_REF")


def future(found: Found, context: Context) -> Meaning | None:
    return Meaning("DATE", "FUTURE_REF")


def words_of(text: str) -> list[str]:
    return re.findall(r"\w+", text)
