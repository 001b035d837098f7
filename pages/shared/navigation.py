"""The pages, their order, and the ways from one to another.

In: nothing. Out: the list for st.navigation; `open_claim` and its kin, which are also callbacks.
"""

from __future__ import annotations

from pathlib import Path

import streamlit as st

_PAGES = Path(__file__).resolve().parent.parent

# file -> title; the first is where one lands
TITLES = {
    "overview": "Overview",
    "propositions": "Propositions",
    "claims": "Claims",
    "timeline": "Timeline",
    "actors": "Actors",
    "sources": "Sources",
    "articles": "Articles",
    "find": "Find",
    "notebook": "Notebook",
    "methods": "Methods",
    "audit": "Audit trail",
}


def pages() -> list[st.Page]:
    """Every page, its address being its file's name."""
    return [
        st.Page(_PAGES / f"{name}.py", title=title, url_path=name, default=name == "overview")
        for name, title in TITLES.items()
        if (_PAGES / f"{name}.py").exists()
    ]


def go(name: str, **parameters: str) -> None:
    """Leave for another page. Parameters of its own (which claim) go into the link.

    Streamlit refuses to leave without any while some belong to a widget, as the case does; an
    empty set of them is fine.
    """
    given = {key: value for key, value in parameters.items() if value}
    st.switch_page(_PAGES / f"{name}.py", query_params=given)


def open_claim(claim_id: str) -> None:
    """The claim in its article, its sentence highlighted."""
    go("articles", claim=claim_id)


def open_article(article_id: str) -> None:
    go("articles", article=article_id)


def open_proposition(proposition_id: str) -> None:
    go("propositions", proposition=proposition_id)


def open_actor(actor_label: str) -> None:
    go("actors", card=actor_label)


def open_place(article_id: str, start: str, end: str) -> None:
    """A place of an article, highlighted."""
    go("articles", article=article_id, at=f"{start}-{end}")


def open_beside(claim_id: str, other_id: str) -> None:
    """Two claims in their articles, side by side."""
    go("articles", claim=claim_id, beside=other_id)


def follow(reference: str) -> None:
    """Go where a clicked run leads: 'claim:id', 'proposition:id', 'place:article:start:end' ..."""
    kind, _, target = reference.partition(":")
    if kind == "claim":
        open_claim(target)
    elif kind == "proposition":
        open_proposition(target)
    elif kind == "actor":
        open_actor(target)
    elif kind == "article":
        open_article(target)
    elif kind == "beside":
        open_beside(*target.split(":"))
    elif kind == "board":
        st.session_state["board"] = target
        go("propositions")
    elif kind == "event":
        st.session_state["event"] = target
        go("timeline")
    elif kind == "place":
        open_place(*target.rsplit(":", 2))


def chosen(name: str) -> str:
    """A page's own parameter of the link, '' when absent."""
    return str(st.query_params.get(name, ""))


def choose(name: str, value: str) -> None:
    """Put a page's own parameter into the link, or take it out."""
    if value:
        st.query_params[name] = value
    elif name in st.query_params:
        del st.query_params[name]
