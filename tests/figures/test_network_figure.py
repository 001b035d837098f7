"""The network figure, by its traces: what can be clicked, what is drawn, what collides."""

from html import unescape

import networkx as nx
import numpy as np
import pandas as pd
import pytest

from analysis.figures.network import (
    ABOVE,
    BELOW,
    LARGEST,
    MOST_POINTS,
    SIDE,
    TINIEST,
    marker_sizes,
    network_figure,
    speech_figure,
)
from analysis.figures.network_growth import network_animation
from analysis.figures.network_labels import SPAN, sides_of, width_of
from analysis.figures.network_matrix import matrix_figure
from analysis.figures.palette import DARK, LIGHT
from analysis.resolve.network import graph_of
from analysis.resolve.network_layout import positions

WIDTH, HEIGHT = 520, 780
NARROW, BROAD = 520, 1060  # the narrowest drawing of the page, and one on a wide screen


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


def boxes(figure, width: int) -> list[tuple[str, np.ndarray]]:
    """The labels with the room that each takes when the figure is drawn at that width."""
    (trace,) = [t for t in figure.data if t.name == "labels"]
    scale = np.array([(width - 2 * SIDE) / SPAN, (HEIGHT - ABOVE - BELOW) / SPAN])
    found = []
    for x, y, text, side, size in zip(
        trace.x, trace.y, trace.text, trace.textposition, trace.marker.size, strict=True
    ):
        middle = np.array([x, y]) * scale
        marker = np.array([*(middle - size / 2), *(middle + size / 2)])
        found.append((text, dict(sides_of(marker, width_of(unescape(text))))[side]))
    return found


def overlap(one: np.ndarray, two: np.ndarray) -> bool:
    return bool(one[0] < two[2] and two[0] < one[2] and one[1] < two[3] and two[1] < one[3])


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


@pytest.mark.parametrize("width", [NARROW, 625, BROAD])
def test_labels_do_not_collide(width: int) -> None:
    """Drawn for the narrowest screen, they stay apart on any wider one."""
    actors, edges, places = case(300)
    figure = network_figure(actors, edges, places, LIGHT, width=NARROW, height=HEIGHT)
    drawn = boxes(figure, width)
    for number, (_, one) in enumerate(drawn):
        assert abs(one[[0, 2]]).max() <= width / 2  # nor does the frame cut them
        for _, two in drawn[number + 1 :]:
            assert not overlap(one, two)


def test_the_chosen_actor_is_named_whatever_its_weight() -> None:
    actors, edges, places = case(300)
    lightest = actors.nsmallest(1, "mentions")["actor_id"].iloc[0]
    name = actors.set_index("actor_id").loc[lightest, "name"]
    for chosen, first in (("", False), (lightest, True)):
        figure = network_figure(
            actors, edges, places, LIGHT, selected=chosen, width=WIDTH, height=HEIGHT
        )
        (trace,) = [t for t in figure.data if t.name == "labels"]
        assert (trace.text[0] == name) == first


def test_where_many_are_drawn_all_are_smaller() -> None:
    few, many = marker_sizes([1, 50, 100], 10), marker_sizes([1, 50, 100], 300)
    assert max(few) == LARGEST
    assert max(many) < 0.6 * LARGEST
    assert min(many) >= TINIEST
    assert many == sorted(many)


def test_choosing_a_link_leaves_the_actors_and_their_names_as_they_are() -> None:
    """Plotly fades what was not clicked to a fifth, the two ends of a link with it."""
    actors, edges, places = case(10)
    for trace in network_figure(actors, edges, places, LIGHT).data:
        if trace.name in LIGHT.actor_type:
            assert trace.unselected.marker.opacity == trace.marker.opacity
        elif trace.name == "labels":
            assert trace.unselected.textfont.color == LIGHT.ink
        else:
            assert trace.selected.marker.size > trace.marker.size


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
    groups = [t for t in by_community.data if str(t.name).startswith("around ")]
    assert len(groups) == 3
    weightiest = actors.nlargest(1, "mentions")["name"].iloc[0]
    assert any(weightiest[:6] in t.name for t in groups)
    assert len({t.marker.color for t in groups}) == 3  # no colour twice


def test_more_communities_than_colours_share_the_last() -> None:
    actors, edges, places = case(60)
    actors["community"] = [i % 20 for i in range(60)]
    figure = network_figure(actors, edges, places, LIGHT, colour_by="community")
    groups = {t.name: t.marker.color for t in figure.data if t.customdata is not None}
    del groups["edges"]
    assert len(set(groups.values())) == len(groups) == len(LIGHT.categories)
    assert "smaller groups" in groups


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
            for (identifier,), colour in zip(trace.customdata, trace.marker.color, strict=True):
                assert (colour == LIGHT.actor_type[trace.name]) == (identifier in near)


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
    (points,) = [t for t in figure.data if t.name == "cells"]  # a heatmap takes no clicks
    assert len(points.x) == np.count_nonzero(~np.isnan(counts))
    ids = {actors.set_index("name")["actor_id"].get(name) for name in figure.layout.xaxis.ticktext}
    for (pair,), column, row in zip(points.customdata, points.x, points.y, strict=True):
        assert (
            counts[row][column] == edges.set_index(["a", "b"]).loc[tuple(pair.split("|")), "count"]
        )
        assert set(pair.split("|")) & ids


def test_the_matrix_shows_the_strongest_links_and_no_empty_row() -> None:
    actors, edges, _ = case(60)
    figure = matrix_figure(actors, edges, LIGHT, most=20)
    counts = np.array(figure.data[0].z, dtype=float)
    assert not np.isnan(counts).all(axis=0).any()
    assert np.nanmax(counts) == edges["count"].max()
    assert figure.data[0].colorbar.dtick == int(figure.data[0].colorbar.dtick)


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


def test_every_day_of_the_slider_has_the_same_traces_in_one_order() -> None:
    """Plotly takes the traces of a frame by their number."""
    actors, edges, places = case(20)
    steps = [("2031-05-01", edges[:2]), ("2031-05-02", edges[:9]), ("2031-05-03", edges)]
    figure = network_animation(actors, steps, places, LIGHT)
    kinds = [[(t.name, t.mode) for t in frame.data] for frame in figure.frames]
    assert kinds[0] == kinds[1] == kinds[2] == [(t.name, t.mode) for t in figure.data]
    sizes = [
        dict(zip((c[0] for c in t.customdata), t.marker.size, strict=True))
        for frame in figure.frames for t in frame.data if t.name in LIGHT.actor_type and len(t.x)
    ]  # fmt: skip
    for actor in {a for shown in sizes for a in shown}:
        assert len({shown[actor] for shown in sizes if actor in shown}) == 1
    assert figure.layout.sliders[0].steps[0].label == "1 May 2031"


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
