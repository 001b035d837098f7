"""What the analyst does with a claim: accept, correct, reject, rate its source, filter by it.

In: a View and a Claim. Out: corrections in the store, each undone in the audit trail; filters set.
"""

from __future__ import annotations

import streamlit as st

from analysis.model import Claim
from pages.shared import filters, source_rating
from pages.shared.context import View
from pages.shared.safe import md
from pages.shared.wording import CERTAINTIES, KINDS, certainty, kind_word, quoted, speaker

NOBODY = "nobody known"
SIGNS = {"+": "said to be so", "-": "said not to be so"}
JUDGED = ("claim.accept", "claim.reject")


def show(view: View, claim: Claim, key: str) -> None:
    """A row of quiet controls."""
    with st.container(horizontal=True, gap="xsmall", key=f"{key}_actions_{claim.id}"):
        _accept(view, claim, key)
        _reject(view, claim, key)
        with st.popover("Correct", key=f"{key}_correct_{claim.id}", type="tertiary"):
            _correct(view, claim, key)
        with st.popover("Rate source", key=f"{key}_rate_{claim.id}", type="tertiary"):
            _rate(view, claim)
        with st.popover("Filter by", key=f"{key}_filter_{claim.id}", type="tertiary"):
            _filter(view, claim, key)


def accepted(view: View, claim_id: str) -> bool:
    """Whether the analyst has read the claim and lets it stand."""
    return _latest(view, claim_id) == "claim.accept"


def _accept(view: View, claim: Claim, key: str) -> None:
    words = {"claim": claim.id, "words": claim.content[:200]}
    st.button(
        "Accept", key=f"{key}_accept_{claim.id}", type="tertiary", icon=":material/check:",
        disabled=accepted(view, claim.id), on_click=view.correct, args=("claim.accept",),
        kwargs=words, help="You have read it, and it is what the article says",
    )  # fmt: skip


def _reject(view: View, claim: Claim, key: str) -> None:
    st.button(
        "Reject", key=f"{key}_reject_{claim.id}", type="tertiary", icon=":material/close:",
        on_click=_rejected, args=(view, claim),
        help="Not a claim: leaves it out everywhere. Undo it in the audit trail.",
    )  # fmt: skip


def _rejected(view: View, claim: Claim) -> None:
    """It goes from the screen at once: say that it did, and where it is brought back."""
    view.correct("claim.reject", claim=claim.id, words=claim.content[:200])
    st.toast(f"Rejected: {md(quoted(claim.content, 80))}. Undo it in the audit trail.",
             icon=":material/close:")  # fmt: skip


def _correct(view: View, claim: Claim, key: str) -> None:
    labels = view.loaded.actor_labels
    now = view.loaded.label_of_actor.get(claim.actor_id, NOBODY)
    who = [NOBODY, *labels]
    with st.form(f"{key}_edit_{claim.id}", border=False):
        source = st.text_input("Source, in the article's words", _source(claim))
        actor = st.selectbox("Who that is", who, who.index(now))
        kind = st.selectbox("Kind of source", KINDS, KINDS.index(claim.source_kind),
                            format_func=kind_word)  # fmt: skip
        sure = st.selectbox(
            "Certainty", CERTAINTIES, CERTAINTIES.index(claim.certainty),
            format_func=lambda code: certainty(code, "+"),
        )  # fmt: skip
        sign = st.selectbox(
            "Said or denied", list(SIGNS), list(SIGNS).index(claim.polarity), format_func=SIGNS.get
        )
        if st.form_submit_button("Save correction", type="primary"):
            new = {"source_text": source, "source_kind": kind, "certainty": sure,
                   "polarity": sign, "actor_id": labels.get(actor, "")}  # fmt: skip
            old = {"source_text": _source(claim), "source_kind": claim.source_kind,
                   "certainty": claim.certainty, "polarity": claim.polarity,
                   "actor_id": claim.actor_id}  # fmt: skip
            changed = {name: value for name, value in new.items() if value != old[name]}
            if changed:
                view.correct("claim.edit", claim=claim.id, **changed)
                st.rerun()


def _rate(view: View, claim: Claim) -> None:
    """The person or body, and the outlet: either may be what one distrusts."""
    ratings = source_rating.ratings(view)
    if claim.actor_id in view.loaded.actor:
        st.markdown(f"**{md(view.loaded.label_of_actor[claim.actor_id])}**")
        source_rating.rate(view, claim.actor_id, ratings.get(claim.actor_id, ""))
    if claim.outlet:
        st.markdown(f"**{md(claim.outlet)}**, the outlet")
        source_rating.rate(view, f"outlet:{claim.outlet}", ratings.get(claim.outlet, ""))
    if not claim.outlet and claim.actor_id not in view.loaded.actor:
        st.caption("Neither source nor outlet is known by name.")


def _filter(view: View, claim: Claim, key: str) -> None:
    """Everything by this claim, by what it asserts, by its article, outlet or source."""
    actor = view.loaded.label_of_actor.get(claim.actor_id, "")
    name = view.loaded.actor[claim.actor_id].name if actor else ""
    choices: list[tuple[str, str, object]] = [("This claim", "only", claim.id)]
    if claim.proposition_id:
        choices.append(("All that say the same", "about", claim.proposition_id))
    choices.append(("This article", "within", claim.article_id))
    if claim.outlet:
        choices.append((f"Outlet: {claim.outlet}", "outlet", [claim.outlet]))
    if actor:
        choices.append((f"Source: {speaker(claim, name)}", "actor", [actor]))
    for label, name, value in choices:
        st.button(md(label, 40), key=f"{key}_by_{name}_{claim.id}", type="tertiary",
                  on_click=filters.show_only, args=(name, value))  # fmt: skip


def _source(claim: Claim) -> str:
    return claim.source_text or claim.descriptor


def _latest(view: View, claim_id: str) -> str:
    """The last thing decided about the claim as such."""
    made = view.store.corrections(view.case_id)
    kinds = [c.kind for c in made if c.kind in JUDGED and c.payload.get("claim") == claim_id]
    return kinds[-1] if kinds else ""
