"""Events that are told in other words are one; other people, days and plans keep them apart."""

from __future__ import annotations

from dataclasses import replace

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


def test_a_plan_is_one_with_what_came_of_it_as_planned_in_other_words() -> None:
    day = ("2021-08-15", "2021-08-15")
    will = "Rebels will take the broadcaster."
    (event,) = resolve(
        (will, report(will, "take", "take", thing="broadcaster", dates=day, status="planned"),
         "2021-08-14"),
        (SEIZED, report(SEIZED, "seized", "seize", thing="broadcaster", dates=day), "2021-08-16"),
    )  # fmt: skip
    assert event.status == "happened"


@pytest.mark.parametrize("status", ["happened", "planned", "denied"])
def test_the_same_words_of_another_day_stay_apart(status: str) -> None:
    day = ("2021-08-12", "2021-08-12")
    found = resolve(
        (SEIZED, report(SEIZED, "seized", "seize", thing="broadcaster"), "2021-08-16"),
        (HANDS, report(HANDS, "fell", "fall", thing="station", dates=day, status=status),
         "2021-08-16"),
    )  # fmt: skip
    assert len(found) == 2


def test_other_people_are_other_events() -> None:
    first, second = "Ghani fled the country.", "Varga fled the country."
    assert len(resolve(
        (first, report(first, "fled", "flee", "Ghani"), "2021-08-15"),
        (second, report(second, "fled", "flee", "Varga"), "2021-08-15"),
    )) == 2  # fmt: skip


def test_who_dies_is_not_kidnapped_by_that() -> None:
    night = ("2021-08-14T18:00", "2021-08-15T05:59")
    taken, died = "Gunmen kidnapped the mayor.", "Gunmen killed the mayor's guards."
    assert len(resolve(
        (taken, report(taken, "kidnapped", "kidnap", thing="mayor", dates=night), "2021-08-15"),
        (died, report(died, "killed", "kill", thing="guards", dates=night), "2021-08-15"),
    )) == 2  # fmt: skip


def test_an_hour_of_either_half_of_the_day_is_none_between() -> None:
    three, eleven = ("2021-08-15T03:00", "2021-08-15T15:00"), ("2021-08-15T11:00",) * 2
    found = resolve(
        (SEIZED, report(SEIZED, "seized", "seize", thing="broadcaster", dates=three), "2021-08-16"),
        (HANDS, report(HANDS, "fell", "fall", thing="station", dates=eleven), "2021-08-16"),
    )
    assert len(found) == 2


# (what two articles tell of one day, with verb, its stem and the thing told of; whether the time of
# the second is guessed; how many happenings those are)
TOLD_OF_A_DAY = [
    # a report without a time of its own is of what the day's others tell
    (("Rebels seized the broadcaster.", "seized", "seize", "broadcaster"),
     ("The broadcaster is lost to the rebels.", "lost", "lose", "broadcaster"), True, 1),
    # what was closed or reopened is known by what it is
    (("The old museum reopened.", "reopened", "reopen", "museum"),
     ("The port reopened.", "reopened", "reopen", "port"), True, 2),
    (("The port opened again.", "opened again", "open again", "port"),
     ("The port reopened.", "reopened", "reopen", "port"), True, 1),
]  # fmt: skip


@pytest.mark.parametrize(("one", "other", "guessed", "count"), TOLD_OF_A_DAY)
def test_what_ties_two_wordings(
    one: tuple[str, str, str, str], other: tuple[str, str, str, str], guessed: bool, count: int
) -> None:
    first, second = (
        report(text, word, lemma, thing=thing, guessed=guess)
        for (text, word, lemma, thing), guess in ((one, False), (other, guessed))
    )
    found = resolve((one[0], first, "2021-08-16"), (other[0], second, "2021-08-15"))
    assert len(found) == count


def test_the_clause_tells_more_than_its_phrase() -> None:
    """'It was sent' is little; that the coordinates went to both armies is the same twice."""
    gave = "The charity gave the coordinates of its clinic to both armies."
    sent = "The coordinates of the clinic were sent to both armies by the charity."
    told = [
        (gave, replace(report(gave, "gave", "give"), phrase="The charity gave"), "2021-08-16"),
        (sent, replace(report(sent, "sent", "send"), phrase="They were sent"), "2021-08-16"),
    ]
    assert len(resolve(*told)) == 1


def test_nobody_tells_what_has_not_come_to_pass() -> None:
    """A report of the thirteenth, without a time of its own, is not of the sixteenth."""
    day = ("2021-08-16", "2021-08-16")
    guess = report(HANDS, "fell", "fall", thing="station", guessed=True,
                   dates=("2021-08-13", "2021-08-15"))  # fmt: skip
    found = resolve(
        (SEIZED, report(SEIZED, "seized", "seize", thing="broadcaster", dates=day), "2021-08-17"),
        (HANDS, guess, "2021-08-13"),
    )
    assert len(found) == 2


def test_who_left_and_what_he_left_in_are_one_going_in_other_words() -> None:
    hour = ("2021-08-15T20:00", "2021-08-15T21:00")
    fled = "Ghani flew out of the capital in the state jet Tern."
    roared = "The state jet Tern roared off from the capital."
    jet = (roared, report(roared, "roared off", "roar off", "Tern", dates=hour), "2021-08-15")
    flew = report(fled, "flew", "fly", "Ghani", dates=hour)
    assert len(resolve((fled, flew, "2021-08-15"), jet)) == 1
    other = fled.replace("Ghani", "Varga")
    third = (other, report(other, "flew", "fly", "Varga", dates=hour), "2021-08-15")
    assert len(resolve((fled, flew, "2021-08-15"), third)) == 2
