"""The timeline is read back by the tools it is written for."""

import csv
import io
import json
from datetime import UTC, date, datetime

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from analysis.exports.timeline import COLUMNS, to_csv, to_icalendar, to_timelinejs
from analysis.model import Actor, Article, Case, Event, Evidence


def event(**fields: object) -> Event:
    base: dict[str, object] = {
        "id": "e1",
        "description": "Ghani left for Tajikistan",
        "start": "2021-08-15",
        "end": "2021-08-15",
        "precision": "day",
        "status": "happened",
        "evidence": (Evidence("a1", 0, 5), Evidence("a2", 3, 9)),
        "actor_ids": ("g",),
        "places": ("Tajikistan",),
        "last_reported": "2021-08-15T16:00:00+02:00",
    }
    return Event(**(base | fields))  # type: ignore[arg-type]


def case(*events: Event) -> Case:
    return Case(
        articles=(Article("a1", "x", outlet="Belisar Post"), Article("a2", "y")),
        actors=(Actor("g", "Ashraf Ghani", "person"),),
        events=events,
    )


# (start, end, DTSTART, DTEND)
CALENDAR = [
    ("2021-08-15", "2021-08-15", date(2021, 8, 15), date(2021, 8, 16)),
    ("2021-08-01", "2021-08-31", date(2021, 8, 1), date(2021, 9, 1)),
    ("2021-08-15T23:40+02:00", "2021-08-15T23:40+02:00",
     datetime(2021, 8, 15, 21, 40, tzinfo=UTC), datetime(2021, 8, 15, 21, 41, tzinfo=UTC)),
    ("2021-08-15T17:00", "2021-08-15T22:59",
     datetime(2021, 8, 15, 17, 0, tzinfo=UTC), datetime(2021, 8, 15, 22, 59, tzinfo=UTC)),
    ("2021-08-15", "", date(2021, 8, 15), date(2021, 8, 16)),
]  # fmt: skip


@pytest.mark.parametrize(("start", "end", "opens", "closes"), CALENDAR)
def test_icalendar_keeps_dates(start: str, end: str, opens: date, closes: date) -> None:
    calendar = Calendar.from_ical(to_icalendar(case(event(start=start, end=end))))
    (entry,) = calendar.walk("VEVENT")
    assert (entry["dtstart"].dt, entry["dtend"].dt) == (opens, closes)
    assert str(entry["uid"]) == "e1@crossbearing"
    assert entry["dtstamp"].dt == datetime(2021, 8, 15, 14, 0, tzinfo=UTC)


def test_icalendar_says_what_is_planned_or_denied() -> None:
    events = (event(status="planned"), event(id="e2", status="denied"), event(id="e3", start="",
              end=""))  # fmt: skip
    entries = Calendar.from_ical(to_icalendar(case(*events))).walk("VEVENT")
    assert [str(entry["status"]) for entry in entries] == ["TENTATIVE", "CANCELLED"]
    assert str(entries[1]["summary"]) == "Ghani left for Tajikistan (denied)"


def test_timelinejs_keeps_precision_and_escapes() -> None:
    events = (
        event(description="<b>x</b>"),
        event(id="e2", start="1998-01-01", end="1998-12-31", precision="year"),
        event(id="e3", start="2021-08-15T23:40+02:00", end="2021-08-15T23:40+02:00",
              precision="minute"),
        event(id="e4", guessed=True),
    )  # fmt: skip
    document = json.loads(to_timelinejs(case(*events), "Kabul"))
    first, second, third, fourth = document["events"]
    assert first["text"]["headline"] == "&lt;b&gt;x&lt;/b&gt;"
    assert second["start_date"] == {"year": 1998}
    assert "end_date" not in second  # it would be shown as '1998 to 1998'
    assert third["start_date"] == {"year": 2021, "month": 8, "day": 15, "hour": 21, "minute": 40}
    assert third["display_date"] == "21:40 UTC on 15 August 2021"  # its reader names no zone
    assert "guessed" in fourth["display_date"]
    assert "Belisar Post" in first["text"]["text"]


def test_timelinejs_takes_no_end_before_its_start_and_no_slide_without_a_year() -> None:
    events = (
        event(start="2014-10-17T21:00+01:00", end="2014-10-17", precision="part of day"),
        event(id="e2", start="soon", end=""),
    )
    (slide,) = json.loads(to_timelinejs(case(*events)))["events"]
    assert "end_date" not in slide


def test_timelinejs_shows_the_words_it_rests_on_and_leads_to_the_article() -> None:
    article = Article(
        "a1", "A ship <b>sank</b>.", outlet="Belisar Post", url="https://example.org/1?a=1&b=2"
    )
    made = Case(articles=(article,), events=(event(evidence=(Evidence("a1", 0, 18),)),))
    (slide,) = json.loads(to_timelinejs(made))["events"]
    assert (
        "<blockquote>A ship &lt;b&gt;sank&lt;/b&gt; "
        '(<a href="https://example.org/1?a=1&amp;b=2" rel="noopener" target="_blank">'
        "Belisar Post</a>)</blockquote>"
    ) in slide["text"]["text"]


def test_csv_reads_back_and_runs_no_formula() -> None:
    made = to_csv(case(event(description="=1+1"), event(id="e2", start="2021-08", end="")))
    rows = list(csv.DictReader(io.StringIO(made.decode("utf-8-sig"))))
    assert tuple(rows[0]) == COLUMNS
    assert rows[0]["description"] == "'=1+1"
    assert (rows[0]["actors"], rows[0]["articles"]) == ("Ashraf Ghani", "a1; a2")
    assert rows[0]["edtf"] == "2021-08-15"


# (start, end, guessed, EDTF)
EDTF = [
    ("1998-01-01", "1998-12-31", False, "1998"),
    ("1998-04-01", "1998-04-30", False, "1998-04"),
    ("2021-08-14", "2021-08-15", True, "2021-08-14?/2021-08-15?"),
    ("2021-08-15", "2021-08-15", True, "2021-08-15?"),
    ("", "2021-08-15", False, "../2021-08-15"),
    ("2021-08-15T23:40+02:00", "2021-08-15T23:40+02:00", False, "2021-08-15T23:40+02:00"),
]


@pytest.mark.parametrize(("start", "end", "guessed", "written"), EDTF)
def test_csv_carries_the_uncertainty_of_a_date(
    start: str, end: str, guessed: bool, written: str
) -> None:
    made = to_csv(case(event(start=start, end=end, guessed=guessed)))
    (row,) = csv.DictReader(io.StringIO(made.decode("utf-8-sig")))
    assert row["edtf"] == written


def test_pandas_reads_the_csv_with_its_dates() -> None:
    made = to_csv(case(event(), event(id="e2", start="2021-08-15T23:40+02:00")))
    frame = pd.read_csv(io.BytesIO(made), encoding="utf-8-sig")
    starts = pd.to_datetime(frame["start"], utc=True, format="ISO8601")
    assert list(starts.dt.strftime("%Y-%m-%d %H:%M")) == ["2021-08-15 00:00", "2021-08-15 21:40"]
    assert list(frame["reports"]) == [2, 2]


def test_an_empty_case_is_an_empty_file_of_each_kind() -> None:
    assert json.loads(to_timelinejs(Case()))["events"] == []
    assert Calendar.from_ical(to_icalendar(Case())).walk("VEVENT") == []
    assert to_csv(Case()).decode("utf-8-sig").strip() == ",".join(COLUMNS)


@given(st.text(max_size=60), st.text(alphabet="0123456789-T:Z+", max_size=20))
def test_no_description_and_no_date_breaks_a_file(description: str, start: str) -> None:
    made = case(event(description=description, start=start, end=start))
    json.loads(to_timelinejs(made))
    assert len(Calendar.from_ical(to_icalendar(made)).walk("VEVENT")) <= 1
    assert len(list(csv.reader(io.StringIO(to_csv(made).decode("utf-8-sig"))))) >= 2
