"""Overview: the answer first. What stands, what is disputed, what is new, who matters, when."""

import streamlit as st

from pages.shared import event_card, figures, lines, news, panels, states
from pages.shared.context import current
from pages.shared.safe import md

view = current()
selection = view.selection
if not view.loaded.article_count:
    st.title(md(view.record.name))
    states.no_articles(view)
    st.stop()

if view.loaded.claim_count and not selection.claim_count:
    st.title(md(view.record.name))
    states.nothing_left(view, "claims")
    if selection.filters.event:  # nobody claims it, but it has its sentences
        with st.container(border=True, key="event_alone"):
            event_card.show(view, selection.filters.event)
    st.stop()

with st.container(gap=None, key="head"):
    st.title(md(view.record.name))
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="extent"):
        st.caption(panels.extent(selection), width="content")
        panels.standings(selection)
    states.not_analysed(view)

brief, people = st.columns([9, 3], gap="medium")
with brief, st.container(gap="xsmall", key="brief_part"):
    panels.brief(view)
with people, st.container(gap="xsmall", key="who_part"):
    st.subheader("Who matters", help="Choose an actor to filter everything by it.")
    panels.who_matters(view)

settled, fresh = st.columns([9, 3], gap="medium")  # as above, so that the panels stand in line
sourced, contested = settled.columns([4, 5], gap="medium")
with sourced, st.container(gap="xsmall", key="best_part"):
    st.subheader("Best sourced")
    lines.draw(panels.best_lines(view), key="best", label="Best-sourced propositions")
with contested, st.container(gap="xsmall", key="contested_part"):
    st.subheader("Contested")
    lines.draw(panels.contested_lines(view), key="contested", label="Contested claims")
with fresh, st.container(gap="xsmall", key="news_part"):
    news.panel(view)

when, aside = st.columns([9, 3], gap="medium")
with when, st.container(gap=None, key="strip_part"):
    drawn = figures.timeline_strip(view)
with aside, st.container(gap="xsmall", key="strip_aside"):
    event_card.aside(view, drawn)
