"""Readings of spoken clock times: 'half past ten', 'ten to six', 'at nine this morning'.

In: a match of the grammar and its Context. Out: a Meaning, or None to give up. They leave open
which half of the day is meant. A part of the day beside them tells it; so does the report, where
only one of both is over, or still to come. Else the bounds are both.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

from analysis.annotate.timex.clock import at_time, day_beside
from analysis.annotate.timex.context import Context, Meaning
from analysis.annotate.timex.grammar import Found
from analysis.annotate.timex.numbers import amount

DAY, HALF = timedelta(days=1), timedelta(hours=12)
DAYBREAK = 7  # o'clock: before it few things are reported by the hour alone
SLACK = timedelta(minutes=30)  # how far a report may be behind or ahead of its own time
UNKNOWN_ZONE = timedelta(hours=6)  # how far ahead or behind the clock of the place may be
NIGHT = 6  # o'clock: 'ten at night', but 'three at night' is in the morning
_MINUTES = {"half": 30, "quarter": 15, "a quarter": 15}
_NAMED = {"midnight": 24, "noon": 12, "midday": 12}


def spoken(found: Found, context: Context) -> Meaning | None:
    """The moment, or both halves of the day as the bounds."""
    time = _time(found)
    day = _day(found, context)
    if time is None:
        return None
    try:
        midnight = datetime.combine(date.fromisoformat(day), datetime.min.time())
    except ValueError:
        return at_time(day, _stamp(time if time >= DAYBREAK * 60 else time + 720), "", context)
    part = _part(found) or context.part
    if not part and context.night:
        part = "night"  # 'on Thursday night. It was a quarter past nine'
    if part or found.get("hour") in _NAMED:
        own = timedelta(minutes=time) if found.get("hour") in _NAMED else _in_part(time, part)
        stated = part.startswith(("this", "tonight", "last"))
        moment = midnight + own
        return _at(moment if stated else _over(moment, context, bool(found.get("then"))), context)
    first = midnight + timedelta(minutes=time)
    chosen = _by_report((first, first + HALF), context)
    if len(chosen) == 1:
        return _at(chosen[0], context)
    likely = chosen[0] if time >= DAYBREAK * 60 else chosen[1]
    told = _at(likely, context)
    bounds = [_at(moment, context).earliest for moment in chosen]
    return replace(told, earliest=bounds[0], latest=bounds[1])


def _over(moment: datetime, context: Context, day_told: bool) -> datetime:
    """What is told as past, and lies ahead on the day of the report, was on the day before; not
    'at two on Tuesday afternoon', which names its day: the clock of the place is ahead."""
    report = context.moment
    if report is None or not (context.timed and context.floating) or day_told:
        return moment
    # after 'on Sunday night', told after midnight of the place
    slack = UNKNOWN_ZONE if context.night and not context.zone else SLACK
    ahead = moment > report + slack and moment.date() == context.today
    return moment - DAY if ahead and context.direction == "past" else moment


def _by_report(moments: Sequence[datetime], context: Context) -> Sequence[datetime]:
    """Of two halves of a day those that go with the tense and the minute of the report."""
    report, today = context.moment, context.today
    if report is None or not context.timed or moments[0].date() != today:
        return moments
    if context.direction == "past":
        slack = SLACK if context.zone else UNKNOWN_ZONE
        over = [moment for moment in moments if moment <= report + slack]
        if not over and context.floating:
            return [moments[1] - DAY]  # 'at half past ten', told after midnight
        return over or moments[:1]
    if context.direction == "future":
        # where the clock of the place is not known it may be behind that of the report
        slack = SLACK if context.zone else UNKNOWN_ZONE
        ahead = [moment for moment in moments if moment >= report - slack]
        if not ahead and context.floating:
            return [moments[0] + DAY]
        return ahead[:1] or moments[1:]
    return [min(moments, key=lambda moment: abs(moment - report))]


def _time(found: Found) -> int | None:
    """Minutes after midnight in the first half of the day; after midnight or noon by name."""
    name = found.get("hour")
    hour = _NAMED[name] if name in _NAMED else amount(name)
    if hour is None or hour != int(hour) or (name not in _NAMED and not 0 < hour <= 12):
        return None
    if hour == 12 and name not in _NAMED:
        hour = 0
    words = next((w for key in ("", "2", "3", "4") if (w := found.get(f"minutes{key}"))), "")
    side = next((w for key in ("", "2", "3", "4") if (w := found.get(f"side{key}"))), "")
    minutes = _MINUTES.get(words) or amount(words) or 0
    minutes += amount(found.get("minute")) or 0
    if not 0 <= minutes < 60:
        return None
    time = int(hour) * 60
    if side in ("to", "before"):
        return (time or 720) - int(minutes)
    # what is past midnight is of the day that then begins
    return (0 if name == "midnight" and minutes else time) + int(minutes)


def _part(found: Found) -> str:
    return found.get("part") or found.get("part4") or found.get("part2")


def _in_part(time: int, part: str) -> timedelta:
    """'one at night' and 'twelve last night' belong to the day after."""
    hour = time // 60
    if "morning" in part:
        return timedelta(minutes=time)
    late = "night" in part
    if late and hour < NIGHT:
        return timedelta(minutes=time) + (DAY if part != "at night" else timedelta())
    return timedelta(minutes=time) + HALF


def _day(found: Found, context: Context) -> str:
    if _part(found) == "last night" and context.today:
        return (context.today - DAY).isoformat()
    if _part(found).startswith(("this", "tonight")) and context.today:
        return context.today.isoformat()
    return day_beside(found, context)


def _at(moment: datetime, context: Context) -> Meaning:
    return at_time(moment.date().isoformat(), moment.strftime("%H:%M"), "", context)


def _stamp(minutes: int) -> str:
    return f"{minutes // 60:02}:{minutes % 60:02}"
