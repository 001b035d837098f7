"""The actor network as files: GraphML, GEXF, and CSV of nodes and edges.

In: a frame of actors (schema ACTORS), a frame of edges (EDGES or SPEECH of `analysis.resolve`).
Out: bytes that Gephi and networkx read back. Values that these formats cannot hold are turned:
None and NaN are left out, lists are joined by ' | ', dates become ISO 8601, numpy numbers plain.
"""

from __future__ import annotations

import io
import math
import re
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

import networkx as nx
import numpy as np
import pandas as pd

SEPARATOR = " | "
UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")  # XML 1.0 forbids
FORMULA = ("=", "+", "-", "@", "\t", "\r")  # a spreadsheet would run these

Plain = str | int | float | bool


def network_graph(
    actors: pd.DataFrame, edges: pd.DataFrame, directed: bool = False
) -> nx.Graph[str] | nx.DiGraph[str]:
    """The network as networkx holds it, every attribute plain, `weight` = count.

    Actors without an edge are in it; an edge to an unknown actor brings it with its id as label.
    """
    graph: nx.Graph[str] = nx.DiGraph() if directed else nx.Graph()
    for row in actors.to_dict("records"):
        attributes = _attributes({k: v for k, v in row.items() if k != "actor_id"})
        label = attributes.pop("name", row["actor_id"])
        graph.add_node(str(row["actor_id"]), label=label, **attributes)
    for row in edges.to_dict("records"):
        for end in ("a", "b"):
            if row[end] not in graph:
                graph.add_node(str(row[end]), label=str(row[end]))
        attributes = _attributes({k: v for k, v in row.items() if k not in {"a", "b"}})
        graph.add_edge(
            str(row["a"]), str(row["b"]), weight=attributes.get("count", 1), **attributes
        )
    return graph


def to_graphml(actors: pd.DataFrame, edges: pd.DataFrame, directed: bool = False) -> bytes:
    """GraphML, as Gephi, yEd, Cytoscape and igraph read it."""
    buffer = io.BytesIO()
    nx.write_graphml(network_graph(actors, edges, directed), buffer, encoding="utf-8")
    return buffer.getvalue()


def to_gexf(actors: pd.DataFrame, edges: pd.DataFrame, directed: bool = False) -> bytes:
    """GEXF 1.2, Gephi's own."""
    buffer = io.BytesIO()
    nx.write_gexf(network_graph(actors, edges, directed), buffer, encoding="utf-8")
    return buffer.getvalue()


def to_node_csv(actors: pd.DataFrame) -> bytes:
    """Nodes with the columns Id and Label that Gephi's import looks for."""
    renamed = actors.rename(columns={"actor_id": "Id", "name": "Label"})
    return _csv(renamed)


def to_edge_csv(edges: pd.DataFrame, directed: bool = False) -> bytes:
    """Edges with the columns Source, Target, Type and Weight that Gephi's import looks for."""
    renamed = edges.rename(columns={"a": "Source", "b": "Target", "count": "Weight"})
    renamed.insert(2, "Type", "Directed" if directed else "Undirected")
    return _csv(renamed)


def _csv(frame: pd.DataFrame) -> bytes:
    rows = [
        {str(name): _cell(plain(value)) for name, value in row.items()}
        for row in frame.to_dict("records")
    ]
    written = pd.DataFrame(rows, columns=[str(name) for name in frame.columns], dtype=object)
    return written.to_csv(index=False, lineterminator="\r\n").encode("utf-8")


def _cell(value: Plain | None) -> Plain | None:
    if isinstance(value, str) and value.startswith(FORMULA):
        return "'" + value
    return value


def _attributes(row: Mapping[Any, Any]) -> dict[str, Plain]:
    return {str(name): value for name, raw in row.items() if (value := plain(raw)) is not None}


def plain(value: object) -> Plain | None:
    """`value` as a plain str, int, float or bool; None for what is missing or not finite."""
    if value is None or value is pd.NaT:
        return None
    if isinstance(value, np.generic):
        value = value.item()
    if isinstance(value, bool | int):
        return value
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, list | tuple | set | frozenset | np.ndarray):
        parts = sorted(map(str, value)) if isinstance(value, set | frozenset) else map(str, value)
        return UNWRITABLE.sub("�", SEPARATOR.join(parts))
    if isinstance(value, str):
        return UNWRITABLE.sub("�", value)
    return None if value is pd.NA else UNWRITABLE.sub("�", str(value))
