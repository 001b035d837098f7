"""The source ledger, cached, and the analyst's rating of a source (Admiralty A to F)."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from analysis.resolve.source_ledger import source_ledger
from pages.shared.context import View
from pages.shared.loading import Loaded

LETTERS = {
    "": "not rated",
    "A": "A completely reliable",
    "B": "B usually reliable",
    "C": "C fairly reliable",
    "D": "D not usually reliable",
    "E": "E unreliable",
    "F": "F cannot be judged",
}


@st.cache_resource(max_entries=8, show_spinner="Looking up who said what…", hash_funcs={Loaded: id})
def ledger_of(loaded: Loaded) -> pd.DataFrame:
    return source_ledger(loaded.case)


def ratings(view: View) -> dict[str, str]:
    """The latest rating of each actor and outlet."""
    found: dict[str, str] = {}
    for made in view.store.corrections(view.case_id):
        if made.kind == "source.rate":
            target = str(made.payload.get("actor") or made.payload.get("outlet") or "")
            found[target] = str(made.payload.get("rating", ""))
    return found


def rate(view: View, source_id: str, now: str) -> None:
    """A control that records the rating; every confidence that rests on it is recomputed."""
    key = f"rate_{source_id}_{now}"
    outlet = source_id.removeprefix("outlet:") if source_id.startswith("outlet:") else ""
    if not outlet and source_id not in view.loaded.actor:
        st.caption("An unnamed source cannot be rated. Rate the outlets that carry it.")
        return
    target = {"outlet": outlet} if outlet else {"actor": source_id}

    def record() -> None:
        view.correct("source.rate", **target, rating=st.session_state[key])

    st.selectbox(
        "Your rating", list(LETTERS), list(LETTERS).index(now), format_func=LETTERS.get, key=key,
        on_change=record,
        help="Recomputes every confidence that rests on it. Undo it in the audit trail.",
    )  # fmt: skip
