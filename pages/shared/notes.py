"""The analyst's notebook: pinned evidence in an order of one's own, with own words between.

In: a View. Out: entries {kind, target, words}, kept with the case; pin buttons for every card.
"""

from __future__ import annotations

from typing import Literal

import streamlit as st

from analysis.exports.report import NotebookEntry
from pages.shared import lines
from pages.shared.context import View
from pages.shared.text_view import Paragraph, Run

Entry = dict[str, str]


def entries(view: View) -> list[Entry]:
    """The notebook of the case, in order."""
    return [
        {"kind": "words", "target": "", "words": "", **entry}
        for entry in view.store.remembered(view.case_id, "notebook", [])
    ]


def save(view: View, changed: list[Entry]) -> None:
    view.store.remember(view.case_id, "notebook", changed)


def for_report(view: View) -> tuple[NotebookEntry, ...]:
    """The same as the report wants it."""
    return tuple(NotebookEntry(**entry) for entry in entries(view))  # type: ignore[arg-type]


def pin_button(
    view: View,
    what: str,
    target: str,
    key: str,
    kind: Literal["secondary", "tertiary"] = "secondary",
) -> None:
    """Pin a thing into the notebook, or take it out."""
    pinned = any(e["kind"] == what and e["target"] == target for e in entries(view))
    st.button(
        "Unpin" if pinned else "Pin", key=f"{key}_pin_{target}", icon=":material/push_pin:",
        on_click=_unpin if pinned else _pin, args=(view, what, target), type=kind,
        help="Keep it in the notebook",
    )  # fmt: skip


def _pin(view: View, what: str, target: str) -> None:
    save(view, [*entries(view), {"kind": what, "target": target, "words": ""}])


def _unpin(view: View, what: str, target: str) -> None:
    kept = [e for e in entries(view) if (e["kind"], e["target"]) != (what, target)]
    save(view, kept)


def entry_line(view: View, entry: Entry) -> list[Paragraph]:
    """What is pinned, as a line that leads to it."""
    kind, target, loaded = entry["kind"], entry["target"], view.loaded
    if kind == "claim" and target in loaded.claim:
        return [lines.claim_line(view, loaded.claim[target])]
    if kind == "proposition" and target in loaded.proposition:
        return [lines.proposition_line(view, target)]
    if kind == "event" and target in loaded.event:
        event = loaded.event[target]
        where = [lines.evidence_line(view, p) for p in event.evidence[:1]
                 if p.article_id in loaded.article]  # fmt: skip
        return [Paragraph((Run(event.description, "lead"),)), *where]
    if kind == "words":
        return []
    return [Paragraph((Run(f"This {kind} is not in the case as it is shown now.", "aside"),))]
