"""Actors: who appears with whom, who speaks about whom, and everything about one of them."""

import streamlit as st

from pages.shared import actor_card, actor_link, actor_network, navigation, states
from pages.shared.context import current
from pages.shared.tables import table
from pages.shared.wording import plural

view = current()
selection, loaded = view.selection, view.loaded
st.title("Actors")
if selection.actors.empty:
    states.nothing_left(view, "actors")
    st.stop()

part = st.segmented_control(
    "View", ["Together", "Speaking about", "Over time", "Matrix", "Table"], key="net",
    bind="query-params", default="Together", required=True, label_visibility="collapsed",
    help="Together: named in one sentence, paragraph or article. Speaking about: sources and "
    "whom their claims mention.",
)  # fmt: skip
asked = loaded.actor_labels.get(navigation.chosen("card"), "")
figure, card = st.columns([8, 4], gap="medium")
with figure:
    if part == "Together":
        actor_network.together(view, asked)
    elif part == "Speaking about":
        actor_network.speaking(view, asked)
    elif part == "Over time":
        actor_network.growing(view)
    elif part == "Matrix":
        actor_network.matrix(view)
    else:
        ranked = selection.actors.sort_values(["mentions", "name"], ascending=[False, True])
        measured = actor_network.measures(view)[["actor_id", "degree", "betweenness"]]
        ranked = ranked.merge(measured, on="actor_id", how="left").fillna({"degree": 0})
        st.caption(f"{plural(len(ranked), 'actor')}. Choose a row to see the card.")
        row = table(
            ranked, "actor_id",
            {
                "name": st.column_config.TextColumn("Actor", width=180),
                "type": st.column_config.TextColumn("Type", width=90),
                "mentions": st.column_config.NumberColumn("Mentions", width=70),
                "articles": st.column_config.NumberColumn("Articles", width=65),
                "claims": st.column_config.NumberColumn("Says", width=50),
                "mentioned_in": st.column_config.NumberColumn("Spoken of", width=75),
                "degree": st.column_config.NumberColumn("Links", width=50,
                    help="Others named with it in a sentence"),
                "betweenness": st.column_config.NumberColumn("Between", width=70, format="%.2f",
                    help="Share of the shortest ways between two others that lead over it: "
                    "who connects groups"),
                "roles": st.column_config.TextColumn("Roles", width="medium"),
                "aliases": st.column_config.TextColumn("Also called", width="large"),
            },
            key="actors",
            alt=f"{len(ranked)} actors with type, mentions, claims made, claims about them, links",
        )  # fmt: skip
        if row and row != asked:
            navigation.choose("card", loaded.label_of_actor[row])
            st.rerun()
with card:
    actor_link.show(view, str(part))
    with st.container(border=True, key="actor_card"):
        actor_card.show(view, asked)
