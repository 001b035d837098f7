"""How far ahead of Greenwich a clock is at least, by what an article tells as over.

In: an article with its annotation. Out: minutes. 'Docked at 14.10 on Tuesday', published on Tuesday
at 09:00 GMT, was written where it was ten past two at nine by Greenwich, or later: five hours ahead
or more. So is 'TOLM, May 10 -', published at 20:05 GMT on the ninth.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime

from analysis.annotate import time_values
from analysis.clock_words import place_of_clock
from analysis.dateline import DATELINE
from analysis.model import Annotation, TimeExpression

REARMOST, FOREMOST = -11 * 60, 14 * 60  # minutes: the last clock of the world, and the first
SLACK = 15  # minutes by which something may be published before it has happened
_MINUTE = len("2021-08-15T14:05")
_DAY = len("2021-08-15")
_NAMED = re.compile(
    r"(?i)\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b|\bthis (?:morning|afternoon|evening)\b"
    r"|\btoday\b|\d{1,2}\s+[a-z]{3}|[a-z]{3}\s+\d"
)


def least_ahead(annotation: Annotation, text: str) -> int:
    """Minutes by which the clock of the article is ahead of Greenwich's at least."""
    report = annotation.dct.value
    if len(report) <= _MINUTE:
        return REARMOST
    published = datetime.fromisoformat(report)
    if published.tzinfo is None:
        return REARMOST
    universal = published.astimezone(UTC).replace(tzinfo=None)
    # 'that was to open on Wednesday' tells of a plan and of none that was carried out
    ahead = {mention.timex for mention in annotation.events if mention.status != "happened"}
    over = [
        begun
        for mention in annotation.events
        if mention.timex is not None and mention.timex not in ahead and mention.lemma != "be"
        if not mention.guessed
        if (begun := _begun(annotation.timexes[mention.timex], text)) is not None
    ]
    over += _dateline(annotation, text)
    minutes = [int((begun - universal).total_seconds()) // 60 - SLACK for begun in over]
    return max((ahead for ahead in minutes if ahead <= FOREMOST), default=REARMOST)


def _dateline(annotation: Annotation, text: str) -> Iterator[datetime]:
    """The first moment of the day of the dateline."""
    if head := DATELINE.match(text):
        for told in annotation.timexes:
            if told.end <= head.end("places") and told.precision == "day":
                yield datetime.fromisoformat(told.earliest)


def _of_a_place(text: str, told: TimeExpression) -> bool:
    """Whether a time is told on a clock that may be another than that of the article."""
    stated = "local time" in text[told.start : told.end + len(", local time")].lower()
    return stated or bool(place_of_clock(text, told.end))


def _begun(told: TimeExpression, text: str) -> datetime | None:
    """The first moment of what names its day and no zone; None for any other."""
    if not _NAMED.search(text, told.start, told.end) or _of_a_place(text, told):
        return None
    if text[: told.start].endswith(" for "):  # 'a march announced for Saturday night'
        return None
    if told.precision not in ("minute", "hour", "part of day", "day"):
        return None
    if len(told.earliest) not in (_DAY, _MINUTE):
        return None
    moment = time_values.instant(told.earliest)
    return moment.replace(tzinfo=None) if moment is not None else None
