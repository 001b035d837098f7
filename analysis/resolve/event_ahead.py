"""What is told as over did not happen after it was told.

In: an event mention, on the clock of its place, with its annotation and the text. Out: the mention.
The nearest day that was named may have been a coming one: 'Elections are due on Saturday. The
coalition fell apart in the afternoon' is of the day of the report. A day that stands with the verb
may be that of something else: 'the visit on Wednesday has been put off' says when the visit was to
be; when it was put off, it does not say.
"""

from __future__ import annotations

import math
from dataclasses import replace
from datetime import datetime, timedelta

from analysis.annotate import time_values
from analysis.model import Annotation, EventMention
from analysis.resolve.clock_bounds import FOREMOST
from analysis.resolve.event_clocks import names_a_day

DAY, WEEK = timedelta(days=1), timedelta(days=7)
SLACK = timedelta(hours=2)  # a clock is read from a text: what is nearly over counts as over
RELIABLE = frozenset(("metadata", "text"))
_DAY, _MINUTE = len("2021-08-15"), len("2021-08-15T14:05")
_OF_A_DAY = frozenset(("minute", "hour", "part of day"))


def told_by_then(mention: EventMention, annotation: Annotation, text: str) -> EventMention:
    """The mention, its time before the report."""
    report = annotation.dct.value
    if mention.status != "happened" or mention.guessed or mention.timex is None:
        return mention
    known, first = time_values.instant(report, end=True), time_values.instant(mention.earliest)
    if known is None or first is None:
        return mention
    if len(mention.earliest) <= _MINUTE:  # on no clock: it may have begun where days begin first
        first -= timedelta(minutes=FOREMOST)
    if len(report) == _DAY:
        known += DAY / 2
    if first <= known + SLACK:
        return mention
    told = annotation.timexes[mention.timex]
    said = text[told.start : told.end]
    back = math.ceil((first - known - SLACK) / DAY) * DAY
    if mention.precision in _OF_A_DAY and not names_a_day(said) and back <= WEEK:
        earliest, latest = _earlier(mention.earliest, back), _earlier(mention.latest, back)
        return replace(mention, earliest=earliest, latest=latest)
    if annotation.dct.origin not in RELIABLE or _is_noun(mention, text):
        return mention
    day = report[:_DAY]
    return replace(
        mention, earliest=day, latest=day, precision="day", timex=None, value="", guessed=True
    )


def _is_noun(mention: EventMention, text: str) -> bool:
    """'Talks on Friday': tells a plan where its day is to come, whatever it is called."""
    return text[mention.start : mention.end].lower() in (mention.lemma, f"{mention.lemma}s")


def _earlier(bound: str, by: timedelta) -> str:
    if len(bound) < _MINUTE:
        return bound
    return (datetime.fromisoformat(bound) - by).isoformat(timespec="minutes")
