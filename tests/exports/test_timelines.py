"""The timeline files are read back and say what they were made from."""

import json

from icalendar import Calendar

from analysis.exports.provenance import Provenance, describe
from analysis.exports.timelines import icalendar, timelinejs
from analysis.model import Case


def test_timelinejs_tells_it_on_the_title_slide(small_case: Case) -> None:
    made = describe(small_case, "Port <b>", filters={"outlet": "<script>"})
    document = json.loads(timelinejs(small_case, made))
    assert len(document["events"]) == len(small_case.events)
    told = document["title"]["text"]["text"]
    assert "Filters: outlet: &lt;script&gt;" in told
    assert "<script>" not in told
    assert "<b>" not in document["title"]["text"]["headline"]


def test_a_calendar_describes_itself(small_case: Case) -> None:
    made = describe(small_case, "Port", "2025-03-04", {"outlet": "Belisar\nPost; and, others"})
    calendar = Calendar.from_ical(icalendar(small_case, made))
    assert len(calendar.walk("VEVENT")) == len(small_case.events)
    assert "As of: 4 March 2025" in str(calendar["X-WR-CALDESC"])
    assert "Post; and, others" in str(calendar["X-WR-CALDESC"])


def test_an_empty_case_is_a_timeline_too() -> None:
    assert json.loads(timelinejs(Case(), Provenance()))["events"] == []
    assert Calendar.from_ical(icalendar(Case(), Provenance())).walk("VEVENT") == []
