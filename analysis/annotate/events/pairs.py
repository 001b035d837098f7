"""Reads two time expressions as one interval: 'from X to Y', 'between X and Y'.

In: the expressions that a predicate governs, each with its preposition. Out: an Anchor, or None
where they are no pair. Of two hours the second may be of the next day.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from analysis.annotate import time_values
from analysis.annotate.events.anchor import Anchor
from analysis.model import TimeExpression

DAY = timedelta(days=1)
_MINUTE = len("2021-08-15T14:05")


def from_to(
    governed: Sequence[tuple[int, str]], timexes: Sequence[TimeExpression]
) -> Anchor | None:
    """The interval of a pair among (expression, preposition)."""
    starts = [i for i, preposition in governed if preposition in ("from", "between")]
    ends = [i for i, preposition in governed if preposition in ("to", "until", "till", "and")]
    if not starts or not ends or starts[0] == ends[0]:
        return None
    first, last = timexes[starts[0]], timexes[ends[0]]
    earliest, latest = first.earliest, last.latest
    bounds = time_values.as_datetimes(earliest, latest)
    if bounds is None:
        return None
    if bounds[0] > bounds[1]:
        if first.value.endswith("T24:00"):
            # 'between midnight and 4 a.m. on Monday': the midnight that opens the day
            earliest = _moved(earliest, -DAY)
        elif _of_one_day(first, last):
            latest = _moved(latest, DAY)  # 'from eight in the evening until six in the morning'
        else:
            return None
    precision = time_values.precision_of(earliest, latest)
    return Anchor(earliest, latest, precision, starts[0], False, first.value)


def _of_one_day(first: TimeExpression, last: TimeExpression) -> bool:
    """Two hours, both put to one and the same day."""
    hours = first.precision == last.precision == "minute" and len(last.latest) >= _MINUTE
    return hours and first.earliest[:10] == last.latest[:10]


def _moved(moment: str, step: timedelta) -> str:
    return (datetime.fromisoformat(moment) + step).isoformat("T", "minutes")
