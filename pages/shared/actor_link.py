"""What is behind a link that was chosen: the sentences that name both, or the claims of one on the
other. It stands beside the figure, where the eye is.
"""

from __future__ import annotations

from typing import Any

import streamlit as st

from analysis import frames
from analysis.resolve import network
from pages.shared import lines
from pages.shared.context import View
from pages.shared.safe import md
from pages.shared.wording import plural

LEVELS = {"Sentence": "sentence", "Paragraph": "paragraph", "Article": "article"}
SHOWN = 25
_KEY = "_link"


def choose_link(pair: str) -> None:
    """Remember a link 'a|b'; '' for none."""
    st.session_state[_KEY] = pair


def show(view: View, part: str) -> None:
    """The evidence of the chosen link for a view of the page; nothing where none is chosen."""
    a, _, b = str(st.session_state.get(_KEY, "")).partition("|")
    names = view.loaded.label_of_actor
    if a not in names or b not in names or part not in ("Together", "Matrix", "Speaking about"):
        return
    with st.container(border=True, key="link_card"):
        if part == "Speaking about":
            _claims(view, a, b)
        else:
            unit = str(st.session_state.get("unit", "")) if part == "Together" else ""
            _sentences(view, a, b, LEVELS.get(unit, "sentence"))
        st.button("Close", key="link_close", on_click=choose_link, args=("",), type="tertiary")


def _sentences(view: View, a: str, b: str, level: Any) -> None:
    names = view.loaded.label_of_actor
    case = view.loaded.case
    wanted = set(view.selection.articles["article_id"])
    mentions = frames.mentions_frame(case)
    mentions = mentions[mentions["article_id"].isin(wanted)]
    texts = case.articles if level == "paragraph" else ()
    found = network.edge_evidence(mentions, a, b, view.loaded.sentences, texts, level)
    st.markdown(f"**{md(names[a])} and {md(names[b])}**")
    verb = "names" if len(found) == 1 else "name"
    both = "both" if level == "sentence" else f"either, where one {level} names both"
    st.caption(f"{plural(len(found), 'sentence')} {verb} {both}{_of(len(found))}.")
    lines.draw([lines.evidence_line(view, place) for place in found[:SHOWN]],
               key="link_sentences",
               label=f"Sentences that name {names[a]} and {names[b]}")  # fmt: skip


def _claims(view: View, a: str, b: str) -> None:
    names = view.loaded.label_of_actor
    wanted = view.selection.claim_ids
    claims = frames.columns(view.loaded.case, "claims", "id", "actor_id", "mentioned")
    found = [
        claim
        for claim, who, whom in zip(*claims, strict=True)
        if who == a and b in whom and claim in wanted
    ]
    st.markdown(f"**{md(names[a])} on {md(names[b])}**")
    st.caption(f"{plural(len(found), 'claim')}{_of(len(found))}.")
    lines.draw(lines.claim_lines(view, found[:SHOWN], SHOWN), key="speech_claims",
               label=f"Claims of {names[a]} on {names[b]}")  # fmt: skip


def _of(found: int) -> str:
    return f", the first {SHOWN} here" if found > SHOWN else ""
