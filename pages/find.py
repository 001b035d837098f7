"""Find: every article and claim in view that holds the words, ranked, the words marked."""

import streamlit as st

from pages.shared import filters, found, lines, states
from pages.shared.context import current

view = current()
st.title("Find")
if not view.loaded.article_count:
    states.no_articles(view)
    st.stop()
box, act = st.columns([5, 2], vertical_alignment="bottom")
typed = box.text_input(
    "Words, or a “phrase in quotation marks”", key="find", bind="query-params", type="search",
    placeholder="ammonium nitrate", icon=":material/search:",
)  # fmt: skip
typed = (typed or "").strip()
if not typed:
    st.caption("Searches the full text of the articles in view, and what is claimed in them, the "
               "best match first. All words must occur; a word also finds its longer forms: "
               "explo finds explosion and exploded.")  # fmt: skip
    found.prepare(view)  # the page is drawn by now
    st.stop()
act.button("Filter everything by these words", key="find_filter", icon=":material/filter_alt:",
           on_click=filters.show_only, args=("q", typed))  # fmt: skip

said, told = st.columns(2, gap="large")
claims, more_claims = found.claims(view, typed)
articles, more_articles = found.articles(view, typed)
with said:
    number = found.counted(len(claims), "claim", more_claims)
    st.subheader(number)
    lines.draw(found.claim_lines(view, claims, typed), key="found_claims",
               label=f"{number} with {typed}, best first")  # fmt: skip
with told:
    number = found.counted(len(articles), "article", more_articles)
    st.subheader(number)
    lines.draw(found.article_lines(view, articles), key="found_articles",
               label=f"{number} with {typed}, best first")  # fmt: skip
if not claims and not articles:
    if view.selection.filters.active or view.selection.filters.as_of:
        st.button("Search without the filters", key="find_clear", on_click=filters.clear_all,
                  icon=":material/filter_alt_off:")  # fmt: skip
    else:
        st.caption("Try fewer words, the beginning of a word, or another spelling of a name.")
