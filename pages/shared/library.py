"""The articles of the case as a table, with their metadata to correct."""

from __future__ import annotations

import streamlit as st

from pages.shared import arrivals, navigation
from pages.shared.context import View
from pages.shared.safe import md
from pages.shared.tables import table, time_column
from pages.shared.wording import plural


def show(view: View) -> None:
    """The table; a chosen row opens, or has its metadata corrected."""
    articles = view.selection.articles.sort_values("published", ascending=False, kind="stable")
    st.caption(f"{plural(len(articles), 'article')}. Choose a row to read or to correct it.")
    chosen = table(
        articles,
        "article_id",
        {
            "title": st.column_config.TextColumn("Article", width="large"),
            "outlet": st.column_config.TextColumn("Outlet"),
            "published": time_column("Published"),
            "date_origin": st.column_config.TextColumn("Date from", width="small"),
            "wire": st.column_config.TextColumn("Agency", width="small"),
            "claims": st.column_config.NumberColumn("Claims", width="small"),
            "actors": st.column_config.NumberColumn("Actors", width="small"),
            "language": st.column_config.TextColumn("Language", width="small"),
        },
        key="library",
        alt=f"{len(articles)} articles with outlet, publication time and number of claims",
    )
    if not chosen:
        return
    article = view.loaded.article[chosen]
    with st.container(horizontal=True, vertical_alignment="center"):
        if st.button("Read it", type="primary", key="library_read"):
            navigation.open_article(chosen)
        correct = st.popover("Correct its details", key="library_correct")
        with correct, st.form("metadata", border=False):
            title = st.text_input("Title", article.title)
            outlet = st.text_input("Outlet", article.outlet)
            author = st.text_input("Author", article.author)
            published = st.text_input(
                "Published", article.published_at, placeholder="2021-08-15T14:00+04:30"
            )
            if st.form_submit_button("Save", type="primary"):
                new = {"title": title, "outlet": outlet, "author": author,
                           "published_at": published}  # fmt: skip
                changed = {k: v for k, v in new.items() if v != getattr(article, k)}
                for field, value in changed.items():
                    view.correct("article.metadata", article=chosen, field=field, value=value)
                if changed:
                    arrivals.analyse_again(view.case_id)
                    st.rerun()
        st.caption(md(article.title or chosen, 100))
