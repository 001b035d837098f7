"""Where the actors of a network stand: the same place at every redraw.

In: a graph, and the places that nodes had before. Out: a place in [-1, 1] squared for each node.
Nodes with a known place keep it; a new node starts among its neighbours and settles while the
others hold still. Without a past, a seeded spring layout (Fruchterman and Reingold 1991), then
nodes that lie on one another are pushed apart.
"""

from __future__ import annotations

import math
from collections.abc import Mapping

import networkx as nx
import numpy as np

Place = tuple[float, float]
SEED = 7


def positions(
    graph: nx.Graph[str], previous: Mapping[str, Place] | None = None
) -> dict[str, Place]:
    """A place for each node of `graph`; those of `previous` are kept exactly."""
    order = sorted(graph)
    if not order:
        return {}
    known = {node: previous[node] for node in order if previous and node in previous}
    if len(known) == len(order):
        return dict(known)
    if not known:
        return _fresh(graph, order)
    return _settle(graph, order, known)


def _fresh(graph: nx.Graph[str], order: list[str]) -> dict[str, Place]:
    """Components side by side would waste the square: springs first, then spread."""
    ordered = _ordered(graph, order)
    linked = [node for node in order if graph.degree(node)]
    places = np.zeros((len(order), 2))
    index = {node: i for i, node in enumerate(order)}
    if linked:
        springs = nx.spring_layout(
            ordered.subgraph(linked),
            k=2.2 / math.sqrt(len(linked)),
            iterations=120,
            weight="spring",
            seed=SEED,
        )
        for node, place in springs.items():
            places[index[node]] = place
        inner = places[[index[n] for n in linked]]
        centre, reach = np.median(inner, axis=0), np.abs(inner - np.median(inner, axis=0)).max()
        places = (places - centre) / (reach or 1.0) * (0.85 if len(linked) < len(order) else 1.0)
    lonely = [node for node in order if not graph.degree(node)]
    for n, node in enumerate(lonely):  # a ring around the rest
        angle = 2 * math.pi * n / len(lonely)
        places[index[node]] = (math.cos(angle), math.sin(angle))
    places = _spread(places, np.ones(len(order), dtype=bool))
    return {node: (float(x), float(y)) for node, (x, y) in zip(order, places, strict=True)}


def _settle(graph: nx.Graph[str], order: list[str], known: Mapping[str, Place]) -> dict[str, Place]:
    rng = np.random.default_rng(SEED)
    places = np.zeros((len(order), 2))
    index = {node: i for i, node in enumerate(order)}
    free = np.array([node not in known for node in order])
    for node, place in known.items():
        places[index[node]] = place
    for node in order:
        if node not in known:
            near = [known[n] for n in sorted(graph.neighbors(node)) if n in known]
            start = np.mean(near, axis=0) if near else rng.uniform(-1, 1, 2)
            places[index[node]] = start + rng.normal(0, 0.08, 2)
    places = np.clip(_spread(places, free), -1.2, 1.2)
    settled = {n: (float(x), float(y)) for n, (x, y) in zip(order, places, strict=True)}
    return {**settled, **known}


def _ordered(graph: nx.Graph[str], order: list[str]) -> nx.Graph[str]:
    """The graph with nodes and edges sorted and weights damped: the layout depends on both."""
    ordered: nx.Graph[str] = nx.Graph()
    ordered.add_nodes_from(order)
    ends = ((min(a, b), max(a, b), d.get("weight", 1)) for a, b, d in graph.edges(data=True))
    for a, b, weight in sorted(ends):
        ordered.add_edge(a, b, spring=1 + math.log(max(weight, 1)))
    return ordered


def _spread(places: np.ndarray, free: np.ndarray, rounds: int = 60) -> np.ndarray:
    """Moves the free nodes until none is nearer to another than a share of the mean distance."""
    count = len(places)
    if count < 2 or count > 2_000:
        return places
    least = 0.9 / math.sqrt(count)
    moved = places.copy()
    for _ in range(rounds):
        apart = moved[:, None, :] - moved[None, :, :]
        distance = np.sqrt((apart**2).sum(axis=2))
        np.fill_diagonal(distance, np.inf)
        close = distance < least
        if not close.any():
            break
        # two nodes in one place part in a direction that their numbers give
        zero = close & (distance < 1e-9)
        if zero.any():
            turn = np.arange(count) * 2.399963  # the golden angle
            apart[zero] = np.stack([np.cos(turn), np.sin(turn)], axis=1)[np.nonzero(zero)[0]] * 1e-3
            distance[zero] = 1e-3
        push = np.where(close, least / distance - 1.0, 0.0)[:, :, None] * apart
        step = push.sum(axis=1) * 0.5
        step[~free] = 0.0
        if np.abs(step).max() < 1e-4:
            break
        moved += step
    return moved
