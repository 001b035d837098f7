"""Takes the timeline away: TimelineJS JSON, CSV, iCalendar.

In: a Case. Out: bytes, each in the form that its own tools read back. Dates keep their precision:
an event known to the month is a month in TimelineJS and an all-day span in iCalendar.
References: TimelineJS3 JSON format (Knight Lab), RFC 5545 (iCalendar), EDTF (ISO 8601-2).
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from html import escape
from typing import Any

from icalendar import Calendar
from icalendar import Event as Entry

from analysis.annotate import time_values
from analysis.exports.claims_jsonld import web_address
from analysis.model import Case, Event
from analysis.resolve.phrases import moment

COLUMNS = (
    "id", "description", "start", "end", "edtf", "precision", "status", "guessed", "actors",
    "places", "reports", "first_reported", "last_reported", "articles",
)  # fmt: skip
# iCalendar knows CONFIRMED, TENTATIVE and CANCELLED (RFC 5545, 3.8.1.11)
CALENDAR_STATUS = {"happened": "CONFIRMED", "ongoing": "CONFIRMED", "denied": "CANCELLED"}
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def to_timelinejs(case: Case, title: str = "Timeline") -> bytes:
    """The JSON that TimelineJS3 reads: a title and one slide an event."""
    slides = [slide for event in case.events if (slide := _slide(case, event))["start_date"]]
    document = {"title": {"text": {"headline": _plain(title)}}, "events": slides}
    return json.dumps(document, ensure_ascii=False, indent=1).encode()


def to_csv(case: Case) -> bytes:
    """One line an event, UTF-8 with a byte order mark, so that spreadsheets read it rightly.

    A cell that a spreadsheet would take for a formula gets an apostrophe before it.
    """
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    names = _actor_names(case)
    for event in case.events:
        row = (
            event.id,
            event.description,
            event.start,
            event.end,
            _edtf(event),
            event.precision,
            event.status,
            "yes" if event.guessed else "no",
            "; ".join(names.get(actor, actor) for actor in event.actor_ids),
            "; ".join(event.places),
            len(event.evidence),
            event.first_reported,
            event.last_reported,
            "; ".join(dict.fromkeys(evidence.article_id for evidence in event.evidence)),
        )
        writer.writerow([_inert(cell) for cell in row])
    return ("\ufeff" + out.getvalue()).encode("utf-8", "replace")


def to_icalendar(case: Case, title: str = "Timeline") -> bytes:
    """One entry an event that has a start or an end; whole days stay whole days.

    The stamp of an entry is its last report, so that the same case gives the same file.
    """
    calendar = Calendar()
    calendar.add("prodid", "-//Crossbearing//Timeline//EN")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", _plain(title))
    for event in case.events:
        bounds = _calendar_bounds(event)
        if bounds is None:
            continue
        entry = Entry()
        entry.add("uid", f"{event.id}@crossbearing")
        entry.add("dtstamp", _aware(event.last_reported) or EPOCH)
        entry.add("dtstart", bounds[0])
        entry.add("dtend", bounds[1])
        entry.add("summary", _plain(_headline(event)))
        entry.add("description", _plain(_account(case, event)))
        entry.add("status", CALENDAR_STATUS.get(event.status, "TENTATIVE"))
        entry.add("categories", [event.status])
        if event.places:
            entry.add("location", _plain(", ".join(event.places)))
        calendar.add_component(entry)
    return bytes(calendar.to_ical())


# --- parts --------------------------------------------------------------------------------


def _slide(case: Case, event: Event) -> dict[str, Any]:
    start, end = event.start or event.end, event.end or event.start
    slide: dict[str, Any] = {
        "unique_id": event.id,
        "start_date": _parts(start, event.precision),
        "text": {"headline": _html(_headline(event)), "text": _told(case, event)},
        "group": event.status,
    }
    ends = _parts(end, event.precision)
    if _moment_of(ends) > _moment_of(slide["start_date"]):  # '2004 to 2004' is 2004
        slide["end_date"] = ends
    if event.guessed:
        slide["display_date"] = f"about {moment(start[:10])} (guessed)"
    elif "hour" in slide["start_date"]:  # TimelineJS names no zone of its own
        shown = [start, end] if "end_date" in slide else [start]
        slide["display_date"] = " to ".join(moment(value) for value in shown)
    return slide


def _moment_of(parts: Mapping[str, int]) -> tuple[int, ...]:
    return tuple(parts.get(name, 0) for name in ("year", "month", "day", "hour", "minute"))


def _told(case: Case, event: Event) -> str:
    """HTML: where it comes from, then the words of the first report with a way to the article."""
    told = f"<p>{_html(_account(case, event))}</p>"
    articles = {article.id: article for article in case.articles}
    place = event.evidence[0] if event.evidence else None
    if place is None or place.article_id not in articles:
        return told
    article = articles[place.article_id]
    words = _html(article.text[place.start : place.end])
    name = _html(article.outlet or article.title or article.id)
    address = web_address(article.url)
    if address:
        name = f'<a href="{escape(address)}" rel="noopener" target="_blank">{name}</a>'
    return f"{told}<blockquote>{words} ({name})</blockquote>" if words else told


def _parts(value: str, precision: str) -> dict[str, int]:
    """Year, month ... as fine as the event is known; clock times in UTC."""
    when = time_values.instant(value)
    if when is None:
        return {"year": int(value[:4])} if value[:4].isdigit() else {}
    parts = {"year": when.year}
    if precision not in ("year", "longer"):
        parts["month"] = when.month
        if precision != "month":
            parts["day"] = when.day
    if "T" in value and "day" in parts:
        parts |= {"hour": when.hour, "minute": when.minute}
    return parts


def _headline(event: Event) -> str:
    note = {"planned": "planned", "denied": "denied", "conditional": "conditional"}
    said = note.get(event.status)
    return f"{event.description} ({said})" if said else event.description


def _account(case: Case, event: Event) -> str:
    """Where it comes from: how sure the date is, and who reported it."""
    outlets = {a.id: a.outlet or a.title or f"article {a.id}" for a in case.articles}
    sources = dict.fromkeys(outlets.get(e.article_id, e.article_id) for e in event.evidence)
    dated = "guessed from the time of the report" if event.guessed else f"to the {event.precision}"
    return f"Status: {event.status}. Date: {dated}. Reported by {', '.join(sources)}."


def _edtf(event: Event) -> str:
    """The date with its uncertainty: 'in 1998' is '1998', a guess is '2021-08-15?'."""
    written = time_values.edtf_interval(event.start, event.end)
    return time_values.edtf_uncertain(written) if event.guessed else written


def _actor_names(case: Case) -> Mapping[str, str]:
    return {actor.id: actor.name for actor in case.actors}


def _calendar_bounds(event: Event) -> tuple[date | datetime, date | datetime] | None:
    """Start and the end after it, as RFC 5545 counts; None without a readable date."""
    start, end = event.start or event.end, event.end or event.start
    first, last = time_values.instant(start), time_values.instant(end, end=True)
    if first is None or last is None or last < first:
        return None
    try:
        if len(start) == len(end) == len("2021-08-15"):
            return first.date(), last.date() + timedelta(days=1)
        last = max(last, first + timedelta(minutes=1))
        return first.replace(tzinfo=UTC), last.replace(tzinfo=UTC)
    except OverflowError:
        return None


def _aware(value: str) -> datetime | None:
    when = time_values.instant(value)
    return when.replace(tzinfo=UTC) if when else None


def _plain(text: str) -> str:
    """Without the control characters that neither format may carry."""
    kept = "".join(char if char.isprintable() else " " for char in text)
    return " ".join(kept.encode("utf-8", "replace").decode().split())


def _html(text: str) -> str:
    """TimelineJS renders HTML: what comes from an article must stay text."""
    return _plain(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _inert(cell: object) -> object:
    text = str(cell)
    return f"'{text}" if text[:1] in "=+-@\t\r" and text[:1] else cell
