"""Who appears with whom: co-occurrence weighted by NPMI, its backbone, its communities.

In: the mentions of a case as a frame (schema MENTIONS of `analysis.frames`), its articles. Out:
frames of edges (schema EDGES) and of nodes (schema NODES), and networkx graphs.

NPMI: G. Bouma, 'Normalized (Pointwise) Mutual Information in Collocation Extraction', 2009.
Backbone: M. Serrano, M. Boguna, A. Vespignani, 'Extracting the multiscale backbone of complex
weighted networks', PNAS 106, 2009. Communities: V. Blondel et al., 'Fast unfolding of communities
in large networks', 2008 (Louvain), as networkx has it.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from typing import Literal

import networkx as nx
import numpy as np
import pandas as pd
from scipy import sparse

from analysis.model import Article, Evidence, Span

Level = Literal["sentence", "paragraph", "article"]
LEVELS: tuple[Level, ...] = ("sentence", "paragraph", "article")

EDGES = {
    "a": "id of an actor; a < b",
    "b": "id of the other actor",
    "count": "units (sentences, paragraphs or articles) that mention both",
    "npmi": "-1 never together, 0 as often as by chance, 1 only together",
    "articles": "articles that have such a unit",
}
NODES = {
    "actor_id": "id of the actor",
    "degree": "number of neighbours",
    "strength": "sum of the counts of its edges",
    "betweenness": "share of shortest paths that pass through it",
    "eigenvector": "importance through important neighbours",
    "community": "number of its community, 0 for the largest; -1 without a neighbour",
}
EXACT_BETWEENNESS = 400  # nodes; above, it is estimated from a sample of as many sources
SEED = 7
_BLANK_LINE = re.compile(r"\n\s*\n|\n")


def cooccurrence(
    mentions: pd.DataFrame,
    articles: Sequence[Article] = (),
    level: Level = "sentence",
    min_count: int = 2,
) -> pd.DataFrame:
    """The edges (schema EDGES) between actors that one unit mentions together.

    `articles` are needed for the level 'paragraph' alone. `min_count` is the least count of an
    edge: NPMI is unreliable for what was seen once.
    """
    mentions = mentions[~within_names(mentions)]
    if mentions.empty:
        return _no_edges()
    units, unit_articles = _units(mentions, articles, level)
    actors, names = pd.factorize(mentions["actor_id"], sort=True)
    ones = np.ones(len(mentions), dtype=np.int64)
    shape = (len(unit_articles), len(names))
    table = sparse.csr_matrix((ones, (units, actors)), shape=shape)
    table.data[:] = 1
    together = sparse.triu(table.T @ table, k=1).tocoo()
    wanted = together.data >= max(1, min_count)
    a, b, count = together.row[wanted], together.col[wanted], together.data[wanted]
    if not len(count):
        return _no_edges()
    alone = np.asarray(table.sum(axis=0)).ravel()
    edges = pd.DataFrame(
        {
            "a": np.asarray(names)[a],
            "b": np.asarray(names)[b],
            "count": count,
            "npmi": npmi(count, alone[a], alone[b], shape[0]),
            "articles": _articles_of_pairs(table, unit_articles, a, b, count),
        }
    )
    return edges.sort_values(
        ["count", "npmi", "a", "b"], ascending=[False, False, True, True]
    ).reset_index(drop=True)


def within_names(mentions: pd.DataFrame) -> pd.Series:
    """Which mentions are part of another name: 'Lorne' in 'the Lorne Courier' meets nobody."""
    if mentions.empty:
        return pd.Series(False, index=mentions.index)
    place = ["article_id", "start", "end"]
    spans = mentions.sort_values([*place, "kind"], ascending=[True, True, False, True])
    spans = spans.drop_duplicates(place)
    names = spans["end"].where(spans["kind"] == "name", -1)
    reach = names.groupby(spans["article_id"]).cummax()
    before = reach.groupby(spans["article_id"]).shift(fill_value=-1)
    inside = pd.MultiIndex.from_frame(spans.loc[spans["end"] <= before, place])
    return pd.Series(pd.MultiIndex.from_frame(mentions[place]).isin(inside), mentions.index)


def npmi(together: np.ndarray, first: np.ndarray, second: np.ndarray, units: int) -> np.ndarray:
    """Normalised pointwise mutual information from counts of units. 1 where all units have both."""
    joint = together / units
    with np.errstate(divide="ignore", invalid="ignore"):
        value = np.log(joint * units * units / (first * second)) / -np.log(joint)
    return np.where(joint >= 1, 1.0, np.clip(value, -1.0, 1.0))


def edge_evidence(
    mentions: pd.DataFrame,
    a: str,
    b: str,
    sentences: Mapping[str, Sequence[Span]],
    articles: Sequence[Article] = (),
    level: Level = "sentence",
) -> list[Evidence]:
    """The sentences behind an edge: those of every unit that mention either of the two.

    At the level 'sentence' these are the sentences that mention both.
    """
    both = mentions[mentions["actor_id"].isin([a, b])]
    both = both[~within_names(both)]
    if both.empty:
        return []
    units, _ = _units(both, articles, level)
    frame = both.assign(unit=units)
    shared = frame.groupby("unit")["actor_id"].nunique()
    kept = frame[frame["unit"].isin(shared[shared == 2].index)]
    places = kept[["article_id", "sentence"]].drop_duplicates().itertuples(index=False)
    return [
        Evidence(str(article), *sentences[str(article)][int(sentence)])
        for article, sentence in places
        if int(sentence) < len(sentences.get(str(article), ()))
    ]


def cooccurrence_over_time(
    mentions: pd.DataFrame,
    published: Mapping[str, str],
    articles: Sequence[Article] = (),
    level: Level = "sentence",
    min_count: int = 1,
    steps: int = 12,
) -> list[tuple[str, pd.DataFrame]]:
    """The network as it had grown by each of at most `steps` moments: (ISO date, edges).

    Articles without a date are left out: nobody can say when they joined.
    """
    days = mentions["article_id"].map({k: v[:10] for k, v in published.items() if v})
    dated = mentions[days.notna()]
    known = sorted(set(days.dropna()))
    if not known:
        return []
    picks = sorted({known[round(i * (len(known) - 1) / max(1, steps - 1))] for i in range(steps)})
    return [
        (day, cooccurrence(dated[days[days.notna()] <= day], articles, level, min_count))
        for day in picks
    ]


def _no_edges() -> pd.DataFrame:
    return pd.DataFrame(
        {
            "a": pd.Series(dtype="str"),
            "b": pd.Series(dtype="str"),
            "count": pd.Series(dtype="int64"),
            "npmi": pd.Series(dtype="float64"),
            "articles": pd.Series(dtype="int64"),
        }
    )


def _units(
    mentions: pd.DataFrame, articles: Sequence[Article], level: Level
) -> tuple[np.ndarray, np.ndarray]:
    """The unit of each mention, numbered from 0, and the article number of each unit."""
    article, _ = pd.factorize(mentions["article_id"])
    if level == "article":
        inside = np.zeros(len(mentions), dtype=np.int64)
    elif level == "sentence":
        inside = mentions["sentence"].to_numpy(dtype=np.int64)
    else:
        breaks = {
            a.id: [0, *(match.end() for match in _BLANK_LINE.finditer(a.text))] for a in articles
        }
        inside = np.fromiter(
            (
                bisect_right(breaks.get(str(i), [0]), int(start))
                for i, start in zip(mentions["article_id"], mentions["start"], strict=True)
            ),
            dtype=np.int64,
            count=len(mentions),
        )
    width = int(inside.max()) + 1 if len(inside) else 1
    keys = article.astype(np.int64) * width + inside
    distinct, numbers = np.unique(keys, return_inverse=True)
    return numbers, distinct // width


def _articles_of_pairs(
    table: sparse.csr_matrix,
    unit_articles: np.ndarray,
    a: np.ndarray,
    b: np.ndarray,
    count: np.ndarray,
) -> np.ndarray:
    """In how many articles each pair meets."""
    columns = table.tocsc()
    found = np.empty(len(a), dtype=np.int64)
    rows = [
        columns.indices[columns.indptr[k] : columns.indptr[k + 1]] for k in range(table.shape[1])
    ]
    for n, (i, j) in enumerate(zip(a, b, strict=True)):
        if count[n] == 1:
            found[n] = 1
        else:
            shared = np.intersect1d(rows[i], rows[j], assume_unique=True)
            found[n] = len(np.unique(unit_articles[shared]))
    return found


# --- graphs ------------------------------------------------------------------------------


def graph_of(edges: pd.DataFrame) -> nx.Graph[str]:
    """A networkx graph with every column of the edges as an attribute, `weight` = count."""
    graph: nx.Graph[str] = nx.Graph()
    names = [name for name in edges.columns if name not in {"a", "b"}]
    for row in edges.to_dict("records"):
        graph.add_edge(row["a"], row["b"], weight=row["count"], **{n: row[n] for n in names})
    return graph


def backbone(edges: pd.DataFrame, alpha: float = 0.05) -> pd.DataFrame:
    """The edges that the disparity filter keeps at `alpha`, with the column `significance`.

    An edge is kept when its share of an end's strength is larger than chance gives an edge of a
    node with that many neighbours (Serrano 2009, equation 2), at either end. Two nodes that have
    only each other keep their edge: there is nothing to compare it with.
    """
    if edges.empty:
        return edges.assign(significance=pd.Series(dtype="float64"))
    ends = pd.concat(
        [
            edges[["a", "count"]].set_axis(["node", "w"], axis=1),
            edges[["b", "count"]].set_axis(["node", "w"], axis=1),
        ]
    )
    strength, degree = ends.groupby("node")["w"].sum(), ends.groupby("node")["w"].size()
    values = []
    for side in ("a", "b"):
        k = edges[side].map(degree).to_numpy(dtype=float)
        share = edges["count"].to_numpy(dtype=float) / edges[side].map(strength).to_numpy(
            dtype=float
        )
        values.append(np.where(k > 1, (1.0 - share) ** np.maximum(k - 1, 1), 1.0))
    significance = np.minimum(*values)
    alone = (edges["a"].map(degree).to_numpy() == 1) & (edges["b"].map(degree).to_numpy() == 1)
    marked = edges.assign(significance=np.where(alone, 0.0, significance))
    return marked[marked["significance"] < alpha].reset_index(drop=True)


def nodes_of(edges: pd.DataFrame, actor_ids: Sequence[str] = ()) -> pd.DataFrame:
    """The nodes (schema NODES) of the edges; `actor_ids` adds those without any edge."""
    graph = graph_of(edges)
    graph.add_nodes_from(actor_ids)
    community = communities(graph)
    between = _betweenness(graph)
    vector = _eigenvector(graph)
    rows = [
        (
            n,
            graph.degree(n),
            int(graph.degree(n, weight="weight")),
            between[n],
            vector[n],
            community[n],
        )
        for n in sorted(graph)
    ]
    return pd.DataFrame(rows, columns=list(NODES))


def communities(graph: nx.Graph[str]) -> dict[str, int]:
    """Louvain communities by weight, numbered by size; -1 for nodes without a neighbour."""
    found = dict.fromkeys(graph, -1)
    linked = graph.subgraph([n for n in sorted(graph) if graph.degree(n)])
    if not linked:
        return found
    # a sorted copy: Louvain depends on the order of nodes and edges, which must not vary
    ordered: nx.Graph[str] = nx.Graph()
    ordered.add_nodes_from(sorted(linked))
    ends = ((min(a, b), max(a, b), data) for a, b, data in linked.edges(data=True))
    ordered.add_edges_from(sorted(ends, key=lambda edge: edge[:2]))
    parts = nx.community.louvain_communities(ordered, weight="weight", seed=SEED)
    for number, part in enumerate(sorted(parts, key=lambda p: (-len(p), min(p)))):
        found.update(dict.fromkeys(part, number))
    return found


def neighbourhood(edges: pd.DataFrame, actor_id: str, steps: int = 1) -> pd.DataFrame:
    """The edges among an actor and those at most `steps` away from it."""
    near = {actor_id}
    for _ in range(steps):
        touching = edges["a"].isin(near) | edges["b"].isin(near)
        near |= set(edges.loc[touching, "a"]) | set(edges.loc[touching, "b"])
    return edges[edges["a"].isin(near) & edges["b"].isin(near)].reset_index(drop=True)


def _betweenness(graph: nx.Graph[str]) -> dict[str, float]:
    count = graph.number_of_nodes()
    sample = None if count <= EXACT_BETWEENNESS else EXACT_BETWEENNESS // 4
    values: dict[str, float] = nx.betweenness_centrality(graph, k=sample, seed=SEED)
    return values


def _eigenvector(graph: nx.Graph[str]) -> dict[str, float]:
    """Power iteration on A + I, which converges on bipartite graphs too; 0 without edges."""
    order = sorted(graph)
    if not graph.number_of_edges():
        return dict.fromkeys(order, 0.0)
    matrix = nx.to_scipy_sparse_array(graph, nodelist=order, weight="weight", format="csr")
    vector = np.full(len(order), 1 / math.sqrt(len(order)))
    for _ in range(200):
        moved = matrix @ vector + vector
        moved /= np.linalg.norm(moved)
        if np.abs(moved - vector).max() < 1e-9:
            break
        vector = moved
    return {node: float(value) for node, value in zip(order, moved, strict=True)}
