"""What is shown when there is nothing to show: empty, loading, failed; always with a next step."""

from __future__ import annotations

import logging

import streamlit as st

from analysis.errors import CrossbearingError
from pages.shared import arrivals, filters, navigation
from pages.shared.cases import new_case
from pages.shared.context import View
from pages.shared.loading import version
from pages.shared.safe import md
from pages.shared.wording import plural


def no_case() -> None:
    """No case at all: three ways to begin."""
    st.title("Begin with a case")
    st.write(
        "A case holds the articles about one event. Crossbearing reads them and shows who says "
        "what, on whose word, and who contradicts it."
    )
    with st.container(horizontal=True):
        if st.button("New case", type="primary", key="begin_new"):
            new_case()
        st.button("Open the seed article", on_click=arrivals.open_seed, key="begin_seed")
        if arrivals.sample_there():
            st.button("Open the sample case", on_click=arrivals.open_sample, key="begin_sample")


def no_articles(view: View) -> None:
    """A case without articles, or with none that is analysed."""
    waiting = len(view.store.unanalysed(view.case_id, version()))
    if waiting:
        _not_yet_analysed(view.case_id, waiting)
        return
    st.subheader("This case has no articles yet")
    st.write("Add what you have: text files, web pages, PDFs, mail, tables, feeds, archives.")
    with st.container(horizontal=True):
        if st.button("Add articles", type="primary", key="empty_add"):
            navigation.go("articles")
        if arrivals.sample_there():
            st.button("Open the sample case", on_click=arrivals.open_sample, key="empty_sample")


def _not_yet_analysed(case_id: str, waiting: int) -> None:
    st.subheader("Nothing is analysed yet")
    st.write(f"{plural(waiting, 'article')} in this case can be read under Articles, and "
             f"{'waits' if waiting == 1 else 'wait'} for the analysis.")  # fmt: skip
    st.button("Analyse now", type="primary", key="empty_analyse", on_click=arrivals.analyse_again,
              args=(case_id,))  # fmt: skip


def first_reading() -> None:
    """Articles are in, nothing is analysed yet: the page keeps its place."""
    st.title("Reading the articles")
    st.write("Claims, actors and events appear here as soon as the first articles are analysed.")
    st.skeleton(height=120)
    st.skeleton(height=260)


def not_analysed(view: View) -> None:
    """Articles that the analysis gave up on: the rest stands, and the page says what is missing."""
    lost = view.store.failures(view.case_id, version())
    if lost:
        first = [view.store.article(view.case_id, article) for article in list(lost)[:3]]
        names = [article.title or article.text[:60] for article in first if article]
        st.warning(
            f"{plural(len(lost), 'article')} could not be analysed and "
            f"{'is' if len(lost) == 1 else 'are'} missing here: {md('; '.join(names), 200)}. "
            "Read what was taken in under Articles.",
            icon=":material/warning:",
        )  # fmt: skip


def nothing_left(view: View, what: str) -> None:
    """The filters leave nothing of `what`."""
    selection = view.selection
    if not selection.loaded.article_count:
        no_articles(view)
        return
    if selection.filters.active:
        st.info(f"No {what} match the filters that are set.", icon=":material/filter_alt_off:")
        st.button("Clear all filters", on_click=filters.clear_all, key=f"nothing_{what}")
    elif selection.filters.as_of:
        st.info(f"No {what} were known at that moment.", icon=":material/history:")
    else:
        st.info(f"No {what} were found in these articles.", icon=":material/info:")


def failed(problem: CrossbearingError) -> None:
    """One of the program's own errors: its sentence says what is wrong and what to do."""
    logging.getLogger("crossbearing").error("%s", problem)
    st.error(md(problem), title="This did not work", icon=":material/error:")
