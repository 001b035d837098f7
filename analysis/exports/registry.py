"""All that can be taken away from a case, in one list.

In: nothing. Out: EXPORTS, each with a label, a suffix, a MIME type and the function that writes
it from a Case and its Provenance. Pages and the command line offer what stands here.

A format's module is imported when the format is first asked for: what draws PDF and graphs takes
longer to import than a page takes to draw, and every page offers the list.
"""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from importlib import import_module
from typing import Any

import pandas as pd

from analysis import frames
from analysis.exports.notebook import NotebookEntry
from analysis.exports.provenance import Provenance
from analysis.exports.selection import self_contained
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
REPORTS = {
    "report-pdf": ("report_pdf", "to_pdf"),
    "report-html": ("report_html", "to_html"),
    "report": ("report_markdown", "to_markdown"),
}
FIGURES = {
    "standing": "Best-sourced propositions",
    "timeline": "Timeline",
    "network": "Who appears with whom",
}
XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True, slots=True)
class Export:
    """One format. `key` also names the file, less the format that the suffix says anyway."""

    key: str
    label: str
    group: str
    suffix: str
    mime: str
    writer: Writer

    def write(self, case: Case, provenance: Provenance) -> bytes:
        """The file. `case` may be cut down by filters; what leads out of it is left out."""
        return self.writer(self_contained(case), provenance)

    @property
    def bare(self) -> str:
        return self.key.removesuffix(self.suffix.replace(".", "-"))

    def file_name(self, provenance: Provenance) -> str:
        return provenance.file_stem(self.bare) + self.suffix


def _writer(module: str, function: str, *leading: str) -> Writer:
    """The function of that module under analysis.exports, imported when it is called."""

    def write(case: Case, provenance: Provenance) -> bytes:
        written: bytes = _load(module, function)(*leading, case, provenance)
        return written

    return write


def _table(frame_of: FrameOf, function: str) -> Writer:
    def write(case: Case, provenance: Provenance) -> bytes:
        written: bytes = _load("tables", function)(frame_of(case), provenance)
        return written

    return write


def _workbook(case: Case, provenance: Provenance) -> bytes:
    sheets = {name: frame_of(case) for name, frame_of in FRAMES.items()}
    written: bytes = _load("tables", "to_xlsx")(sheets, provenance)
    return written


def report(
    key: str, case: Case, provenance: Provenance, notebook: Sequence[NotebookEntry] = ()
) -> bytes:
    """The report of that key, one of REPORTS, with the analyst's notebook in it."""
    written: str | bytes = _load(*REPORTS[key])(
        _load("report", "build_report")(case, provenance, notebook)
    )
    return written.encode("utf-8", "replace") if isinstance(written, str) else written


def _load(module: str, function: str) -> Callable[..., Any]:
    loaded: Callable[..., Any] = getattr(import_module(f"analysis.exports.{module}"), function)
    return loaded


SINGLE: tuple[Export, ...] = (
    Export("report-pdf", "Report, PDF", "Report", ".pdf", "application/pdf",
           partial(report, "report-pdf")),
    Export("report-html", "Report, one HTML file", "Report", ".html", "text/html",
           partial(report, "report-html")),
    Export("report", "Report, Markdown", "Report", ".md", "text/markdown",
           partial(report, "report")),
    Export("tables", "All tables, Excel workbook", "Tables", ".xlsx", XLSX_TYPE, _workbook),
    *(
        Export(name, f"{name.capitalize()}, CSV", "Tables", ".csv", "text/csv",
               _table(frame_of, "to_csv"))
        for name, frame_of in FRAMES.items()
    ),
    *(
        Export(f"{name}-parquet", f"{name.capitalize()}, Parquet", "Tables", ".parquet",
               "application/vnd.apache.parquet", _table(frame_of, "to_parquet"))
        for name, frame_of in FRAMES.items()
    ),
    Export("claims-schema-org", "Claims, schema.org JSON-LD (review drafts)", "Linked data",
           ".jsonld", "application/ld+json", _writer("claims_jsonld", "to_jsonld")),
    Export("annotations", "Claims, W3C Web Annotation", "Linked data", ".jsonld",
           "application/ld+json", _writer("web_annotation", "to_web_annotation")),
    Export("followthemoney", "Actors and links, FollowTheMoney", "Linked data", ".ftm.json",
           "application/json+ftm", _writer("followthemoney", "to_followthemoney")),
    Export("network-gexf", "Who appears with whom, GEXF", "Network", ".gexf",
           "application/gexf+xml", _writer("networks", "together_gexf")),
    Export("network", "Who appears with whom, GraphML", "Network", ".graphml",
           "application/graphml+xml", _writer("networks", "together_graphml")),
    Export("network-speech", "Who speaks about whom, GraphML", "Network", ".graphml",
           "application/graphml+xml", _writer("networks", "speech_graphml")),
    Export("network-nodes", "Network nodes, CSV for Gephi", "Network", ".csv", "text/csv",
           _writer("networks", "node_csv")),
    Export("network-edges", "Network edges, CSV for Gephi", "Network", ".csv", "text/csv",
           _writer("networks", "edge_csv")),
    *(
        Export(f"figure-{name}", f"{label}, SVG", "Figures", ".svg", "image/svg+xml",
               _writer("pictures", "svg", name))
        for name, label in FIGURES.items()
    ),
    *(
        Export(f"figure-{name}-png", f"{label}, PNG", "Figures", ".png", "image/png",
               _writer("pictures", "png", name))
        for name, label in FIGURES.items()
    ),
    Export("timeline", "Timeline, TimelineJS", "Timeline", ".json", "application/json",
           _writer("timelines", "timelinejs")),
    Export("timeline-calendar", "Timeline, iCalendar", "Timeline", ".ics", "text/calendar",
           _writer("timelines", "icalendar")),
)  # fmt: skip


def _everything(case: Case, provenance: Provenance) -> bytes:
    """One ZIP with every format and PROVENANCE.json."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        note = json.dumps(provenance.as_dict(), ensure_ascii=False, indent=1)
        archive.writestr("PROVENANCE.json", note.encode("utf-8", "replace"))
        for export in SINGLE:
            archive.writestr(export.bare + export.suffix, export.write(case, provenance))
    return buffer.getvalue()


EXPORTS: tuple[Export, ...] = (
    *SINGLE,
    Export(
        "everything", "Everything in one ZIP", "Everything", ".zip", "application/zip", _everything
    ),
)


def export(key: str) -> Export:
    """The export of that key. Raises KeyError for one that is not there."""
    return {entry.key: entry for entry in EXPORTS}[key]
