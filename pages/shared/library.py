"""The articles of the case as a table, with their metadata to correct."""

from __future__ import annotations

import re

import streamlit as st

from analysis.ingest.assemble import is_web_address
from analysis.ingest.dates import iso_date
from analysis.model import Article
from pages.shared import arrivals, navigation
from pages.shared.context import View
from pages.shared.safe import md, shorten, visible
from pages.shared.tables import table, time_column
from pages.shared.wording import plural

FIELDS = {  # what can be corrected, and an example
    "title": ("Title", ""),
    "outlet": ("Outlet", ""),
    "author": ("Author", ""),
    "published_at": ("Published", "2021-08-15T14:00+04:30"),
    "url": ("Address", "https://…"),
    "wire": ("Agency credited", "Reuters"),
    "language": ("Language", "en"),
}
ORIGINS = {
    "analyst": "set by you",
    "metadata": "stated by the page or file",
    "text": "read from the text",
    "file": "date of the file, a guess",
    "unknown": "not found",
}


def show(view: View) -> None:
    """The table; a chosen row opens, or has its metadata corrected."""
    articles = view.selection.articles.sort_values("published", ascending=False, kind="stable")
    st.caption(f"{plural(len(articles), 'article')}. Choose a row to read or to correct it.")
    columns = {
        "title": st.column_config.TextColumn("Article", width=315),
        "published": time_column("Published", width=140),
        "date_origin": st.column_config.TextColumn("Its date was", width=140),
        "claims": st.column_config.NumberColumn("Claims", width=55),
        "actors": st.column_config.NumberColumn("Actors", width=55),
    }
    if articles["outlet"].any():
        outlet = {"outlet": st.column_config.TextColumn("Outlet", width=125)}
        columns = {"title": columns["title"], **outlet, **columns}
    if articles["wire"].any():
        columns["wire"] = st.column_config.TextColumn("Agency", width=95)
    if set(articles["language"]) != {"en"}:
        columns["language"] = st.column_config.TextColumn("Language", width=70)
    chosen = table(
        articles.assign(date_origin=articles["date_origin"].map(lambda o: ORIGINS.get(o, o))),
        "article_id",
        columns,
        key="library",
        alt=f"{len(articles)} articles with outlet, publication time and number of claims",
    )
    if not chosen:
        return
    article = view.loaded.article[chosen]
    with st.container(horizontal=True, vertical_alignment="center", key="library_actions"):
        if st.button("Read it", type="primary", key="library_read"):
            navigation.open_article(chosen)
        with st.popover("Correct its details", key="library_correct", width="content"):
            _form(view, article)
        _original(view, article)
        st.caption(md(article.title or chosen, 100))


def _form(view: View, article: Article) -> None:
    """Each field as it stands, with what was found where that differs."""
    found = view.store.uncorrected_article(view.case_id, article.id) or article
    st.caption("Kept as your correction: what was found stays, and each change can be undone.")
    with st.form(f"metadata_{article.id}", border=False):
        given: dict[str, str] = {}
        for field, (label, example) in FIELDS.items():
            now, before = getattr(article, field), getattr(found, field)
            note = ""
            if now != before:
                note = f"Found: {before or 'nothing'}"
            elif field == "published_at":
                note = f"Found: {ORIGINS[article.date_origin]}"
            given[field] = st.text_input(label, now, placeholder=example).strip()
            if note:
                st.caption(md(note, 160))
        if st.form_submit_button("Save", type="primary"):
            _save(view, article, given)


def _save(view: View, article: Article, given: dict[str, str]) -> None:
    changed = {k: v for k, v in given.items() if v != getattr(article, k).strip()}
    if problem := _problem(changed):
        st.error(problem, icon=":material/error:")
        return
    if changed.get("published_at"):
        changed["published_at"] = iso_date(changed["published_at"])
    for field, value in changed.items():
        view.correct("article.metadata", article=article.id, field=field, value=value)
    if changed:
        arrivals.analyse_again(view.case_id)
        st.rerun()


def _problem(changed: dict[str, str]) -> str:
    """Why a value cannot be taken, "" when all can."""
    if (date := changed.get("published_at")) and not iso_date(date):
        return "The date was not understood. Write it as 2021-08-15 or 2021-08-15T14:00+04:30."
    if (url := changed.get("url")) and not is_web_address(url):
        return "An address begins with https:// or http://."
    language = changed.get("language", "en")
    if not re.fullmatch(r"[a-z]{2}", language):
        return "A language is two letters: en, fr, ar."
    return ""


def _original(view: View, article: Article) -> None:
    """What the article was read from, to the byte."""
    kept = view.store.original(view.case_id, article.id)
    if kept is None:
        return
    name, data = kept
    last = re.split(r"[/\\]", name)[-1]
    plain = re.sub(r"[^\w.-]+", "-", last, flags=re.ASCII).strip("-.")[-80:] or "original"
    st.download_button(
        "Save the original", data, file_name=plain, mime="application/octet-stream",
        type="tertiary", key="library_original", on_click="ignore",
        help=f"As it came, to the byte: {md(shorten(visible(name), 80))}",
    )  # fmt: skip
