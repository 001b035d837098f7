"""The entries of a live page, and when each was written.

In: a text; its creation time on the clock of the page. Out: Entries. A page is one from three lines
on that begin with an hour. The newest entry, at the top or at the end, is of the day of the page;
where the hours leap on the way to the oldest a midnight lies between.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from datetime import datetime, timedelta

DAY, HOUR = timedelta(days=1), timedelta(hours=1)
LIVE = 3  # lines that begin with an hour make a live page
_ENTRY = re.compile(
    r"^(?P<clock>[0-2]?\d[:.][0-5]\d)(?=[ \t]*[-–—:|]?[ \t]+\S|[ \t]*$)", re.MULTILINE
)


@dataclass(frozen=True, slots=True)
class Entries:
    """Where the entries begin and, as written, their hours, in the order of the text."""

    starts: tuple[int, ...] = ()
    clocks: tuple[str, ...] = ()

    @property
    def newest(self) -> str:
        """The hour of the entry that was written last; "" for no live page."""
        return self.clocks[self._first] if self.clocks else ""

    def written(self, published: datetime | None) -> dict[int, datetime]:
        """Where each entry begins -> when it was written, on the clock of `published`."""
        if published is None or not self.clocks:
            return {}
        order = range(len(self.clocks))
        moment, written = published, {}
        for at in order if self._first == 0 else reversed(order):
            hour, minute = map(int, re.split(r"[:.]", self.clocks[at]))
            if hour > 23:
                continue
            here = moment.replace(hour=hour, minute=minute, second=0)
            # of a page whose clock nobody knows the newest entry may lie ahead of the report
            if here > moment + HOUR * (8 if at == self._first else 0):
                here -= DAY
            written[self.starts[at]] = moment = here
        return written

    @property
    def _first(self) -> int:
        """Position of the newest entry: the hours fall from the top, or rise."""
        falls = sum(a > b for a, b in zip(self.clocks, self.clocks[1:], strict=False))
        return 0 if falls * 2 >= len(self.clocks) - 1 else len(self.clocks) - 1

    def at(self, place: int) -> int | None:
        """Where the entry begins in which a place lies; None before the first."""
        position = bisect_right(self.starts, place) - 1
        return self.starts[position] if position >= 0 else None


def entries_of(text: str) -> Entries:
    """The entries of a live page; none of any other text."""
    found = list(_ENTRY.finditer(text))
    if len(found) < LIVE:
        return Entries()
    clocks = tuple(m["clock"].replace(".", ":").zfill(5) for m in found)
    return Entries(tuple(m.start() for m in found), clocks)
