"""Articles without an analysis: nothing is found in them, and yet they can be read.

In: the store. Out: on the page Articles: which they are and why, and the text of a chosen one.
"""

from __future__ import annotations

import pandas as pd
import streamlit as st

from analysis.model import Article
from pages.shared import arrivals, navigation
from pages.shared.context import View
from pages.shared.loading import version
from pages.shared.marking import paragraphs
from pages.shared.safe import md
from pages.shared.tables import table
from pages.shared.text_view import Paragraph, Run, text_view
from pages.shared.wording import plural, when

_WAITING = "its analysis was not finished"


def unread(view: View) -> list[tuple[Article, str]]:
    """The articles without an analysis, each with the reason."""
    kept, case_id = view.store, view.case_id
    failed = kept.failures(case_id, version())
    found = [(article, failed[i]) for i in failed if (article := kept.article(case_id, i))]
    if arrivals.active(case_id) is None:
        found += [(article, _WAITING) for article in kept.unanalysed(case_id, version())]
    return found


def show(view: View) -> None:
    """The list, below the articles that were analysed; nothing where there are none."""
    lost = unread(view)
    if not lost:
        return
    st.subheader("Not analysed")
    st.caption(
        f"{plural(len(lost), 'article')}, missing from the other pages. Choose a row to read it."
    )
    frame = pd.DataFrame(
        [
            {
                "article_id": article.id,
                "title": article.title or article.text[:100],
                "outlet": article.outlet,
                "published": article.published_at,
                "reason": reason,
            }
            for article, reason in lost
        ]
    )
    chosen = table(
        frame,
        "article_id",
        {
            "title": st.column_config.TextColumn("Article", width="large"),
            "outlet": st.column_config.TextColumn("Outlet"),
            "published": st.column_config.TextColumn("Published"),
            "reason": st.column_config.TextColumn("Why", width="large"),
        },
        key="unread",
        alt=f"{len(lost)} articles that were not analysed, with the reason",
    )
    with st.container(horizontal=True, key="unread_actions"):
        if chosen and st.button("Read it", type="primary", key="unread_read"):
            navigation.open_article(chosen)
        if st.button("Analyse them again", key="unread_again"):
            view.store.forget_failures(view.case_id, version())
            arrivals.analyse_again(view.case_id)
            st.rerun()


def read(view: View, article: Article) -> None:
    """The text as it was taken in, and why nothing is marked in it."""
    st.button("All articles", icon=":material/arrow_back:", key="reader_back",
              on_click=navigation.choose, args=("article", ""))  # fmt: skip
    reason = next((why for other, why in unread(view) if other.id == article.id), "")
    if reason:
        st.warning(f"Not analysed: {md(reason, 300)}", icon=":material/warning:")
    else:
        st.info("Not analysed yet: its analysis is under way.", icon=":material/hourglass_top:")
    date = f"stated: {when(article.published_at)}" if article.published_at else "date unknown"
    st.caption(md(" · ".join((article.outlet or "outlet unknown", date))))
    title = [Paragraph((Run(article.title),), "title")] if article.title else []
    text_view(title + paragraphs(article, ()), key="reader_text", label="Article")
