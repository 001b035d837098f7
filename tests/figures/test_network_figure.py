"""The network figure, by its traces: what can be clicked, what is drawn, what collides."""

import networkx as nx
import numpy as np
import pandas as pd
import pytest

from analysis.figures.network import (
    CHARACTER,
    LINE,
    MOST_POINTS,
    matrix_figure,
    network_animation,
    network_figure,
    speech_figure,
)
from analysis.figures.palette import DARK, LIGHT
from analysis.resolve.network import graph_of
from analysis.resolve.network_layout import positions

WIDTH, HEIGHT = 1100, 640


def case(count: int) -> tuple[pd.DataFrame, pd.DataFrame, dict[str, tuple[float, float]]]:
    """A scale-free network of `count` actors, seeded."""
    graph = nx.barabasi_albert_graph(count, 2, seed=5)
    rng = np.random.default_rng(5)
    edges = pd.DataFrame(
        [(f"a{a:03}", f"a{b:03}", int(rng.integers(1, 30)), 0.3, 2) for a, b in graph.edges()],
        columns=["a", "b", "count", "npmi", "articles"],
    )
    kinds = ["person", "organization", "place", "vessel"]
    actors = pd.DataFrame(
        {
            "actor_id": [f"a{i:03}" for i in range(count)],
            "name": ["Actor <i>0</i> & Sons", *(f"Actor Number {i}" for i in range(1, count))],
            "type": [kinds[i % 4] for i in range(count)],
            "mentions": [graph.degree(i) * 3 for i in range(count)],
            "articles": [graph.degree(i) for i in range(count)],
            "community": [i % 3 for i in range(count)],
        }
    )  # fmt: skip
    return actors, edges, positions(graph_of(edges))


def labels(figure) -> list[tuple[float, float, float, float]]:
    """The boxes of the labels drawn, in pixels, as the figure laid them out."""
    (trace,) = [t for t in figure.data if t.name == "labels"]
    boxes = []
    for x, y, text in zip(trace.x, trace.y, trace.text, strict=True):
        boxes.append((x * WIDTH / 2.5, y * HEIGHT / 2.5, CHARACTER * len(text), LINE))
    return boxes


@pytest.mark.parametrize(("count", "fewest"), [(10, 8), (300, 20)])
@pytest.mark.parametrize("palette", [LIGHT, DARK])
def test_it_is_legible_at_any_size(count: int, fewest: int, palette) -> None:
    actors, edges, places = case(count)
    figure = network_figure(actors, edges, places, palette, width=WIDTH, height=HEIGHT)
    (trace,) = [t for t in figure.data if t.name == "labels"]
    assert fewest <= len(trace.text) <= 60
    heaviest = actors.nlargest(1, "mentions")["name"].iloc[0]
    assert trace.text[0] == heaviest.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    assert len(figure.data) < 16  # a trace for each edge would freeze the browser


def test_labels_do_not_collide() -> None:
    actors, edges, places = case(300)
    figure = network_figure(actors, edges, places, LIGHT, width=WIDTH, height=HEIGHT)
    (trace,) = [t for t in figure.data if t.name == "labels"]
    boxes = []
    for (x, y, wide, high), side in zip(labels(figure), trace.textposition, strict=True):
        down = {"top center": high, "bottom center": -high}.get(side, 0.0)
        along = {"middle right": wide / 2 + 5, "middle left": -wide / 2 - 5}.get(side, 0.0)
        boxes.append((x + along - wide / 2, y + down - 2, x + along + wide / 2, y + down + 2))
    for i, one in enumerate(boxes):
        for two in boxes[i + 1 :]:
            overlap = one[0] < two[2] and two[0] < one[2] and one[1] < two[3] and two[1] < one[3]
            assert not overlap


def test_what_a_click_yields() -> None:
    actors, edges, places = case(10)
    figure = network_figure(actors, edges, places, LIGHT)
    clicks = [c[0] for t in figure.data if t.customdata is not None for c in t.customdata]
    assert {c for c in clicks if "|" not in c} == set(actors["actor_id"])
    assert {c for c in clicks if "|" in c} == set(edges["a"] + "|" + edges["b"])


def test_size_and_colour_mean_something() -> None:
    actors, edges, places = case(40)
    figure = network_figure(actors, edges, places, LIGHT)
    nodes = {t.name: t for t in figure.data if t.name in LIGHT.actor_type}
    assert set(nodes) == {"person", "organization", "place", "vessel"}
    assert nodes["person"].marker.color == LIGHT.actor_type["person"]
    sizes = dict(
        zip((c[0] for c in nodes["person"].customdata), nodes["person"].marker.size, strict=True)
    )
    weights = actors.set_index("actor_id")["mentions"]
    assert max(sizes, key=sizes.get) == weights[list(sizes)].idxmax()
    by_community = network_figure(actors, edges, places, LIGHT, colour_by="community")
    assert {"community 1", "community 2", "community 3"} <= {t.name for t in by_community.data}


def test_nothing_from_the_material_is_markup() -> None:
    actors, edges, places = case(10)
    drawn = network_figure(actors, edges, places, LIGHT).to_json()
    assert "<i>0" not in drawn
    assert "&lt;i&gt;0" in drawn


def test_selection_steps_the_rest_back() -> None:
    actors, edges, places = case(40)
    figure = network_figure(actors, edges, places, LIGHT, selected="a039")
    near = (
        {"a039"}
        | set(edges.loc[edges["a"] == "a039", "b"])
        | set(edges.loc[edges["b"] == "a039", "a"])
    )
    for trace in figure.data:
        if trace.name in LIGHT.actor_type:
            for (identifier,), opacity in zip(trace.customdata, trace.marker.opacity, strict=True):
                assert (opacity > 0.5) == (identifier in near)


def test_speech_is_coloured_by_stance() -> None:
    actors, _, _ = case(10)
    edges = pd.DataFrame(
        [("a000", "a001", 3, -1.0, 3, ("c1",)), ("a001", "a000", 2, float("nan"), 0, ("c2",))],
        columns=["a", "b", "count", "stance", "signed", "claim_ids"],
    )
    places = positions(graph_of(edges))
    figure = speech_figure(actors, edges, places, LIGHT)
    lines = {t.name: t.line.color for t in figure.data if t.mode == "lines"}
    assert lines == {"speaks about": LIGHT.neutral, "speaks against": LIGHT.contradicts}
    clicks = {c[0] for t in figure.data if t.customdata is not None for c in t.customdata}
    assert {"a000|a001", "a001|a000"} <= clicks


def test_matrix_is_symmetric_and_clickable() -> None:
    actors, edges, _ = case(60)
    figure = matrix_figure(actors, edges, LIGHT, most=20)
    counts = np.array(figure.data[0].z, dtype=float)
    assert counts.shape == (20, 20)
    assert np.array_equal(counts, counts.T, equal_nan=True)
    assert any("|" in cell[0] for row in figure.data[0].customdata for cell in row)


def test_animation_keeps_every_node_in_its_place() -> None:
    actors, edges, places = case(20)
    figure = network_animation(
        actors, [("2031-05-01", edges[:5]), ("2031-05-02", edges)], places, LIGHT
    )
    assert [frame.name for frame in figure.frames] == ["2031-05-01", "2031-05-02"]
    for frame in figure.frames:
        for trace in frame.data:
            for point, x in zip(trace.customdata or (), trace.x or (), strict=False):
                if "|" not in point[0]:
                    assert x == places[point[0]][0]


def test_empty_frames_draw_an_empty_figure() -> None:
    actors, edges, _ = case(5)
    nothing = network_figure(actors[:0], edges[:0], {}, LIGHT)
    assert all(not len(t.x) for t in nothing.data)
    matrix_figure(actors[:0], edges[:0], LIGHT)
    network_animation(actors, [], {}, LIGHT)


def test_every_link_is_drawn_and_the_strongest_have_a_point() -> None:
    actors, edges, places = case(300)
    figure = network_figure(actors, edges, places, LIGHT, width=WIDTH, height=HEIGHT)
    assert sum(shape.path.count("M") for shape in figure.layout.shapes) == len(edges)
    (points,) = [t for t in figure.data if t.name == "edges"]
    assert len(points.x) == MOST_POINTS
    chosen = {tuple(custom[0].split("|")) for custom in points.customdata}
    weakest = min(edges.set_index(["a", "b"]).loc[list(chosen), "count"])
    left = edges[[pair not in chosen for pair in zip(edges["a"], edges["b"], strict=True)]]
    assert left["count"].max() <= weakest
