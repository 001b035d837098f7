"""The network: counts against a count by hand, published properties of NPMI and the backbone."""

import math
import os
import subprocess
import sys
from itertools import combinations

import networkx as nx
import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.model import Article, Claim
from analysis.resolve import network
from analysis.resolve.network_layout import SIDE, positions
from analysis.resolve.network_speech import cue_sign, speech_edges, speech_graph


def mentions(*rows: tuple[str, int, str]) -> pd.DataFrame:
    """(article, sentence, actor) as a frame of mentions; the start lies 100 a sentence."""
    return pd.DataFrame(
        [(a, s * 100, s * 100 + 5, actor, "name", "exact", s) for a, s, actor in rows],
        columns=["article_id", "start", "end", "actor_id", "kind", "reason", "sentence"],
    )


SMALL = mentions(
    ("x", 0, "ann"), ("x", 0, "bob"), ("x", 0, "bob"), ("x", 1, "ann"), ("x", 2, "cid"),
    ("y", 0, "ann"), ("y", 0, "bob"), ("y", 1, "cid"), ("y", 1, "ann"),
)  # fmt: skip


def counts(edges: pd.DataFrame) -> dict[tuple[str, str], int]:
    return {(a, b): n for a, b, n in zip(edges["a"], edges["b"], edges["count"], strict=True)}


def test_counts_by_level() -> None:
    texts = [Article(id=i, text="a" * 198 + "\n\n" + "b" * 150) for i in "xy"]
    sentence = network.cooccurrence(SMALL, level="sentence", min_count=1)
    assert counts(sentence) == {("ann", "bob"): 2, ("ann", "cid"): 1}
    paragraph = network.cooccurrence(SMALL, texts, level="paragraph", min_count=1)
    assert counts(paragraph) == {("ann", "bob"): 2, ("ann", "cid"): 1, ("bob", "cid"): 1}  # y
    article = network.cooccurrence(SMALL, level="article", min_count=1)
    assert counts(article) == {("ann", "bob"): 2, ("ann", "cid"): 2, ("bob", "cid"): 2}
    assert list(sentence["articles"]) == [2, 1]


def test_a_place_in_the_name_of_a_body_meets_nobody() -> None:
    named = pd.DataFrame(
        [("x", 4, 17, "Lorne Courier", "name", "exact", 0),
         ("x", 4, 9, "Lorne", "name", "exact", 0),
         ("x", 30, 35, "Dahl", "name", "exact", 0), ("x", 50, 72, "Dahl", "nominal", "title", 0),
         ("x", 65, 70, "Sela", "name", "exact", 0)],
        columns=["article_id", "start", "end", "actor_id", "kind", "reason", "sentence"],
    )  # fmt: skip
    together = counts(network.cooccurrence(named, min_count=1))
    assert {*together} == {
        ("Dahl", "Lorne Courier"), ("Dahl", "Sela"), ("Lorne Courier", "Sela"),
    }  # fmt: skip


def test_the_floor_leaves_rare_edges_out() -> None:
    assert counts(network.cooccurrence(SMALL, min_count=2)) == {("ann", "bob"): 2}


rows = st.lists(
    st.tuples(st.sampled_from("xyz"), st.integers(0, 4), st.sampled_from("abcdef")), max_size=40
)


@settings(max_examples=80, deadline=None)
@given(rows)
def test_counts_equal_a_count_by_hand(given_rows) -> None:
    frame = mentions(*given_rows)
    units: dict[tuple[str, int], set[str]] = {}
    for article, sentence, actor in given_rows:
        units.setdefault((article, sentence), set()).add(actor)
    expected: dict[tuple[str, str], int] = {}
    for actors in units.values():
        for pair in combinations(sorted(actors), 2):
            expected[pair] = expected.get(pair, 0) + 1
    edges = network.cooccurrence(frame, min_count=1)
    assert counts(edges) == expected
    assert edges["npmi"].between(-1, 1).all()
    assert (edges["articles"] <= edges["count"]).all()
    assert set(network.EDGES) == set(edges.columns)


def test_npmi_at_its_ends() -> None:
    one = np.array([4])
    assert network.npmi(one, one, one, 4)[0] == 1  # everywhere
    assert network.npmi(np.array([2]), np.array([2]), np.array([2]), 8)[0] == pytest.approx(1)
    assert network.npmi(np.array([4]), np.array([8]), np.array([8]), 16)[0] == pytest.approx(0)
    expected = math.log(0.25 / (0.5 * 0.25)) / -math.log(0.25)
    assert network.npmi(np.array([2]), np.array([4]), np.array([2]), 8)[0] == pytest.approx(
        expected
    )


def edges_of(*triples: tuple[str, str, int]) -> pd.DataFrame:
    return pd.DataFrame(
        [(a, b, n, 0.5, 1) for a, b, n in triples], columns=["a", "b", "count", "npmi", "articles"]
    )


def test_the_backbone_keeps_what_stands_out() -> None:
    """A hub with one heavy edge: its p is (1 - w/s)^(k-1), by hand."""
    star = edges_of(("hub", "z", 96), *(("hub", f"n{i}", 1) for i in range(4)))
    kept = network.backbone(star, alpha=0.05)
    assert counts(kept) == {("hub", "z"): 96}
    assert kept["significance"][0] == pytest.approx((1 - 0.96) ** 4)


def test_the_backbone_keeps_a_lonely_pair_and_takes_nothing() -> None:
    assert len(network.backbone(edges_of(("a", "b", 1)))) == 1
    assert network.backbone(edges_of()).empty


def test_evidence_is_the_sentences_of_both() -> None:
    spans = {"x": [(0, 50), (100, 150), (200, 250)], "y": [(0, 50), (100, 150)]}
    found = network.edge_evidence(SMALL, "ann", "bob", spans)
    assert [(e.article_id, e.start, e.end) for e in found] == [("x", 0, 50), ("y", 0, 50)]
    wide = network.edge_evidence(SMALL, "bob", "cid", spans, level="article")
    assert [(e.article_id, e.start) for e in wide] == [("x", 0), ("x", 200), ("y", 0), ("y", 100)]


def test_nodes_communities_and_neighbourhood() -> None:
    two = edges_of(("a", "b", 5), ("a", "c", 5), ("b", "c", 5), ("c", "d", 1), ("d", "e", 5),
                   ("d", "f", 5), ("e", "f", 5))  # fmt: skip
    nodes = network.nodes_of(two, ["lone"]).set_index("actor_id")
    assert nodes.loc["a", "community"] == nodes.loc["b", "community"]
    assert nodes.loc["a", "community"] != nodes.loc["e", "community"]
    assert nodes.loc["lone", "community"] == -1
    assert nodes["betweenness"].idxmax() in {"c", "d"}
    assert set(network.neighbourhood(two, "a")["b"]) == {"b", "c"}
    assert set(network.NODES) == {"actor_id", *nodes.columns}
    shuffled = two.sample(frac=1, random_state=3)
    assert (
        network.nodes_of(shuffled, ["lone"])
        .set_index("actor_id")["community"]
        .equals(nodes["community"])
    )


def test_growth_over_time_is_monotone_and_leaves_undated_out() -> None:
    steps = network.cooccurrence_over_time(SMALL, {"x": "2031-05-01T10:00Z", "y": "2031-05-03"})
    assert [day for day, _ in steps] == ["2031-05-01", "2031-05-03"]
    assert [edges["count"].sum() for _, edges in steps] == [1, 3]
    assert network.cooccurrence_over_time(SMALL, {"x": ""}) == []


@settings(max_examples=40, deadline=None)
@given(st.sets(st.tuples(st.integers(0, 14), st.integers(0, 14)), max_size=30), st.integers(0, 5))
def test_places_are_steady(pairs, extra: int) -> None:
    graph = nx.Graph([(f"n{a}", f"n{b}") for a, b in pairs if a != b])
    first = positions(graph)
    assert positions(graph) == first
    assert set(first) == set(graph)
    grown = graph.copy()
    grown.add_edges_from((f"new{i}", f"n{i}") for i in range(extra))
    after = positions(grown, first)
    assert {node: after[node] for node in first} == first  # nodes keep their places
    kept = sorted(graph)[::2]
    assert positions(graph.subgraph(kept), first) == {node: first[node] for node in kept}
    assert all(math.isfinite(v) for place in after.values() for v in place)


def claim(number: int, source: str, cue: str, *mentioned: str) -> Claim:
    return Claim(
        id=f"c{number}", article_id="x", start=0, end=1, content="", content_spans=(),
        source_text="", source_spans=(), cue=cue, cue_spans=(), quote="indirect", actor_id=source,
        source_kind="named person", descriptor="", channel=(), certainty="CT", polarity="+",
        triggers=(), outlet="", reported_at="", mentioned=mentioned,
    )  # fmt: skip


def test_speech_is_directed_and_signed() -> None:
    claims = [
        claim(1, "ann", "accused", "bob"),
        claim(2, "ann", "said", "bob", "ann"),
        claim(3, "bob", "praised", "ann"),
        claim(4, "", "said", "ann"),
    ]
    edges = speech_edges(claims).set_index(["a", "b"])
    assert edges.loc[("ann", "bob"), "count"] == 2
    assert edges.loc[("ann", "bob"), "stance"] == -1
    assert edges.loc[("bob", "ann"), "stance"] == 1
    assert len(edges) == 2
    given_stance = speech_edges(claims, {"c2": 1.0}).set_index(["a", "b"])
    assert given_stance.loc[("ann", "bob"), "stance"] == 0
    graph = speech_graph(claims)
    assert graph["ann"]["bob"]["weight"] == 2
    assert speech_edges([]).empty
    assert cue_sign("told reporters") is None


def test_small_components_do_not_crowd_the_large_one() -> None:
    """Springs alone fling two strangers far away and press everybody else into the middle."""
    graph = nx.gnp_random_graph(60, 0.1, seed=3)
    named = nx.relabel_nodes(graph, {n: f"a{n:02}" for n in graph})
    named.add_edges_from([("x1", "x2"), ("y1", "y2"), ("z1", "z2")])
    places = positions(named)
    crowd = [places[n] for n in max(nx.connected_components(named), key=len)]
    for axis in (0, 1):
        values = sorted(p[axis] for p in crowd)
        assert values[-6] - values[5] > 0.9  # of the 2.5 that are drawn
    assert all(abs(v) <= 1.25 for place in places.values() for v in place)


def test_everybody_has_the_room_that_is_asked_for() -> None:
    graph = nx.relabel_nodes(nx.barabasi_albert_graph(150, 2, seed=5), lambda n: f"a{n:03}")
    room = {node: 0.05 if number < 15 else 0.03 for number, node in enumerate(sorted(graph))}
    places = positions(graph, room=room)
    near = [
        (a, b) for a, b in combinations(sorted(graph), 2)
        if math.dist(places[a], places[b]) < 0.9 * (room[a] + room[b])
    ]  # fmt: skip
    assert not near
    assert all(abs(v) <= SIDE for place in places.values() for v in place)


def test_a_component_of_many_gets_more_room_than_a_pair() -> None:
    graph = nx.Graph()
    for name, size in (("a", 40), ("b", 12), ("c", 2), ("d", 2)):
        graph.update(nx.relabel_nodes(nx.cycle_graph(size), lambda n, c=name: f"{c}{n:02}"))
    places = positions(graph)

    def across(name: str) -> float:
        xs = [x for node, (x, _) in places.items() if node[0] == name]
        return max(xs) - min(xs)

    assert across("a") > across("b") > 1.5 * across("c")
    lowest = min(y for node, (_, y) in places.items() if node[0] == "a")
    assert all(y < lowest for node, (_, y) in places.items() if node[0] in "bcd")


LAYOUT = """
import networkx as nx
from analysis.resolve.network_layout import positions
graph = nx.Graph([(f"a{i}", f"a{i * 7 % 20}") for i in range(20)])
graph.add_edges_from((f"b{i}", f"b{i + 1}") for i in range(5))
graph.add_edges_from([("c1", "c2"), ("d1", "d2")])
print(sorted(positions(graph).items()))
"""


def test_places_are_the_same_in_every_run_of_the_program() -> None:
    """Sets of names have another order in each."""
    runs = {
        subprocess.run(
            [sys.executable, "-c", LAYOUT], env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True, text=True, check=True,
        ).stdout
        for seed in ("1", "2", "3")
    }  # fmt: skip
    assert len(runs) == 1
