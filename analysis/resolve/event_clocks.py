"""Puts clock times that name no zone on the clock of the case.

In: an event mention with its article's annotation, the offset of local time in the case. Out: the
mention with that offset. Where the text names no day, the day is that of the report on the local
clock: '11:15 p.m.', told at 20:40 GMT where it is twenty to two, was an hour and a half ago.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from analysis.annotate import time_values
from analysis.model import Annotation, EventMention

_MINUTE = len("2021-08-15T14:05")
_OF_A_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_NAMED = re.compile(
    r"(?i)day\b|(?<!mid)night\b|morning|\d{1,2}(?:st|nd|rd|th)?\s+[a-z]{3}|[a-z]{3}\s+\d|-\d\d-"
)
_A_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d$")
DAY = timedelta(days=1)


def on_local_clock(
    mention: EventMention, annotation: Annotation, text: str, local: str
) -> EventMention:
    """The mention as it is where nothing is to be added."""
    if not local or mention.guessed:
        return mention
    earliest, latest = (
        bound + local if len(bound) == _MINUTE else bound
        for bound in (mention.earliest, mention.latest)
    )
    if (earliest, latest) == (mention.earliest, mention.latest):
        return mention
    if mention.earliest == mention.latest and mention.status == "happened":
        earliest = latest = _day_after(earliest, mention, annotation, text)
    return replace(mention, earliest=earliest, latest=latest)


def _day_after(moment: str, mention: EventMention, annotation: Annotation, text: str) -> str:
    """A day later, where that is over too, and the text names no day to count from."""
    report = annotation.dct.value
    if mention.timex is None or len(report) <= _MINUTE:
        return moment
    told = annotation.timexes[mention.timex]
    # '8:35 p.m. on Sunday', or after 'on Sunday evening'
    said = [t for t in annotation.timexes if t.start <= told.start and _OF_A_DAY.match(t.value)]
    if any(_names_a_day(text[t.start : t.end]) for t in said) or not _A_TIME.fullmatch(told.value):
        return moment
    known = time_values.instant(report)
    later = datetime.fromisoformat(moment) + DAY
    if known is None or later.astimezone(UTC).replace(tzinfo=None) > known.replace(tzinfo=None):
        return moment
    return later.isoformat(timespec="minutes")


def _names_a_day(words: str) -> bool:
    """'Sunday', '9 May', 'that night'; not '8:35 p.m.' or 'the evening'."""
    return bool(_NAMED.search(words))
