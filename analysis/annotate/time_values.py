"""TIMEX3 values as intervals and as EDTF.

In: a TIMEX3 value ('2021-08-15', '1998-W07', '199X', '2021-08-15TEV', '1989-Q3', 'XXXX-WXX-1').
Out: [earliest, latest] as ISO strings, a precision, an EDTF string (ISO 8601-2). A value that is
open ('PRESENT_REF', 'XXXX-08-15', 'P2D') has no interval: ("", "").

Bounds of a day or anything longer are dates, both inclusive; bounds of anything finer are
date-times. Reference: ISO-TimeML (ISO 24617-1), EDTF as in ISO 8601-2:2019.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, datetime, timedelta

from analysis.model import Precision

Interval = tuple[str, str]
OPEN: Interval = ("", "")

# TimeML parts of the day as hours [from, to]; 'NI' runs past midnight
PARTS_OF_DAY: dict[str, tuple[int, int]] = {
    "MO": (5, 12),
    "MI": (11, 13),
    "AF": (12, 18),
    "EV": (17, 23),
    "NI": (18, 30),
    "DT": (8, 18),
}
# Meteorological seasons of the northern half; winter ends in the next year
SEASONS: dict[str, tuple[int, int]] = {"SP": (3, 5), "SU": (6, 8), "FA": (9, 11), "WI": (12, 14)}
EDTF_SEASONS = {"SP": "21", "SU": "22", "FA": "23", "WI": "24"}

_CLOCK = re.compile(r"(\d\d)(?::(\d\d))?(?::(\d\d))?(Z|[+-]\d\d:?\d\d)?$")


def interval(value: str) -> Interval:
    """[earliest, latest] of a TIMEX3 value; ("", "") when the value is open or malformed."""
    try:
        return _interval(value)
    except (ValueError, OverflowError):
        return OPEN


def precision(value: str) -> Precision:
    """How fine a TIMEX3 value is."""
    if not re.match(r"\d", value):
        return "unknown"
    day, _, clock = value.partition("T")
    if clock:
        if clock in PARTS_OF_DAY:
            return "part of day"
        return "minute" if re.match(r"\d\d:\d\d", clock) else "hour"
    if re.fullmatch(r"\d{4}-\d\d-\d\d", day):
        return "day"
    if re.fullmatch(r"\d{4}-W\d\d(-WE)?", day):
        return "week"
    if re.fullmatch(r"\d{4}-W\d\d-\d", day):
        return "day"
    if re.fullmatch(r"\d{4}-\d\d", day):
        return "month"
    if re.fullmatch(r"(FY)?\d{4}(-([QH][1-4]|SP|SU|FA|WI))?", day):
        return "month" if "-" in day else "year"
    return "longer" if re.fullmatch(r"\d{1,3}X{0,3}", day) else "unknown"


def to_edtf(value: str) -> str:
    """The EDTF form of a TIMEX3 value, "" where EDTF has none (durations, 'now')."""
    if match := re.fullmatch(r"(\d{4})-(SP|SU|FA|WI)", value):
        return f"{match[1]}-{EDTF_SEASONS[match[2]]}"
    if re.fullmatch(r"\d{4}(-\d\d(-\d\d)?)?", value):
        return value if interval(value) != OPEN else ""
    if re.fullmatch(r"XXXX-\d\d(-\d\d)?", value):
        return value
    if match := re.fullmatch(r"(\d{1,3})(X{0,3})", value):
        return match[1].ljust(4, "X")
    if match := re.fullmatch(r"(\d{4}-\d\d-\d\d)T(\d\d:\d\d)(:\d\d)?(Z|[+-]\d\d:\d\d)?", value):
        return f"{match[1]}T{match[2]}{match[3] or ':00'}{match[4] or ''}"
    earliest, latest = interval(value)
    return edtf_interval(earliest, latest)


def edtf_interval(earliest: str, latest: str) -> str:
    """EDTF of a pair of bounds: one date where they coincide or are a whole month or year, else
    'from/to', days at the finest.

    An open side is written '..' (EDTF level 1); both open give "".
    """
    if not earliest and not latest:
        return ""
    if earliest == latest:
        return earliest
    first, last = earliest[:10], latest[:10]
    if first == last:
        return first
    for length in (4, 7):  # a whole year, a whole month
        period = first[:length]
        if period == last[:length] and _interval(period) == (earliest, latest):
            return period
    return f"{first or '..'}/{last or '..'}"


def edtf_uncertain(edtf: str) -> str:
    """An EDTF date or interval, marked as uncertain (level 1: '2021-08-15?')."""
    return "/".join(
        part if part in ("", "..") or "T" in part else f"{part}?" for part in edtf.split("/")
    )


def as_datetimes(earliest: str, latest: str) -> tuple[datetime, datetime] | None:
    """The bounds as comparable naive UTC date-times, the last second of a bare date included.

    None where a bound is missing or unreadable.
    """
    first, last = instant(earliest), instant(latest, end=True)
    return (first, last) if first and last else None


def instant(value: str, *, end: bool = False) -> datetime | None:
    """One bound as naive UTC; a time without a zone is read as UTC; None when unreadable."""
    if not value:
        return None
    try:
        moment = datetime.fromisoformat(value)
    except ValueError:
        return None
    if len(value) == len("2021-08-15") and end:
        moment += timedelta(days=1, seconds=-1)
    offset = moment.utcoffset()
    try:
        return (moment - offset if offset else moment).replace(tzinfo=None)
    except OverflowError:
        return None


def intersect(intervals: Iterable[Interval]) -> Interval:
    """What all intervals have in common; ("", "") when they have nothing in common.

    The bounds returned are bounds that were given, with their zones and their fineness.
    """
    first: tuple[datetime, str] | None = None
    last: tuple[datetime, str] | None = None
    for earliest, latest in intervals:
        bounds = as_datetimes(earliest, latest)
        if bounds is None:
            continue
        if first is None or bounds[0] > first[0]:
            first = (bounds[0], earliest)
        if last is None or bounds[1] < last[0]:
            last = (bounds[1], latest)
    if first is None or last is None or first[0] > last[0]:
        return OPEN
    return first[1], last[1]


def precision_of(earliest: str, latest: str) -> Precision:
    """How fine a pair of bounds is, by its length."""
    bounds = as_datetimes(earliest, latest)
    if bounds is None:
        return "unknown"
    length = (bounds[1] - bounds[0]).total_seconds()
    steps: tuple[tuple[float, Precision], ...] = (
        (60, "minute"),
        (3600, "hour"),
        (23 * 3600, "part of day"),
        (86400, "day"),
        (7 * 86400, "week"),
        (92 * 86400, "month"),
        (366 * 86400, "year"),
    )
    return next((name for longest, name in steps if length <= longest), "longer")


def last_of_month(year: int, month: int) -> date:
    """The last day of a month; months beyond 12 run into the next years."""
    year, month = year + month // 12, month % 12 + 1
    return date(year, month, 1) - timedelta(days=1)


def _interval(value: str) -> Interval:
    day, _, clock = value.partition("T")
    if not re.match(r"\d", day) and not day.startswith("FY"):
        return OPEN
    if clock:
        return _clock_interval(date.fromisoformat(day), clock)
    if re.fullmatch(r"\d{4}-\d\d-\d\d", day):
        return (date.fromisoformat(day).isoformat(),) * 2
    if match := re.fullmatch(r"(\d{4})-W(\d\d)(-WE|-\d)?", day):
        return _week_interval(int(match[1]), int(match[2]), match[3] or "")
    if match := re.fullmatch(r"(\d{4})-(\d\d)(-XX)?", day):
        year, month = int(match[1]), int(match[2])
        return date(year, month, 1).isoformat(), last_of_month(year, month).isoformat()
    if match := re.fullmatch(r"(\d{4})-(SP|SU|FA|WI)", day):
        return _months(int(match[1]), *SEASONS[match[2]])
    if match := re.fullmatch(r"(\d{4})-Q([1-4])", day):
        quarter = int(match[2])
        return _months(int(match[1]), quarter * 3 - 2, quarter * 3)
    if match := re.fullmatch(r"(\d{4})-H([12])", day):
        half = int(match[2])
        return _months(int(match[1]), half * 6 - 5, half * 6)
    if match := re.fullmatch(r"(?:FY)?(\d{4})(-XX){0,2}", day):
        return date(int(match[1]), 1, 1).isoformat(), date(int(match[1]), 12, 31).isoformat()
    if match := re.fullmatch(r"(\d{1,3})X{0,3}", day):
        first, last = match[1].ljust(4, "0"), match[1].ljust(4, "9")
        return date(int(first), 1, 1).isoformat(), date(int(last), 12, 31).isoformat()
    return OPEN


def _months(year: int, first: int, last: int) -> Interval:
    return date(year, first, 1).isoformat(), last_of_month(year, last).isoformat()


def _week_interval(year: int, week: int, suffix: str) -> Interval:
    monday = date.fromisocalendar(year, week, 1)
    if suffix == "-WE":
        return (monday + timedelta(days=5)).isoformat(), (monday + timedelta(days=6)).isoformat()
    if suffix:
        chosen = monday + timedelta(days=int(suffix[1:]) - 1)
        return chosen.isoformat(), chosen.isoformat()
    return monday.isoformat(), (monday + timedelta(days=6)).isoformat()


def _clock_interval(day: date, clock: str) -> Interval:
    midnight = datetime(day.year, day.month, day.day)
    if clock in PARTS_OF_DAY:
        opens, closes = PARTS_OF_DAY[clock]
        return (
            (midnight + timedelta(hours=opens)).isoformat(timespec="minutes"),
            (midnight + timedelta(hours=closes, minutes=-1)).isoformat(timespec="minutes"),
        )
    match = _CLOCK.match(clock)
    if match is None:
        return day.isoformat(), day.isoformat()
    hour, minute, seconds, zone = match[1], match[2], match[3], match[4] or ""
    zone = "+00:00" if zone == "Z" else zone
    # '24:00' is the midnight that ends the day
    start = midnight + timedelta(hours=int(hour), minutes=int(minute or 0))
    if seconds:
        start += timedelta(seconds=int(seconds))
        return start.isoformat() + zone, start.isoformat() + zone
    ends = start + timedelta(minutes=0 if minute else 59)
    return start.isoformat(timespec="minutes") + zone, ends.isoformat(timespec="minutes") + zone
