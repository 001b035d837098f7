"""Readings of clock times and parts of the day.

In: a match of the grammar and its Context. Out: a Meaning, or None to give up. A time keeps the
zone that the text states; without one it is on the clock of the place the article writes from.
"""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta

from analysis.annotate.creation_time import offset_of
from analysis.annotate.time_values import PARTS_OF_DAY
from analysis.annotate.timex import days
from analysis.annotate.timex.context import Context, Meaning
from analysis.annotate.timex.grammar import Found, read_day
from analysis.vocabulary import table

DAY = timedelta(days=1)
SMALL_HOURS = "05:00"  # what comes before it is of the night after the day that names it
EARLY, LATE = (0, 9), (17, 24)  # hours of 'early Sunday' and 'late Sunday'


def stamp(found: Found, context: Context) -> Meaning | None:
    """'2021-08-15T14:05Z'."""
    return at_time(found.get("day"), found.get("clock")[:5], found.get("zone").upper(), context)


def clock(found: Found, context: Context) -> Meaning | None:
    """'4 a.m. EDT Thursday', '11:40 p.m. local time', '2140 GMT', 'noon'.

    Without a day it is the day last named in the sentence, which the caller puts into the
    context as the reference, else today.
    """
    time = _time_of(found)
    if time is None:
        return None
    day = day_beside(found, context)
    if part := found.get("part"):
        if part.startswith("last") and context.today:
            day = (context.today - DAY).isoformat()
        if part.startswith(("this", "tonight")) and context.today:
            day = context.today.isoformat()
        if part == "night" and time < SMALL_HOURS:
            day = _next(day)  # 'at 1:30 on Friday night'
        elif "morning" not in part and time < "12:00" and not found.get("half"):
            time = f"{int(time[:2]) + 12:02}{time[2:]}"
    return at_time(day, time, found.get("zone"), context)


def _next(day: str) -> str:
    try:
        return (date.fromisoformat(day) + DAY).isoformat()
    except (ValueError, OverflowError):
        return day


def part(found: Found, context: Context) -> Meaning | None:
    """'Friday night', 'the early hours of Monday', 'this morning', 'last night', 'overnight'."""
    day = _day_of_part(found, context)
    name = found.get("part") or found.get("word")
    early = found.modifier == "early" or found.get("late").startswith("early") or "early " in name
    if re.search(r"hours?$", name) or name.startswith(("small", "wee")):
        return part_meaning(day, "MO", (0, 6), context)
    name = name.removeprefix("early ").removeprefix("late ")
    letters = str(table("timex")["parts_of_day"].get(name, "NI"))
    if letters.startswith("T"):
        return at_time(day, letters[1:], "", context)
    hours = PARTS_OF_DAY[letters]
    late = found.modifier == "late" or found.get("late").startswith("late")
    if name == "overnight":
        hours = (-6, 8)  # into the morning of the day of the report
    elif late and letters == "NI":
        hours = (21, 28)
    elif early and letters == "MO":
        hours = (0, 9)
    elif late or early:
        middle = (hours[0] + hours[1]) // 2
        hours = (middle, hours[1]) if late else (hours[0], middle)
    return part_meaning(day, letters, hours, context)


def early_in_day(found: Found, context: Context) -> Meaning | None:
    """'Earlier in the day': of the day that the passage is about, before the report."""
    anchor = context.anchor
    if anchor is None:
        return Meaning("DATE", "XXXX-XX-XX")
    name, day = found.get("part"), anchor.isoformat()
    if name != "day":
        letters = str(table("timex")["parts_of_day"][name])
        return part_meaning(day, letters, PARTS_OF_DAY.get(letters, (0, 24)), context)
    how = found.get("how")
    hours = {"early": EARLY, "late": LATE, "later": (0, 24), "earlier": (0, 24)}[how]
    if how == "earlier" and context.timed and context.moment and context.today == anchor:
        hours = (0, max(1, context.moment.hour))
    bounds = _bounds(anchor, hours, context)
    return Meaning("DATE", day, *bounds)


def part_into_day(found: Found, context: Context) -> Meaning | None:
    """'overnight into Tuesday': the night that ends on that morning."""
    morning = day_beside(found, context)
    try:
        eve = (date.fromisoformat(morning) - DAY).isoformat()
    except ValueError:
        eve = "XXXX-XX-XX"
    return part_meaning(eve, "NI", PARTS_OF_DAY["NI"], context)


def part_beside(found: Found, context: Context) -> Meaning | None:
    """'the night before': of the day before the one last named."""
    return beside(context.anchor, found.get("part"), found.get("side"), context)


def at_part(found: Found, context: Context) -> Meaning | None:
    """'at dawn', 'before nightfall': of the day last named in the passage."""
    letters = str(table("timex")["parts_of_day"][found.get("part") or found.get("part2")])
    hours = PARTS_OF_DAY.get(letters, (11, 14))
    then = context.anchor
    if then is None:
        return part_meaning("XXXX-XX-XX", letters, hours, context)
    over = context.moment is not None and context.timed and context.moment.hour >= hours[1]
    if over and context.direction == "future" and then == context.today:
        then += DAY  # 'they will go down at dawn', told in the evening
    return part_meaning(then.isoformat(), letters, hours, context)


def beside_event(found: Found, context: Context) -> Meaning | None:
    """'the day after the attack': the caller puts the day of the attack into the reference."""
    return beside(context.reference, found.get("unit"), found.get("side"), context)


def beside(then: date | None, part: str, side: str, context: Context) -> Meaning:
    """The day, night, morning ... before or after a day; the night after it is its own."""
    letters = str(table("timex")["parts_of_day"].get(part, ""))
    steps = -1 if side == "before" else 0 if letters == "NI" else 1
    try:
        day = (then + steps * DAY).isoformat() if then else "XXXX-XX-XX"
    except OverflowError:
        day = "XXXX-XX-XX"
    if letters not in PARTS_OF_DAY:
        return Meaning("DATE", day)
    return part_meaning(day, letters, PARTS_OF_DAY[letters], context)


def early_hours(found: Found, context: Context) -> Meaning | None:
    anchor = context.anchor
    return part_meaning(anchor.isoformat() if anchor else "XXXX-XX-XX", "MO", (0, 6), context)


def day_edge(value: str, modifier: str, context: Context) -> Meaning:
    """'late Sunday', 'early Tuesday', 'earlier today'."""
    try:
        day = date.fromisoformat(value)
    except ValueError:
        return Meaning("DATE", value)
    hours = {"early": EARLY, "late": LATE, "mid": (10, 16)}.get(modifier, (0, 24))
    if context.moment and context.timed and context.today == day:
        hour = context.moment.hour
        if modifier == "earlier":
            hours = (0, max(1, hour))
        elif modifier == "later" and context.direction == "future":
            hours = (min(23, hour), 24)
    return Meaning("DATE", value, *_bounds(day, hours, context))


def part_meaning(day: str, letters: str, hours: tuple[int, int], context: Context) -> Meaning:
    value = f"{day}T{letters}"
    try:
        start = date.fromisoformat(day)
    except ValueError:
        return Meaning("TIME", value)
    return Meaning("TIME", value, *_bounds(start, hours, context))


def _bounds(day: date, hours: tuple[int, int], context: Context) -> tuple[str, str]:
    try:
        midnight = datetime(day.year, day.month, day.day)
        first = midnight + timedelta(hours=hours[0])
        last = midnight + timedelta(hours=hours[1], minutes=-1)
    except OverflowError:
        return "", ""
    zone = context.zone
    return first.isoformat(timespec="minutes") + zone, last.isoformat(timespec="minutes") + zone


def _time_of(found: Found) -> str | None:
    if word := found.get("word"):
        return "24:00" if word == "midnight" else "12:00"
    if military := found.get("military"):
        return f"{military[:2]}:{military[2:]}" if military < "2400" else None
    if found.get("hourdot"):
        return f"{int(found.get('hourdot')):02}:{found.get('minutedot')}"
    if found.get("hour24"):
        return f"{int(found.get('hour24')):02}:{found.get('minute24')}"
    hour, minute = int(found.get("hour")), found.get("minute") or "00"
    half = found.get("half")
    if half.startswith("p") and hour < 12:
        hour += 12
    elif half.startswith("a") and hour == 12:
        hour = 0
    return f"{hour:02}:{minute}" if hour < 24 else None


def day_beside(found: Found, context: Context) -> str:
    if then := found.get("then"):
        inner = read_day(then)
        return (days.read_day(inner, context) if inner else None) or "XXXX-XX-XX"
    return context.anchor.isoformat() if context.anchor else "XXXX-XX-XX"


def _day_of_part(found: Found, context: Context) -> str:
    if found.get("then"):
        return day_beside(found, context)
    word, which = found.get("word"), found.get("which")
    today, anchor = context.today, context.anchor
    if today is None or anchor is None:
        return "XXXX-XX-XX"
    if word == "last night" or which == "yesterday":
        return (today - DAY).isoformat()
    if word or which == "this":
        return today.isoformat()
    if which == "tomorrow":
        return (today + DAY).isoformat()
    if which in ("the next", "the following"):
        return (anchor + DAY).isoformat()
    if which == "the previous":
        return (anchor - DAY).isoformat()
    return anchor.isoformat()


def at_time(day: str, time: str, zone: str, context: Context) -> Meaning:
    try:
        start = date.fromisoformat(day)
    except ValueError:
        return Meaning("TIME", f"{day}T{time}{'Z' if offset_of(zone) == '+00:00' else ''}")
    stated = offset_of(zone, start)
    value = f"{day}T{time}{'Z' if stated == '+00:00' else ''}"
    hours, minutes = int(time[:2]), int(time[3:5])
    midnight = datetime(start.year, start.month, start.day)
    try:
        moment = midnight + timedelta(hours=hours, minutes=minutes)
    except OverflowError:
        return Meaning("TIME", value)
    bound = moment.isoformat(timespec="minutes") + (stated or context.zone)
    return Meaning("TIME", value, bound, bound)
