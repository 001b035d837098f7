"""How far two claims are ahead of what else their articles say."""

from __future__ import annotations

import numpy as np
import pytest

from analysis.resolve import rivals
from analysis.resolve.meaning import unit_rows
from analysis.resolve.neighbours import SCALE, rounded
from analysis.resolve.rivals import MOST, ahead


def rows_of(*angles: float) -> np.ndarray:
    """Unit rows in a plane, by their angle in degrees."""
    turned = np.radians(angles)
    return whole(np.stack([np.cos(turned), np.sin(turned)], axis=1))


def whole(rows: np.ndarray) -> np.ndarray:
    return rounded(rows).astype(np.float32)


def cosines(rows: np.ndarray, pairs: np.ndarray) -> np.ndarray:
    return np.einsum("ij,ij->i", rows[pairs[:, 0]], rows[pairs[:, 1]]) / SCALE**2


def test_the_nearest_of_both_articles_are_ahead() -> None:
    rows = rows_of(0, 80, 5, 85)  # two articles that tell the same two things
    pairs = np.array([[0, 2], [0, 3]])
    near = cosines(rows, pairs)
    same, other = ahead(pairs, ["a", "a", "b", "b"], rows, near)
    assert same > 0.5
    assert other < -0.5


def test_within_one_article_nothing_is_ahead() -> None:
    assert ahead(np.array([[0, 1]]), ["a", "a"], rows_of(0, 5), np.array([0.99])) == [0.0]


def test_where_nothing_else_is_said_nothing_is_ahead() -> None:
    assert ahead(np.array([[0, 1]]), ["a", "b"], rows_of(0, 5), np.array([0.99])) == [0.0]


@pytest.mark.parametrize("at_once", [1, 7, 10_000])
def test_it_is_what_comparing_one_by_one_finds(
    at_once: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rivals, "AT_ONCE", at_once)
    noise = np.random.default_rng(3)
    rows = whole(unit_rows(noise.normal(size=(30, 8)).astype(np.float32)))
    articles = [f"x{number}" for number in noise.integers(0, 20, 30)]
    pairs = np.array([(a, b) for a in range(30) for b in range(a + 1, 30)])
    near = cosines(rows, pairs)
    for (a, b), lead in zip(pairs.tolist(), ahead(pairs, articles, rows, near), strict=True):
        if articles[a] == articles[b]:
            assert lead == 0.0
            continue
        rivals_of = [
            float(rows[one] @ rows[k]) / SCALE**2
            for one, other in ((a, b), (b, a))
            for k in range(30)
            if articles[k] == articles[other] and k != other
        ]
        if not rivals_of:
            assert lead == 0.0
            continue
        wanted = float(rows[a] @ rows[b]) / SCALE**2 - max(rivals_of)
        assert lead == pytest.approx(min(max(wanted, -MOST), MOST), abs=1e-5)
