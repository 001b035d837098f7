"""Whose clock each article of a case keeps.

In: articles, annotations. Out: a Clock for each. What one article says of a place holds for the
others. An article is on the clock of its dateline, else of its outlet's other articles or of the
place in its outlet's name, else of the one clock that most of the case keeps, unless it tells of an
hour as over that this clock had not reached. Where none of this tells it, a time is as wide as the
clocks of the case lie apart.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from analysis.gazetteer import fold
from analysis.model import Annotation, Article, TimeExpression
from analysis.resolve.clock_bounds import REARMOST
from analysis.resolve.clock_readings import (
    LOCAL,
    OF_A_DAY,
    THAT_IS,
    ClockWords,
    minute_of_day,
    minutes_of,
    place_beside,
    written,
)

STRONG, WEAK = 3, 1  # votes: told of the place itself, or by where the article was written
CLEARLY = 2  # times as often as the next is one offset of the case
STEM = 4  # letters of a place that its adjective begins with: 'Halvian', 'Aarnovan'
ENDING = 4  # letters that an adjective has beyond that stem


@dataclass(frozen=True, slots=True)
class Clock:
    """The clock of one article; `around` are the offsets that the places of the case keep, `days`
    is the one by which the days of the case are counted."""

    offset: str = ""  # "" where nothing tells it
    own: str = ""  # what its annotation puts to times without a zone
    days: str = ""
    by_outlet: bool = False  # not by where it was written: 'local time' may be another place's
    unsure: bool = False  # so, or by one converted time alone, or not told at all
    home: bool = False  # that of the outlet, which may tell of another country
    also: str = ""  # the one its converted times show, where it was written elsewhere
    around: tuple[str, ...] = ()
    places: Mapping[str, str] = field(default_factory=dict)

    def of_place(self, name: str) -> str:
        """The offset of a place or of what is called after it; "" where it is not known."""
        return _looked_up(name, self.places)


class KeptClocks:
    """What each article said of clocks when it was last read, and what the places came to."""

    def __init__(self) -> None:
        self._read: dict[str, tuple[Annotation, ClockWords]] = {}
        self._places: Mapping[str, str] = {}

    def read(
        self, articles: Sequence[Article], annotations: Mapping[str, Annotation]
    ) -> dict[str, ClockWords]:
        """What each annotated article says; one of the same annotation is not read again."""
        before, self._read = self._read, {}
        for article in articles:
            if (annotation := annotations.get(article.id)) is None:
                continue
            known = before.get(article.id)
            if known is None or known[0] is not annotation or known[1].outlet != article.outlet:
                known = annotation, ClockWords.of(article, annotation)
            self._read[article.id] = known
        return {article: read for article, (_, read) in self._read.items()}

    def places(self, read: Iterable[ClockWords]) -> Mapping[str, str]:
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
    least: dict[tuple[str, str], int] = defaultdict(lambda: REARMOST)
    for article in articles:
        if one := read.get(article.id):
            offset = _offset(one, places)
            told[article.id] = offset, not (one.sure or one.city or one.keeps)
            if offset and article.outlet and not one.city:
                by_outlet[article.outlet].add(offset)
            least[one.desk] = max(least[one.desk], one.least)
    scene = places.get(LOCAL, "")
    common = _common([*(offset for offset, _ in told.values()), scene])
    known = tuple(sorted({*places.values(), *(offset for offset, _ in told.values())} - {""}))
    clocks = {}
    for article in articles:
        if (one := read.get(article.id)) is None:
            continue
        (offset, unsure), guess = told[article.id], False
        fitting = tuple(zone for zone in known if minutes_of(zone) >= least[one.desk]) or known
        home = one.sure and not one.city
        if not offset:
            others = by_outlet.get(article.outlet, set())
            offset = next(iter(others)) if len(others) == 1 else ""
            offset = offset or _looked_up_in(article.outlet, places)
            home = bool(offset)
            if not offset:  # that of most, unless the article tells of what it has not reached
                offset = common if common in fitting else ""
                offset = offset or (fitting[0] if len(fitting) == 1 else "")
            guess = bool(offset)
        unsure = unsure or guess or not offset
        also = one.own if one.own not in ("", offset) and not guess else ""
        clocks[article.id] = Clock(
            offset, one.own, common, guess, unsure, home, also, fitting, places
        )
    return clocks


def told_again(text: str, timexes: Sequence[TimeExpression], index: int, clock: Clock) -> str:
    """The offset of '19:00' in 'at 19:00, that is 16:00 in Velin': by the clock of Velin, or by
    that of the article, which tells its readers what it is with them; "" for any other time."""
    if index + 1 >= len(timexes):
        return ""
    here, there = timexes[index], timexes[index + 1]
    place = place_beside(text, there)
    if not place or not THAT_IS.fullmatch(text, here.end, there.start):
        return ""
    known = clock.of_place(place) or ("" if clock.unsure else clock.offset)
    told, again = OF_A_DAY.search(here.value), OF_A_DAY.search(there.value)
    if not known or not told or not again:
        return ""
    apart = minute_of_day(told) - minute_of_day(again) + minutes_of(known)
    return written((apart + 10 * 60) % (24 * 60) - 10 * 60)


def _places(read: Iterable[ClockWords]) -> dict[str, str]:
    """Folded names of places -> their offset, where one is told clearly."""
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    articles = list(read)
    cities = {fold(one.city) for one in articles if one.city}
    cities = cities.union(*(one.asked for one in articles))
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
        offset = _offset(one, places)
        for place, ahead, than in one.apart:
            if known := _looked_up(than, places) or offset:
                votes[fold(place)][written(minutes_of(known) + ahead)] += 2 * STRONG
    places = _clear(votes)
    for one in articles:  # 'two hours behind Port Amara', whose clock others tell
        for place, ahead, _ in one.apart if one.keeps and not _offset(one, places) else ():
            if offset := _looked_up(place, places):
                votes[fold(one.keeps)][written(minutes_of(offset) - ahead)] += STRONG
    places = _clear(votes)
    for one in articles:
        if one.land and (offset := _looked_up(one.city, places)):
            votes[fold(one.land)][offset] += WEAK
    places = _clear(votes)
    for _ in range(2):  # what one pair tells may be what another counts from
        for one in articles:
            offset = _offset(one, places)
            for place, ahead, than in one.pairs:
                known = _looked_up(than, places) if than else offset
                if known and not _looked_up(place, places):
                    votes[fold(place)][written(minutes_of(known) + ahead)] += STRONG
        places = _clear(votes)
    return places


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


def _offset(one: ClockWords, places: Mapping[str, str]) -> str:
    """The offset of an article, as far as it says whose clock it keeps."""
    if one.sure:
        return one.own
    where = _looked_up(one.city, places) if one.city else ""
    keeps = _looked_up(one.keeps, places) if one.keeps else ""
    known = keeps or where or one.own
    if not known and one.land:
        known = _looked_up(one.land, places)
    return known or _by_pair(one, places)


def _by_pair(one: ClockWords, places: Mapping[str, str]) -> str:
    """'3.20 local time, that's 7.20 here': by the clock of where it happened, if that is known."""
    for place, ahead, than in one.pairs:
        if not than and (known := _looked_up(place, places)):
            return written(minutes_of(known) - ahead)
    return ""
