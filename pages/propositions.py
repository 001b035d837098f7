"""Propositions: what several claims assert in common, on how many origins, and what disputes it."""

import streamlit as st

from pages.shared import board, navigation, news, proposition_card, states, weak_points
from pages.shared.context import current
from pages.shared.tables import confidence_column, table, time_column
from pages.shared.wording import origins, plural, standing

view = current()
selection, loaded = view.selection, view.loaded
st.title("Propositions")
if selection.propositions.empty:
    states.nothing_left(view, "propositions")
    st.stop()

part = st.segmented_control(
    "View", ["Ranked", "Contested", "What is new", "Weak points"], key="board", bind="query-params",
    default="Ranked", required=True, label_visibility="collapsed",
)  # fmt: skip
if part == "Contested":
    board.contested(view)
    st.stop()
if part == "What is new":
    news.draw(view)
    st.stop()
if part == "Weak points":
    weak_points.show(view)
    st.stop()

frame = selection.propositions.sort_values(
    ["confidence", "claims"], ascending=False, kind="stable"
).assign(
    stands=lambda f: f["standing"].map(standing),
    confidence=lambda f: f["confidence"].round(2),
    origins=lambda f: [
        origins(*pair) for pair in zip(f["origins_min"], f["origins_max"], strict=True)
    ],
)
st.caption(
    f"{plural(len(frame), 'proposition')}: what one or more claims assert. Confidence says how "
    "well each is sourced in this coverage, never that it is true."
)
asked = navigation.chosen("proposition")
rows, card = st.columns([4, 3], gap="medium")
with rows:
    chosen = table(
        frame,
        "proposition_id",
        {
            "statement": st.column_config.TextColumn("Statement", width=225),
            "confidence": confidence_column(),
            "stands": st.column_config.TextColumn("Standing", width=115),
            "origins": st.column_config.TextColumn(
                "Origins", width=60, help="Independent origins, at least and at most"
            ),
            "claims": st.column_config.NumberColumn("Claims", width=55),
            "outlets": st.column_config.NumberColumn("Outlets", width=58),
            "contradicted": st.column_config.NumberColumn("Against", width=60),
            "admiralty": st.column_config.TextColumn(
                "A–F, 1–6", width="small", help="Admiralty: source reliability, credibility"
            ),
            "last_reported": time_column("Last said"),
        },
        key="propositions",
        link="proposition",
        lines=2,
        alt=f"{len(frame)} propositions with standing, confidence and number of origins",
    )
with card, st.container(border=True, key="proposition_card"):
    first = asked if asked in loaded.proposition else str(frame["proposition_id"].iloc[0])
    proposition_card.show(view, chosen or first)
