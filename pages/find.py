"""Find: every article and claim in view that holds the words, ranked, the words marked."""

import streamlit as st

from pages.shared import filters, found, lines, states
from pages.shared.context import current
from pages.shared.wording import plural

view = current()
st.title("Find")
if not view.loaded.case.articles:
    states.no_articles(view)
    st.stop()
box, act = st.columns([5, 2], vertical_alignment="bottom")
typed = box.text_input(
    "Words, or a “phrase in quotation marks”", key="find", bind="query-params", type="search",
    placeholder="ammonium nitrate", icon=":material/search:",
)  # fmt: skip
typed = (typed or "").strip()
if not typed:
    st.caption("Searches the full text of the articles in view, and what is claimed in them. All "
               "words must occur; a word also finds its longer forms.")  # fmt: skip
    st.stop()
act.button("Filter everything by these words", key="find_filter", icon=":material/filter_alt:",
           on_click=filters.show_only, args=("q", typed))  # fmt: skip

said, told = st.columns(2, gap="large")
claims, articles = found.claims(view, typed), found.articles(view, typed)
with said:
    st.subheader(plural(len(claims), "claim"))
    lines.draw(found.claim_lines(view, claims, typed), key="found_claims",
               label=f"{plural(len(claims), 'claim')} with {typed}, best first")  # fmt: skip
with told:
    st.subheader(plural(len(articles), "article"))
    lines.draw(found.article_lines(view, articles), key="found_articles",
               label=f"{plural(len(articles), 'article')} with {typed}, best first")  # fmt: skip
