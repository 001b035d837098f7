"""The timeline as files that say what they were made from.

In: a Case, a Provenance. Out: bytes in the formats of `timeline`. TimelineJS shows the provenance
on its title slide (which is HTML, so it is escaped), a calendar shows it as its description.
"""

from __future__ import annotations

import json
from html import escape

from icalendar import Calendar

from analysis.exports.provenance import Provenance
from analysis.exports.timeline import to_icalendar, to_timelinejs
from analysis.model import Case


def timelinejs(case: Case, provenance: Provenance) -> bytes:
    """TimelineJS3 JSON."""
    document = json.loads(to_timelinejs(case, escape(provenance.case_name) or "Timeline"))
    told = "".join(f"<p>{escape(name)}: {escape(value)}</p>" for name, value in provenance.lines())
    document["title"]["text"]["text"] = told
    return json.dumps(document, ensure_ascii=False, indent=1).encode("utf-8", "replace")


def icalendar(case: Case, provenance: Provenance) -> bytes:
    """iCalendar (RFC 5545); X-WR-CALDESC is what calendar programs show as the description."""
    calendar = Calendar.from_ical(to_icalendar(case, provenance.case_name or "Timeline"))
    told = "; ".join(f"{name}: {value}" for name, value in provenance.lines())
    calendar.add("X-WR-CALDESC", "".join(c for c in told if c.isprintable()))
    written: bytes = calendar.to_ical()
    return written
