"""How surely two propositions exclude each other: what many tell, and what only words say."""

from dataclasses import replace

import pytest

from analysis.resolve.claim_frames import ClaimFrame
from analysis.resolve.contested import verbatim
from analysis.resolve.dispute import Side, how_sure
from analysis.resolve.exclusions import BY_WORDING, SAYS_NOT
from analysis.resolve.stance import Judgement
from tests.resolve.test_origins import articles_of, case_of

BRIDGE = "The bridge over the Tarn collapsed on Monday."


def side(articles: int) -> Side:
    """A proposition that so many articles tell."""
    written = articles_of([(f"Paper {n}", BRIDGE) for n in range(articles)])
    claims = case_of(written).claims
    frame = ClaimFrame(
        claim_id="",
        text=BRIDGE,
        said=BRIDGE,
        stems=frozenset({"bridg"}),
        actors=frozenset(),
        subject=frozenset(),
        predicates=frozenset(),
        slots=(),
        quantities=(),
        negated=False,
        planned=False,
    )
    return Side(claims, [replace(frame, claim_id=claim.id) for claim in claims])


def judged(reason: str, score: float = 0.1) -> list[Judgement]:
    return [Judgement("contradicts", score, reason, 0.5, 0.8)]


def test_what_is_told_widely_is_laid_beside_much_by_chance() -> None:
    few, many, other = side(4), side(12), side(1)
    assert how_sure(judged(BY_WORDING), many, other) < how_sure(judged(BY_WORDING), few, other)
    assert how_sure(judged(SAYS_NOT), many, other) >= how_sure(judged(SAYS_NOT), few, other)


def test_what_sounds_like_the_same_is_hardly_a_dispute() -> None:
    one, other = side(2), side(1)
    assert how_sure(judged(BY_WORDING, 0.9), one, other) < how_sure(
        judged(BY_WORDING, 0.1), one, other
    )


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("He put his back to the storm", "He put his back to the storm.", True),
        ("The leader is in firm control", "The leader is in firm control but is hurt", True),
        ("The leader is in hospital", "The leader inspected a new estate", False),
    ],
)
def test_half_the_words_in_common(one: str, other: str, alike: bool) -> None:
    frame = side(1).frames[0]
    assert verbatim(replace(frame, said=one), replace(frame, said=other)) is alike
