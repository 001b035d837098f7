"""All that can be taken away from a case, in one list.

In: nothing. Out: EXPORTS, each with a label, a suffix, a MIME type and the function that writes
it from a Case and its Provenance. Pages and the command line offer what stands here.
"""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import pandas as pd

from analysis import frames
from analysis.exports.claims_jsonld import to_jsonld
from analysis.exports.followthemoney import to_followthemoney
from analysis.exports.networks import (
    edge_csv,
    node_csv,
    speech_graphml,
    together_gexf,
    together_graphml,
)
from analysis.exports.pictures import FIGURES, png, svg
from analysis.exports.provenance import Provenance
from analysis.exports.report import build_report
from analysis.exports.report_html import to_html
from analysis.exports.report_markdown import to_markdown
from analysis.exports.report_pdf import to_pdf
from analysis.exports.selection import self_contained
from analysis.exports.tables import to_csv, to_parquet, to_xlsx
from analysis.exports.timelines import icalendar, timelinejs
from analysis.exports.web_annotation import to_web_annotation
from analysis.model import Case

Writer = Callable[[Case, Provenance], bytes]
FrameOf = Callable[[Case], pd.DataFrame]

FRAMES: dict[str, FrameOf] = {
    "claims": frames.claims_frame,
    "propositions": frames.propositions_frame,
    "contradictions": frames.contradictions_frame,
    "actors": frames.actors_frame,
    "mentions": frames.mentions_frame,
    "events": frames.events_frame,
    "articles": frames.articles_frame,
}
XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True, slots=True)
class Export:
    """One format. `key` also names the file: '<case>_<key><suffix>'."""

    key: str
    label: str
    group: str
    suffix: str
    mime: str
    writer: Writer

    def write(self, case: Case, provenance: Provenance) -> bytes:
        """The file. `case` may be cut down by filters; what leads out of it is left out."""
        return self.writer(self_contained(case), provenance)

    def file_name(self, provenance: Provenance) -> str:
        return provenance.file_stem(self.key) + self.suffix


def _table(frame_of: FrameOf, write: Callable[[pd.DataFrame, Provenance], bytes]) -> Writer:
    return lambda case, provenance: write(frame_of(case), provenance)


def _workbook(case: Case, provenance: Provenance) -> bytes:
    return to_xlsx({name: frame_of(case) for name, frame_of in FRAMES.items()}, provenance)


def _report(write: Callable[..., str | bytes], case: Case, provenance: Provenance) -> bytes:
    written = write(build_report(case, provenance))
    return written.encode("utf-8", "replace") if isinstance(written, str) else written


SINGLE: tuple[Export, ...] = (
    Export("report-pdf", "Report, PDF", "Report", ".pdf", "application/pdf",
           partial(_report, to_pdf)),
    Export("report-html", "Report, one HTML file", "Report", ".html", "text/html",
           partial(_report, to_html)),
    Export("report", "Report, Markdown", "Report", ".md", "text/markdown",
           partial(_report, to_markdown)),
    Export("tables", "All tables, Excel workbook", "Tables", ".xlsx", XLSX_TYPE, _workbook),
    *(
        Export(name, f"{name.capitalize()}, CSV", "Tables", ".csv", "text/csv",
               _table(frame_of, to_csv))
        for name, frame_of in FRAMES.items()
    ),
    *(
        Export(f"{name}-parquet", f"{name.capitalize()}, Parquet", "Tables", ".parquet",
               "application/vnd.apache.parquet", _table(frame_of, to_parquet))
        for name, frame_of in FRAMES.items()
    ),
    Export("claims-schema-org", "Claims, schema.org JSON-LD (review drafts)", "Linked data",
           ".jsonld", "application/ld+json", to_jsonld),
    Export("annotations", "Claims, W3C Web Annotation", "Linked data", ".jsonld",
           "application/ld+json", to_web_annotation),
    Export("followthemoney", "Actors and links, FollowTheMoney", "Linked data", ".ftm.json",
           "application/json+ftm", to_followthemoney),
    Export("network-gexf", "Who appears with whom, GEXF", "Network", ".gexf",
           "application/gexf+xml", together_gexf),
    Export("network", "Who appears with whom, GraphML", "Network", ".graphml",
           "application/graphml+xml", together_graphml),
    Export("network-speech", "Who speaks about whom, GraphML", "Network", ".graphml",
           "application/graphml+xml", speech_graphml),
    Export("network-nodes", "Network nodes, CSV for Gephi", "Network", ".csv", "text/csv",
           node_csv),
    Export("network-edges", "Network edges, CSV for Gephi", "Network", ".csv", "text/csv",
           edge_csv),
    *(
        Export(f"figure-{name}", f"{label}, SVG", "Figures", ".svg", "image/svg+xml",
               partial(svg, name))
        for name, (label, _) in FIGURES.items()
    ),
    *(
        Export(f"figure-{name}-png", f"{label}, PNG", "Figures", ".png", "image/png",
               partial(png, name))
        for name, (label, _) in FIGURES.items()
    ),
    Export("timeline", "Timeline, TimelineJS", "Timeline", ".json", "application/json",
           timelinejs),
    Export("timeline-calendar", "Timeline, iCalendar", "Timeline", ".ics", "text/calendar",
           icalendar),
)  # fmt: skip


def _everything(case: Case, provenance: Provenance) -> bytes:
    """One ZIP with every format and PROVENANCE.json."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        note = json.dumps(provenance.as_dict(), ensure_ascii=False, indent=1)
        archive.writestr("PROVENANCE.json", note.encode("utf-8", "replace"))
        for export in SINGLE:
            archive.writestr(export.key + export.suffix, export.write(case, provenance))
    return buffer.getvalue()


EXPORTS: tuple[Export, ...] = (
    *SINGLE,
    Export("everything", "Everything, ZIP", "Everything", ".zip", "application/zip", _everything),
)


def export(key: str) -> Export:
    """The export of that key. Raises KeyError for one that is not there."""
    return {entry.key: entry for entry in EXPORTS}[key]
