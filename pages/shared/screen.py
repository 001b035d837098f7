"""The screen around every page: look, navigation, the case, the filters. The script of app.py.

It loads the open case, hands it to the page as a View, and draws the page; or it says what to do
when there is nothing to load yet.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import streamlit as st

from analysis.errors import CrossbearingError
from pages.shared import (
    arrivals,
    cases,
    context,
    filters,
    history,
    login,
    navigation,
    states,
    watch,
)
from pages.shared.loading import Loaded, load
from pages.shared.selection import selected

HERE = Path(__file__).resolve().parent
STATIC = HERE / "static"

st.set_page_config(
    page_title="Crossbearing", page_icon=str(STATIC / "icon.svg"), layout="wide",
    menu_items={"About": "Who says what, on whose word, how surely, and who contradicts it."},
)  # fmt: skip
st.logo(str(STATIC / "logo.svg"), size="medium", icon_image=str(STATIC / "icon.svg"))
st.html(HERE / "look.css")
page = st.navigation(navigation.pages(), position="top")

try:
    login.require()
    arrivals.start()
    with st.sidebar:
        history.keep_short()
        record = cases.pick_case()
    if record is None:
        states.no_case()
        st.stop()
    revision = arrivals.settled_revision(record)
    whole = load(record.id, revision)
    arrivals.show_progress(record)
    as_of, chosen = "", filters.Filters()
    loaded: Loaded = whole
    if whole.article_count:
        with st.sidebar:
            as_of = filters.as_of_control(whole)
            loaded = load(record.id, revision, as_of) if as_of else whole
            chosen = replace(filters.filter_controls(loaded), as_of=as_of)
    elif arrivals.active(record.id) and page.url_path != "articles":
        states.first_reading()
        st.stop()
    selection = selected(loaded, chosen)
    view = context.View(record, loaded, whole, selection)
    context.hand_over(view)
    if whole.article_count:
        with st.sidebar:
            watch.panel(view)
            if page.url_path != "notebook":  # which holds it
                st.button("Take away", key="take_away", icon=":material/download:",
                          on_click=navigation.go, args=("notebook",), width="stretch",
                          help="Report, tables, graph, timeline of what is in view")  # fmt: skip
    filters.chips(selection)
    watch.show_news(view)
    page.run()
except CrossbearingError as problem:
    states.failed(problem)
