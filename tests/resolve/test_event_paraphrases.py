"""Events that are told in other words are one; other people, days and plans keep them apart."""

from __future__ import annotations

import pytest

from tests.resolve.test_event_resolution import report, resolve

GATHER = "Mourners will gather in the cathedral."
MASS = "A mass for the dead will be said in the cathedral."
SEIZED = "Rebels seized the broadcaster."
HANDS = "The television station fell into rebel hands."


def test_two_wordings_of_one_day_are_one_event() -> None:
    (event,) = resolve(
        (SEIZED, report(SEIZED, "seized", "seize", thing="broadcaster"), "2021-08-16"),
        (HANDS, report(HANDS, "fell", "fall", thing="station"), "2021-08-16"),
    )
    assert {evidence.article_id for evidence in event.evidence} == {"a0", "a1"}


def test_two_wordings_of_one_plan_are_one_event() -> None:
    day = ("2021-08-20", "2021-08-20")
    found = resolve(
        (GATHER, report(GATHER, "gather", "gather", dates=day, status="planned"), "2021-08-16"),
        (MASS, report(MASS, "said", "say", thing="mass", dates=day, status="planned"),
         "2021-08-16"),
    )  # fmt: skip
    assert len(found) == 1


@pytest.mark.parametrize(
    ("status", "dates"),
    [
        ("planned", ("2021-08-15", "2021-08-15")),  # a plan and what came of it
        ("happened", ("2021-08-12", "2021-08-12")),  # another day
        ("denied", ("2021-08-15", "2021-08-15")),  # what nobody says happened
    ],
)
def test_the_same_words_of_something_else_stay_apart(status: str, dates: tuple[str, str]) -> None:
    found = resolve(
        (SEIZED, report(SEIZED, "seized", "seize", thing="broadcaster"), "2021-08-16"),
        (HANDS, report(HANDS, "fell", "fall", thing="station", dates=dates, status=status),
         "2021-08-16"),
    )  # fmt: skip
    assert len(found) == 2
