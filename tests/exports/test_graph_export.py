"""The network as files: read back by networkx, whatever the values are."""

import io
from datetime import date, datetime

import networkx as nx
import numpy as np
import pandas as pd
import pytest

from analysis.exports.graph import (
    network_graph,
    plain,
    to_edge_csv,
    to_gexf,
    to_graphml,
    to_node_csv,
)

ACTORS = pd.DataFrame(
    {
        "actor_id": ["a1", "a2", "a3"],
        "name": ["Ingrid <b>Dahl</b> & Co", "=HYPERLINK()", "Bell\x07 \ufffe"],
        "type": ["person", "organization", None],
        "mentions": np.array([3, 2, 1], dtype=np.int64),
        "first": [pd.Timestamp("2031-05-01", tz="UTC"), pd.NaT, pd.NaT],
        "aliases": [["Dahl", "I. Dahl"], (), None],
        "score": [0.5, np.nan, np.inf],
    }
)
EDGES = pd.DataFrame(
    {
        "a": ["a1", "a1"],
        "b": ["a2", "ghost"],
        "count": np.array([4, 1], dtype=np.int64),
        "npmi": [0.25, np.nan],
        "claim_ids": [("c1", "c2"), ()],
    }
)


@pytest.mark.parametrize("directed", [False, True])
@pytest.mark.parametrize(
    ("write", "read"), [(to_graphml, nx.read_graphml), (to_gexf, nx.read_gexf)]
)
def test_read_back(write, read, directed: bool) -> None:
    graph = read(io.BytesIO(write(ACTORS, EDGES, directed)))
    assert graph.is_directed() is directed
    assert set(graph) == {"a1", "a2", "a3", "ghost"}
    assert graph["a1"]["a2"]["weight"] == 4
    assert graph["a1"]["a2"]["npmi"] == 0.25
    assert graph["a1"]["a2"]["claim_ids"] == "c1 | c2"
    assert "npmi" not in graph["a1"]["ghost"]
    label = graph.nodes["a1"].get("label")
    assert label == "Ingrid <b>Dahl</b> & Co"
    assert graph.nodes["a1"]["mentions"] == 3
    assert graph.nodes["a1"]["first"].startswith("2031-05-01")
    assert "score" not in graph.nodes["a2"]


def test_csv_is_what_gephi_imports() -> None:
    nodes = pd.read_csv(io.BytesIO(to_node_csv(ACTORS)))
    assert list(nodes.columns[:2]) == ["Id", "Label"]
    assert nodes["Label"][1] == "'=HYPERLINK()"  # no spreadsheet runs it
    edges = pd.read_csv(io.BytesIO(to_edge_csv(EDGES, directed=True)))
    assert list(edges.columns[:4]) == ["Source", "Target", "Type", "Weight"]
    assert set(edges["Type"]) == {"Directed"}
    graph = nx.from_pandas_edgelist(edges, "Source", "Target", edge_attr="Weight")
    assert graph["a1"]["a2"]["Weight"] == 4


def test_empty_frames_give_empty_files() -> None:
    nothing, none = ACTORS.iloc[:0], EDGES.iloc[:0]
    assert len(nx.read_graphml(io.BytesIO(to_graphml(nothing, none)))) == 0
    assert to_node_csv(nothing).startswith(b"Id,Label")
    assert to_edge_csv(none).startswith(b"Source,Target")


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (None, None),
        (pd.NA, None),
        (float("nan"), None),
        (np.float64(1.5), 1.5),
        (np.int64(3), 3),
        (np.bool_(True), True),
        (datetime(2031, 5, 1, 12), "2031-05-01T12:00:00"),
        (date(2031, 5, 1), "2031-05-01"),
        (["a", 1], "a | 1"),
        ({"b", "a"}, "a | b"),
        (np.array([1, 2]), "1 | 2"),
        ("\x00bad", "�bad"),
    ],
)
def test_plain(value, expected) -> None:
    assert plain(value) == expected


def test_the_graph_keeps_actors_without_an_edge() -> None:
    assert network_graph(ACTORS, EDGES).degree("a3") == 0
