"""Readings of expressions that name one day.

In: a match of the grammar and its Context. Out: the day's TIMEX3 value, or None to give up.
"""

from __future__ import annotations

from datetime import date, timedelta

from analysis.annotate.timex.context import GREENWICH, Context
from analysis.annotate.timex.grammar import Found
from analysis.annotate.timex.numbers import month_number, ordinal_number, weekday_number
from analysis.vocabulary import table

DAY = timedelta(days=1)
LATE = 17  # o'clock by Greenwich: from then on it is the next day where much of Asia writes


def read_day(found: Found, context: Context) -> str | None:
    """The value of any day expression: 'YYYY-MM-DD', or with X where it stays open."""
    return _READINGS[found.rule](found, context)


def _iso(found: Found, context: Context) -> str | None:
    return _calendar(int(found.get("year")), int(found.get("month")), int(found.get("day")))


def _full_date(found: Found, context: Context) -> str | None:
    month = month_number(found.get("month") or found.get("month2"))
    day = ordinal_number(found.get("from") or found.get("day") or found.get("day2"))
    year = found.get("year") or found.get("year2")
    if month is None or day is None or not 1 <= day <= 31:
        return None
    if year:
        return _calendar(int(year), month, day)
    today = context.today
    if today is None:
        return f"XXXX-{month:02}-{day:02}"
    chosen = _of_nearby_year(month, day, today, context, found.get("which"))
    return chosen.isoformat() if chosen else None


def _of_nearby_year(month: int, day: int, today: date, context: Context, which: str) -> date | None:
    candidates = [
        candidate
        for year in (today.year - 1, today.year, today.year + 1)
        if (candidate := safe_date(year, month, day))
    ]
    if which == "last" or (not which and context.direction == "past"):
        earlier = [c for c in candidates if c <= today]
        # 'was found clinging to a raft on Nov. 25': the last one, if it is not a year off
        if earlier and (which or (today - earlier[-1]).days < 330):
            return earlier[-1]
    if which == "next" or (not which and context.direction == "future"):
        later = [c for c in candidates if c >= today]
        if later and (which or (later[0] - today).days < 330):
            return later[0]
    return min(candidates, key=lambda c: abs((c - today).days), default=None)


def days_after_first(found: Found) -> int:
    """How many days a pair spans after its first: 2 for 'June 10-12' and '10 to 12 June'."""
    first = ordinal_number(found.get("from") or found.get("day"))
    last = ordinal_number(found.get("day2") if found.get("from") else found.get("to"))
    return max(0, last - first) if first and last and last <= 31 else 0


def _of_month(found: Found, context: Context) -> str | None:
    """'on the 15th': of this month, or of the one beside it where the tense points."""
    day, today = ordinal_number(found.get("day")), context.today
    if day is None or not 1 <= day <= 31:
        return None
    if today is None:
        return f"XXXX-XX-{day:02}"
    months = [today.year * 12 + today.month - 1 + step for step in (-1, 0, 1)]
    candidates = [d for m in months if (d := safe_date(m // 12, m % 12 + 1, day))]
    if context.direction == "future":
        return next((d.isoformat() for d in candidates if d >= today), None)
    return next((d.isoformat() for d in reversed(candidates) if d <= today), None)


def _slashed(found: Found, context: Context) -> str | None:
    """08/15/2021 and 15/08/2021; where both readings are dates, the one nearer to the DCT."""
    a, b, year = int(found.get("a")), int(found.get("b")), int(found.get("year"))
    year += 0 if year > 99 else 2000 if year < 50 else 1900
    readings = [d for d in (safe_date(year, a, b), safe_date(year, b, a)) if d]
    if not readings:
        return None
    today = context.today
    if today is None:
        return readings[0].isoformat() if len(readings) == 1 or a == b else f"{year}-XX-XX"
    return min(readings, key=lambda d: abs((d - today).days)).isoformat()


def _weekday(found: Found, context: Context) -> str | None:
    weekday = weekday_number(found.get("weekday"))
    if weekday is None:
        return None
    today, which = context.today, found.get("which")
    if which in ("the previous", "the following", "the next", "that") and context.anchor:
        forward = which in ("the following", "the next")
        return _step(context.anchor, weekday, forward, same=which == "that").isoformat()
    if today is None:
        return f"XXXX-WXX-{weekday}"
    if which.endswith("past") or which == "last":
        return _step(today, weekday, False, same=False).isoformat()
    if which.endswith("coming") or which == "next":
        return _step(today, weekday, True, same=False).isoformat()
    if context.direction == "near":
        days = (_step(today, weekday, forward, same=True) for forward in (True, False))
        return min(days, key=lambda day: abs((day - today).days)).isoformat()
    if _has_begun_there(today + DAY, weekday, context):
        return (today + DAY).isoformat()
    return _step(today, weekday, context.direction == "future", same=True).isoformat()


def _has_begun_there(tomorrow: date, weekday: int, context: Context) -> bool:
    """'Sank on Monday', told late on Sunday by Greenwich: nobody says that of the Monday six days
    ago; where the article writes from it is Monday already."""
    late = context.timed and context.moment is not None and context.moment.hour >= LATE
    return late and context.report_zone == GREENWICH and tomorrow.isoweekday() == weekday


def _step(start: date, weekday: int, forward: bool, same: bool) -> date:
    """The nearest such weekday before or after a day; the day itself counts when `same`."""
    distance = (weekday - start.isoweekday()) % 7 if forward else (start.isoweekday() - weekday) % 7
    if distance == 0 and not same:
        distance = 7
    return start + distance * DAY if forward else start - distance * DAY


_DEICTIC = {"today": 0, "yesterday": -1, "tomorrow": 1}


def _deictic(found: Found, context: Context) -> str | None:
    word = found.get("word")
    if context.today is None:
        return "XXXX-XX-XX"
    steps = _DEICTIC.get(word)
    if steps is None:
        steps = -2 if "before" in word else 2
    return (context.today + steps * DAY).isoformat()


def _anaphoric(found: Found, context: Context) -> str | None:
    which = found.get("which")
    if context.anchor is None:
        return "XXXX-XX-XX"
    if any(word in which.split() for word in ("next", "following", "after", "later")):
        return (context.anchor + DAY).isoformat()
    if any(word in which.split() for word in ("previous", "before", "earlier")):
        return (context.anchor - DAY).isoformat()
    return context.anchor.isoformat()


def _holiday(found: Found, context: Context) -> str | None:
    name = found.get("holiday").replace("’", "'")
    today = context.today
    if year := found.get("year"):
        day = _holiday_in(int(year), name)
        return day.isoformat() if day else None
    if today is None:
        fixed = table("timex")["holidays"].get(name)
        return f"XXXX-{fixed}" if fixed else "XXXX-XX-XX"
    days = [_holiday_in(year, name) for year in (today.year - 1, today.year, today.year + 1)]
    candidates = [day for day in days if day]
    which = found.get("which")
    if which == "next" or (not which and context.direction == "future"):
        return next((d.isoformat() for d in candidates if d >= today), None)
    return next((d.isoformat() for d in reversed(candidates) if d <= today), None)


def _holiday_in(year: int, name: str) -> date | None:
    data = table("timex")
    spelled = {key.replace("'", ""): key for kind in _KINDS for key in data[kind]}
    name = spelled.get(name.replace("'", ""), name)
    if name in data["holidays"]:
        month, day = data["holidays"][name].split("-")
        return safe_date(year, int(month), int(day))
    if name in data["easter"]:
        return easter(year) + int(data["easter"][name]) * DAY
    if name not in data["moving_holidays"]:
        return None
    month, weekday, nth = (int(part) for part in data["moving_holidays"][name])
    if nth < 0:
        last = date(year + month // 12, month % 12 + 1, 1) - DAY
        return _step(last, weekday, False, same=True)
    return _step(date(year, month, 1), weekday, True, same=True) + (nth - 1) * 7 * DAY


_KINDS = ("holidays", "moving_holidays", "easter")


def easter(year: int) -> date:
    """Easter Sunday by the anonymous Gregorian algorithm (Meeus, Astronomical Algorithms)."""
    golden, century = year % 19, year // 100
    moon = (19 * golden + century - century // 4 - (8 * century + 13) // 25 + 15) % 30
    moon -= moon // 28 * (1 - 29 // (moon + 1) * ((21 - golden) // 11))
    sunday = moon - (year + year // 4 + moon + 2 - century + century // 4) % 7
    month = 3 + (sunday + 40) // 44
    return date(year, month, sunday + 28 - 31 * (month // 4))


def safe_date(year: int, month: int, day: int) -> date | None:
    """The date, or None where the calendar has no such day."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _calendar(year: int, month: int, day: int) -> str | None:
    chosen = safe_date(year, month, day)
    return chosen.isoformat() if chosen else None


_READINGS = {
    "iso": _iso,
    "full date": _full_date,
    "last date": _full_date,
    "slashed": _slashed,
    "relative weekday": _weekday,
    "weekday": _weekday,
    "deictic day": _deictic,
    "anaphoric day": _anaphoric,
    "holiday": _holiday,
    "day of month": _of_month,
}
DAY_RULES = frozenset(_READINGS)
