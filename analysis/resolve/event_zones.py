"""Whose clock each article of a case keeps.

In: articles, annotations. Out: a Clock for each. What one article says of a place holds for the
others: '2:40 a.m. Sharvan time (2240 GMT)', 'Temirtuz is two hours ahead', a dateline beside a
converted time. An article is on the clock of its dateline, else of its outlet's other articles or
of the place in its outlet's name, else of the one clock that most of the case keeps. Where none of
this tells it, a time is as wide as the clocks of the case lie apart.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from analysis.clock_words import TOP, beside, place_of_clock
from analysis.gazetteer import fold
from analysis.model import Annotation, Article, TimeExpression
from analysis.vocabulary import table

STRONG, WEAK = 3, 1  # votes: told of the place itself, or by where the article was written
CLEARLY = 2  # times as often as the next is one offset of the case
STEM = 4  # letters of a place that its adjective begins with: 'Halvian', 'Aarnovan'
ENDING = 4  # letters that an adjective has beyond that stem
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
_THAT_IS = re.compile(
    r"(?i)[.,;]? \(?(?:that is|that was|that['’]s|which is|which was) (?:about )?"
)
_COUNTED = re.compile(r"(?i)\b(?:ago|earlier|later|before|after|hence)\b")
_OF_A_DAY = re.compile(r"T(?P<hour>\d\d):(?P<minute>\d\d)")


@dataclass(frozen=True, slots=True)
class Clock:
    """The clock of one article; `around` are the offsets that the places of the case keep, `days`
    is the one by which the days of the case are counted."""

    offset: str = ""  # "" where nothing tells it
    own: str = ""  # what its annotation puts to times without a zone
    days: str = ""
    by_outlet: bool = False  # not by where it was written: 'local time' may be another place's
    unsure: bool = False  # so, or by one converted time alone, or not told at all
    around: tuple[str, ...] = ()
    places: Mapping[str, str] = field(default_factory=dict)

    def of_place(self, name: str) -> str:
        """The offset of a place or of what is called after it; "" where it is not known."""
        return _looked_up(name, self.places)


class KeptClocks:
    """What each article said of clocks when it was last read, and what the places came to."""

    def __init__(self) -> None:
        self._read: dict[str, tuple[Annotation, _Read]] = {}
        self._places: Mapping[str, str] = {}

    def read(
        self, articles: Sequence[Article], annotations: Mapping[str, Annotation]
    ) -> dict[str, _Read]:
        """What each annotated article says; one of the same annotation is not read again."""
        before, self._read = self._read, {}
        for article in articles:
            if (annotation := annotations.get(article.id)) is None:
                continue
            known = before.get(article.id)
            if known is None or known[0] is not annotation or known[1].outlet != article.outlet:
                known = annotation, _Read.of(article, annotation)
            self._read[article.id] = known
        return {article: read for article, (_, read) in self._read.items()}

    def places(self, read: Iterable[_Read]) -> Mapping[str, str]:
        """As `_places`; one object as long as it is the same, so that Clocks compare quickly."""
        now = _places(read)
        if now != self._places:
            self._places = now
        return self._places


def clocks_of(
    articles: Sequence[Article],
    annotations: Mapping[str, Annotation],
    kept: KeptClocks | None = None,
) -> dict[str, Clock]:
    """The clock of each annotated article. `kept` has what a run before read in them."""
    kept = KeptClocks() if kept is None else kept
    read = kept.read(articles, annotations)
    places = kept.places(read.values())
    told: dict[str, tuple[str, bool]] = {}
    by_outlet: dict[str, set[str]] = defaultdict(set)
    for article in articles:
        if one := read.get(article.id):
            offset = one.offset(places)
            told[article.id] = offset, not (one.sure or one.city or one.keeps)
            if offset and article.outlet and not one.city:
                by_outlet[article.outlet].add(offset)
    common = _common(offset for offset, _ in told.values())
    around = tuple(sorted({*places.values(), *(offset for offset, _ in told.values())} - {""}))
    clocks = {}
    for article in articles:
        if article.id not in read:
            continue
        (offset, unsure), guess = told[article.id], False
        if not offset:
            known = by_outlet.get(article.outlet, set())
            offset = next(iter(known)) if len(known) == 1 else ""
            offset = offset or _looked_up_in(article.outlet, places) or common
            guess = bool(offset)
        unsure = unsure or guess or not offset
        clocks[article.id] = Clock(
            offset, read[article.id].own, common, guess, unsure, around, places
        )
    return clocks


def is_converted(text: str, timexes: Sequence[TimeExpression], index: int) -> bool:
    """Whether the same moment stands in brackets behind a time, on another clock."""
    if index + 1 >= len(timexes) or _of_greenwich(timexes[index]):
        return False
    there = timexes[index + 1]
    return _of_greenwich(there) and beside(text, timexes[index].end, there.start)


def place_beside(text: str, timex: TimeExpression) -> str:
    """'Sharvan' behind '2:40 a.m. Sharvan time', 'Otrabad' behind 'noon in Otrabad', 'our' behind
    'ten, our time'; "" for none."""
    named = place_of_clock(text, timex.end)
    if not named and (inside := _IN_PLACE.match(text, timex.end)):
        named = inside["place"]
    return named


def told_again(text: str, timexes: Sequence[TimeExpression], index: int, clock: Clock) -> str:
    """The offset of '19:00' in 'at 19:00, that is 16:00 in Velin': by the clock of Velin, or by
    that of the article, which tells its readers what it is with them; "" for any other time."""
    if index + 1 >= len(timexes):
        return ""
    here, there = timexes[index], timexes[index + 1]
    place = place_beside(text, there)
    if not place or not _THAT_IS.fullmatch(text, here.end, there.start):
        return ""
    known = clock.of_place(place) or clock.offset
    told, again = _OF_A_DAY.search(here.value), _OF_A_DAY.search(there.value)
    if not known or not told or not again:
        return ""
    apart = _minute_of_day(told) - _minute_of_day(again) + _minutes(known)
    return _written((apart + 10 * 60) % (24 * 60) - 10 * 60)


@dataclass(frozen=True, slots=True)
class _Read:
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

    @classmethod
    def of(cls, article: Article, annotation: Annotation) -> _Read:
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
        )

    def offset(self, places: Mapping[str, str]) -> str:
        """Its clock, as far as it says whose it is."""
        if self.sure:
            return self.own
        where = _looked_up(self.city, places) if self.city else ""
        keeps = _looked_up(self.keeps, places) if self.keeps else ""
        return keeps or where or self.own or (_looked_up(self.land, places) if self.land else "")


def _places(read: Iterable[_Read]) -> dict[str, str]:
    """Folded names of places -> their offset, where one is told clearly."""
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    articles = list(read)
    cities = {fold(one.city) for one in articles if one.city}
    for one in articles:
        for place, offset in one.told:
            votes[fold(place)][offset] += STRONG
        if one.own:
            if one.keeps:
                votes[fold(one.keeps)][one.own] += STRONG
            # 'Dolgomir Tribune', where another article is written from Dolgomir
            named = [name for name in one.outlet.split() if fold(name) in cities and one.sure]
            # a converted time without a dateline may be of where it happened, and of another's text
            for place in [one.city] if one.city else named:
                votes[fold(place)][one.own] += STRONG if one.sure else WEAK
    places = _clear(votes)
    for one in articles:
        offset = one.offset(places)
        for place, ahead, than in one.apart:
            if known := _looked_up(than, places) or offset:
                votes[fold(place)][_written(_minutes(known) + ahead)] += 2 * STRONG
    places = _clear(votes)
    for one in articles:  # 'two hours behind Port Amara', whose clock others tell
        for place, ahead, _ in one.apart if one.keeps and not one.offset(places) else ():
            if offset := _looked_up(place, places):
                votes[fold(one.keeps)][_written(_minutes(offset) - ahead)] += STRONG
    places = _clear(votes)
    for one in articles:
        if one.land and (offset := _looked_up(one.city, places)):
            votes[fold(one.land)][offset] += WEAK
    return _clear(votes)


def _clear(votes: Mapping[str, Counter[str]]) -> dict[str, str]:
    return {place: offset for place, told in votes.items() if (offset := _common_of(told))}


def _common(offsets: Iterable[str]) -> str:
    return _common_of(Counter(offset for offset in offsets if offset))


def _common_of(offsets: Counter[str]) -> str:
    (first, often), *others = offsets.most_common(2) or [("", 0)]
    return first if all(often >= CLEARLY * fewer for _, fewer in others) else ""


def _looked_up(name: str, places: Mapping[str, str]) -> str:
    """Of a place, or of its adjective: 'Halvia', 'Halvian'."""
    folded = fold(name)
    if folded in places:
        return places[folded]
    found = {
        offset
        for place, offset in places.items()
        if len(place) > STEM
        and folded.startswith(place[:-1])
        and len(folded) <= len(place) + ENDING
    }
    return found.pop() if len(found) == 1 else ""


def _looked_up_in(words: str, places: Mapping[str, str]) -> str:
    """Of the places that a name is made of: 'Radio Dravna', 'Ministry of Defence of Velastan'."""
    parts = words.split()
    found = {
        offset
        for length in (1, 2, 3)
        for at in range(len(parts) - length + 1)
        if (offset := _looked_up(" ".join(parts[at : at + length]), places))
    }
    return found.pop() if len(found) == 1 else ""


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
    told, there = _OF_A_DAY.search(timex.value), _OF_A_DAY.search(before.value)
    if place in ("", "our") or not told or not there:
        return None
    if not _THAT_IS.fullmatch(text, before.end, timex.start):
        return None
    apart = _minute_of_day(told) - _minute_of_day(there)
    return place, _written((apart + 10 * 60) % (24 * 60) - 10 * 60)  # from -10:00 to +14:00


def _minute_of_day(time: re.Match[str]) -> int:
    return int(time["hour"]) * 60 + int(time["minute"])


_SAID_NOW = re.compile(r"(?i)(?:\b(?:it['’]?s|it is|the time is)\s+(?:now\s+|just\s+)?|:\s+)$")


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


def _hours(word: str) -> int:
    """'two', '2' -> 2; 0 for 'some'."""
    return int(word) if word.isdecimal() else int(table("timex")["numbers"].get(word, 0))


def _leads(side: str) -> bool:
    return side in ("ahead", "later")


def _of_greenwich(timex: TimeExpression) -> bool:
    return timex.value.endswith("Z")


def _minutes(offset: str) -> int:
    return (int(offset[1:3]) * 60 + int(offset[4:6])) * (-1 if offset[0] == "-" else 1)


def _written(minutes: int) -> str:
    return f"{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02}:{abs(minutes) % 60:02}"
