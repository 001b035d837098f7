"""The actor networks on the page: figure, its finding in words, its table, and what a click does.

In: a View. A click on an actor filters everything by it and opens its card; a click on a link
shows what is behind it beside the figure (`pages.shared.actor_link`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import pandas as pd
import plotly.graph_objects as go
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from analysis import frames
from analysis.figures.network import TINIEST, marker_sizes, network_figure, speech_figure
from analysis.figures.network_growth import network_animation
from analysis.figures.network_labels import SPAN
from analysis.figures.network_matrix import MOST, matrix_figure
from analysis.resolve import network
from analysis.resolve.network_layout import positions
from analysis.resolve.network_speech import speech_edges
from pages.shared import navigation
from pages.shared.actor_link import LEVELS, choose_link
from pages.shared.context import View
from pages.shared.figures import QUIET, choosable
from pages.shared.filters import show_actors
from pages.shared.loading import Loaded
from pages.shared.safe import md
from pages.shared.tables import table
from pages.shared.wording import plural, when

WIDTH = 520  # pixels, the narrowest that the page draws: labels that fit there fit everywhere
HEIGHT, TALLEST = 580, 780  # pixels, with few actors and with many
GAP = 3.0  # pixels around each actor
DRAWN = 300  # actors; the rest stays in the table
ARROWS = 150  # of who speaks about whom, those of most claims: they cross each other everywhere
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
TOOLS = {
    "displaylogo": False, "scrollZoom": False,
    "modeBarButtonsToRemove": ["toImage", "zoom2d", "pan2d", "select2d", "lasso2d", "autoScale2d"],
}  # fmt: skip
MEANING = "Size: mentions. Width of a line: how often the two are named together"


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
    level = LEVELS[unit]
    edges, nodes = _edges(view, level, spine)
    whole = edges
    if near:
        whole = edges = network.neighbourhood(edges, selected)
        nodes = nodes[nodes["actor_id"].isin({*edges["a"], *edges["b"], selected})]
    edges, nodes = _drawn(edges, nodes)
    if nodes.empty:
        st.info("No two actors are named together here. Try a wider unit.")
        return
    places, nodes = _places(view, nodes["actor_id"]), _sized(view, nodes)

    def drawn() -> go.Figure:
        return network_figure(
            nodes, edges, places, view.palette, colour_by=colour.lower(), selected=selected,
            width=WIDTH, height=_height(view),
        )  # fmt: skip

    how = ("network", unit, colour, spine, near, selected, view.palette.dark)
    figure = view.selection.once(how, drawn)
    _draw(view, figure, "network", _finding(view, whole, nodes), answer)
    floor = _floor(view)
    rare = "" if floor < 2 else ", at least twice"
    st.caption(f"{MEANING}{rare}. Choose an actor to filter everything by it, or the dot on a link "
               "for what is behind it. All links stand in the table below.")  # fmt: skip
    _as_table(view, whole, "together")


def growing(view: View) -> None:
    """How the network of the articles in view grew: a slider over the days of publication."""
    case = view.loaded.case
    wanted = frozenset(view.selection.articles["article_id"])
    mentions = frames.mentions_frame(case)
    mentions = mentions[mentions["article_id"].isin(wanted)]
    named = mentions["actor_id"].value_counts()
    most = view.loaded.actors[view.loaded.actors["actor_id"].isin(named.index)]
    most = most.nlargest(GROWING, "mentions")
    mentions = mentions[mentions["actor_id"].isin(set(most["actor_id"]))]
    published = {i: case.dcts[i].value for i in wanted if i in case.dcts}
    steps = network.cooccurrence_over_time(mentions, published, min_count=_floor(view))
    steps = [(day, edges) for day, edges in steps if len(edges)]
    if len(steps) < 2:
        st.info("The articles in view tell of one day alone: there is nothing to watch grow.")
        return
    places, most = _places(view, most["actor_id"]), _sized(view, most)
    figure = view.selection.once(
        ("growth", view.palette.dark),
        lambda: network_animation(
            most, steps, places, view.palette, width=WIDTH, height=_height(view)
        ),
    )
    (first, before), (last, after) = steps[0], steps[-1]
    finding = (
        f"{plural(len(before), 'link')} by {when(first)}, {plural(len(after), 'link')} by "
        f"{when(last)}, among the {plural(len(most), 'actor')} named most"
    )
    st.markdown(f"**{md(finding)}**")
    st.plotly_chart(figure, key="growth", theme=None, alt=finding, config=TOOLS)
    st.caption(f"{MEANING} by that day.")
    days = [{"as_of": when(day), "links": len(edges)} for day, edges in steps]
    with st.expander("The same as a table"):
        st.dataframe(pd.DataFrame(days), hide_index=True, alt=f"Links by each of {len(days)} days",
                     column_config={"as_of": "As of", "links": "Links"})  # fmt: skip


def speaking(view: View, selected: str) -> None:
    """Who speaks about whom, and for or against."""
    wanted = view.selection.claim_ids
    edges = speech_edges(c for c in view.loaded.case.claims if c.id in wanted)
    nodes = view.loaded.actors[view.loaded.actors["actor_id"].isin({*edges["a"], *edges["b"]})]
    if nodes.empty:
        st.info("No source in view speaks about another actor.")
        return
    strongest = edges.assign(own=(edges["a"] == selected) | (edges["b"] == selected)).sort_values(
        ["own", "count"], ascending=False, kind="stable"
    )
    shown = strongest.head(ARROWS)
    drawn = _sized(view, nodes[nodes["actor_id"].isin({*shown["a"], *shown["b"]})])
    places = _places(view, drawn["actor_id"])
    figure = view.selection.once(
        ("speech", selected, view.palette.dark),
        lambda: speech_figure(
            drawn, shown, places, view.palette, selected=selected, width=WIDTH,
            height=_height(view),
        ),
    )  # fmt: skip
    first = edges.iloc[0]
    names = view.loaded.label_of_actor
    said = (
        f"{plural(len(nodes), 'actor')}; {names[first['a']]} speaks most about "
        f"{names[first['b']]}: {plural(int(first['count']), 'claim')}"
    )
    _draw(view, figure, "speech", said)
    part = "" if len(shown) == len(edges) else f"{ARROWS} of {len(edges):,} arrows. "
    st.caption(f"{part}Size: mentions. Width of an arrow: claims. Choose an actor to filter "
               "everything by it, or the dot on an arrow for the claims behind it.")  # fmt: skip
    _as_table(view, edges, "speech")


def matrix(view: View) -> None:
    """The same links as a matrix."""
    edges, nodes = _edges(view, "sentence", spine=False)
    if edges.empty:
        st.info("No two actors are named together in a sentence.")
        return
    figure = view.selection.once(
        ("matrix", view.palette.dark), lambda: matrix_figure(nodes, edges, view.palette)
    )
    _draw(view, figure, "matrix", _finding(view, edges, nodes), tools=QUIET)
    shown = f"The {MOST} actors with the strongest links. " if len(nodes) > MOST else ""
    st.caption(f"{shown}Choose a cell for the sentences behind it. All links stand in the table "
               "below.")  # fmt: skip
    _as_table(view, edges, "matrix")


def measures(view: View) -> pd.DataFrame:
    """Links, betweenness and community of the actors in view, by sentence."""
    return _edges(view, "sentence", spine=False)[1]


def _edges(view: View, level: str, spine: bool) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Links among the actors of the articles in view, and those actors with their measures."""
    return view.selection.once(("edges", level, spine), lambda: _measured(view, level, spine))


def _measured(view: View, level: str, spine: bool) -> tuple[pd.DataFrame, pd.DataFrame]:
    articles = frozenset(view.selection.articles["article_id"])
    edges = _cooccurrence(view.loaded, level, articles)
    edges = network.backbone(edges) if spine else edges
    links = pd.concat([edges["a"], edges["b"]]).value_counts()
    nodes = view.loaded.actors[view.loaded.actors["actor_id"].isin(links.index)]
    # of those that a figure can hold: in a case of thousands the rest would take seconds
    measured = network.nodes_of(_drawn(edges, nodes)[0]).drop(columns="degree")
    nodes = nodes.merge(measured, on="actor_id", how="left")
    return edges, nodes.assign(
        degree=nodes["actor_id"].map(links).astype("int64"),
        community=nodes["community"].fillna(-1).astype("int64"),
    )


def _drawn(edges: pd.DataFrame, nodes: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """As many as a figure can hold: the links among those that are named most."""
    if len(nodes) <= DRAWN:
        return edges, nodes
    top = nodes.nlargest(DRAWN, "mentions")
    kept = set(top["actor_id"])
    return edges[edges["a"].isin(kept) & edges["b"].isin(kept)].reset_index(drop=True), top


@st.cache_resource(max_entries=12, show_spinner=False, hash_funcs={Loaded: id})
def _cooccurrence(loaded: Loaded, level: Any, articles: frozenset[str]) -> pd.DataFrame:
    mentions = frames.mentions_frame(loaded.case)
    if len(articles) < loaded.article_count:
        mentions = mentions[mentions["article_id"].isin(articles)]
    floor = 1 if len(articles) < FEW_ARTICLES else 2
    texts = loaded.case.articles if level == "paragraph" else ()
    return network.cooccurrence(mentions, texts, level, min_count=floor)


def _floor(view: View) -> int:
    """How often two must be named together to be linked."""
    return 1 if len(view.selection.articles) < FEW_ARTICLES else 2


def _places(view: View, wanted: Iterable[str]) -> dict[str, Place]:
    """One place an actor for the whole case: filters, units and views never move anybody.

    Those named most are arranged together, once. Whoever a filter brings in later finds a place
    among them and keeps it.
    """
    kept = _settled(view.case_id)
    top = _most_named(view)
    links = _cooccurrence(view.whole, "sentence", frozenset(view.whole.article))
    for group in (set(top["actor_id"]), {*top["actor_id"], *wanted}):
        if not kept.keys() >= group:
            graph = network.graph_of(links[links["a"].isin(group) & links["b"].isin(group)])
            graph.add_nodes_from(group)
            kept.update(positions(graph, kept, _room(top)))
    return kept


def _most_named(view: View) -> pd.DataFrame:
    return view.whole.actors.nlargest(DRAWN, "mentions")


def _room(top: pd.DataFrame) -> dict[str, float]:
    """How much of the layout each of the most named takes, on the narrowest drawing."""
    unit = WIDTH / SPAN
    return {i: (size / 2 + GAP) / unit for i, size in _sizes(top).items()}


def _sizes(top: pd.DataFrame) -> dict[str, float]:
    return dict(zip(top["actor_id"], marker_sizes(top["mentions"], len(top)), strict=True))


def _sized(view: View, nodes: pd.DataFrame) -> pd.DataFrame:
    """With the size of each actor's point in the whole case: it fits the room of its place."""
    sizes = nodes["actor_id"].map(_sizes(_most_named(view)))
    return nodes.assign(size=sizes.fillna(TINIEST))


def _height(view: View) -> int:
    """Of the figure: the same whatever is filtered, so that nobody moves."""
    share = min(1.0, len(_most_named(view)) / DRAWN)
    return round(HEIGHT + share * (TALLEST - HEIGHT))


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
    view: View,
    figure: go.Figure,
    key: str,
    finding: str,
    answer: DeltaGenerator | None = None,
    tools: Mapping[str, Any] = TOOLS,
) -> None:
    """The figure; its finding above it, or in `answer`."""

    def chosen() -> None:
        points = st.session_state[key]["selection"]["points"]
        found = next((p["customdata"][0] for p in points if p.get("customdata")), "")
        if "|" in str(found):
            choose_link(str(found))
        elif found in view.loaded.label_of_actor:
            label = view.loaded.label_of_actor[found]
            navigation.choose("card", label)
            show_actors([label])

    (answer or st).markdown(f"**{md(finding)}**")
    st.plotly_chart(
        choosable(figure), key=key, on_select=chosen, selection_mode="points", theme=None,
        alt=finding, config=dict(tools),
    )  # fmt: skip


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
            choose_link(row)
            st.rerun()
