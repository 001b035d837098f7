"""What each rule of the grammar means: a table from rule name to reading.

In: a match and its Context. Out: a Meaning, or None where the words turn out to say no time.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta

from analysis.annotate.time_values import interval
from analysis.annotate.timex import clock, days, periods, spans, spoken_clock
from analysis.annotate.timex.context import Context, Meaning
from analysis.annotate.timex.grammar import Found

Reading = Callable[[Found, Context], Meaning | None]

READINGS: Mapping[str, Reading] = {
    "stamp": clock.stamp,
    "clock and day": clock.clock,
    "clock": clock.clock,
    "spoken clock": spoken_clock.spoken,
    "deictic part": clock.part,
    "part and day": clock.part,
    "part of day of": clock.part,
    "that part": clock.part,
    "early in day": clock.early_in_day,
    "early hours": clock.early_hours,
    "part into day": clock.part_into_day,
    "part beside": clock.part_beside,
    "at a part": clock.at_part,
    "day beside event": clock.beside_event,
    "every": spans.every,
    "times a": spans.rate,
    "weekdays": spans.weekdays,
    "adverb set": spans.adverb,
    "day beside": periods.day_beside,
    "week of": periods.week_of,
    "holiday week": periods.week_of,
    "from day": periods.day_beside,
    "quarter": periods.quarter,
    "half": periods.half,
    "same quarter a year ago": periods.year_ago_quarter,
    "year-ago months": spans.months_of_account,
    "year-ago": periods.year_ago_quarter,
    "this quarter": periods.this_quarter,
    "year end": periods.year_end,
    "fiscal year": periods.fiscal_year,
    "fiscal year rel": periods.fiscal_year,
    "month of year": periods.month,
    "relative month": periods.month,
    "month": periods.month,
    "season of year": periods.season,
    "season": periods.season,
    "seasons": periods.seasons,
    "decade": periods.decade,
    "century": periods.century,
    "era year": periods.era_year,
    "spoken year": periods.spoken_year,
    "years": periods.years,
    "year": periods.year,
    "short year": periods.short_year,
    "ago": periods.ago,
    "span": spans.stretch,
    "relative unit": periods.relative_unit,
    "the unit": periods.the_unit,
    "unit end": periods.unit_end,
    "duration": spans.length,
    "unit long": spans.length_of_units,
    "units": spans.length_of_units,
    "present": spans.present,
    "past": spans.past,
    "future": spans.future,
}


def read(found: Found, context: Context) -> Meaning | None:
    """The meaning of a match, its bounds narrowed by 'early', 'the end of' ..."""
    if found.rule in days.DAY_RULES:
        value = days.read_day(found, context)
        if value is None:
            return None
        if length := days.days_after_first(found):
            return _days(value, length)
        if found.modifier:
            return clock.day_edge(value, found.modifier, context)
        return Meaning("DATE", value)
    meaning = READINGS[found.rule](found, context)
    if meaning is None or not found.modifier or meaning.earliest:
        return meaning
    return _narrowed(meaning, found.modifier, context)


def _days(value: str, length: int) -> Meaning:
    """'June 10-12': the first day as the value, all of them as the bounds."""
    try:
        last = date.fromisoformat(value) + timedelta(days=length)
    except ValueError:
        return Meaning("DATE", value)
    return Meaning("DATE", value, value, last.isoformat())


# Which third of its period a modifier leaves
_THIRDS = {
    "early": 0,
    "beginning": 0,
    "start": 0,
    "mid": 1,
    "middle": 1,
    "late": 2,
    "end": 2,
    "close": 2,
}


def _narrowed(meaning: Meaning, modifier: str, context: Context) -> Meaning:
    """'late November', 'the end of 1990', 'earlier this year' with tighter bounds."""
    earliest, latest = interval(meaning.value)
    if len(earliest) != len("2021-08-15") or len(latest) != len("2021-08-15"):
        return meaning
    first, last = date.fromisoformat(earliest), date.fromisoformat(latest)
    today = context.today
    if modifier in ("earlier", "later", "rest") and today and first <= today <= last:
        first, last = (first, today) if modifier == "earlier" else (today, last)
    elif modifier in _THIRDS:
        third = (last - first + timedelta(days=1)) / 3
        opening = datetime(first.year, first.month, first.day)
        begin = opening + third * _THIRDS[modifier]
        first, last = begin.date(), (begin + third - timedelta(seconds=1)).date()
    return Meaning(meaning.type, meaning.value, first.isoformat(), last.isoformat())
