"""The analyst's notebook: pinned evidence in an order of one's own, with own words and tags.

In: a View. Out: entries {kind, target, words, tags}, kept with the case; a pin for every card.
Each change keeps the notebook as it was before, so that the audit trail can go back to it.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any, Literal

import streamlit as st

from analysis.exports.notebook import NotebookEntry
from pages.shared import lines
from pages.shared.context import View
from pages.shared.safe import shorten
from pages.shared.text_view import Paragraph, Run

Entry = dict[str, Any]
NOTEBOOK, HISTORY = "notebook", "notebook.history"
STEPS = 40  # earlier states that are kept


def entries(view: View) -> list[Entry]:
    """The notebook of the case, in order."""
    kept = view.store.remembered(view.case_id, NOTEBOOK, [])
    return [{"kind": "words", "target": "", "words": "", "tags": [], **entry} for entry in kept]


def save(view: View, changed: list[Entry], what: str) -> None:
    """Keep the notebook; `what` says in the audit trail what was done."""
    steps = history(view)
    at = datetime.now(UTC).isoformat(timespec="seconds")
    steps.append({"at": at, "what": what, "before": entries(view)})
    view.store.remember(view.case_id, HISTORY, steps[-STEPS:])
    view.store.remember(view.case_id, NOTEBOOK, changed)


def history(view: View) -> list[dict[str, Any]]:
    """What was done to the notebook, oldest first, each with the notebook before it."""
    return list(view.store.remembered(view.case_id, HISTORY, []))


def go_back(view: View, index: int) -> None:
    """The notebook as it was before a step; going back is a step of its own."""
    steps = history(view)
    save(view, steps[index]["before"], f"Gone back to before: {steps[index]['what']}")


def for_report(view: View) -> tuple[NotebookEntry, ...]:
    """The same as the report wants it."""
    return tuple(
        NotebookEntry(e["kind"], e["target"], e["words"], tuple(e["tags"])) for e in entries(view)
    )


def tags(view: View) -> list[str]:
    """Every tag in use, by name."""
    return sorted({tag for entry in entries(view) for tag in entry["tags"]})


def pin_button(
    view: View,
    what: str,
    target: str,
    key: str,
    kind: Literal["secondary", "tertiary"] = "secondary",
) -> None:
    """Pin a thing into the notebook; once pinned, note, tag or unpin it where it is met."""
    found = [e for e in entries(view) if (e["kind"], e["target"]) == (what, target)]
    name = f"{key}_pin_{target}"
    if not found:
        st.button("Pin", key=name, icon=":material/push_pin:", on_click=_pin,
                  args=(view, what, target), type=kind, help="Keep it in the notebook")  # fmt: skip
        return
    with st.popover("Pinned", key=f"{name}_kept", icon=":material/push_pin:", type=kind):
        note_and_tags(view, found[0], name)
        st.button("Unpin", key=f"{name}_off", on_click=_unpin, args=(view, what, target))


def note_and_tags(view: View, entry: Entry, key: str) -> None:
    """Own words and tags of a pinned thing; both are kept as soon as one leaves the field."""
    at = (entry["kind"], entry["target"])
    words, chosen = f"{key}_words", f"{key}_tags"

    def changed() -> None:
        new = entries(view)
        for one in new:
            if (one["kind"], one["target"]) == at:
                one["words"], one["tags"] = st.session_state[words], st.session_state[chosen]
        save(view, new, f"Noted: {label(view, entry)}")

    st.text_area("Note", entry["words"], key=words, on_change=changed, height=80,
                 placeholder="What it means, what to check")  # fmt: skip
    tag_field(view, entry, chosen, changed)


def tag_field(view: View, entry: Entry, key: str, on_change: Any, **more: Any) -> None:
    known = sorted({*tags(view), *entry["tags"]})
    st.multiselect("Tags", known, entry["tags"], key=key, on_change=on_change,
                   accept_new_options=True, placeholder="Add a tag", **more)  # fmt: skip


def label(view: View, entry: Entry) -> str:
    """A pinned thing in a few words, for the audit trail."""
    kind, target, loaded = entry["kind"], entry["target"], view.loaded
    words = {
        "claim": lambda: loaded.claim[target].content,
        "proposition": lambda: loaded.proposition[target].statement,
        "event": lambda: loaded.event[target].description,
        "actor": lambda: loaded.label_of_actor[target],
        "article": lambda: loaded.article[target].title or target,
    }
    try:
        return f"{kind} “{shorten(words[kind](), 90)}”"
    except KeyError:
        return "own words" if kind == "words" else kind


def _pin(view: View, what: str, target: str) -> None:
    entry = {"kind": what, "target": target, "words": "", "tags": []}
    save(view, [*entries(view), entry], f"Pinned: {label(view, entry)}")


def _unpin(view: View, what: str, target: str) -> None:
    kept = [e for e in entries(view) if (e["kind"], e["target"]) != (what, target)]
    gone = label(view, {"kind": what, "target": target})
    save(view, kept, f"Unpinned: {gone}")


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
    if kind == "actor" and target in loaded.actor:
        name = loaded.label_of_actor[target]
        return [Paragraph((Run(name, "link", f"actor:{name}"), Run("\nactor", "aside")))]
    if kind == "article" and target in loaded.article:
        article = loaded.article[target]
        about = f"\narticle · {article.outlet or 'outlet unknown'}"
        return [
            Paragraph(
                (Run(article.title or target, "link", f"article:{target}"), Run(about, "aside"))
            )
        ]
    if kind == "words":
        return []
    return [Paragraph((Run(f"This {kind} is not in the case as it is shown now.", "aside"),))]
