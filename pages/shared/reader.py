"""The reader: one article with its layers, the chosen claim, and who else says or denies it.

In: a View, an article, perhaps a claim. Out: on screen; the claim chosen stands in the link.
"""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from analysis.model import Article, Claim, Span
from pages.shared import lines, navigation
from pages.shared.claim_card import claim_card
from pages.shared.context import View
from pages.shared.loading import version
from pages.shared.marking import CONTENT, Mark, claim_marks, paragraphs
from pages.shared.safe import md
from pages.shared.text_view import Paragraph, Run, text_view
from pages.shared.wording import plural, when

LAYERS = ("Claims", "Actors", "Times")
_ORIGINS = {
    "analyst": "date set by you",
    "metadata": "date from the article's data",
    "text": "date read from the text",
    "file": "date of the file, a guess",
    "unknown": "date unknown",
}


def show(view: View, article_id: str, claim_id: str, place: str = "") -> None:
    """Draw the reader, or say that the article is not there. `place` is 'start-end'."""
    article = view.loaded.article.get(article_id)
    if article is None:
        st.info("This article is not in the case as it is shown now.", icon=":material/info:")
        st.button("All articles", on_click=_leave, key="reader_back")
        return
    claims = view.loaded.claims_in.get(article_id, [])
    index = next((i for i, claim in enumerate(claims) if claim.id == claim_id), -1)
    _bar(claims, index)
    text, margin = st.columns([8, 5], gap="large")
    with text:
        _text(view, article, claims, index, _span(place))
    with margin:
        if index >= 0:
            with st.container(border=True, key="reader_card"):
                st.markdown(f"**Claim {index + 1} of {len(claims)}**")
                claim_card(view, claim_id, "reader", with_article=False)
            _others(view, claims[index])
        else:
            _list(view, claims)


def _bar(claims: Sequence[Claim], index: int) -> None:
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="reader_bar"):
        st.button("All articles", icon=":material/arrow_back:", on_click=_leave, key="reader_back")
        previous = claims[index - 1].id if index > 0 else ""
        following = claims[index + 1].id if index + 1 < len(claims) else ""
        st.button(
            "Previous claim", on_click=_choose, args=(previous,), disabled=not previous,
            shortcut="P", key="reader_previous",
        )  # fmt: skip
        st.button(
            "Next claim", on_click=_choose, args=(following,), disabled=not following,
            shortcut="N", key="reader_next",
        )  # fmt: skip
        st.pills(
            "Layers", LAYERS, selection_mode="multi", default=["Claims"], key="layers",
            bind="query-params", label_visibility="collapsed",
        )  # fmt: skip


def _text(
    view: View, article: Article, claims: Sequence[Claim], index: int, place: Span | None
) -> None:
    dct = view.loaded.case.dcts[article.id]
    facts = [
        article.outlet or "outlet unknown",
        f"{when(dct.value)} ({_ORIGINS[dct.origin]})" if dct.value else _ORIGINS["unknown"],
        *([f"by {article.author}"] if article.author else []),
        *([f"credits {article.wire}"] if article.wire else []),
        plural(len(claims), "claim"),
    ]
    st.caption(md(" · ".join(facts)))
    if index >= 0:
        text_view(_LEGEND, key="legend", label="Legend", look="compact wide")
    marks = claim_marks(claims[index]) if index >= 0 else []
    if place and index < 0:
        marks.append(Mark(*place, "hit"))
    layers = st.session_state.get("layers") or []
    if "Claims" in layers:
        for number, claim in enumerate(claims, 1):
            for order, span in enumerate(claim.content_spans):
                marks.append(
                    Mark(*span, "claim", claim.id, f"claim {number}", 0 if order else number)
                )
    if "Actors" in layers:
        names = view.loaded.label_of_actor
        for mention in view.loaded.case.mentions:
            if mention.article_id == article.id:
                tip = names.get(mention.actor_id, "")
                marks.append(Mark(mention.start, mention.end, "actor", tip=tip))
    if "Times" in layers:
        annotation = view.store.annotation(view.case_id, article.id, version())
        for timex in annotation.timexes if annotation else ():
            tip = f"{timex.type.lower()} {timex.value}"
            marks.append(Mark(timex.start, timex.end, "time", tip=tip))
    title = [Paragraph((Run(article.title),), "title")] if article.title else []
    text_view(
        title + paragraphs(article, marks), key="reader_text", label="Article",
        on_pick=_choose, scroll=f"{article.id} {index} {place}",
    )  # fmt: skip


def _others(view: View, claim: Claim) -> None:
    """Who else says so, and who says otherwise; one click leads to the other side."""
    loaded = view.loaded
    same = loaded.proposition.get(claim.proposition_id)
    others = [i for i in same.claim_ids if i != claim.id] if same else []
    found: list[Paragraph] = []
    if others:
        found.append(Paragraph((Run(f"Also said in {plural(len(others), 'claim')}", "lead"),)))
        found += lines.claim_lines(view, others, 6)
    for pair in loaded.case.contradictions:
        if claim.proposition_id and claim.proposition_id in (pair.a, pair.b):
            other = pair.claim_b if pair.a == claim.proposition_id else pair.claim_a
            found.append(Paragraph((Run(f"◆ Contradicted: {pair.reason}", "against lead"),)))
            found += lines.claim_lines(view, (other,))
    if found:
        lines.draw(found[:16], key=f"others_{claim.id}", label="Who else says so or denies it")


def _list(view: View, claims: Sequence[Claim]) -> None:
    if not claims:
        st.info("No claims were found in this article.", icon=":material/info:")
        return
    st.markdown(f"**{plural(len(claims), 'claim')}**, numbered as in the text")
    numbered = [lines.claim_line(view, claim, str(n), 110) for n, claim in enumerate(claims, 1)]
    with st.container(height=640, border=False):
        lines.draw(numbered, key="claim_list", label="Claims of this article")


_LEGEND = (
    Paragraph((
        Run("source", "tag"), Run("who says it", "source"), Run("   "),
        Run("the words of saying", "cue"), Run("   "),
        Run("⟦", "edge"), Run("what is said", CONTENT), Run("⟧", "edge"),
    ), "aside"),
)  # fmt: skip


def _span(place: str) -> Span | None:
    start, _, end = place.partition("-")
    return (int(start), int(end)) if start.isdigit() and end.isdigit() else None


def _choose(claim_id: str) -> None:
    if claim_id:
        navigation.choose("claim", claim_id)


def _leave() -> None:
    navigation.choose("claim", "")
    navigation.choose("article", "")
    navigation.choose("at", "")
