"""Timeline: when things happened, as opposed to when they were reported."""

import streamlit as st

from pages.shared import event_card, figures, states
from pages.shared.context import current
from pages.shared.tables import table, time_column
from pages.shared.wording import plural

view = current()
events = view.selection.events
st.title("Timeline")
if events.empty:
    states.nothing_left(view.selection, "events")
    st.stop()

dated = events.dropna(subset=["start"])
guessed = int(dated["guessed"].sum())
st.caption(
    f"{plural(len(events), 'event')}, {len(dated)} of them dated"
    + (f", {guessed} by the date of their report only" if guessed else "")
    + ". Bars show how far the time is open. All times UTC."
)
figures.timeline(view)
rows, card = st.columns([8, 5], gap="medium")
with rows:
    shown = events.sort_values("start", kind="stable").assign(
        dated=lambda f: f["guessed"].map({True: "by its report", False: "by the text"})
    )
    chosen = table(
        shown, "event_id",
        {
            "description": st.column_config.TextColumn("What happened", width=290),
            "start": time_column("Earliest"),
            "end": time_column("Latest"),
            "precision": st.column_config.TextColumn("To the", width=80),
            "status": st.column_config.TextColumn("Status", width=90),
            "dated": st.column_config.TextColumn("Dated", width=95),
            "reports": st.column_config.NumberColumn("Reports", width=70),
            "first_reported": time_column("First reported"),
        },
        key="events", alt=f"{len(events)} events with earliest and latest time, status, reports",
    )  # fmt: skip
with card, st.container(border=True, key="event_card"):
    event_card.show(view, chosen or view.selection.filters.event or str(shown["event_id"].iloc[0]))
