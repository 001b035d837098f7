"""What one article says of clocks.

In: an article with its annotation. Out: a ClockWords: where it was written, the offset that its
own times have, and what it tells of the clocks of places: '2:40 a.m. Sharvan time (2240 GMT)',
'Temirtuz is two hours ahead', '15.40 local time (08.40 here)'.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from analysis.clock_words import TOP, beside, place_of_clock, told_for_readers
from analysis.gazetteer import fold
from analysis.model import Annotation, Article, TimeExpression
from analysis.resolve.clock_bounds import least_ahead
from analysis.vocabulary import table

LOCAL = "local time"  # of where it happened, as an outlet of another country calls it
_MINUTE = len("2021-08-15T14:05")
_NAME = r"[A-ZÀ-Þ][\w'’-]+(?: [A-ZÀ-Þ][\w'’-]+){0,2}"
_CAPITALS = re.compile(
    r"^[ \t]*(?P<city>[A-ZÀ-Þ][A-ZÀ-Þ.'’ -]{2,30})(?:, (?P<land>[A-ZÀ-Þ][\w'’ -]+?))?"
    r"(?:,[^\n(–—-]{2,40})?[ \t]*(?:\([^)\n]{2,40}\)[ \t]*)?(?:[ \t][-–—]|—|\.[ \t])",
    re.MULTILINE,
)
_HEAD_LINE = re.compile(
    rf"^(?P<city>{_NAME})[.,] (?:[A-Z]\w+day,? )?\d\d? [A-Z]\w+\b", re.MULTILINE
)
_TIMES_ARE = re.compile(
    rf"\b(?:[Tt]imes (?:here )?(?:are|is|given)|[Aa]ll times)(?: in)? (?P<place>{_NAME})\b"
)
_AHEAD = re.compile(
    rf"(?P<place>{_NAME}) is (?P<number>[\w-]+) hours? (?P<side>ahead|behind|later|earlier)\b"
    rf"(?: (?:of|than) (?P<of>{_NAME})\b)?"
)
_BEHIND = re.compile(
    rf"\b(?P<number>[\w-]+) hours? (?P<side>ahead|behind|later|earlier)(?: of| than)? "
    rf"(?P<place>{_NAME})"
)
_IN_PLACE = re.compile(rf"(?: at home| here)? in (?P<place>{_NAME})\b")
# 'at 0125Z. That is 2.25 in the morning in Kessau'
THAT_IS = re.compile(r"(?i)[.,;]? \(?(?:that is|that was|that['’]s|which is|which was) (?:about )?")
_WHICH_IS = re.compile(
    r"(?i)(?:,?\s+(?:local|[\w.'’-]+)\s+time)?(?:\s+on\s+\w+day)?[.,;]?\s+\(?(?:[-–—]\s+)?"
    r"(?:that is|that was|that['’]s|which is|which was)\s+(?:about\s+)?"
)
_LOCAL = re.compile(r"\blocal time\b")
_THERE = re.compile(r",?\s+(?:(?:over )?there\b(?=\s*[.,;)]|\s+on\b)|their time\b)")
# 'crossed into Velinia at 3.40 a.m. local time'
_INTO = re.compile(rf"\b(?:in|into|at|from|near|off) (?P<place>{_NAME}),? at (?:about |around )?$")
_SAID_NOW = re.compile(r"(?i)(?:\b(?:it['’]?s|it is|the time is)\s+(?:now\s+|just\s+)?|:\s+)$")
_COUNTED = re.compile(r"(?i)\b(?:ago|earlier|later|before|after|hence)\b")
OF_A_DAY = re.compile(r"T(?P<hour>\d\d):(?P<minute>\d\d)")


@dataclass(frozen=True, slots=True)
class ClockWords:
    """What one article says of clocks."""

    outlet: str
    city: str  # where it was written, "" where it does not say
    land: str
    keeps: str  # 'Times are Dravna time'
    own: str  # the offset that its own times have
    sure: bool  # which it states itself, and not by one converted time
    told: tuple[tuple[str, str], ...]  # place, its offset
    # place, minutes by which its clock is ahead of another place's, "" for that of the article
    apart: tuple[tuple[str, int, str], ...]
    pairs: tuple[tuple[str, int, str], ...]  # so, by one moment that is told on both clocks
    asked: frozenset[str]  # places after whose clock it calls times
    least: int  # minutes by which it is ahead of Greenwich's at least

    @classmethod
    def of(cls, article: Article, annotation: Annotation) -> ClockWords:
        text = article.text
        city, land = _written_in(text)
        keeps = told["place"] if (told := _TIMES_ARE.search(text)) else ""
        own, converted = _own_offset(text, annotation.timexes)
        return cls(
            article.outlet,
            city,
            land,
            keeps.removesuffix(" time"),
            own,
            bool(own) and not converted,
            tuple(_told_of_places(text, annotation.timexes, own)),
            tuple(_apart(text)),
            tuple(_pairs(text, annotation.timexes)),
            frozenset(fold(place_of_clock(text, t.end)) for t in annotation.timexes) - {""},
            least_ahead(annotation, text),
        )

    @property
    def desk(self) -> tuple[str, str]:
        """The outlet, and the place that it wrote from: one clock."""
        return self.outlet, fold(self.city)


def is_converted(text: str, timexes: Sequence[TimeExpression], index: int) -> bool:
    """Whether the same moment stands in brackets behind a time, on another clock."""
    if index + 1 >= len(timexes) or _of_greenwich(timexes[index]):
        return False
    there = timexes[index + 1]
    if _of_readers(text, timexes, index):
        return len(timexes[index].earliest) > _MINUTE
    return _of_greenwich(there) and beside(text, timexes[index].end, there.start)


def _of_readers(text: str, timexes: Sequence[TimeExpression], index: int) -> bool:
    """Whether what stands in brackets is the time where the article is read: '(08.40 here)'."""
    here, there = timexes[index], timexes[index + 1]
    return beside(text, here.end, there.start) and told_for_readers(text, there.end)


def place_beside(text: str, timex: TimeExpression) -> str:
    """'Sharvan' behind '2:40 a.m. Sharvan time', 'Otrabad' behind 'noon in Otrabad', 'our' behind
    'ten, our time'; "" for none."""
    named = place_of_clock(text, timex.end)
    if not named and (inside := _IN_PLACE.match(text, timex.end)):
        named = inside["place"]
    return named


def is_local(text: str, timex: TimeExpression) -> bool:
    """Whether a time is told on the clock of where it happened: '6 p.m. local time', 'half past
    five there'."""
    said = text[timex.start : timex.end + len(", local time")].lower()
    return bool(_LOCAL.search(said) or _THERE.match(text, timex.end))


def _written_in(text: str) -> tuple[str, str]:
    """City and country of the dateline or of the head of a document."""
    top = text[:TOP]
    head = _CAPITALS.search(top)
    if head is not None:
        land = head["land"] or ""
        return head["city"].strip(), "" if land.split(" ")[0].lower() in _calendar() else land
    line = _HEAD_LINE.search(top)
    return (line["city"], "") if line else ("", "")


def _calendar() -> set[str]:
    return {*table("timex")["months"], *table("timex")["weekdays"]}


def _own_offset(text: str, timexes: Sequence[TimeExpression]) -> tuple[str, bool]:
    """The offset that the times without a zone have, and whether a converted time shows it."""
    offsets: Counter[str] = Counter()
    shown = False
    for index, timex in enumerate(timexes):
        if timex.type != "TIME" or _of_greenwich(timex) or len(timex.earliest) <= _MINUTE:
            continue
        counted = timex.earliest != timex.latest or _COUNTED.search(text, timex.start, timex.end)
        if timex.earliest.endswith("+00:00") and counted:
            continue  # 'an hour ago', counted from a publication in universal time
        if index + 1 < len(timexes) and _of_readers(text, timexes, index):
            continue
        converted = is_converted(text, timexes, index)
        if converted and place_of_clock(text, timex.end) not in ("", "our"):
            continue
        shown |= converted
        offsets[timex.earliest[_MINUTE:]] += 1
    return next((offset for offset, _ in offsets.most_common(1)), ""), shown


def _told_of_places(
    text: str, timexes: Sequence[TimeExpression], own: str
) -> Iterator[tuple[str, str]]:
    for index, timex in enumerate(timexes):
        if shown := _told_after(text, timexes, index):
            yield shown
        if timex.type != "TIME" or _of_greenwich(timex) or len(timex.earliest) <= _MINUTE:
            continue
        place = place_of_clock(text, timex.end)
        place = place or (
            LOCAL if index + 1 < len(timexes) and _of_readers(text, timexes, index) else ""
        )
        if place not in ("", "our") and is_converted(text, timexes, index):
            yield place, timex.earliest[_MINUTE:]
            continue
        if place not in ("", "our") and own and not text[: timex.start].strip():
            yield place, own  # '17.55 (Aldmere time)' at the head of a live page
            continue
        inside = _IN_PLACE.match(text, timex.end)
        if inside and own and timex.end < TOP and _SAID_NOW.search(text, 0, timex.start):
            yield inside["place"], own


def _told_after(text: str, timexes: Sequence[TimeExpression], index: int) -> tuple[str, str] | None:
    """'At 0125Z. That is 2.25 in the morning in Kessau': the place and its offset."""
    timex = timexes[index]
    before = timexes[index - 1] if index else None
    if before is None or not _of_greenwich(before) or _of_greenwich(timex):
        return None
    place = place_beside(text, timex)
    told, there = OF_A_DAY.search(timex.value), OF_A_DAY.search(before.value)
    if place in ("", "our") or not told or not there:
        return None
    if not THAT_IS.fullmatch(text, before.end, timex.start):
        return None
    apart = minute_of_day(told) - minute_of_day(there)
    return place, written((apart + 10 * 60) % (24 * 60) - 10 * 60)  # from -10:00 to +14:00


def minute_of_day(time: re.Match[str]) -> int:
    return int(time["hour"]) * 60 + int(time["minute"])


def _apart(text: str) -> Iterator[tuple[str, int, str]]:
    """'Temirtuz is two hours ahead', 'two hours behind Port Amara'."""
    for match in _AHEAD.finditer(text):
        if hours := _hours(match["number"].lower()):
            ahead = hours * 60 * (1 if _leads(match["side"]) else -1)
            yield match["place"], ahead, match["of"] or ""
    for match in _BEHIND.finditer(text):
        of_two = any(m.start() < match.start() < m.end() for m in _AHEAD.finditer(text))
        hours = 0 if of_two else _hours(match["number"].lower())
        if hours:
            yield match["place"], hours * 60 * (-1 if _leads(match["side"]) else 1), ""


def _pairs(text: str, timexes: Sequence[TimeExpression]) -> Iterator[tuple[str, int, str]]:
    """'15.40 local time (08.40 here)', '01.47 Velin time, which is 03.47 in Tolm': a place, the
    minutes by which it is ahead of another, "" for that of the article."""
    for index, here in enumerate(timexes[:-1]):
        there = timexes[index + 1]
        of_readers = told_for_readers(text, there.end)
        beyond = "" if of_readers else place_beside(text, there)
        joined = beside(text, here.end, there.start) and not _of_greenwich(there)
        joined = joined or bool(_WHICH_IS.fullmatch(text, here.end, there.start))
        if here.earliest != here.latest or there.earliest != there.latest:
            continue  # 'at nine', of either half of the day
        first, second = OF_A_DAY.search(here.value), OF_A_DAY.search(there.value)
        if not joined or not (of_readers or beyond) or not first or not second:
            continue
        ahead = minute_of_day(first) - minute_of_day(second)
        ahead = (ahead + 10 * 60) % (24 * 60) - 10 * 60
        for place in _told_at(text, here):
            yield place, ahead, beyond
            if beyond:
                yield beyond, -ahead, place


def _told_at(text: str, timex: TimeExpression) -> Iterator[str]:
    """Whose clock a time is on: the place called beside it, or the one that 'local time' is of."""
    if place := place_of_clock(text, timex.end):
        yield place
    elif is_local(text, timex):
        yield LOCAL
        if into := _INTO.search(text, max(0, timex.start - TOP), timex.start):
            yield into["place"]


def _hours(word: str) -> int:
    """'two', '2' -> 2; 0 for 'some'."""
    return int(word) if word.isdecimal() else int(table("timex")["numbers"].get(word, 0))


def _leads(side: str) -> bool:
    return side in ("ahead", "later")


def _of_greenwich(timex: TimeExpression) -> bool:
    return timex.value.endswith("Z")


def minutes_of(offset: str) -> int:
    return (int(offset[1:3]) * 60 + int(offset[4:6])) * (-1 if offset[0] == "-" else 1)


def written(minutes: int) -> str:
    return f"{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02}:{abs(minutes) % 60:02}"
