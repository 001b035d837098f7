"""One event: when, how that is known, who took part, and every report of it."""

from __future__ import annotations

from datetime import datetime

import pandas as pd
import streamlit as st

from analysis.figures.time_words import in_words
from analysis.model import Event, Evidence
from pages.shared import filters, lines, notes
from pages.shared.context import View
from pages.shared.safe import md, shorten
from pages.shared.text_view import Paragraph, Run
from pages.shared.wording import plural, when

REPORTS = 6  # sentences on the card before the rest is folded away
ASIDE = 3  # beside the strip
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
    st.caption(_time_of(event))
    if event.outcome_id in view.loaded.event:
        st.button(
            md(f"Later reported: {view.loaded.event[event.outcome_id].description}", 90),
            key=f"outcome_{identifier}", type="tertiary", icon=":material/arrow_forward:",
            on_click=filters.show_only, args=("event", event.outcome_id),
        )  # fmt: skip
    _reports(view, event)
    names = [view.loaded.label_of_actor[i] for i in event.actor_ids
             if i in view.loaded.label_of_actor]  # fmt: skip
    if names or event.places:
        st.caption(md(", ".join(dict.fromkeys((*names, *event.places)))))
    with st.container(horizontal=True, gap="small"):
        if view.selection.filters.event != identifier:
            st.button("Filter everything by this event", key=f"event_{identifier}",
                      type="tertiary", icon=":material/filter_alt:", on_click=filters.show_only,
                      args=("event", identifier))  # fmt: skip
        notes.pin_button(view, "event", identifier, "event", kind="tertiary")
    if event.claim_ids:
        st.markdown("**Claims about it**")
        lines.draw_claims(view, event.claim_ids, key=f"about_{identifier}",
                          label="Claims about this event", most=8)  # fmt: skip


def aside(view: View, drawn: pd.DataFrame) -> None:
    """Beside the strip of the Overview, for keyboard and mouse: the sentences of the chosen event,
    or the events that are reported most, in order of time, each leading to its sentence."""
    event = view.loaded.event.get(view.selection.filters.event)
    if event is not None:
        st.subheader(md(event.description, 60))
        found = [lines.evidence_line(view, _sentence(view, p), 110) for p in _places(view, event)]
        more = len(found) - ASIDE
        link = Run("all about it" if more <= 0 else f"all {len(found)} reports", "link quiet",
                   f"event:{event.id}")  # fmt: skip
        lines.draw([*found[:ASIDE], Paragraph((link,))], key=f"aside_{event.id}",
                   label="Reports of the chosen event", look="list wide tight")  # fmt: skip
        return
    if drawn.empty:
        return
    st.subheader("Reported most")
    most = drawn.sort_values(["guessed", "reports"], ascending=[True, False], kind="stable")
    told = []
    for row in most.head(ASIDE).sort_values("start", kind="stable").itertuples():
        places = _places(view, view.loaded.event[str(row.event_id)])
        place = _sentence(view, places[0]) if places else None
        when_ = in_words(row.start, row.end, str(row.precision))
        told.append(
            Paragraph((
                Run(shorten(str(row.description), 48), "link",
                    f"place:{place.article_id}:{place.start}:{place.end}" if place else "",
                    tip="read the sentence"),
                Run(f"\n{when_}, {plural(int(row.reports), 'report')}", "aside"),
            ))
        )  # fmt: skip
    lines.draw(told, key="aside_events", label="Events reported most: choose one to read its "
               "sentence", look="list wide tight")  # fmt: skip


def _places(view: View, event: Event) -> list[Evidence]:
    return [place for place in event.evidence if place.article_id in view.loaded.article]


def _reports(view: View, event: Event) -> None:
    """Every sentence that reports it: the first few, the rest on demand."""
    places = _places(view, event)
    found = [lines.evidence_line(view, _sentence(view, place)) for place in places]
    lines.draw(found[:REPORTS], key=f"reports_{event.id}", label="Reports of this event")
    if len(found) > REPORTS:
        with st.expander(f"{len(found) - REPORTS:,} more reports"):
            lines.draw(found[REPORTS : REPORTS + lines.EVERY], key=f"reports_more_{event.id}",
                       label="Reports of this event, continued")  # fmt: skip


def _time_of(event: Event) -> str:
    """When it was or is to be, the words that say so, and when that was reported."""
    verb = {"planned": "Planned for", "denied": "Said to have been"}.get(event.status, "Happened")
    first, last = in_its_zone(event.start), in_its_zone(event.end)
    between = first if first == last else f"{first} to {last}" if first and last else ""
    time = between or (f"after {first}" if first else f"before {last}" if last else "at some time")
    said = f" (“{md(event.dated_by, 60)}”)" if event.dated_by else ""
    guess = ", a guess from the time of the report" if event.guessed else ""
    return (
        f"{verb} {time}{said}{guess}; first reported {when(event.first_reported)}, "
        f"last {when(event.last_reported)}"
    )


def in_its_zone(value: str) -> str:
    """'4 Mar 2025, 12:00 (UTC+02:00)': on the clock of the place where it was, if known."""
    if len(value) < len("2025-03-04T12:00"):
        return when(value) if value else ""
    moment = datetime.fromisoformat(value)
    zone = f"UTC{value[-6:]}" if moment.utcoffset() else "UTC"
    zone = zone if moment.tzinfo else "local time"
    return f"{moment.day} {moment:%b %Y}, {moment:%H:%M} ({zone})"


def _sentence(view: View, place: Evidence) -> Evidence:
    """The whole sentence around a place."""
    for start, end in view.loaded.sentences.get(place.article_id, ()):
        if start <= place.start < end:
            return Evidence(place.article_id, start, max(end, place.end))
    return place
