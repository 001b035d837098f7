"""Overview: the answer first. What stands, what is disputed, what is new, who matters, when."""

import streamlit as st

from pages.shared import figures, lines, news, panels, states
from pages.shared.context import current
from pages.shared.safe import md
from pages.shared.text_view import Paragraph, Run

BRIEF = 5  # lines at once; the rest on demand

view = current()
selection = view.selection
if not view.loaded.case.articles:
    states.no_articles()
    st.stop()

with st.container(gap="xsmall", key="head"):
    st.title(md(view.record.name))
    st.caption(panels.extent(selection))
    panels.standings(selection)
    states.not_analysed(view)

brief, people = st.columns([5, 3], gap="medium")
with brief:
    st.subheader("In brief", help="Every underlined phrase opens the sentence it rests on.")
    told = panels.brief_lines(view) or [Paragraph((Run("Nothing is claimed in view.", "aside"),))]
    look = "compact wide"
    lines.draw(told[:BRIEF], key="brief", label="In brief: choose a phrase", look=look)
    if len(told) > BRIEF:
        with st.expander(f"{len(told) - BRIEF} more"):
            lines.draw(told[BRIEF:], key="brief_more", label="In brief, continued", look=look)
with people:
    st.subheader("Who matters", help="Choose an actor to filter everything by it.")
    panels.who_matters(view)
    news.panel(view)

st.subheader("What happened when")
figures.timeline_strip(view)

sourced, contested = st.columns(2, gap="large")
with sourced:
    st.subheader("Best sourced")
    best = [lines.proposition_line(view, i) for i in panels.best_sourced(selection)]
    lines.draw(best, key="best", label="Best-sourced propositions")
with contested:
    st.subheader("Contested")
    lines.draw(panels.contested_lines(view), key="contested", label="Contested claims")
