"""Where the actors of a network stand: the same place at every redraw.

In: a graph, the places that nodes had before, the room that each takes. Out: a place in a square
of half-width `SIDE` for each node. Nodes with a known place keep it; a new node starts among its
neighbours and settles while the others hold still. Without a past, a seeded spring layout
(Fruchterman and Reingold 1991), small components on shelves below the large one, then nodes that
lie on one another are pushed apart.
"""

from __future__ import annotations

import math
from collections.abc import Mapping

import networkx as nx
import numpy as np

Place = tuple[float, float]
SEED = 7
SIDE = 1.1
SHELF = 10.0  # share of a shelf's width that components take: the root of their size, and one
LARGEST_SHARE = (0.45, 0.85)  # of the height, for the largest component where there are others
ROUNDS = 150


def positions(
    graph: nx.Graph[str],
    previous: Mapping[str, Place] | None = None,
    room: Mapping[str, float] | None = None,
) -> dict[str, Place]:
    """A place for each node of `graph`; those of `previous` are kept exactly.

    `room` is how far other nodes stay away from the middle of one, a share of the mean distance
    where it is not given.
    """
    order = sorted(graph)
    if not order:
        return {}
    known = {node: previous[node] for node in order if previous and node in previous}
    if len(known) == len(order):
        return dict(known)
    usual = 0.45 / math.sqrt(len(order))
    reach = np.array([room.get(node, usual) if room else usual for node in order])
    if not known:
        return _fresh(graph, order, reach)
    return _settle(graph, order, known, reach)


def _fresh(graph: nx.Graph[str], order: list[str], reach: np.ndarray) -> dict[str, Place]:
    """The largest component over the square, the small ones on shelves below, the lonely around."""
    ordered = _ordered(graph, order)
    linked = ordered.subgraph([node for node in order if graph.degree(node)])
    parts = sorted(nx.connected_components(linked), key=lambda p: (-len(p), min(p)))
    found: dict[str, Place] = {}
    cells = _cells([len(part) for part in parts])
    for part, (left, foot, right, top) in zip(parts, cells, strict=True):
        nodes = sorted(part)
        springs = nx.spring_layout(
            _part(ordered, nodes),
            k=2.2 / math.sqrt(len(nodes)),
            iterations=120,
            weight="spring",
            seed=SEED,
        )
        inner = np.array([springs[node] for node in nodes])
        if (top - foot) < (right - left):  # lying, so that labels find room below and above
            inner = _turned(inner)
        x = (left + right) / 2 + _evened(inner[:, 0]) * (right - left) / 2
        y = (foot + top) / 2 + _evened(inner[:, 1]) * (top - foot) / 2
        found |= {node: (float(u), float(v)) for node, u, v in zip(nodes, x, y, strict=True)}
    lonely = [node for node in order if node not in found]
    for n, node in enumerate(lonely):  # a ring around the rest
        angle = 2 * math.pi * n / len(lonely)
        found[node] = (SIDE * math.cos(angle), SIDE * math.sin(angle))
    places = np.array([found[node] for node in order])
    places = _spread(places, np.ones(len(order), dtype=bool), reach)
    return {node: (float(x), float(y)) for node, (x, y) in zip(order, places, strict=True)}


def _cells(sizes: list[int]) -> list[tuple[float, float, float, float]]:
    """A box for each component, sizes falling: the first on top, the others on shelves below."""
    if len(sizes) < 2:
        return [(-SIDE, -SIDE, SIDE, SIDE)] * len(sizes)
    share = min(max(sizes[0] / sum(sizes), LARGEST_SHARE[0]), LARGEST_SHARE[1])
    ceiling = SIDE - 2 * SIDE * share
    found = [(-SIDE, ceiling, SIDE, SIDE)]
    shelves: list[list[float]] = [[]]
    for size in sizes[1:]:
        width = math.sqrt(size) + 1
        if shelves[-1] and sum(shelves[-1]) + width > SHELF:
            shelves.append([])
        shelves[-1].append(width)
    heights = [max(shelf) for shelf in shelves]
    top = ceiling
    for shelf, height in zip(shelves, heights, strict=True):
        foot = top - (ceiling + SIDE) * height / sum(heights)
        unit = 2 * SIDE / max(sum(shelf), SHELF / 2)
        left = -SIDE
        for width in shelf:
            gap = 0.25 * unit  # on each side, as wide as half a node of a pair
            found.append((left + gap, foot + 0.1 * (top - foot), left + width * unit - gap,
                          foot + 0.65 * (top - foot)))  # fmt: skip
            left += width * unit
        top = foot
    return found


def _turned(places: np.ndarray) -> np.ndarray:
    """With the longer way across."""
    centred: np.ndarray = places - places.mean(axis=0)
    if not np.abs(centred).max():
        return centred
    turned: np.ndarray = centred @ np.linalg.svd(centred, full_matrices=False)[2].T
    return turned


def _evened(values: np.ndarray) -> np.ndarray:
    """In [-1, 1], half by distance, half by rank: springs alone crowd the middle."""
    if len(values) < 2:
        return np.zeros(len(values))
    low, high = values.min(), values.max()
    scaled = 2 * (values - low) / (high - low) - 1 if high > low else np.zeros(len(values))
    ranks = np.argsort(np.argsort(values, kind="stable"), kind="stable")
    mixed: np.ndarray = 0.5 * scaled + 0.5 * (2 * ranks / (len(values) - 1) - 1)
    return mixed


def _settle(
    graph: nx.Graph[str], order: list[str], known: Mapping[str, Place], reach: np.ndarray
) -> dict[str, Place]:
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
    places = _spread(places, free, reach)
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


def _part(graph: nx.Graph[str], nodes: list[str]) -> nx.Graph[str]:
    """Those nodes in that order: a subgraph of networkx has them in the order of a set, which
    changes from one run of the program to the next, and the layout with it."""
    part: nx.Graph[str] = nx.Graph()
    part.add_nodes_from(nodes)
    inside = set(nodes)
    part.add_edges_from(edge for edge in graph.edges(data=True) if inside.issuperset(edge[:2]))
    return part


def _spread(places: np.ndarray, free: np.ndarray, reach: np.ndarray) -> np.ndarray:
    """Moves the free nodes, within the square, until none stands in the room of another."""
    count = len(places)
    if count < 2 or count > 2_000:
        return places
    least = reach[:, None] + reach[None, :]
    moved = places.copy()
    moved[free] = np.clip(moved[free], -SIDE, SIDE)
    for _ in range(ROUNDS):
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
        moved[free] = np.clip(moved[free], -SIDE, SIDE)
    return moved
