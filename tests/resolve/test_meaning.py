"""What the vectors say of two claims: the same in other words, a contradiction, another fact."""

from __future__ import annotations

import numpy as np
import pytest

from analysis.resolve.meaning import StemEncoder, load_encoder, opposition, vectors_of

# A claim, the same in other words, what contradicts it, another fact of the same people.
CASES = [
    ("the harbour master was taken into custody", "police are holding the head of the port",
     "the harbour master is a free man", "the harbour master gave evidence about the ferry"),
    ("the bridge was reopened to traffic", "cars are crossing the bridge again",
     "the bridge is still closed to all vehicles", "the bridge was built in 1931"),
    ("the rebels have taken the airport", "the airfield is in rebel hands",
     "government troops still hold the airport", "the rebels asked for talks about prisoners"),
    ("nobody told the residents to leave",
     "no evacuation order ever reached the people living there",
     "every household was told to get out", "residents were offered blankets and tea"),
    ("the minister remains in office", "she has not stepped down",
     "the minister has handed in her resignation", "the minister opened a school in the north"),
]  # fmt: skip


@pytest.mark.parametrize(("claim", "same", "against", "other"), CASES)
def test_the_same_lies_nearest(claim: str, same: str, against: str, other: str) -> None:
    first, *rest = vectors_of([claim, same, against, other])
    near = [float(first @ row) for row in rest]
    assert near[0] == max(near)
    assert near[0] > 0.4


@pytest.mark.parametrize(("claim", "same", "against", "other"), CASES)
def test_a_contradiction_looks_like_one(claim: str, same: str, against: str, other: str) -> None:
    first, *rest = vectors_of([claim, same, against, other])
    directions = load_encoder().directions
    told = opposition(np.tile(first, (3, 1)), np.array(rest), directions)
    assert told.argmax() == 1


def test_opposition_is_symmetric_and_stems_know_none() -> None:
    rows = vectors_of([case[0] for case in CASES])
    others = vectors_of([case[2] for case in CASES])
    directions = load_encoder().directions
    assert np.allclose(
        opposition(rows, others, directions), opposition(others, rows, directions), atol=1e-5
    )
    assert not opposition(rows, others, StemEncoder.directions).any()
