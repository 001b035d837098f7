"""Articles: read one with its claims marked; add more."""

import streamlit as st

from pages.shared import compare, library, navigation, reader, states, unread, upload
from pages.shared.context import current

view = current()
article_id, claim_id = navigation.chosen("article"), navigation.chosen("claim")
if claim_id in view.loaded.claim:
    article_id = view.loaded.claim[claim_id].article_id

beside = view.loaded.claim.get(navigation.chosen("beside"))
if beside and claim_id in view.loaded.claim:
    compare.show(view, view.loaded.claim[claim_id], beside)
    st.stop()
if article_id and article_id not in view.whole.article:
    lost = view.store.article(view.case_id, article_id)
    if lost is not None and view.store.newest_version(view.case_id, article_id) == article_id:
        unread.read(view, lost)
        st.stop()
if article_id:
    reader.show(view, article_id, claim_id, navigation.chosen("at"))
    st.stop()

st.title("Articles")
# As the case was when it was opened: what became of the first upload is not taken from view.
part = f"part_{view.case_id}"
st.session_state.setdefault(part, "In this case" if view.loaded.article_count else "Add articles")
tabs = st.tabs(["In this case", "Add articles"], key=part, on_change="rerun")
if tabs[0].open:
    with tabs[0]:
        if view.selection.articles.empty:
            states.nothing_left(view, "articles")
        else:
            library.show(view)
        unread.show(view)
if tabs[1].open:
    with tabs[1]:
        upload.show(view)
