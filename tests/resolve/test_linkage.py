"""Average linkage over few pairs, against the same reckoned over all of them."""

import random

import numpy as np
from scipy.cluster.hierarchy import fcluster, linkage
from scipy.spatial.distance import squareform

from analysis.resolve.linkage import average_linkage, connected, narrowed

BAR = 0.3
Pairs = dict[int, dict[int, float]]


def drawn(chance: random.Random, size: int, share: float) -> Pairs:
    """Scores of some pairs, both ways; a few push apart."""
    pairs: Pairs = {at: {} for at in range(size)}
    for one in range(size):
        for other in range(one):
            if chance.random() < share:
                pairs[one][other] = pairs[other][one] = chance.choice((-2.0, chance.random()))
    return pairs


def test_groups_are_those_of_the_whole_matrix() -> None:
    chance = random.Random(7)
    for size in (2, 3, 8, 30, 60):
        for share in (0.05, 0.3, 0.9):
            pairs = drawn(chance, size, share)
            distance = np.full((size, size), 3.0)  # of what is not given: a score of nothing
            for one, near in pairs.items():
                for other, score in near.items():
                    distance[one, other] = 3.0 - score
            np.fill_diagonal(distance, 0.0)
            tree = linkage(squareform(distance), method="average")
            labels = fcluster(tree, 3.0 - BAR, criterion="distance")
            wanted = sorted([int(at) for at in np.flatnonzero(labels == n)] for n in {*labels})
            assert sorted(average_linkage(size, pairs, BAR)) == wanted


def test_a_chain_of_likenesses_holds_nothing_together() -> None:
    pairs = {at: {o: 0.8 for o in (at - 1, at + 1) if 0 <= o < 12} for at in range(12)}
    assert max(map(len, average_linkage(12, pairs, BAR))) == 2


def test_nothing_given_is_nothing_joined() -> None:
    assert average_linkage(3, {}, BAR) == [[0], [1], [2]]
    assert average_linkage(0, {}, BAR) == []


def test_a_wide_part_falls_apart_at_its_weakest_ties() -> None:
    ties = {(0, 1): 0.9, (1, 2): 0.4, (2, 3): 0.9, (3, 4): 0.6, (4, 5): 0.9, (5, 6): 0.95}
    ends = np.array([*ties], dtype=np.int64).T
    strengths = np.array([*ties.values()])

    def cut(widest: int, *bars: float) -> list[list[int]]:
        return narrowed(7, ends, strengths, widest, bars)

    assert cut(7, 0.5, 0.7) == [[0, 1, 2, 3, 4, 5, 6]]
    assert cut(5, 0.5, 0.7) == [[0, 1], [2, 3, 4, 5, 6]]
    assert cut(3, 0.5, 0.7) == [[0, 1], [2, 3], [4, 5, 6]]
    assert cut(2, 0.5) == [[0, 1], [2, 3, 4, 5, 6]]  # no bar is left
    assert cut(5, 0.95) == [[0], [1], [2], [3], [4], [5, 6]]


def test_what_is_not_tied_is_alone_in_a_wide_part() -> None:
    none = np.empty((2, 0), dtype=np.int64)
    assert narrowed(3, none, np.empty(0), 2, (0.5,)) == [[0], [1], [2]]
    assert narrowed(0, none, np.empty(0), 2, (0.5,)) == []


def test_parts_are_what_hangs_together() -> None:
    ties = {1: {2}, 2: {1, 3}, 3: {2}, 5: {6}, 6: {5, 9}}
    assert connected([1, 2, 3, 5, 6, 8], lambda n: ties.get(n, ())) == [[1, 2, 3], [5, 6], [8]]
