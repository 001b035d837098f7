"""Sources: who said what, how often first, how often contradicted; rate them."""

import streamlit as st

from pages.shared import filters, lines, source_rating, states
from pages.shared.claim_card import kind_word
from pages.shared.context import current
from pages.shared.safe import md
from pages.shared.tables import confidence_column, table
from pages.shared.wording import plural

view = current()
st.title("Sources")
ledger = source_rating.ledger_of(view.loaded)
kept = view.selection.claim_ids
frame = ledger[[not kept.isdisjoint(ids) for ids in ledger["claim_ids"]]]
if frame.empty:
    states.nothing_left(view, "sources")
    st.stop()

who = st.segmented_control(
    "Show", ["Named", "Unnamed", "All"], key="named", bind="query-params", default="All",
    required=True, label_visibility="collapsed",
)  # fmt: skip
if who != "All":
    frame = frame[frame["named"] == (who == "Named")]
ratings = source_rating.ratings(view)
frame = frame.assign(
    kind=lambda f: f["kind"].map(kind_word),
    confidence=lambda f: f["confidence"].round(2),
    rating=lambda f: [ratings.get(i.removeprefix("outlet:"), "") for i in f["source_id"]],
)
unnamed = int((~frame["named"]).sum())
st.caption(
    f"{plural(len(frame), 'source')}, {unnamed} of them unnamed. First: propositions that nobody "
    "reported before it. Alone: those that rest on it alone. Against: those that others contradict."
)
rows, card = st.columns([9, 5], gap="medium")
with rows:
    chosen = table(
        frame, "source_id",
        {
            "source": st.column_config.TextColumn("Source", width=150),
            "kind": st.column_config.TextColumn("Kind", width=105),
            "claims": st.column_config.NumberColumn("Claims", width=50),
            "first": st.column_config.NumberColumn("First", width=42),
            "alone": st.column_config.NumberColumn("Alone", width=46),
            "contradicted": st.column_config.NumberColumn("Against", width=55),
            "confidence": confidence_column("Mean conf."),
            "rating": st.column_config.TextColumn("Rated", width=60),
            "outlets": st.column_config.NumberColumn("Outlets", width=60),
            "through": st.column_config.TextColumn("Through", width="medium"),
        },
        key="sources", link="source",
        alt=f"{len(frame)} sources with claims made, first, alone, contradicted",
    )  # fmt: skip
with card, st.container(border=True, key="source_card"):
    identifier = chosen or (str(frame["source_id"].iloc[0]) if len(frame) else "")
    if identifier:
        row = frame[frame["source_id"] == identifier].iloc[0]
        st.markdown(f"### {md(row['source'], 90)}")
        source_rating.rate(view, identifier, str(row["rating"]))
        wanted = filters.of_source(view.loaded, identifier)
        if wanted:
            st.button(
                "Filter everything by this source", key="source_filter", type="tertiary",
                icon=":material/filter_alt:", on_click=filters.show_only, args=wanted,
            )  # fmt: skip
        st.markdown(f"**{plural(int(row['claims']), 'claim')}**, latest first")
        lines.draw_claims(view, row["claim_ids"], key=f"source_claims_{identifier}",
                          label=f"Claims of {row['source']}", most=15)  # fmt: skip
