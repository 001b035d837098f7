"""What is told by its day, and by its hour, is one happening where that is what the day means."""

from dataclasses import replace

import pytest

from tests.resolve.test_event_resolution import report, resolve

DAY = ("2021-08-15", "2021-08-15")
TEN = ("2021-08-15T10:00+00:00", "2021-08-15T10:00+00:00")

# (agent, lemma and dates of each report; how many happenings they are)
TOLD = [
    ([("Ghani", "visit", DAY), ("Ghani", "arrive", TEN)], 1),
    ([("Ghani", "visit", DAY), ("Varga", "arrive", TEN)], 2),
    ([("Ghani", "arrest", DAY), ("Ghani", "arrive", TEN)], 2),
]


@pytest.mark.parametrize(("told", "count"), TOLD)
def test_a_day_and_the_hour_within_it(
    told: list[tuple[str, str, tuple[str, str]]], count: int
) -> None:
    articles = []
    for agent, lemma, dates in told:
        text = f"{agent} {lemma}s."
        articles.append((text, report(text, lemma, lemma, agent, dates=dates), "2021-08-16"))
    assert len(resolve(*articles)) == count


# (what two articles tell of one evening; the kind of happening that it is)
BROUGHT_UP = [
    (("Divers brought up the black box.", "brought", "bring"),
     ("The recorder was pulled from the lake.", "pulled", "pull"), "salvage"),
    (("Divers brought the black box.", "brought", "bring"),
     ("The recorder was pulled from the drawer.", "pulled", "pull"), ""),
]  # fmt: skip


@pytest.mark.parametrize(("one", "other", "kind"), BROUGHT_UP)
def test_what_is_brought_up_is_told_by_its_evening_and_by_its_hour(
    one: tuple[str, str, str], other: tuple[str, str, str], kind: str
) -> None:
    told = []
    for (text, word, lemma), thing, dates in zip(
        (one, other), ("box", "recorder"),
        (TEN, ("2021-08-15T06:00+00:00", "2021-08-15T12:00+00:00")), strict=True,
    ):  # fmt: skip
        told.append((text, report(text, word, lemma, thing=thing, dates=dates), "2021-08-16"))
    assert {event.kind for event in resolve(*told)} == {kind}


def test_what_several_deny_and_nobody_tells_any_more_is_denied() -> None:
    told, denied = "Abara left Velin.", "Abara has not left Velin."
    own = report(told, "left", "leave", "Abara")
    denial = report(denied, "left", "leave", "Abara", status="denied")
    before = [(told, own, f"2021-08-15T0{hour}:00:00+00:00") for hour in (6, 7, 8)]
    after = [(denied, denial, f"2021-08-15T1{hour}:00:00+00:00") for hour in (1, 2)]
    (event,) = resolve(*before, *after)
    assert event.status == "denied"
    (event,) = resolve(*before, *after, (told, own, "2021-08-15T13:00:00+00:00"))
    assert event.status == "happened"


def test_what_lasts_goes_on_while_the_last_to_tell_of_it_says_so() -> None:
    began, lasts = "The evacuation began.", "The evacuation continues."
    first = report(began, "evacuation", "evacuation", dates=DAY)
    now = report(lasts, "evacuation", "evacuation", dates=DAY, status="ongoing")
    (event,) = resolve((began, first, "2021-08-15"), (lasts, now, "2021-08-16"))
    assert event.status == "ongoing"


def test_an_hour_of_either_half_is_of_the_part_of_the_day_that_another_article_names() -> None:
    came, visited = "Varga came.", "Varga visited."
    either = report(came, "came", "come", "Varga", dates=("2021-08-15T04:00", "2021-08-15T16:00"))
    either = replace(either, precision="hour")
    part = report(visited, "visited", "visit", "Varga",
                  dates=("2021-08-15T12:00", "2021-08-15T17:59"))  # fmt: skip
    (event,) = resolve((came, either, "2021-08-16"), (visited, part, "2021-08-16"))
    assert (event.start, event.end) == ("2021-08-15T16:00", "2021-08-15T16:00")
