"""Networks are read back by networkx and say what they were made from."""

import io

import networkx as nx
import pandas as pd
import pytest

from analysis.exports import networks
from analysis.exports.provenance import Provenance, describe
from analysis.model import Case

READERS = [
    (networks.together_graphml, nx.read_graphml),
    (networks.together_gexf, nx.read_gexf),
    (networks.speech_graphml, nx.read_graphml),
]


@pytest.mark.parametrize(("write", "read"), READERS, ids=lambda f: f.__name__)
def test_networkx_reads_them_back(write, read, small_case: Case, nasty_case: Case) -> None:
    for case in (small_case, nasty_case):
        made = describe(case, "Port --> blast", filters={"q": "-->--"})
        written = write(case, made)
        graph = read(io.BytesIO(written))
        assert set(graph) == {actor.id for actor in case.actors}
        assert b"Filters: q: " in written.split(b"-->")[0]
    assert read(io.BytesIO(write(Case(), Provenance()))).number_of_nodes() == 0


def test_who_is_named_with_whom(small_case: Case) -> None:
    graph = nx.read_graphml(io.BytesIO(networks.together_graphml(small_case, Provenance())))
    assert ("actor-lunden-maritime", "actor-tereno") in graph.edges
    assert graph.nodes["actor-dario-venn"]["label"] == "Dario Venn"


@pytest.mark.parametrize(("write", "read"), READERS[:2], ids=lambda f: f.__name__)
def test_the_measures_of_the_network_come_along(write, read, small_case: Case) -> None:
    graph = read(io.BytesIO(write(small_case, Provenance())))
    for node, told in graph.nodes(data=True):
        assert told["degree"] == graph.degree(node)
        assert isinstance(told["degree"], int)
        assert (told["community"] == -1) == (not told["degree"])
        assert 0 <= told["betweenness"] <= 1
    nodes = pd.read_csv(io.BytesIO(networks.node_csv(small_case, Provenance())))
    assert dict(zip(nodes["Id"], nodes["degree"], strict=True)) == dict(graph.degree())


def test_a_large_network_goes_without_measures(
    small_case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(networks, "MEASURED", 1)
    nodes = pd.read_csv(io.BytesIO(networks.node_csv(small_case, Provenance())))
    assert "degree" not in nodes.columns
    assert len(nodes) == len(small_case.actors)


def test_csv_for_gephi(small_case: Case) -> None:
    made = describe(small_case, filters={"outlet": "Belisar Post"})
    edges = pd.read_csv(io.BytesIO(networks.edge_csv(small_case, made)))
    nodes = pd.read_csv(io.BytesIO(networks.node_csv(small_case, made)))
    assert {"Source", "Target", "Weight", "as_of", "filters"} <= set(edges.columns)
    assert {"Id", "Label"} <= set(nodes.columns)
    assert set(edges["Source"]) | set(edges["Target"]) <= set(nodes["Id"])
    assert set(edges["filters"]) == {"outlet: Belisar Post"}
