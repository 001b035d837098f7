"""An interval as a reader says it: as fine as it is known, and no finer.

In: its bounds in UTC (NaT where open) and its precision. Out: '9 Mar 1998', 'Apr 1998', '1931',
'8 Jun 2025, 20:20', 'by 12 Mar 2032'.
"""

from __future__ import annotations

import pandas as pd
from pandas.api.typing import NaTType

Moment = pd.Timestamp | NaTType
DAY = "%-d %b %Y"
MINUTE = "%-d %b %Y, %H:%M"


def in_words(start: Moment, end: Moment, precision: str) -> str:
    """'' where both bounds are open."""
    if isinstance(start, NaTType):
        return "" if isinstance(end, NaTType) else f"by {_told(end, last=True)}"
    if isinstance(end, NaTType):
        return f"from {_told(start)} on"
    if precision == "year" and start.year == end.year:
        return f"{start:%Y}"
    if precision == "month" and (start.year, start.month) == (end.year, end.month):
        return f"{start:%b %Y}"
    first, last = _told(start), _told(end, last=True)
    if _whole_days(start, end):
        first, last = f"{start:{DAY}}", f"{end:{DAY}}"
    elif start.date() == end.date():
        first, last = f"{start:{MINUTE}}", f"{end:%H:%M}"
        return first if f"{start:%H:%M}" == last else f"{first} to {last}"
    return first if first == last else f"{first} to {last}"


def _whole_days(start: pd.Timestamp, end: pd.Timestamp) -> bool:
    return f"{start:%H:%M}" == "00:00" and f"{end:%H:%M}" == "23:59"


def _told(moment: pd.Timestamp, last: bool = False) -> str:
    """A bound: the day where it is the edge of one."""
    edge = "23:59" if last else "00:00"
    return f"{moment:{DAY}}" if f"{moment:%H:%M}" == edge else f"{moment:{MINUTE}}"
