"""The actor networks on the page: figure, its finding in words, its table, and what a click does.

In: a View. A click on an actor filters everything by it and opens its card; a click on a link
lists the sentences behind it.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pandas as pd
import plotly.graph_objects as go
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from analysis import frames
from analysis.figures.network import (
    matrix_figure,
    network_animation,
    network_figure,
    speech_figure,
)
from analysis.resolve import network
from analysis.resolve.network_layout import positions
from analysis.resolve.network_speech import speech_edges
from pages.shared import lines, navigation
from pages.shared.context import View
from pages.shared.figures import choosable
from pages.shared.filters import show_actors
from pages.shared.loading import Loaded
from pages.shared.safe import md
from pages.shared.tables import table
from pages.shared.wording import plural

WIDTH, HEIGHT = 660, 580  # pixels, as far as labels need to know
REACH = 1.1
DRAWN = 220  # actors; the rest stays in the table
FEW_ARTICLES = 5  # below this a single meeting counts, or there would be nothing to see
Place = tuple[float, float]
GROWING = 60  # actors that the view over time follows
COLUMNS = {
    "first": st.column_config.TextColumn("Actor"),
    "second": st.column_config.TextColumn("and"),
    "count": st.column_config.NumberColumn("Times"),
    "npmi": st.column_config.NumberColumn("NPMI", format="%.2f"),
    "articles": st.column_config.NumberColumn("Articles"),
    "stance": st.column_config.NumberColumn("Stance", format="%+.2f"),
}
LEVELS = {"Sentence": "sentence", "Paragraph": "paragraph", "Article": "article"}


def together(view: View, selected: str) -> None:
    """Who is named together with whom."""
    bound = {"bind": "query-params"}
    answer = st.container()  # the finding stands before the controls
    with st.container(horizontal=True, vertical_alignment="bottom", gap="medium", key="net_bar"):
        unit = st.segmented_control(
            "Together in one", list(LEVELS), key="unit", default="Sentence", required=True, **bound
        )
        colour = st.segmented_control(
            "Colour", ["Type", "Community"], key="colour", default="Type", required=True, **bound
        )
        spine = st.toggle(
            "Backbone only", key="spine", **bound,
            help="Links stronger than chance gives actors with that many links (disparity "
            "filter, 5 %)",
        )  # fmt: skip
        near = bool(selected) and st.toggle(
            "Neighbours only", key="near", help="The chosen actor and whom it meets", **bound
        )
    edges, nodes = _edges(view, LEVELS[unit], spine)
    if near:
        edges = network.neighbourhood(edges, selected)
        nodes = nodes[nodes["actor_id"].isin(set(edges["a"]) | set(edges["b"]) | {selected})]
    if nodes.empty:
        st.info("No two actors are named together here. Try a wider unit.")
        return

    def drawn() -> go.Figure:
        return network_figure(
            nodes, edges, _places(view, _linked(view, LEVELS[unit])), view.palette,
            colour_by=colour.lower(), selected=selected, width=WIDTH, height=HEIGHT,
        )  # fmt: skip

    how = ("network", unit, colour, spine, near, selected, view.palette.dark)
    figure = view.selection.once(how, drawn)
    _draw(view, figure, "network", _finding(view, edges, nodes), answer)
    _sentences(view, LEVELS[unit])
    _as_table(view, edges, "together")


def growing(view: View) -> None:
    """How the network of the articles in view grew: a slider over the days of publication."""
    case = view.loaded.case
    wanted = frozenset(view.selection.articles["article_id"])
    mentions = frames.mentions_frame(case)
    most = view.loaded.actors.nlargest(GROWING, "mentions")
    mentions = mentions[
        mentions["article_id"].isin(wanted) & mentions["actor_id"].isin(set(most["actor_id"]))
    ]
    published = {i: case.dcts[i].value for i in wanted if i in case.dcts}
    floor = 1 if len(wanted) < FEW_ARTICLES else 2
    steps = network.cooccurrence_over_time(mentions, published, case.articles, min_count=floor)
    steps = [(day, edges) for day, edges in steps if len(edges)]
    if len(steps) < 2:
        st.info("The articles in view tell of one day alone: there is nothing to watch grow.")
        return
    places = _places(view, _linked(view, "sentence"))
    figure = network_animation(most, steps, places, view.palette, width=WIDTH, height=HEIGHT)
    (first, before), (last, after) = steps[0], steps[-1]
    finding = (
        f"{plural(len(before), 'link')} by {first}, {plural(len(after), 'link')} by {last}, "
        f"among the {plural(len(most), 'actor')} named most"
    )
    st.markdown(f"**{md(finding)}**")
    st.plotly_chart(figure, key="growth", theme=None, alt=finding, config={"displaylogo": False})
    days = [{"as_of": day, "links": len(edges)} for day, edges in steps]
    with st.expander("The same as a table"):
        st.dataframe(pd.DataFrame(days), hide_index=True, alt=f"Links by each of {len(days)} days",
                     column_config={"as_of": "As of", "links": "Links"})  # fmt: skip


def speaking(view: View, selected: str) -> None:
    """Who speaks about whom, and for or against."""
    wanted = view.selection.claim_ids
    edges = speech_edges(c for c in view.loaded.case.claims if c.id in wanted)
    top = set(view.selection.actors.nlargest(DRAWN, "mentions")["actor_id"])
    edges = edges[edges["a"].isin(top) & edges["b"].isin(top)]
    nodes = view.loaded.actors[view.loaded.actors["actor_id"].isin({*edges["a"], *edges["b"]})]
    if nodes.empty:
        st.info("No source in view speaks about another actor.")
        return
    figure = speech_figure(
        nodes, edges, _places(view, _speakers(view)), view.palette, selected=selected, height=600
    )
    first = edges.iloc[0]
    names = view.loaded.label_of_actor
    said = (
        f"{plural(len(nodes), 'actor')}; {names[first['a']]} speaks most about "
        f"{names[first['b']]}: {plural(int(first['count']), 'claim')}"
    )
    _draw(view, figure, "speech", said)
    pair = st.session_state.get("_link", "")
    if "|" in pair:
        a, b = pair.split("|")
        found = edges[(edges["a"] == a) & (edges["b"] == b)]
        if len(found):
            ids = found["claim_ids"].iloc[0]
            lines.draw(lines.claim_lines(view, ids, 30), key="speech_claims", label="Claims")
    _as_table(view, edges, "speech")


def matrix(view: View) -> None:
    """The same links as a matrix."""
    edges, nodes = _edges(view, "sentence", spine=False)
    if edges.empty:
        st.info("No two actors are named together in a sentence.")
        return
    finding = _finding(view, edges, nodes)
    _draw(view, matrix_figure(nodes, edges, view.palette), "matrix", finding)
    _sentences(view, "sentence")
    _as_table(view, edges, "matrix")


def _edges(view: View, level: str, spine: bool) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Links among the actors of the articles in view, and those actors with their measures."""
    return view.selection.once(("edges", level, spine), lambda: _measured(view, level, spine))


def _measured(view: View, level: str, spine: bool) -> tuple[pd.DataFrame, pd.DataFrame]:
    articles = frozenset(view.selection.articles["article_id"])
    edges = _cooccurrence(view.loaded, level, articles)
    edges = network.backbone(edges) if spine else edges
    top = set(view.loaded.actors.nlargest(DRAWN, "mentions")["actor_id"])
    edges = edges[edges["a"].isin(top) & edges["b"].isin(top)].reset_index(drop=True)
    measured = network.nodes_of(edges)
    return edges, view.loaded.actors.merge(measured, on="actor_id", how="inner")


@st.cache_resource(max_entries=12, show_spinner=False, hash_funcs={Loaded: id})
def _cooccurrence(loaded: Loaded, level: Any, articles: frozenset[str]) -> pd.DataFrame:
    mentions = frames.mentions_frame(loaded.case)
    if len(articles) < len(loaded.case.articles):
        mentions = mentions[mentions["article_id"].isin(articles)]
    floor = 1 if len(articles) < FEW_ARTICLES else 2
    return network.cooccurrence(mentions, loaded.case.articles, level, min_count=floor)


def _places(view: View, linked: Iterable[str]) -> dict[str, Place]:
    """One place an actor for the whole case: filters and settings never move anybody.

    The arrangement is stretched over the drawing by those who are `linked` in the whole case.
    """
    kept = _settled(view.case_id)
    top = set(view.whole.actors.nlargest(DRAWN, "mentions")["actor_id"])
    edges = _cooccurrence(view.whole, "sentence", frozenset(view.whole.article))
    graph = network.graph_of(edges[edges["a"].isin(top) & edges["b"].isin(top)])
    graph.add_nodes_from(top)
    if not kept.keys() >= set(graph):
        kept.update(positions(graph, kept))
    bounds = [kept[node] for node in linked if node in kept]
    return _stretched(kept, bounds)


def _stretched(places: dict[str, Place], bounds: list[Place]) -> dict[str, Place]:
    if not bounds:
        return places
    sides = [(min(values), max(values)) for values in zip(*bounds, strict=True)]

    def along(value: float, low: float, high: float) -> float:
        return REACH * (2 * (value - low) / (high - low) - 1) if high > low else 0.0

    return {node: (along(x, *sides[0]), along(y, *sides[1])) for node, (x, y) in places.items()}


def _speakers(view: View) -> set[str]:
    edges = speech_edges(view.whole.case.claims)
    return {*edges["a"], *edges["b"]}


def _linked(view: View, level: Any) -> set[str]:
    edges = _cooccurrence(view.whole, level, frozenset(view.whole.article))
    return {*edges["a"], *edges["b"]}


@st.cache_resource(max_entries=8, show_spinner=False)
def _settled(case_id: str) -> dict[str, Place]:
    return {}


def _finding(view: View, edges: pd.DataFrame, nodes: pd.DataFrame) -> str:
    if edges.empty:
        return f"{plural(len(nodes), 'actor')}, no links"
    names = view.loaded.label_of_actor
    top = edges.sort_values("count", ascending=False).iloc[0]
    return (
        f"{plural(len(nodes), 'actor')}, {plural(len(edges), 'link')}; {names[top['a']]} and "
        f"{names[top['b']]} are named together most, {plural(int(top['count']), 'time')}"
    )


def _draw(
    view: View, figure: go.Figure, key: str, finding: str, answer: DeltaGenerator | None = None
) -> None:
    """The figure; its finding above it, or in `answer`."""

    def chosen() -> None:
        points = st.session_state[key]["selection"]["points"]
        found = next((p["customdata"][0] for p in points if p.get("customdata")), "")
        if "|" in str(found):
            st.session_state["_link"] = found
        elif found in view.loaded.label_of_actor:
            label = view.loaded.label_of_actor[found]
            navigation.choose("card", label)
            show_actors([label])

    (answer or st).markdown(f"**{md(finding)}**")
    st.plotly_chart(
        choosable(figure), key=key, on_select=chosen, selection_mode="points", theme=None,
        alt=finding, config={"displaylogo": False, "scrollZoom": False},
    )  # fmt: skip
    st.caption("Choose an actor to filter everything by it, or the dot on a link for what is "
               "behind it. All links stand in the table below.")  # fmt: skip


def _sentences(view: View, level: Any) -> None:
    pair = str(st.session_state.get("_link", ""))
    if "|" not in pair:
        return
    a, b = pair.split("|")
    names = view.loaded.label_of_actor
    if a not in names or b not in names:
        return
    mentions = frames.mentions_frame(view.loaded.case)
    case = view.loaded.case
    found = network.edge_evidence(mentions, a, b, case.sentences, case.articles, level)
    st.markdown(f"**{len(found)}** sentences name both")
    lines.draw([lines.evidence_line(view, place) for place in found[:25]], key="link_sentences",
               label=f"Sentences that name {names[a]} and {names[b]}")  # fmt: skip


def _as_table(view: View, edges: pd.DataFrame, key: str) -> None:
    """The links as rows: choosing one does what a click on its dot does. Made when opened."""
    opened = st.expander("The same as a table", key=f"{key}_table", on_change="rerun")
    if not opened.open:
        return
    names = view.loaded.label_of_actor
    with opened:
        shown = edges.assign(
            link=edges["a"] + "|" + edges["b"],
            first=edges["a"].map(names),
            second=edges["b"].map(names),
        )
        row = table(
            shown, "link", {n: c for n, c in COLUMNS.items() if n in shown},
            key=f"{key}_links", rows=25, tallest=10,
            alt=f"{len(edges)} links between actors; choose one for the sentences behind it",
        )  # fmt: skip
    if row != st.session_state.get(f"_{key}_row", ""):  # else a click on the figure would be undone
        st.session_state[f"_{key}_row"] = row
        if row:
            st.session_state["_link"] = row
            st.rerun()
