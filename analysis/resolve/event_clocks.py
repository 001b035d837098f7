"""Puts clock times that name no zone on the clock of their article.

In: an event mention with its article's annotation, the clock of the article. Out: the mention with
the offset of that clock, or of the place that the text names beside the time. Where nobody tells
whose clock it is, the mention becomes as wide as the clocks of the case lie apart. Where the text
names no day, the day is that of the report on the local clock: '11:15 p.m.', told at 20:40 GMT
where it is twenty to two, was an hour and a half ago. 'This morning' counts from the day of the
report on that clock. Of a place whose clock nobody tells, an hour may be any of the world's until
the report.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from analysis.annotate import time_values
from analysis.model import Annotation, EventMention, Precision, TimeExpression
from analysis.resolve.clock_readings import LOCAL, is_converted, is_local, place_beside
from analysis.resolve.event_zones import Clock, told_again

_MINUTE = len("2021-08-15T14:05")
_OF_A_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_NAMED = re.compile(
    r"(?i)day\b|(?<!mid)night\b|morning|\d{1,2}(?:st|nd|rd|th)?\s+[a-z]{3}|[a-z]{3}\s+\d|-\d\d-"
)
_A_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d$")
# words that count from the day of the report, and how far
_COUNTED = re.compile(
    r"\b(?:today|tonight|this (?:morning|afternoon|evening)|last night|yesterday|tomorrow)\b"
)
_STEPS = {"last": -1, "yesterday": -1, "tomorrow": 1}
WORLD = ("+14:00", "-11:00")  # the first clock to have an hour, and the last
DAY, HALF, WEEK = timedelta(days=1), timedelta(hours=12), timedelta(days=7)


def on_local_clock(
    mention: EventMention, annotation: Annotation, text: str, clock: Clock
) -> EventMention:
    """The mention as it is where nothing is to be added."""
    if mention.guessed:
        return mention
    mention = _on_local_day(mention, annotation, text, clock)
    stated = _stated(mention, annotation, text, clock)
    if not stated:
        return mention
    earliest, latest = (
        _on_clock(bound, offset, clock)
        for bound, offset in ((mention.earliest, stated[0]), (mention.latest, stated[-1]))
    )
    if stated == WORLD and mention.status == "happened":
        latest = _until_report(earliest, latest, annotation.dct.value)
    earliest, latest, precision = _in_half(earliest, latest, mention, annotation.dct.value)
    if (earliest, latest) == (mention.earliest, mention.latest):
        return mention
    if earliest == latest and mention.status == "happened" and len(mention.earliest) == _MINUTE:
        earliest = latest = _day_after(earliest, mention, annotation, text)
    return replace(mention, earliest=earliest, latest=latest, precision=precision)


def _on_local_day(
    mention: EventMention, annotation: Annotation, text: str, clock: Clock
) -> EventMention:
    """'This morning', told at 20:45 GMT where it is a quarter to eight of the next day, is of that
    next day; so is the weekday that has begun there. In text that keeps a clock of its own the
    day is that of the place already."""
    report = annotation.dct.value
    zones = (clock.offset,) if clock.offset else clock.around
    if mention.timex is None or clock.own or not zones or not report.endswith("+00:00"):
        return mention
    universal = datetime.fromisoformat(report)
    locals_ = {(universal + ahead(zone)).date(): universal + ahead(zone) for zone in zones}
    local = locals_.popitem()[1] if len(locals_) == 1 else universal
    told = annotation.timexes[mention.timex]
    if local.date() == universal.date() or not _OF_A_DAY.match(told.value):
        return mention
    told = _names_its_day(told, annotation, text)
    said, day = text[told.start : told.end].lower(), told.value[:10]
    word = _COUNTED.search(said)
    steps = _STEPS.get(word[0].split()[0], 0) if word else 0
    if word and day == (universal + steps * DAY).date().isoformat():
        shift = local.date() - universal.date()
    elif (
        mention.status == "happened"
        and local.strftime("%A").lower() in said
        and day == (local - WEEK).date().isoformat()
    ):
        shift = WEEK
    else:
        return mention
    earliest, latest = _later(mention.earliest, shift), _later(mention.latest, shift)
    first = time_values.instant(earliest)
    begun = first is None or first.date() <= local.date()
    if mention.status == "happened" and not begun:
        return mention
    return replace(mention, earliest=earliest, latest=latest)


def _names_its_day(told: TimeExpression, annotation: Annotation, text: str) -> TimeExpression:
    """Of '01:47' after 'early this morning' what names the day; of any other the time itself."""
    if not _A_TIME.fullmatch(told.value) or names_a_day(text[told.start : told.end]):
        return told
    for before in reversed([t for t in annotation.timexes if t.start < told.start]):
        if _OF_A_DAY.match(before.value) and names_a_day(text[before.start : before.end]):
            return before if before.value[:10] == told.value[:10] else told
    return told


def _until_report(earliest: str, latest: str, report: str) -> str:
    """The latest moment of what had happened when it was reported."""
    known, first = time_values.instant(report), time_values.instant(earliest)
    last = time_values.instant(latest)
    if known is None or first is None or last is None or not first <= known < last:
        return latest
    return f"{known.isoformat(timespec='minutes')}+00:00"


def _later(bound: str, shift: timedelta) -> str:
    """A day or a time without a zone, moved; any other bound as it is."""
    if len(bound) == len("2021-08-15"):
        return (datetime.fromisoformat(bound) + shift).date().isoformat()
    if len(bound) == _MINUTE:
        return (datetime.fromisoformat(bound) + shift).isoformat(timespec="minutes")
    return bound


def _in_half(
    earliest: str, latest: str, mention: EventMention, report: str
) -> tuple[str, str, Precision]:
    """Of 'landed at five past three', told at noon, the one half of the day in which it can be."""
    kept = earliest, latest, mention.precision
    first, last = time_values.instant(earliest), time_values.instant(latest)
    known = time_values.instant(report) if len(report) > _MINUTE else None
    if first is None or last is None or known is None or last - first != HALF:
        return kept
    if mention.status == "happened" and first <= known < last:
        return earliest, earliest, "minute"
    if mention.status == "planned" and first < known <= last:
        return latest, latest, "minute"
    return kept


def is_unplaced(mention: EventMention, annotation: Annotation, text: str, clock: Clock) -> bool:
    """Whether nothing but the outlet, or the case, says whose clock a mention's time is on."""
    if mention.timex is None or mention.precision == "day":
        return False
    if is_converted(text, annotation.timexes, mention.timex):
        return False
    place = place_beside(text, annotation.timexes[mention.timex])
    return (clock.unsure or place not in ("", "our")) and not clock.of_place(place)


def _stated(
    mention: EventMention, annotation: Annotation, text: str, clock: Clock
) -> tuple[str, ...]:
    """The offset of a mention's time; the first and the last that it may be; none for as it is."""
    if mention.timex is None:
        return (clock.offset,) if clock.offset else ()
    timex = annotation.timexes[mention.timex]
    zoned = len(timex.earliest) > _MINUTE
    if zoned and is_converted(text, annotation.timexes, mention.timex):
        return ()
    clocked = mention.precision in ("minute", "hour")  # 'shortly after four, Sharvan time'
    place = place_beside(text, timex) if clocked else ""
    if place not in ("", "our"):
        # of a place whose clock nobody tells it may be any hour of the world's
        return (offset,) if (offset := clock.of_place(place)) else WORLD
    if translated := told_again(text, annotation.timexes, mention.timex, clock):
        return (translated,)
    local = place != "our" and is_local(text, timex)
    if local and (offset := _where_it_was(mention, text, clock)):
        return (offset,)
    away = clock.home and clock.days != clock.offset
    if local and away and (scene := _scene(clock)):
        return scene
    elsewhere = clock.by_outlet and local
    # 'on Tuesday afternoon', of another country: whose afternoon, nobody says
    apart = clock.by_outlet and clock.days not in ("", clock.offset) and not place
    if apart and mention.precision == "part of day" and mention.status == "happened":
        return tuple(sorted((clock.offset, clock.days), key=ahead, reverse=True))
    if clock.also and clock.also == clock.own:
        # written in one place, its hours converted from the clock of another
        return tuple(sorted((clock.offset, clock.also), key=ahead, reverse=True))
    if clock.offset and not elsewhere:
        return (clock.offset,)
    # the furthest ahead is the first to have the hour
    return tuple(sorted(clock.around, key=ahead, reverse=True))


def _scene(clock: Clock) -> tuple[str, ...]:
    """The offsets that 'local time' may have in an outlet of another country."""
    if (known := clock.of_place(LOCAL)) not in ("", clock.offset):
        return (known,)
    others = [offset for offset in clock.around if offset != clock.offset]
    return tuple(sorted(others, key=ahead, reverse=True))


def _where_it_was(mention: EventMention, text: str, clock: Clock) -> str:
    """'took off from Velin at 4.35 local time': the offset of the one place that it names; "" for
    none or several."""
    named = [
        word
        for part in mention.participants
        if part.role in ("origin", "place", "destination")
        for word in re.findall(r"[A-Z][\w'’-]+", text[part.start : part.end])
    ]
    named += [text[part.start : part.end] for part in mention.participants if part.role == "place"]
    offsets = {offset for word in named if (offset := clock.of_place(word))}
    return offsets.pop() if len(offsets) == 1 else ""


def _on_clock(bound: str, offset: str, clock: Clock) -> str:
    """A bound without a zone, or with the article's where that is another."""
    if len(bound) == _MINUTE:
        return bound + offset
    ours = len(bound) > _MINUTE and bound[_MINUTE:] == clock.own
    return bound[:_MINUTE] + offset if ours else bound


def ahead(offset: str) -> timedelta:
    """How far a clock is ahead of Greenwich's: '+02:00', '-05:00'."""
    hours, minutes = int(offset[1:3]), int(offset[4:6])
    return timedelta(hours=hours, minutes=minutes) * (-1 if offset[0] == "-" else 1)


def _day_after(moment: str, mention: EventMention, annotation: Annotation, text: str) -> str:
    """A day later, where that is over too, and the text names no day to count from."""
    report = annotation.dct.value
    if mention.timex is None or len(report) <= _MINUTE:
        return moment
    told = annotation.timexes[mention.timex]
    # '8:35 p.m. on Sunday', or after 'on Sunday evening'
    said = [t for t in annotation.timexes if t.start <= told.start and _OF_A_DAY.match(t.value)]
    if any(names_a_day(text[t.start : t.end]) for t in said) or not _A_TIME.fullmatch(told.value):
        return moment
    known = time_values.instant(report)
    later = datetime.fromisoformat(moment) + DAY
    if known is None or later.astimezone(UTC).replace(tzinfo=None) > known.replace(tzinfo=None):
        return moment
    return later.isoformat(timespec="minutes")


def names_a_day(words: str) -> bool:
    """'Sunday', '9 May', 'that night'; not '8:35 p.m.' or 'the evening'."""
    return bool(_NAMED.search(words))
