"""Overview: the answer first. What stands, what is disputed, what is new, who matters, when."""

import streamlit as st

from pages.shared import figures, lines, panels, states
from pages.shared.context import current
from pages.shared.filters import show_actors
from pages.shared.safe import md
from pages.shared.tables import table
from pages.shared.text_view import Paragraph, Run
from pages.shared.wording import period, plural

BRIEF = 5  # lines at once; the rest on demand
TOPICS = {
    "happening": "event",
    "standing": "best sourced",
    "disputed": "disputed",
    "contested": "open",
    "withdrawn": "withdrawn",
    "firmer": "firmer",
    "newest": "newest",
}

view = current()
loaded, selection = view.loaded, view.selection
if not loaded.case.articles:
    states.no_articles()
    st.stop()

articles = selection.articles
outlets = articles["outlet"].replace("", None).nunique()
st.title(md(view.record.name))
st.caption(
    " · ".join(
        (
            plural(len(articles), "article"),
            plural(outlets, "outlet") if outlets else "outlets unknown",
            period(articles["published"].min(), articles["published"].max()),
            plural(len(selection.claims), "claim"),
            plural(len(selection.propositions), "proposition"),
            plural(len(selection.actors), "actor"),
        )
    )
)
panels.standings(selection)

brief, people = st.columns([5, 3], gap="medium")
with brief:
    st.subheader("In brief")
    told = [
        Paragraph(
            (Run(TOPICS.get(line.topic, line.topic), "tag"), *lines.sentence_runs(line.sentence))
        )
        for line in panels.brief_of(view)
    ]
    told = told or [Paragraph((Run("Nothing is claimed in view.", "aside"),))]
    look = "compact wide"
    lines.draw(told[:BRIEF], key="brief", label="In brief: choose a phrase", look=look)
    if len(told) > BRIEF:
        with st.expander(f"{len(told) - BRIEF} more"):
            lines.draw(told[BRIEF:], key="brief_more", label="In brief, continued", look=look)
    st.caption("Every underlined phrase opens the sentence it rests on.")
with people:
    st.subheader("Who matters")
    top = selection.actors.sort_values(["claims", "mentions"], ascending=False).head(6)
    chosen = table(
        top, "actor_id",
        {
            "name": st.column_config.TextColumn("Actor", width="medium"),
            "claims": st.column_config.NumberColumn("Says", help="Claims the actor makes"),
            "mentioned_in": st.column_config.NumberColumn("Spoken of", help="Claims about it"),
        },
        key="who", alt=panels.actors_finding(top),
    )  # fmt: skip
    if chosen:
        show = loaded.label_of_actor[chosen]
        st.button(
            f"Filter everything by {md(show, 30)}", on_click=show_actors, args=([show],),
            key="who_filter",
        )  # fmt: skip

st.subheader("When")
figures.timeline_strip(view)

sourced, contested = st.columns(2, gap="large")
with sourced:
    st.subheader("Best sourced")
    best = [lines.proposition_line(view, i) for i in panels.best_sourced(selection)]
    lines.draw(best, key="best", label="Best-sourced propositions")
with contested:
    st.subheader("Contested")
    lines.draw(panels.contested_lines(view), key="contested", label="Contested claims")
panels.news(view)
