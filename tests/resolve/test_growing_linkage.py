"""Average linkage that grows item by item gives the groups that it gives of all at once."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import sparse
from scipy.cluster.hierarchy import fcluster, linkage
from scipy.spatial.distance import squareform

from analysis.resolve import growing_linkage
from analysis.resolve.growing_linkage import Dendrogram

BAR = 0.3


def texts(count: int, seed: int) -> sparse.csr_matrix:
    """Rows of length one about a few themes, so that groups come near, join and part."""
    chance = np.random.default_rng(seed)
    themes = chance.random((6, 30)) ** 4
    rows = themes[chance.integers(0, 6, count)] + 0.6 * chance.random((count, 30)) ** 6
    rows *= chance.random((count, 30)) < 0.5
    rows[:, 0] += 1e-3
    return sparse.csr_matrix(rows / np.linalg.norm(rows, axis=1, keepdims=True))


def at_once(rows: sparse.csr_matrix) -> set[frozenset[int]]:
    apart = 1.0 - (rows @ rows.T).toarray()
    np.fill_diagonal(apart, 0.0)
    tree = linkage(squareform(np.maximum(apart, 0.0), checks=False), method="average")
    return as_groups(fcluster(tree, 1.0 - BAR, criterion="distance"))


def as_groups(labels: np.ndarray) -> set[frozenset[int]]:
    return {frozenset(np.flatnonzero(labels == label).tolist()) for label in set(labels.tolist())}


def begun_with(rows: sparse.csr_matrix) -> Dendrogram:
    likeness = squareform((rows @ rows.T).toarray(), checks=False)
    tree = Dendrogram(BAR)
    tree.build([(np.arange(rows.shape[0]), likeness)])
    return tree


@pytest.mark.parametrize("seed", range(8))
def test_one_by_one_is_as_all_at_once(seed: int) -> None:
    rows = texts(120, seed)
    tree, first = begun_with(rows[:40]), 40
    assert as_groups(tree.labels()) == at_once(rows[:first])
    begun = 0
    for size in range(first + 1, rows.shape[0] + 1):
        if not tree.add(rows[:size]):
            tree, begun = begun_with(rows[:size]), begun + 1
        assert as_groups(tree.labels()) == at_once(rows[:size])
    assert begun < 20


PARTING = sparse.csr_matrix(np.array([[1.0, 0.0, 0.0], [0.6, 0.8, 0.0], [0.0, 1.0, 0.0]]))


def of_two() -> Dendrogram:
    tree = Dendrogram(0.55)
    tree.build([(np.arange(2), np.array([0.6]))])
    return tree


def test_a_new_item_may_part_a_group() -> None:
    """The second item is nearer to the third than to the first, which it was joined with."""
    tree = of_two()
    assert as_groups(tree.labels()) == {frozenset({0, 1})}
    assert tree.add(PARTING)
    assert as_groups(tree.labels()) == {frozenset({0}), frozenset({1, 2})}


def test_what_disturbs_too_many_groups_is_left_to_a_new_beginning(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(growing_linkage, "MOST", 0)
    tree = of_two()
    assert not tree.add(PARTING)
    assert as_groups(tree.labels()) == {frozenset({0, 1})}
