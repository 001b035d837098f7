"""Two articles side by side on what two of their claims assert: the same, or the opposite.

In: a View and two claims. Out: on screen, both sentences marked, the passages they share as well.
"""

from __future__ import annotations

import streamlit as st

from analysis.model import Claim
from pages.shared import navigation
from pages.shared.claim_card import STANDING_COLOURS, kind_word
from pages.shared.context import View
from pages.shared.margin import shared_passages
from pages.shared.marking import LEGEND, Mark, claim_marks, paragraphs
from pages.shared.reader import facts
from pages.shared.safe import md
from pages.shared.text_view import Paragraph, Run, text_view
from pages.shared.wording import certainty, path, standing

TALLEST = 620  # pixels of each text


def show(view: View, left: Claim, right: Claim) -> None:
    """Both articles, each scrolled to its claim."""
    with st.container(horizontal=True, vertical_alignment="center", key="compare_bar"):
        st.button("Back to the article", icon=":material/arrow_back:", key="compare_close",
                  on_click=navigation.choose, args=("beside", ""))  # fmt: skip
        st.button("Change sides", icon=":material/swap_horiz:", key="compare_swap",
                  on_click=_swap, args=(left, right))  # fmt: skip
    st.markdown(f"### {md(_verdict(view, left, right), 240)}")
    text_view((*LEGEND, _SHARED), key="compare_legend", label="Legend", look="compact wide")
    for column, claim, other in zip(
        st.columns(2, gap="medium"), (left, right), (right, left), strict=True
    ):
        with column:
            _side(view, claim, other)


def _side(view: View, claim: Claim, other: Claim) -> None:
    article = view.loaded.article[claim.article_id]
    actor = view.loaded.actor.get(claim.actor_id)
    st.markdown(f"**{md(article.title or article.id, 120)}**")
    st.caption(md(facts(view, article)))
    st.markdown(md(path(claim, actor.name if actor else ""), 160))
    with st.container(horizontal=True, gap="xsmall"):
        proposition = view.loaded.proposition.get(claim.proposition_id)
        if proposition:
            st.badge(standing(proposition.standing), color=STANDING_COLOURS[proposition.standing])
        st.badge(kind_word(claim.source_kind), color="gray")
        st.badge(certainty(claim.certainty, claim.polarity), color="gray")
    marks = claim_marks(claim)
    for here, there in shared_passages(view, article.id):
        if there.article_id == other.article_id:
            marks.append(Mark(here.start, here.end, "shared", tip="both articles have this"))
    with st.container(height=TALLEST, key=f"compare_{claim.id}"):
        text_view(
            paragraphs(article, marks), key=f"compare_text_{claim.id}", look="wide",
            label=f"Article of {article.outlet or 'unknown outlet'}", scroll=claim.id,
        )  # fmt: skip
    st.button("Open this article", key=f"compare_open_{claim.id}",
              on_click=_open, args=(claim.id,))  # fmt: skip


def _verdict(view: View, left: Claim, right: Claim) -> str:
    """What the two are to each other, as the case has it."""
    if left.proposition_id and left.proposition_id == right.proposition_id:
        return f"Both say: {view.loaded.proposition[left.proposition_id].statement}"
    for other, _, reason in view.loaded.against.get(left.proposition_id, ()):
        if other == right.proposition_id:
            return f"They contradict each other: {reason}"
    return "Two accounts"


def _swap(left: Claim, right: Claim) -> None:
    navigation.choose("claim", right.id)
    navigation.choose("beside", left.id)


def _open(claim_id: str) -> None:
    navigation.choose("beside", "")
    navigation.choose("claim", claim_id)


_SHARED = Paragraph((Run("word for word in both articles", "shared"),), "aside")
