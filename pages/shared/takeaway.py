"""Everything that can be taken away: made only when asked for, from what the filters leave.

Every file says which filters and which moment were in force.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from typing import Literal

import streamlit as st

from analysis.exports.provenance import Provenance, describe
from analysis.exports.registry import EXPORTS, Export, export, report
from analysis.model import Case
from pages.shared import notes
from pages.shared.context import View
from pages.shared.loading import version
from pages.shared.safe import md
from pages.shared.selection import Selection
from pages.shared.wording import when

_REPORTS = {"PDF": "report-pdf", "HTML": "report-html", "Markdown": "report"}
_FOR = {  # what each group opens in
    "Tables": "For Excel, LibreOffice, R, pandas. The workbook holds all tables.",
    "Linked data": "For fact-check feeds, annotation tools (Hypothesis), Aleph and OpenSanctions.",
    "Network": "For Gephi, Cytoscape, networkx.",
    "Figures": "SVG for editing and print, PNG for slides and posts.",
    "Timeline": "For TimelineJS, and for calendars.",
}


def show(view: View) -> None:
    """The report, then every other format by group."""
    st.subheader("Take it away")
    filters = in_force(view.selection)
    only = "; ".join(f"{name}: {value}" for name, value in filters.items())
    st.caption(
        (f"Only what is in view. {md(only, 300)}. " if only else "The whole case. ")
        + "Every file says which filters and which moment were in force."
    )
    st.markdown("**Report**: the notebook, the brief, figures, every quotation with its place")
    with st.container(horizontal=True, gap="xsmall"):
        for name, key in _REPORTS.items():
            st.download_button(
                name, _report(view, key), key=f"report_{name}", mime=export(key).mime,
                file_name=export(key).file_name(_provenance(view, view.loaded.case)),
                on_click="ignore",
            )  # fmt: skip
    groups: dict[str, list[Export]] = {}
    for offered in EXPORTS:
        if offered.group != "Report":
            groups.setdefault(offered.group, []).append(offered)
    for group, exports in groups.items():
        if len(exports) == 1:
            _button(view, exports[0], "secondary")
            continue
        with st.expander(group):
            st.caption(_FOR[group])
            with st.container(gap=None):
                for offered in exports:
                    _button(view, offered, "tertiary")


def _button(view: View, offered: Export, kind: Literal["secondary", "tertiary"]) -> None:
    st.download_button(
        offered.label, _file(view, offered), key=f"export_{offered.key}",
        file_name=offered.file_name(_provenance(view, view.loaded.case)),
        mime=offered.mime, on_click="ignore", type=kind, icon=":material/download:",
    )  # fmt: skip


def in_force(selection: Selection) -> dict[str, str]:
    """The filters in words, as every export states them."""
    chosen, loaded = selection.filters, selection.loaded
    low, high = chosen.confidence
    said = {
        "Actor": ", ".join(loaded.label_of_actor.get(a, a) for a in chosen.actors),
        "Confidence": f"{low}–{high} %" if (low, high) != (0, 100) else "",
        "Outlet": ", ".join(chosen.outlets),
        "Reported": " to ".join(str(day) for day in chosen.dates or ()),
        "Search": chosen.text,
        "Who speaks": {"attributed": "attributed only", "own": "outlets only"}.get(
            chosen.voices, ""
        ),
        "Event": loaded.event[chosen.event].description if chosen.event in loaded.event else "",
        "Proposition": loaded.proposition[chosen.proposition].statement
        if chosen.proposition in loaded.proposition
        else "",
        "Article": loaded.article[chosen.article].title or chosen.article
        if chosen.article in loaded.article
        else "",
        "Claim": loaded.claim[chosen.claim].content if chosen.claim in loaded.claim else "",
        "Happened": " to ".join(map(when, chosen.happened)) if chosen.happened else "",
        "As of": when(chosen.as_of) if chosen.as_of else "",
    }
    return {name: value for name, value in said.items() if value}


def selected_case(selection: Selection) -> Case:
    """The case with only what the filters leave."""
    case = selection.loaded.case
    if not selection.filters.active:
        return case
    claims = selection.claim_ids
    propositions = set(selection.propositions["proposition_id"])
    events = set(selection.events["event_id"])
    articles = set(selection.articles["article_id"])
    actors = set(selection.actors["actor_id"])
    return replace(
        case,
        articles=tuple(a for a in case.articles if a.id in articles),
        claims=tuple(c for c in case.claims if c.id in claims),
        propositions=tuple(p for p in case.propositions if p.id in propositions),
        contradictions=tuple(c for c in case.contradictions if {c.a, c.b} <= propositions),
        events=tuple(e for e in case.events if e.id in events),
        actors=tuple(a for a in case.actors if a.id in actors),
        mentions=tuple(
            m for m in case.mentions if m.actor_id in actors and m.article_id in articles
        ),
    )


def _provenance(view: View, case: Case) -> Provenance:
    said = {k: v for k, v in in_force(view.selection).items() if k != "As of"}
    return describe(
        case,
        view.record.name,
        view.selection.filters.as_of,
        said,
        datetime.now(UTC).isoformat(timespec="seconds"),
        version(),
    )


def _file(view: View, offered: Export) -> Callable[[], bytes]:
    def made() -> bytes:
        case = selected_case(view.selection)
        return offered.write(case, _provenance(view, case))

    return made


def _report(view: View, key: str) -> Callable[[], bytes]:
    def made() -> bytes:
        case = selected_case(view.selection)
        return report(key, case, _provenance(view, case), notes.for_report(view))

    return made
