"""Finds when an article was created (DCT), the anchor of 'today'.

In: an Article. Out: a CreationTime: ISO value with the zone that the material states, where it
comes from, and the words of the text that say it. Reliability falls in this order: the analyst,
metadata, the text, the date of a file, unknown.

A date in the text counts only where publications put theirs: a dateline, a byline, 'Updated
...', a line of its own near the top, the signature of a quoted tweet. Any other date is news.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from analysis.model import Article, CreationTime, DateOrigin, Span
from analysis.vocabulary import table

TOP = 800  # characters from the start in which a dateline or a byline stands
BOTTOM = 400  # characters from the end in which 'Published ...' may stand


@dataclass(frozen=True, slots=True)
class WrittenDate:
    """A full date with what stands beside it. `clock` is '14:05' or '', `zone` as written."""

    span: Span
    day: date
    clock: str = ""
    zone: str = ""

    def iso(self) -> str:
        """The ISO form; a zone name that the table lacks is left out of it."""
        if not self.clock:
            return self.day.isoformat()
        return f"{self.day.isoformat()}T{self.clock}:00{offset_of(self.zone, self.day)}"


def find_creation_time(article: Article) -> CreationTime:
    """When the article was created, and how far that can be trusted.

    Gives up with origin 'unknown' and an empty value: nothing is ever dated to the present.
    """
    stated = _stated(article.published_at)
    if stated and article.date_origin in ("analyst", "metadata"):
        return CreationTime(stated, article.date_origin, None, _zone_of(stated))
    found = _in_text(article.text) or _dateline_of_year(article, stated)
    if found is not None:
        return CreationTime(found.iso(), "text", found.span, found.zone)
    if day := _in_address(article.url):
        return CreationTime(day.isoformat(), "metadata")
    if stated:
        origin: DateOrigin = "file" if article.date_origin == "file" else "metadata"
        return CreationTime(stated, origin, None, _zone_of(stated))
    return CreationTime()


def written_dates(text: str) -> Iterator[WrittenDate]:
    """Every full date (day, month and year) of a text, with the clock time beside it."""
    for match in _patterns().date.finditer(text):
        day = _day_of(match)
        if day is not None:
            zone = (match["zone"] or match["offset"] or "") if match["hour"] else ""
            span = match.start(), match.start() + len(match[0].rstrip())
            yield WrittenDate(span, day, _clock_of(match), zone)


def offset_of(zone: str, day: date | None = None) -> str:
    """'+04:30' for '+0430', 'GMT', 'EDT'; '' for a name that the table lacks.

    A name that is used all year round ('ET', 'CET') has the offset of `day`, or winter's.
    """
    if match := re.fullmatch(r"([+-])(\d\d):?(\d\d)", zone):
        return f"{match[1]}{match[2]}:{match[3]}"
    known = str(table("timex")["zones"].get(zone.lower().replace(".", ""), ""))
    return offset_at(known, day or _WINTER) if "/" in known else known


_WINTER = date(2000, 1, 15)


def offset_at(place: str, day: date) -> str:
    """The offset of an IANA zone ('Asia/Kabul') at noon of a day; '' for none of that name."""
    try:
        noon = datetime(day.year, day.month, day.day, 12, tzinfo=ZoneInfo(place))
    except (ZoneInfoNotFoundError, ValueError):
        return ""
    return noon.isoformat()[19:25]


# --- where publications put their date ----------------------------------------------------


def _in_text(text: str) -> WrittenDate | None:
    """The publication date that the text states, by the first construction that holds."""
    top = text[:TOP]
    dates = list(written_dates(top))
    tail_start = max(len(top), len(text) - BOTTOM)
    for rule in (_labelled, _dateline, _alone_on_its_line, _after_byline, _after_place):
        for found in dates:
            if rule(text, found):
                return found
    for found in written_dates(text[tail_start:]):
        moved = _moved(found, tail_start)
        if _labelled(text, moved):
            return moved
    return _latest_tweet(text)


def _labelled(text: str, found: WrittenDate) -> bool:
    """'Published: ...', 'Last updated on ...', the label on the same line."""
    before = text[max(0, found.span[0] - 40) : found.span[0]].rsplit("\n", 1)[-1]
    return bool(_patterns().label.search(before))


def _dateline(text: str, found: WrittenDate) -> bool:
    """'KABUL, Aug. 15, 2021 (Reuters) -': capitals before it, an agency or a dash after it."""
    start = text.rfind("\n", 0, found.span[0]) + 1
    before, after = text[start : found.span[0]], text[found.span[1] : found.span[1] + 60]
    return bool(_patterns().place.fullmatch(before) and _patterns().dash.match(after))


def _alone_on_its_line(text: str, found: WrittenDate) -> bool:
    start = text.rfind("\n", 0, found.span[0]) + 1
    end = text.find("\n", found.span[1])
    rest = text[start : found.span[0]] + text[found.span[1] : end if end >= 0 else len(text)]
    return not re.search(r"\w", rest) and len(rest) < 12


def _after_byline(text: str, found: WrittenDate) -> bool:
    """'By Jane Doe | August 15, 2021': a short line that opens with 'By' and ends in the date."""
    start = text.rfind("\n", 0, found.span[0]) + 1
    end = text.find("\n", found.span[1])
    after = text[found.span[1] : end if end >= 0 else len(text)]
    before = text[start : found.span[0]]
    return bool(re.match(r"(?i)\s*by\s+\S", before)) and len(before) < 80 and len(after) < 40


def _after_place(text: str, found: WrittenDate) -> bool:
    """'Vindala, 16 November 2026, 22:30', 'Notice no. 4, Monday, 7 December 2026': a line of its
    own in the head of a document, of a place or a number and the date."""
    start = text.rfind("\n", 0, found.span[0]) + 1
    end = text.find("\n", found.span[1])
    after = text[found.span[1] : end if end >= 0 else len(text)].strip(" .")
    return not after and bool(_PLACE_OR_NUMBER.fullmatch(text[start : found.span[0]]))


_PLACE_OR_NUMBER = re.compile(
    r"\s*(?:(?:[A-Z][\w.'’-]*|[Nn][o°º]\.?|\d[\d/-]*|of|the|and|de|al|el|at|in)[ ]?){1,8},?\s*"
)


def _latest_tweet(text: str) -> WrittenDate | None:
    """'— ANI (@ANI) August 15, 2021'. An article is no older than the latest post it quotes."""
    posts = []
    for match in _patterns().handle.finditer(text):
        after = text[match.end() : match.end() + 60]
        for found in written_dates(after):
            if found.span[0] <= 2:
                posts.append(_moved(found, match.end()))
            break
    return max(posts, key=lambda post: post.iso(), default=None)


def _dateline_of_year(article: Article, stated: str) -> WrittenDate | None:
    """'KABUL, Aug 15 (Reuters) -': the year from the address or the file, else give up."""
    match = _patterns().yearless.search(article.text[:TOP])
    if match is None:
        return None
    address = _in_address(article.url)
    year = address.year if address else int(stated[:4]) if stated[:4].isdigit() else None
    if year is None:
        return None
    day = _calendar_day(year, _month_of(match["month"]), int(match["day"]))
    return WrittenDate(match.span("date"), day) if day else None


def _in_address(url: str) -> date | None:
    """'/2021/08/15/' in a URL, which news sites take from the publication date."""
    match = re.search(r"/((?:19|20)\d\d)[/-](\d\d?)[/-](\d\d?)(?=[/-])", url)
    return _calendar_day(int(match[1]), int(match[2]), int(match[3])) if match else None


# --- reading dates ------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Patterns:
    date: re.Pattern[str]
    label: re.Pattern[str]
    place: re.Pattern[str]
    dash: re.Pattern[str]
    handle: re.Pattern[str]
    yearless: re.Pattern[str]


@cache
def _patterns() -> _Patterns:
    data = table("timex")
    month = "|".join(sorted(data["months"], key=len, reverse=True))
    weekday = "|".join(sorted(data["weekdays"], key=len, reverse=True))
    zone = "|".join(sorted(data["zones"], key=len, reverse=True))
    label = "|".join(sorted(data["publication"]["labels"], key=len, reverse=True))
    clock = (
        r"(?P<hour>\d{1,2})(?:[:.](?P<minute>\d\d))?(?::\d\d)?\s*(?P<half>[ap]\.?m\b\.?)?"
        rf"(?:\s*\(?(?P<zone>{zone})\b\)?)?(?P<offset>[+-]\d\d:?\d\d)?"
    )
    words = (
        rf"(?:(?P<month>{month})\.?\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?"
        rf"|(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<month2>{month})\.?,?)"
        r"\s+(?P<year>(?:19|20)\d\d)"
    )
    digits = r"(?P<iso>(?:19|20)\d\d-\d\d-\d\d)|(?P<slashed>\d{1,2}[/.]\d{1,2}[/.](?:19|20)\d\d)"
    date_pattern = (
        rf"(?i)(?<!\w)(?:(?:{weekday})\.?,?\s+)?(?:{words}|{digits})(?!\d)"
        rf"(?:(?:T|,?\s*(?:at|-|–|\|)?\s*)(?=\d{{1,2}}(?:[:.]\d\d|\s*[ap]\.?m)){clock})?"
    )
    return _Patterns(
        date=re.compile(date_pattern),
        label=re.compile(rf"(?i)(?<!\w)(?:{label})\s*(?:on|at)?\s*[:|\-–]?\s*$"),
        place=re.compile(
            r"\s*(?:[A-Z][\w.'’-]*[ ,/]+(?:(?:de|of|al|el|and|the)[ ]+)?){1,6}[-–—]?\s*"
        ),
        dash=re.compile(r"\s*(?:\([^)\n]{2,40}\)\s*)?(?:[-–—:]|/PRNewswire)"),
        handle=re.compile(r"\(@\w{1,30}\)"),
        yearless=re.compile(
            r"(?m)^\s*[A-Z][A-Z .,'’-]{2,40}(?:,[^\n,]{2,30})?,\s+"
            rf"(?P<date>(?P<month>(?i:{month}))\.?\s+(?P<day>\d{{1,2}}))\s*"
            r"(?:\([^)\n]{2,40}\)\s*)?[-–—]"
        ),
    )


def _day_of(match: re.Match[str]) -> date | None:
    if match["iso"]:
        year, month, day = (int(part) for part in match["iso"].split("-"))
    elif match["slashed"]:
        first, second, year = (int(part) for part in re.split(r"[/.]", match["slashed"]))
        # 15/08 can only be day first, 08/15 only month first; 05/08 says neither: give up
        if first <= 12 and second <= 12 and first != second:
            return None
        day, month = (second, first) if second > 12 else (first, second)
    else:
        year = int(match["year"])
        month = _month_of(match["month"] or match["month2"])
        day = int(match["day"] or match["day2"])
    return _calendar_day(year, month, day)


def _month_of(name: str) -> int:
    return int(table("timex")["months"][name.lower()])


def _calendar_day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _clock_of(match: re.Match[str]) -> str:
    if not match["hour"]:
        return ""
    hour, minute = int(match["hour"]), int(match["minute"] or 0)
    half = (match["half"] or "").lower()
    if half.startswith("p") and hour < 12:
        hour += 12
    elif half.startswith("a") and hour == 12:
        hour = 0
    return f"{hour:02}:{minute:02}" if hour < 24 and minute < 60 else ""


def _moved(found: WrittenDate, by: int) -> WrittenDate:
    start, end = found.span
    return WrittenDate((start + by, end + by), found.day, found.clock, found.zone)


def _stated(published_at: str) -> str:
    """The article's own date as ISO; a form that is no ISO is read as written, else dropped."""
    value = published_at.strip()
    if not value:
        return ""
    try:
        datetime.fromisoformat(value)
    except ValueError:
        first = next(written_dates(value), None)
        return first.iso() if first else ""
    return value.replace(" ", "T", 1)


def _zone_of(value: str) -> str:
    match = re.search(r"T.*?(Z|[+-]\d\d:?\d\d)$", value)
    return match[1] if match else ""
