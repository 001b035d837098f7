"""One event: when, how that is known, who took part, and every report of it."""

from __future__ import annotations

import streamlit as st

from pages.shared import filters, lines, notes
from pages.shared.context import View
from pages.shared.safe import md
from pages.shared.wording import plural, when

STATUS_COLOURS = {
    "happened": "blue",
    "ongoing": "green",
    "planned": "yellow",
    "conditional": "gray",
    "denied": "red",
}


def show(view: View, identifier: str) -> None:
    """The card of one event."""
    event = view.loaded.event.get(identifier)
    if event is None:
        st.caption("Choose an event in the figure or the table.")
        return
    st.markdown(f"**{md(event.description, 200)}**")
    with st.container(horizontal=True, gap="xsmall"):
        st.badge(event.status, color=STATUS_COLOURS[event.status])
        st.badge(f"to the {event.precision}", color="gray")
        if event.guessed:
            st.badge("dated by its report only", color="yellow")
        st.badge(plural(len(event.evidence), "report"), color="gray")
    if event.start:
        until = f" to {when(event.end)}" if event.end and event.end != event.start else ""
        st.caption(f"Happened {when(event.start)}{until}; first reported "
                   f"{when(event.first_reported)}, last {when(event.last_reported)}")  # fmt: skip
    names = [view.loaded.label_of_actor[i] for i in event.actor_ids
             if i in view.loaded.label_of_actor]  # fmt: skip
    if names or event.places:
        st.caption(md(", ".join(dict.fromkeys((*names, *event.places)))))
    st.button("Filter everything by this event", key=f"event_{identifier}", type="tertiary",
              icon=":material/filter_alt:", on_click=filters.show_only,
              args=("event", identifier))  # fmt: skip
    notes.pin_button(view, "event", identifier, "event", kind="tertiary")
    places = [p for p in event.evidence if p.article_id in view.loaded.article]
    lines.draw([lines.evidence_line(view, _sentence(view, place)) for place in places[:15]],
               key=f"reports_{identifier}", label="Reports of this event")  # fmt: skip
    if event.claim_ids:
        st.markdown("**Claims about it**")
        lines.draw(lines.claim_lines(view, event.claim_ids, 8), key=f"about_{identifier}",
                   label="Claims about this event")  # fmt: skip


def _sentence(view: View, place: lines.Evidence) -> lines.Evidence:
    """The whole sentence around a place."""
    for start, end in view.loaded.case.sentences.get(place.article_id, ()):
        if start <= place.start < end:
            return lines.Evidence(place.article_id, start, max(end, place.end))
    return place
