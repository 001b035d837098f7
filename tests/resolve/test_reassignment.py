"""Items of groups that are asked once more where they belong."""

import random

from analysis.resolve.reassignment import reassigned
from tests.resolve.test_linkage import drawn

LIKE, LEAST = 0.3, 0.1
Pairs = dict[int, dict[int, float]]


def pairs_of(*scores: tuple[int, int, float]) -> Pairs:
    pairs: Pairs = {at: {} for one, other, _ in scores for at in (one, other)}
    for one, other, score in scores:
        pairs[one][other] = pairs[other][one] = score
    return pairs


def test_who_was_joined_too_early_goes_where_it_is_more_like() -> None:
    """0 joined 1 first; then 2, 3 came, and 0 is more like them on average."""
    pairs = pairs_of((0, 1, 0.28), (0, 2, 0.9), (0, 3, 0.9), (2, 3, 0.9))
    assert reassigned([[0, 1], [2, 3]], pairs, LIKE, LEAST) == [[0, 2, 3], [1]]


def test_who_is_alone_joins_where_it_is_like_one_and_not_against_another() -> None:
    like_one = pairs_of((0, 1, 0.9), (0, 2, 0.9), (1, 2, 0.9), (3, 0, 0.4))
    assert reassigned([[0, 1, 2], [3]], like_one, LIKE, LEAST) == [[0, 1, 2, 3]]
    like_none = pairs_of((0, 1, 0.9), (3, 0, 0.29), (3, 1, 0.29))
    assert reassigned([[0, 1], [3]], like_none, LIKE, LEAST) == [[0, 1], [3]]
    against = pairs_of((0, 1, 0.9), (3, 0, 0.9), (3, 1, -2.0))
    assert reassigned([[0, 1], [3]], against, LIKE, LEAST) == [[0, 1], [3]]


def test_every_item_is_in_one_group_and_the_order_is_that_of_the_items() -> None:
    chance = random.Random(11)
    for size in (1, 5, 40):
        for share in (0.1, 0.6):
            pairs = drawn(chance, size, share)
            groups = [[at] for at in range(size)]
            found = reassigned(groups, pairs, LIKE, LEAST)
            assert sorted(at for group in found for at in group) == list(range(size))
            assert [group[0] for group in found] == sorted(group[0] for group in found)
            assert all(group == sorted(group) for group in found)
            assert found == reassigned(groups, pairs, LIKE, LEAST)


def test_no_item_leaves_its_connected_part() -> None:
    chance = random.Random(3)
    halves = drawn(chance, 20, 0.5)
    pairs = {
        a: {b: s for b, s in near.items() if (a < 10) == (b < 10)} for a, near in halves.items()
    }
    for group in reassigned([[at] for at in range(20)], pairs, LIKE, LEAST):
        assert len({at < 10 for at in group}) == 1
