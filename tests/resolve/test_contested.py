"""Which of many conflicts stand."""

from dataclasses import replace

import pytest

from analysis.resolve.claim_frames import ClaimFrame
from analysis.resolve.contested import Conflict, as_written, is_weak, readable, tempered
from analysis.resolve.exclusions import BY_WORDING, SAYS_NOT
from tests.resolve.test_origins import articles_of, case_of


def conflict(a: int, b: int, strength: float) -> Conflict:
    return Conflict(a, b, "polarity", a, b, strength)


def test_a_few_conflicts_stay_as_they_are() -> None:
    few = [conflict(1, 2, 0.9), conflict(1, 3, 0.4), conflict(2, 3, 0.2)]
    assert tempered(few) == few


def test_who_seems_to_be_denied_by_everybody_is_denied_by_the_surest() -> None:
    """The odds are divided by how many both have, beyond a few; what is weak then goes."""
    many = [conflict(0, n, 0.9 if n == 1 else 0.2) for n in range(1, 101)]
    kept = tempered(many)
    assert [(c.a, c.b) for c in kept] == [(0, 1)]
    assert 0.7 < kept[0].strength < 0.9


def test_the_surest_stays_first() -> None:
    both = [conflict(0, n, 0.6) for n in range(1, 30)] + [conflict(50, 51, 0.55)]
    assert (tempered(both)[0].a, tempered(both)[0].b) == (50, 51)


def test_what_several_tell_goes_before_what_one_tells_alone() -> None:
    by_one = Conflict(1, 2, "polarity", 1, 2, 0.7, alone=True)
    by_many = conflict(3, 4, 0.5)
    assert tempered([by_one, by_many]) == [by_many, by_one]
    surer = Conflict(1, 2, "polarity", 1, 2, 0.95, alone=True)
    assert tempered([surer, by_many]) == [surer, by_many]


def test_what_is_seldom_a_good_reason_goes_last() -> None:
    weak = Conflict(1, 2, "destination: vesk | orlik", 1, 2, 0.8, alone=True, weak=True)
    by_many = conflict(3, 4, 0.3)
    assert tempered([weak, by_many]) == [by_many, weak]


def test_what_is_disputed_already_gives_way() -> None:
    three = [conflict(1, 2, 0.9), conflict(1, 3, 0.8), conflict(2, 3, 0.52)]
    other = conflict(4, 5, 0.5)
    assert tempered([*three, other]) == [*three[:2], other, three[2]]


def frame_of(subject: str, *actors: str) -> ClaimFrame:
    return ClaimFrame(
        claim_id=subject,
        text="",
        said="",
        stems=frozenset(),
        actors=frozenset({subject, *actors}),
        subject=frozenset({subject}),
        predicates=frozenset(),
        slots=(),
        quantities=(),
        negated=False,
        planned=False,
    )


@pytest.mark.parametrize(
    ("reason", "alone", "others", "weak"),
    [
        ("destination: vesk | orlik", True, (), True),
        ("destination: vesk | orlik", False, (), False),
        ("time: 11:00 | 12:00", True, (), True),
        ("no letter | letter", True, (), True),
        (SAYS_NOT, True, (), False),
        # each of somebody whom the other does not mention
        (BY_WORDING, False, (), True),
        (BY_WORDING, False, ("osman",), False),
    ],
)
def test_weak_reasons(reason: str, alone: bool, others: tuple[str, ...], weak: bool) -> None:
    assert is_weak(reason, alone, frame_of("osman"), frame_of("berg", *others)) is weak


GROWING = [
    ("12 people died in the fire at the Vesk mill.", "19 people died in the fire at the Vesk mill.",
     False),
    ("87 people were on board the ferry Tarn.", "91 people were on board the ferry Tarn.", True),
]  # fmt: skip


@pytest.mark.parametrize(("first", "later", "contested"), GROWING)
def test_only_a_toll_is_brought_up_to_date(first: str, later: str, contested: bool) -> None:
    """Told ten hours later by somebody else."""
    early, late = articles_of([("Vesk Mail", first), ("Lunde Post", later)])
    late = replace(late, published_at="2019-04-08T20:00:00+00:00")
    assert bool(case_of([early, late]).contradictions) is contested


TAKEN_OUT = [
    ("Ada Berg , the mayor, quit over 's fire", "Ada Berg, the mayor, quit over fire"),
    ("Berg's boat left the port", "Berg's boat left the port"),
]


@pytest.mark.parametrize(("text", "shown"), TAKEN_OUT)
def test_what_a_time_leaves_behind_is_not_shown(text: str, shown: str) -> None:
    assert readable(text) == shown


@pytest.mark.parametrize(
    ("shown", "text", "told"),
    [
        (
            "30 shots were fired inside the tarnish",
            "Thirty shots were fired inside the Tarnish Parliament building",
            "30 shots were fired inside the Tarnish Parliament",
        ),
        (
            "60 days for pcp possession",
            "He got 60 days for PCP possession",
            "60 days for PCP possession",
        ),
        ("five ferries", "Five ferries sank", "five ferries"),
        ("87", "87 are dead", "87"),
    ],
)
def test_a_value_is_told_as_the_text_writes_it(shown: str, text: str, told: str) -> None:
    assert as_written(shown, text) == told
