"""What an expression is read against, and what a reading yields.

In: the creation time and what the text has said so far. Out: Context and Meaning.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Literal

from analysis.annotate.creation_time import offset_of
from analysis.model import TimexType

GREENWICH = "+00:00"
FOREMOST = 14 * 60  # minutes by which a clock is ahead of Greenwich's at most
Direction = Literal["past", "future", "near", ""]


@dataclass(frozen=True, slots=True)
class Meaning:
    """Type and TIMEX3 value; bounds only where they are narrower than the value's own."""

    type: TimexType
    value: str
    earliest: str = ""
    latest: str = ""


@dataclass(frozen=True, slots=True)
class Context:
    """The anchors of one expression.

    `moment` is the creation time on the clock of the place that the article writes from, None
    when unknown. `reference` is the day of the last dated expression. `direction` is where the
    tense of the governing verb points.
    """

    moment: datetime | None
    zone: str = ""  # offset of local time, '+04:30', '' when unknown
    timed: bool = False  # whether the creation time states a time of day
    reference: date | None = None
    period: date | None = None  # first day of the last day, month or year named
    quarter: str = ""  # the last quarter named, '1989-Q3'
    direction: Direction = ""
    report_zone: str = ""  # the offset of `moment` where that is no local one
    floating: bool = False  # of a clock time: the text names no day for it
    part: str = ""  # the part of the day named right before a clock time: 'this morning at ten'
    night: bool = False  # of a clock time: the text is in the night that follows its day

    @property
    def today(self) -> date | None:
        return self.moment.date() if self.moment else None

    @property
    def anchor(self) -> date | None:
        """The day that 'the next day' counts from: the last one named, else today."""
        return self.reference or self.today

    def toward(self, direction: Direction) -> Context:
        return replace(self, direction=direction)

    def on_clock(self, zone: str) -> Context:
        """The same moment on the clock of another place; as it is where its own is unknown."""
        own = self.zone or self.report_zone
        if self.moment is None or not own:
            return replace(self, zone=zone)
        moment = self.moment - offset_delta(own) + offset_delta(zone)
        return replace(self, moment=moment, zone=zone)


def opening_context(dct: str, local: str = "") -> Context:
    """The context at the start of an article; `local` is the offset of local time if known."""
    try:
        moment = datetime.fromisoformat(dct)
    except ValueError:
        return Context(None, local)
    timed = len(dct) > len("2021-08-15")
    offset = moment.utcoffset()
    naive = moment.replace(tzinfo=None)
    if local and offset is not None:
        naive = naive - offset + offset_delta(local)
    elif offset:  # an offset other than UTC is the outlet's own clock
        minutes = int(offset.total_seconds() // 60)
        local = f"{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02}:{abs(minutes) % 60:02}"
    known = GREENWICH if offset is not None and not local else ""
    return Context(naive, local, timed, report_zone=known)


def on_next_day(context: Context) -> Context:
    """Of an article on a clock that nobody tells, and that is in the next day: its first minute.
    As it is where the clock is known, or would be further ahead than any."""
    if context.moment is None or not context.timed or context.report_zone != GREENWICH:
        return context
    midnight = context.moment.replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=1)
    minutes = int((midnight - context.moment).total_seconds()) // 60
    if minutes > FOREMOST:
        return context
    return replace(context, moment=midnight, report_zone=f"+{minutes // 60:02}:{minutes % 60:02}")


def offset_delta(offset: str) -> timedelta:
    """'+04:30' as a timedelta; nothing for ''."""
    offset = offset_of(offset)
    if not offset:
        return timedelta()
    sign = -1 if offset[0] == "-" else 1
    return sign * timedelta(hours=int(offset[1:3]), minutes=int(offset[4:6]))
