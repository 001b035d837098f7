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
LOWEST = -0.75  # how far down the largest component reaches where there are others
ROW = 8  # small components beside each other


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
    """The largest component over the square, the small ones in rows below, the lonely around."""
    ordered = _ordered(graph, order)
    linked = ordered.subgraph([node for node in order if graph.degree(node)])
    parts = sorted(nx.connected_components(linked), key=lambda p: (-len(p), min(p)))
    found: dict[str, Place] = {}
    lowest = LOWEST if len(parts) > 1 else -1.0
    for number, part in enumerate(parts):
        nodes = sorted(part)
        springs = nx.spring_layout(
            ordered.subgraph(nodes),
            k=2.2 / math.sqrt(len(nodes)),
            iterations=120,
            weight="spring",
            seed=SEED,
        )
        inner = np.array([springs[node] for node in nodes])
        if number == 0:
            x, y = _evened(inner[:, 0]), _evened(inner[:, 1])
            found |= zip(
                nodes, zip(x, lowest + (y + 1) / 2 * (1 - lowest), strict=True), strict=True
            )
        else:
            column, row = (number - 1) % ROW, (number - 1) // ROW
            across = min(len(parts) - 1, ROW)
            centre = np.array([(2 * column + 1) / across - 1, lowest - 0.12 - 0.2 * row])
            reach = np.abs(inner - inner.mean(axis=0)).max() or 1.0
            cell = (inner - inner.mean(axis=0)) / reach * [0.7 / across, 0.07] + centre
            found |= {node: (float(u), float(v)) for node, (u, v) in zip(nodes, cell, strict=True)}
    lonely = [node for node in order if node not in found]
    for n, node in enumerate(lonely):  # a ring around the rest
        angle = 2 * math.pi * n / len(lonely)
        found[node] = (1.1 * math.cos(angle), 1.1 * math.sin(angle))
    places = np.array([found[node] for node in order])
    places = _spread(places, np.ones(len(order), dtype=bool))
    return {node: (float(x), float(y)) for node, (x, y) in zip(order, places, strict=True)}


def _evened(values: np.ndarray) -> np.ndarray:
    """In [-1, 1], half by distance, half by rank: springs alone crowd the middle."""
    if len(values) < 2:
        return np.zeros(len(values))
    low, high = values.min(), values.max()
    scaled = 2 * (values - low) / (high - low) - 1 if high > low else np.zeros(len(values))
    ranks = np.argsort(np.argsort(values, kind="stable"), kind="stable")
    mixed: np.ndarray = 0.5 * scaled + 0.5 * (2 * ranks / (len(values) - 1) - 1)
    return mixed


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
