"""Opposites of which the one came after the other, and what takes the other for granted."""

from __future__ import annotations

from dataclasses import replace

import pytest

from analysis.resolve.claim_frames import ClaimFrame
from analysis.resolve.in_turn import in_turn, takes_for_granted
from analysis.resolve.likeness import Pair
from analysis.resolve.numbers import quantities
from analysis.resolve.predication import complement, main_predicates, negated
from analysis.resolve.wording import tokens


def frame_of(text: str) -> ClaimFrame:
    found = tokens(text)
    said, denied = complement(main_predicates(found, text), negated(found))
    return ClaimFrame(
        claim_id=text,
        text=text,
        said=text,
        stems=frozenset(),
        actors=frozenset(),
        subject=frozenset(),
        predicates=said,
        slots=(),
        quantities=quantities(text),
        negated=denied,
        planned=False,
    )


def pair_of(one: str, other: str) -> Pair:
    return Pair(frame_of(one), frame_of(other), 0.6, 0.0, 0.5, "unknown", 0.9, 0.3)


@pytest.mark.parametrize(
    ("one", "other", "both"),
    [
        # who is let go was held
        ("Two clerks were arrested at dawn", "The two clerks were freed at noon", True),
        ("Two clerks were detained at dawn", "The two clerks walked free at noon", True),
        ("The clerk is in custody", "The clerk is free and at work", False),
        ("The clerk is still being held", "The clerk was released at noon", False),
        # what opens again was shut
        ("The bridge was closed on Friday", "The bridge reopened at noon", True),
        ("The bridge remains closed", "The bridge reopened at noon", False),
        ("The bridge was closed on Friday", "The bridge was open on Friday", False),
        # who has left is somewhere else
        ("Osman left her palace in Orlik", "Osman is in Vesk", True),
        ("Osman left her palace in Orlik", "Osman is in Orlik", False),
        ("Osman has left the country", "Osman is in Vesk", False),
        ("Osman left her palace in Orlik", "Osman is still in Vesk", False),
        ("Osman left her palace in Orlik", "Osman has not left Orlik", False),
        ("Osman has left Orlik", "Osman is in her second term", True),
        ("The clerk was arrested", "The bridge reopened", False),
    ],
)
def test_the_one_after_the_other(one: str, other: str, both: bool) -> None:
    assert in_turn(pair_of(one, other)) is both
    assert in_turn(pair_of(other, one)) is both


def test_plans_and_what_came_of_them_are_no_sequence() -> None:
    pair = pair_of("The bridge was closed on Friday", "The bridge reopened at noon")
    planned = replace(pair, a=replace(pair.a, planned=True))
    assert not in_turn(planned)


@pytest.mark.parametrize(
    ("one", "other", "granted"),
    [
        ("The clerk was never arrested", "The clerk was released at noon", True),
        ("The clerk was never arrested", "The clerk is free", False),
        ("The clerk was arrested", "The clerk was released at noon", False),
        ("The clerk was arrested", "The clerk was not released", False),
    ],
)
def test_what_is_taken_for_granted(one: str, other: str, granted: bool) -> None:
    assert takes_for_granted(pair_of(one, other)) is granted
    assert takes_for_granted(pair_of(other, one)) is granted
