"""Counts in claims: which contradict each other, which agree, which have nothing to do with it."""

from __future__ import annotations

import pytest

from analysis.resolve.numbers import FIGURE, quantities

PAIRS = [
    ("Two babies have died", "Nobody has died", "conflicts"),
    ("There have been no deaths", "Not a single patient has died", "agrees"),
    ("Two guards died", "Seven guards were killed", "conflicts"),
    # some of all
    ("Two guards died", "Thirty people died in the fire", "neither"),
    ("Forty guards died", "Thirty people died in the fire", "conflicts"),
    ("Two guards died", "Five sailors died", "neither"),
    ("64 people were hurt", "A train took 41 of the wounded away", "agrees"),
    ("20 of the wounded were children", "Only 12 people were wounded", "conflicts"),
    ("14 people have died", "The clinic has seen nine deaths with jaundice", "agrees"),
    ("14 people have died", "There are nine dead with 30 wounded", "conflicts"),
    # how many in all is not said
    ("17 people died", "Divers found two more bodies", "neither"),
    ("212 people were aboard the ferry", "212 people had been on the ship", "agrees"),
    ("212 people were aboard the ferry", "The union has 6,000 members", "neither"),
    ("12 times the legal limit", "exceeded the legal limit by a factor of 12 times", "agrees"),
    ("The reward is half a million dinars", "The reward is 500,000 dinars", "agrees"),
    # persons of any word in -men, and a crowd of whom no noun says that they are persons
    ("The fight cost four servicemen their lives", "Only 17 servicemen died", "conflicts"),
    ("17 of our comrades were killed", "Only four servicemen died", "neither"),
    ("17 of our comrades were killed", "Only four people died", "conflicts"),
    ("The ministry put turnout at 340,000", "900,000 people marched", "conflicts"),
    ("The ministry put turnout at 61 percent", "900,000 people marched", "neither"),
    # 'the dead' are counted without a noun
    ("The governor put the dead at nine", "14 people have died", "conflicts"),
    ("She missed the boat at nine", "14 people are missing", "neither"),
    # words for persons of any kind, and of some
    ("Two citizens lost their lives", "14 people have died", "conflicts"),
    ("Five inhabitants of Vesk lost their lives", "Seven inhabitants have died", "conflicts"),
    ("Six squaddies were killed", "14 people have died", "neither"),
    # nobody of one kind
    ("No civilians were hurt", "Two soldiers were hurt", "neither"),
    ("No civilians were hurt", "Two civilians were hurt", "conflicts"),
    ("Nobody came to any harm", "Two people were wounded", "conflicts"),
    # one is a count where a claim opens with a person
    ("One person has died", "Two people have died", "conflicts"),
    ("One man has lost his life", "One person has died", "agrees"),
    ("One of the men has died", "Two people have died", "neither"),
    # a sum without its unit
    ("The bank's figure is 2.1 billion", "1.2 billion crowns were withdrawn", "conflicts"),
    ("The bank's figure is 2.1 billion", "2.1 billion crowns were withdrawn", "agrees"),
    ("The bank's figure is 2.1 billion", "3 million people were paid", "neither"),
    # the sick, with a noun and without
    ("The islanders count 131 sick", "112 people are ill", "conflicts"),
    ("131 passengers are ill aboard the liner", "The islanders count 131 sick", "agrees"),
    ("131 people are ill", "Two people have died", "neither"),
]  # fmt: skip


@pytest.mark.parametrize(("one", "other", "expected"), PAIRS)
def test_two_counts(one: str, other: str, expected: str) -> None:
    pairs = [(a, b) for a in quantities(one) for b in quantities(other)]
    found = {
        *("conflicts" for a, b in pairs if a.conflicts(b)),
        *("agrees" for a, b in pairs if a.agrees(b)),
    }
    assert found == ({expected} if expected != "neither" else set())


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("The ministry says fourteen", 14),
        ("The count of the dead is still five", 5),
        ("The movement holds to its 11", 11),
        ("those on board gave it as at least 200", 200),
    ],
)
def test_a_bare_figure_is_compared_with_whatever_is_counted(text: str, said: float) -> None:
    (figure,) = quantities(text)
    assert (figure.counted, figure.said) == (FIGURE, said)
    (same,), (other,) = quantities(f"{said} people died"), quantities("3 people died")
    assert figure.is_told_short(same)
    assert not figure.is_other_figure(same)
    assert figure.is_other_figure(other)
    assert not figure.conflicts(other)  # of what it is a figure is not said


@pytest.mark.parametrize(
    "text",
    [
        "none out of 14",
        "The gate went at 9.40",
        "The match began at three",
        "He handed in his letter at about 9 p.m.",
        "There is no sixty-first man",
        "all twenty-seventh",
        "Nobody else died",
        "They came in at twenty past nine",
        "It hit us at ten to ten",
        "Ten minutes later there was smoke",
    ],
)
def test_no_counts(text: str) -> None:
    assert quantities(text) == ()
