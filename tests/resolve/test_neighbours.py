"""Near rows are found, in large cases too, whatever the order in which they come."""

from __future__ import annotations

import numpy as np
import pytest

from analysis.resolve import neighbours
from analysis.resolve.meaning import Vectors, unit_rows
from analysis.resolve.neighbours import Codes, Neighbours, Numbers, rows_of

Pairs = set[tuple[int, int]]


def stories(size: int, of_each: int = 8) -> Vectors:
    """Rows of many stories of a few topics: what the claims of a case look like."""
    noise = np.random.default_rng(3)
    story = noise.integers(0, size // of_each, size)
    centres = noise.normal(size=(size // of_each, 384))
    topics = noise.normal(size=(12, 384))[noise.integers(0, 12, len(centres))]
    return unit_rows(
        ((centres + topics)[story] + noise.normal(size=(size, 384))).astype(np.float32)
    )


def found(vectors: Vectors) -> Pairs:
    return as_pairs(taken_at_once(vectors, np.arange(len(vectors))).pairs())


def as_pairs(codes: Codes) -> Pairs:
    return {*zip(*(side.tolist() for side in rows_of(codes)), strict=True)}


def taken_at_once(vectors: Vectors, rows: Numbers) -> Neighbours:
    kept = Neighbours()
    kept.update(vectors, rows, ranks(len(vectors)), rows[:200])
    return kept


def ranks(size: int) -> Numbers:
    return np.random.default_rng(5).permutation(size).astype(np.int64)


@pytest.fixture
def large_from(monkeypatch: pytest.MonkeyPatch) -> None:
    """Cases count as large from 500 rows on, in cells of 40."""
    monkeypatch.setattr(neighbours, "WHOLE", 500)
    monkeypatch.setattr(neighbours, "CELL", 40)


def test_a_small_case_is_compared_whole() -> None:
    vectors = unit_rows(np.array([[1, 0], [0.9, 0.1], [0, 1], [-1, 0]], dtype=np.float32))
    assert found(vectors) == {(0, 1)}


@pytest.mark.parametrize("size", [0, 1])
def test_without_two_rows_there_is_no_pair(size: int) -> None:
    assert found(np.ones((size, 384), dtype=np.float32)) == set()


def test_every_row_meets_its_nearest_only(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(neighbours, "NEIGHBOURS", 3)
    vectors = stories(120, of_each=40)
    likeness = vectors @ vectors.T
    np.fill_diagonal(likeness, -1)
    nearest = np.argsort(-likeness, axis=1)[:, :3]
    wanted = {(min(a, int(b)), max(a, int(b))) for a in range(120) for b in nearest[a]
              if likeness[a, b] >= neighbours.NEAREST}  # fmt: skip
    assert found(vectors) == wanted


def test_cells_find_nearly_all_that_comparing_everything_finds(
    large_from: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    vectors = stories(1_500)
    by_cells = found(vectors)
    monkeypatch.setattr(neighbours, "WHOLE", 10_000)
    whole = found(vectors)
    close = {(a, b) for a, b in whole if vectors[a] @ vectors[b] >= 0.4}
    assert len(close) > 3_000
    assert len(close & by_cells) / len(close) > 0.97


def test_the_order_of_the_rows_does_not_matter(large_from: None) -> None:
    vectors = stories(700)
    order = np.random.default_rng(1).permutation(700)
    drawn = np.arange(200)
    one, other = Neighbours(), Neighbours()
    one.update(vectors, np.arange(700), ranks(700), drawn)
    other.update(vectors[order], np.arange(700), ranks(700)[order], np.argsort(order)[drawn])
    back = {(min(a, b), max(a, b)) for a, b in order[list(as_pairs(other.pairs()))].tolist()}
    assert as_pairs(one.pairs()) == back


@pytest.mark.parametrize("copies", [1, 60])
def test_rows_that_come_and_go_leave_the_pairs_of_those_that_are_there(
    large_from: None, copies: int
) -> None:
    vectors = stories(900, of_each=30)
    vectors[7 : 7 + 10 * copies : 10] = vectors[5]  # equally near: the rank decides
    chance = np.random.default_rng(2)
    kept, rows = Neighbours(), np.arange(550)
    known = as_pairs(kept.update(vectors, rows, ranks(900), rows[:200])[0])
    for start in range(550, 900, 50):
        going = chance.choice(rows[200:], 7 if start % 100 else 0, replace=False)
        rows = np.concatenate([np.setdiff1d(rows, going), np.arange(start, start + 50)])
        come, gone = kept.update(vectors, rows, ranks(900), rows[:200])
        known = (known - as_pairs(gone)) | as_pairs(come)
        assert known == as_pairs(taken_at_once(vectors, rows).pairs())
        some = {*chance.choice(rows, 9, replace=False).tolist()}
        of_some = as_pairs(kept.pairs_of(np.array(sorted(some))))
        assert of_some == {pair for pair in known if not some.isdisjoint(pair)}


def test_the_pairs_of_some_rows_of_a_small_case() -> None:
    kept = taken_at_once(stories(60), np.arange(60))
    of_two = as_pairs(kept.pairs_of(np.array([3, 41])))
    assert of_two == {pair for pair in as_pairs(kept.pairs()) if {3, 41} & {*pair}} != set()
