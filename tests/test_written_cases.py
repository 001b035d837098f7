"""Seventy-six written cases of sixteen to eighteen articles, and what a careful reader finds.

Fictional, and unlike the sample case hard on purpose: a quarter of their paraphrases share no word.
Weights were fitted on most of them (`training/stance/fit.py`), so the floors say only that nothing
is lost.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from statistics import mean
from typing import Any

import pytest

from tests.test_sample_case import load_scorer

# in seconds: all cases are scored at once, by whichever test is first
pytestmark = pytest.mark.timeout(900)

FOLDER = Path(__file__).parent / "written_cases"
FLOORS = {
    "pairwise_f1": 0.73, "origins": 0.73, "contradictions": 0.8, "actors": 0.98, "events": 0.74,
}  # fmt: skip


@cache
def scores() -> list[Any]:
    scorer = load_scorer()
    return [
        scorer.score(scorer.resolve(path), json.loads(path.with_suffix(".json").read_text("utf-8")))
        for path in sorted(FOLDER.glob("*.jsonl"))
    ]


@pytest.mark.parametrize(("figure", "floor"), FLOORS.items())
def test_it_finds_what_a_reader_finds(figure: str, floor: float) -> None:
    found = [round(getattr(one, figure), 3) for one in scores()]
    assert mean(found) >= floor, found


def test_little_is_invented() -> None:
    assert mean(one.invented for one in scores()) <= 4
    assert sum(one.merged_wrongly for one in scores()) <= 2
