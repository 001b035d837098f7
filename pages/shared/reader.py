"""The reader: one article with its layers, the chosen claim, and who else says or denies it.

In: a View, an article, perhaps a claim. Out: on screen; the claim chosen stands in the link.
"""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from analysis.model import Article, Claim, Span
from pages.shared import filters, margin, navigation, notes, versions
from pages.shared.claim_card import claim_card
from pages.shared.context import View
from pages.shared.loading import version
from pages.shared.marking import LEGEND, Mark, claim_marks, paragraphs
from pages.shared.safe import md
from pages.shared.text_view import Paragraph, Run, text_view
from pages.shared.wording import plural, when

LAYERS = ("Claims", "Actors", "Times", "Copied")
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
    _bar(view, article, claims, index)
    text, side = st.columns([8, 5], gap="large")
    with text:
        versions.show(view, article)
        _text(view, article, claims, index, _span(place))
    with side:
        if index >= 0:
            with st.container(border=True, key="reader_card"):
                st.markdown(f"**Claim {index + 1} of {len(claims)}**")
                claim_card(view, claim_id, "reader", with_article=False)
            margin.others(view, claims[index])
        else:
            margin.notes(view, claims)


def _bar(view: View, article: Article, claims: Sequence[Claim], index: int) -> None:
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
            help="What is marked in the text. Copied: passages that other articles have as well.",
        )  # fmt: skip
        notes.pin_button(view, "article", article.id, "reader", kind="tertiary")
        st.button(
            "Filter by this article", key="reader_within", type="tertiary",
            icon=":material/filter_alt:", on_click=filters.show_only, args=("within", article.id),
            disabled=view.selection.filters.article == article.id,
        )  # fmt: skip


def _text(
    view: View, article: Article, claims: Sequence[Claim], index: int, place: Span | None
) -> None:
    st.caption(md(facts(view, article)))
    if index >= 0:
        text_view(LEGEND, key="legend", label="Legend", look="compact wide")
    marks = claim_marks(claims[index]) if index >= 0 else []
    if place and index < 0:
        marks.append(Mark(*place, "hit"))
    marks += _layers(view, article, claims)
    title = [Paragraph((Run(article.title),), "title")] if article.title else []
    text_view(
        title + paragraphs(article, marks), key="reader_text", label="Article",
        on_pick=_choose, scroll=f"{article.id} {index} {place}",
    )  # fmt: skip


def facts(view: View, article: Article) -> str:
    """'Channel Six · 3 Mar 2025, 05:30 UTC (date from the article's data) · 3 claims'."""
    dct = view.loaded.case.dcts[article.id]
    return " · ".join((
        article.outlet or "outlet unknown",
        f"{when(dct.value)} ({_ORIGINS[dct.origin]})" if dct.value else _ORIGINS["unknown"],
        *([f"by {article.author}"] if article.author else []),
        *([f"credits {article.wire}"] if article.wire else []),
        plural(len(view.loaded.claims_in.get(article.id, ())), "claim"),
    ))  # fmt: skip


def _layers(view: View, article: Article, claims: Sequence[Claim]) -> list[Mark]:
    chosen = st.session_state.get("layers") or []
    marks: list[Mark] = []
    if "Claims" in chosen:
        for number, claim in enumerate(claims, 1):
            for order, span in enumerate(claim.content_spans):
                marks.append(
                    Mark(*span, "claim", claim.id, f"claim {number}", 0 if order else number)
                )
    if "Actors" in chosen:
        names = view.loaded.label_of_actor
        for mention in view.loaded.mentions_in.get(article.id, ()):
            tip = names.get(mention.actor_id, "")
            marks.append(Mark(mention.start, mention.end, "actor", tip=tip))
    if "Times" in chosen:
        annotation = view.store.annotation(view.case_id, article.id, version())
        for timex in annotation.timexes if annotation else ():
            tip = f"{timex.type.lower()} {timex.value}"
            marks.append(Mark(timex.start, timex.end, "time", tip=tip))
    if "Copied" in chosen:
        for here, others in margin.copied(view, article.id).items():
            marks.append(Mark(*here, "shared", tip=f"also in {', '.join(others)}"))
    return marks


def _span(place: str) -> Span | None:
    start, _, end = place.partition("-")
    return (int(start), int(end)) if start.isdigit() and end.isdigit() else None


def _choose(claim_id: str) -> None:
    if claim_id:
        navigation.choose("claim", claim_id)


def _leave() -> None:
    for name in ("claim", "article", "at", "beside"):
        navigation.choose(name, "")
