"""One claim as a card: what, who, by which way, how sure, how it stands, and what to do with it.

In: a View and a claim id. Out: on screen. The evidence reads in place; one click opens the article.
"""

from __future__ import annotations

import streamlit as st

from analysis.model import Claim
from pages.shared import claim_actions, navigation, notes
from pages.shared.context import View
from pages.shared.marking import excerpt
from pages.shared.safe import md
from pages.shared.text_view import text_view
from pages.shared.wording import certainty, kind_word, path, plural, speaker, standing, when

__all__ = ["KIND_COLOURS", "STANDING_COLOURS", "claim_card", "kind_word"]

KIND_COLOURS = {
    "named official": "green",
    "named person": "green",
    "organisation": "blue",
    "document": "blue",
    "anonymous official": "yellow",
    "anonymous": "yellow",
    "media": "violet",
    "author": "gray",
}
STANDING_COLOURS = {
    "well sourced": "green",
    "partly sourced": "blue",
    "single source": "gray",
    "contested": "red",
    "retracted": "violet",
}


def claim_card(view: View, claim_id: str, key: str, *, with_article: bool = True) -> None:
    """The card, with its evidence. `key` tells two cards on one page apart."""
    claim = view.loaded.claim.get(claim_id)
    if claim is None:
        st.info("This claim is not in the case as it is shown now.", icon=":material/info:")
        return
    article = view.loaded.article[claim.article_id]
    sentences = view.loaded.sentences.get(claim.article_id, ())
    text_view(
        excerpt(article, claim, sentences), key=f"{key}_text_{claim.id}", label="Evidence",
        look="wide",
    )  # fmt: skip
    _badges(view, claim)
    st.caption(md(f"{article.outlet or 'Outlet unknown'} · {article.title or article.id}", 120))
    with st.container(horizontal=True, gap="xsmall"):
        if with_article and st.button(
            "Open in article", key=f"{key}_open_{claim.id}", type="primary"
        ):
            navigation.open_claim(claim.id)
        if claim.proposition_id and st.button(
            "Who else says so", key=f"{key}_prop_{claim.id}",
            help="The proposition: all claims that assert it, their origins, its ledger",
        ):  # fmt: skip
            navigation.open_proposition(claim.proposition_id)
        notes.pin_button(view, "claim", claim.id, key)
    claim_actions.show(view, claim, key)


def _badges(view: View, claim: Claim) -> None:
    actor = view.loaded.actor.get(claim.actor_id)
    name = actor.name if actor else ""
    who, way = speaker(claim, name), path(claim, name)
    st.markdown(f"**{md(who, 80)}**" + (f"  \n{md(way, 160)}" if way != who else ""))
    with st.container(horizontal=True, gap="xsmall"):
        st.badge(kind_word(claim.source_kind), color=KIND_COLOURS[claim.source_kind])
        st.badge(f"{claim.quote} quote" if claim.quote == "direct" else claim.quote, color="gray")
        st.badge(certainty(claim.certainty, claim.polarity), color="gray")
        proposition = view.loaded.proposition.get(claim.proposition_id)
        if proposition:
            st.badge(standing(proposition.standing), color=STANDING_COLOURS[proposition.standing])
            st.badge(
                f"{claim.confidence:.0%} · {plural(len(proposition.claim_ids), 'claim')}",
                color="gray", help="How well it is sourced here, and in how many claims",
            )  # fmt: skip
        st.badge(f"reported {when(claim.reported_at)}", color="gray")
        if claim_actions.accepted(view, claim.id):
            st.badge("accepted by you", color="green", icon=":material/check:")
