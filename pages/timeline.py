"""Timeline: when things happened, as opposed to when they were reported."""

from dataclasses import replace

import streamlit as st

from analysis.figures.time_words import in_words
from pages.shared import event_card, figures, states, time_zoom
from pages.shared.context import current
from pages.shared.selection import selected
from pages.shared.tables import table, time_column

view = current()
events = view.selection.events
st.title("Timeline")
if events.empty:
    states.nothing_left(view, "events")
    st.stop()

answer = st.container()  # the finding stands before the controls
with st.container(horizontal=True, vertical_alignment="bottom", gap="small", key="time_bar"):
    part = st.segmented_control(
        "View", ["What happened when", "Reported against happened"], key="time",
        bind="query-params", default="What happened when", required=True,
    )  # fmt: skip
    lanes = "Actor"
    if part == "What happened when":
        lanes = st.segmented_control(
            "A lane for each", list(figures.LANES), key="lanes", bind="query-params",
            default="Actor", required=True, persist_state="session",
        )  # fmt: skip
    zoom = time_zoom.control()
others = selected(view.loaded, replace(view.selection.filters, event="")).events
window = time_zoom.around(others, zoom)
drawn, card = st.columns([8, 4], gap="medium")  # the card stays in sight beside tall lanes
with drawn:
    if events["start"].notna().sum() + events["end"].notna().sum() == 0:
        st.info("No event in view is dated: the articles do not say when.",
                icon=":material/schedule:")  # fmt: skip
    elif part == "What happened when":
        figures.timeline(view, lanes, answer, window)
    else:
        figures.lag(view, answer, window)
    st.caption(
        "A bar is the time in which it may have happened. Choose a mark to see its sentences and "
        "to filter everything by the event; draw a box (Box Select above the figure) to keep what "
        "happened in it. Times in UTC."
    )
    shown = events.sort_values("start", kind="stable").assign(
        when=lambda f: list(map(in_words, f["start"], f["end"], f["precision"])),
        dated=lambda f: f["guessed"].map({True: "by its report", False: "by the text"}),
    )
    chosen = table(
        shown, "event_id",
        {
            "description": st.column_config.TextColumn("What happened", width=290),
            "when": st.column_config.TextColumn("When", width=170),
            "dated_by": st.column_config.TextColumn("In the words", width=110),
            "precision": st.column_config.TextColumn("To the", width=80),
            "status": st.column_config.TextColumn("Status", width=90),
            "dated": st.column_config.TextColumn("Dated", width=95),
            "reports": st.column_config.NumberColumn("Reports", width=70),
            "first_reported": time_column("First reported"),
            "start": time_column("Earliest"),
            "end": time_column("Latest"),
        },
        key="events", link="pick",
        alt=f"{len(events)} events with earliest and latest time, status, reports",
    )  # fmt: skip
most = str(events.sort_values("reports", ascending=False, kind="stable")["event_id"].iloc[0])
with card, st.container(border=True, key="event_card"):
    event_card.show(view, chosen or view.selection.filters.event or most)
