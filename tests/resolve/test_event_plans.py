"""A plan, and what became of it on its day, are one event."""

import pytest

from tests.resolve.test_event_resolution import report, resolve

DAY = ("2021-08-17", "2021-08-17")
TEN = ("2021-08-17T10:00+00:00", "2021-08-17T10:00+00:00")
PLAN = "Abara will visit Velin."

# (what is told later, its verb, its name, its agent, when it came out, how many events)
PUT_OFF = [
    ("Abara called off a visit.", "called", "call off", "Abara", "2021-08-17T08:00", 1),
    ("Abara postponed his trip.", "postponed", "postpone", "Abara", "2021-08-17T08:00", 1),
    # before its day it is news of its own
    ("Abara called off a visit.", "called", "call off", "Abara", "2021-08-16T08:00", 2),
    # somebody else's, and something else
    ("The visit was called off.", "called", "call off", "", "2021-08-17T08:00", 1),
    ("Varga called off a visit.", "called", "call off", "Varga", "2021-08-17T08:00", 2),
    ("Abara called off a strike.", "called", "call off", "Abara", "2021-08-17T08:00", 2),
]


@pytest.mark.parametrize(("text", "word", "lemma", "agent", "dct", "count"), PUT_OFF)
def test_what_is_put_off_on_its_day_had_been_planned(
    text: str, word: str, lemma: str, agent: str, dct: str, count: int
) -> None:
    day = dct[: len("2021-08-17")]
    found = resolve(
        (PLAN, report(PLAN, "visit", "visit", "Abara", status="planned", dates=TEN), "2021-08-15"),
        (text, report(text, word, lemma, agent, dates=(day, day), guessed=True), dct),
    )
    assert len(found) == count
    plan = next(event for event in found if event.start == TEN[0])
    assert plan.status == "planned"
    assert len(plan.evidence) == 3 - count


# (what is told to have come of the plan, its verb, its name, its agent, its date, how many events)
CAME = [
    ("Abara visited Velin.", "visited", "visit", "Abara", TEN, 1),
    ("Abara travelled to Velin.", "travelled", "travel to", "Abara", DAY, 1),
    ("Varga visited Velin.", "visited", "visit", "Varga", TEN, 2),
    ("Abara visited Velin.", "visited", "visit", "Abara", ("2021-08-18", "2021-08-18"), 2),
]


@pytest.mark.parametrize(("text", "word", "lemma", "agent", "dates", "count"), CAME)
def test_a_plan_that_came_about_happened(
    text: str, word: str, lemma: str, agent: str, dates: tuple[str, str], count: int
) -> None:
    found = resolve(
        (PLAN, report(PLAN, "visit", "visit", "Abara", status="planned", dates=TEN), "2021-08-15"),
        (text, report(text, word, lemma, agent, dates=dates), "2021-08-18"),
    )
    assert [event.status for event in found].count("happened") == 1
    assert len(found) == count


def test_one_hour_and_one_thing_make_what_came_about_the_plan() -> None:
    plan, told = "The intake will not reopen before ten.", "Abara reopened the intake."
    planned = report(plan, "reopen", "reopen", thing="intake", status="planned", dates=TEN)
    came = report(told, "reopened", "reopen", "Abara", thing="intake", dates=TEN)
    found = resolve((plan, planned, "2021-08-16"), (told, came, "2021-08-18"))
    assert [event.status for event in found] == ["happened"]
