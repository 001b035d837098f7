"""Screening never leaves out a pair that the judge would tie, and leaves out most of the rest."""

from __future__ import annotations

import random

import numpy as np

from analysis.resolve.background import background
from analysis.resolve.claim_frames import ClaimFrame
from analysis.resolve.likeness import Closeness
from analysis.resolve.meaning import unit_rows
from analysis.resolve.numbers import quantities
from analysis.resolve.rivals import MOST
from analysis.resolve.screening import may_be_related
from analysis.resolve.stance import judge
from analysis.vocabulary import table

COUNTED = ("12 people died", "at least 20 people died", "3 ships", "", "", "", "", "")
PLACES = ("meridia", "sant")


def a_frame(chance: random.Random, number: int) -> ClaimFrame:
    """Anything a frame can be, from few enough words that frames have some in common."""
    classes = sorted(table("stance")["predicates"])
    actors = frozenset(chance.sample([f"a{n}" for n in range(12)], chance.randint(0, 2)))
    opening = {f"~w{chance.randrange(40)}"}
    return ClaimFrame(
        claim_id=f"c{number}",
        text="",
        said="",
        stems=frozenset(f"w{chance.randrange(300)}" for _ in range(chance.randint(2, 12))),
        actors=actors,
        subject=frozenset({*opening, *(chance.sample(sorted(actors), len(actors) // 2))}),
        predicates=frozenset(chance.sample(classes, chance.choice((0, 0, 1, 1, 2)))),
        slots=frozenset(
            (slot, chance.choice(PLACES))
            for slot in ("destination", "cause")
            if chance.random() < 0.15
        ),
        quantities=quantities(chance.choice(COUNTED)),
        negated=chance.random() < 0.2,
        planned=chance.random() < 0.2,
        clocks=frozenset({chance.choice(("10:20", "9:50"))} if chance.random() < 0.2 else ()),
        article_id=f"x{chance.randrange(20)}",
        outlet=f"o{chance.randrange(6)}",
        speaker=chance.choice(("", "", "a1", "a2", "a3")),
        own=chance.random() < 0.3,
    )


def test_a_pair_that_is_left_out_is_unrelated() -> None:
    chance = random.Random(7)
    frames = [a_frame(chance, number) for number in range(160)]
    noise = np.random.default_rng(7)
    topics = noise.normal(size=(6, 384))[noise.integers(0, 6, len(frames))]
    vectors = unit_rows((topics + noise.normal(size=topics.shape)).astype(np.float32))
    known = background(frames, vectors)
    centred = known.centred(vectors)
    pairs = np.array([(a, b) for a in range(160) for b in range(a + 1, 160)])
    near = np.einsum("ij,ij->i", centred[pairs[:, 0]], centred[pairs[:, 1]]).astype(float)
    against = noise.normal(size=len(pairs))
    passed = may_be_related(frames, pairs, near, against, known)
    for (a, b), *close in zip(
        pairs[~passed].tolist(), near[~passed].tolist(), against[~passed].tolist(), strict=True
    ):
        apart = frames[a].article_id != frames[b].article_id
        lead = chance.uniform(-MOST, MOST) if apart else 0.0
        found = judge(frames[a], frames[b], Closeness(*close, lead), known)
        assert found is None, (frames[a], frames[b])
    assert 0.3 < np.mean(~passed) < 0.99


def test_no_pair_is_no_trouble() -> None:
    none = np.zeros((0, 2), dtype=np.int64)
    known = background([], np.zeros((0, 384), dtype=np.float32))
    assert len(may_be_related([], none, np.zeros(0), np.zeros(0), known)) == 0
