"""Claims: every statement with its source, its certainty and its standing; the evidence beside."""

import pandas as pd
import streamlit as st

from pages.shared import states
from pages.shared.claim_card import claim_card, kind_word
from pages.shared.context import current
from pages.shared.tables import confidence_column, table, time_column
from pages.shared.wording import UNKNOWN_SOURCE, certainty, plural

ORDERS = {
    "Confidence": (["confidence", "reported"], [False, False]),
    "Newest": (["reported", "confidence"], [False, False]),
    "Order of text": (["article_id", "start"], [True, True]),
}

view = current()
claims = view.selection.claims
st.title("Claims")
if claims.empty:
    states.nothing_left(view, "claims")
    st.stop()

outlets = claims["outlet"].replace("", None).nunique()
bar = st.container(horizontal=True, horizontal_alignment="distribute",
                   vertical_alignment="bottom", key="claims_bar")  # fmt: skip
bar.caption(
    f"{plural(len(claims), 'claim')} in {plural(claims['article_id'].nunique(), 'article')}"
    + (f" of {plural(outlets, 'outlet')}" if outlets else "")
    + ". Choose a row to see its sentence.",
    width="content",
)
sort = bar.segmented_control(
    "Order by", list(ORDERS), key="order", bind="query-params", default="Confidence",
    required=True,
)  # fmt: skip
by, ascending = ORDERS[sort]
shown = view.selection.once(
    ("claims by", sort),
    lambda: claims[[*dict.fromkeys(["claim_id", *by])]].sort_values(
        by, ascending=ascending, kind="stable"
    ),
)


def worded(page: pd.DataFrame) -> pd.DataFrame:
    """The rows of a page in the words of the reader."""
    return claims.loc[page.index].assign(
        speaker=lambda f: (
            f["actor"].where(f["actor"] != "", f["source"]).replace("", UNKNOWN_SOURCE)
        ),
        kind=lambda f: f["source_kind"].map(kind_word),
        confidence=lambda f: f["confidence"].round(2),
        sure=lambda f: [
            certainty(*pair) for pair in zip(f["certainty"], f["polarity"], strict=True)
        ],
    )


rows, evidence = st.columns([8, 5], gap="medium")
with rows:
    chosen = table(
        shown,
        "claim_id",
        {
            "content": st.column_config.TextColumn("What is said", width=225),
            "speaker": st.column_config.TextColumn("Who says it", width=105),
            "confidence": confidence_column(),
            "kind": st.column_config.TextColumn("Kind of source", width=100),
            "channel": st.column_config.TextColumn("Through", width="small"),
            "sure": st.column_config.TextColumn("Certainty", width="small"),
            "outlet": st.column_config.TextColumn("Outlet", width="small"),
            "reported": time_column("Reported"),
        },
        key="claims",
        link="claim",
        lines=2,
        fill=worded,
        alt=f"{len(shown)} claims with source, kind of source, certainty and confidence",
    )
with evidence:
    claim_id = chosen or str(shown["claim_id"].iloc[0])
    with st.container(border=True, key="evidence"):
        st.markdown("**Evidence**" if chosen else "**Evidence** of the first claim in the list")
        claim_card(view, claim_id, "side")
