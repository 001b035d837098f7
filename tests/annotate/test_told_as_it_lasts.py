"""What a text says of now: entries of a live page, what lasts, and the day of the next paragraph.

The creation time is Monday 6 March 2028, half past two in the morning at +03:00, unless a
case names another.
"""

import pytest

from analysis.model import CreationTime
from tests.annotate.test_events import events

NIGHT = CreationTime("2028-03-06T02:30:00+03:00", "metadata")
LATER = CreationTime("2028-03-07T12:00:00+00:00", "metadata")

LIVE = """All times local. Newest first.

02.15 The square is full. Some four thousand people under blankets.

00.55 Our photographer: a patrol ship has just sailed without lights. Nine sailors have drowned.

23.45 A launch has left the palace. It has been raining since noon.

22.10 The harbour office says that two boats have sunk.

20.40 The tugs have turned back, the harbour office reports.

19.32 THE GUARD IS CHARGING. The bells rang.
"""

# (predicate of the page, first and last moment; "" for what the entry does not date)
ENTRIES = [
    ("sailed", "2028-03-05T23:55+03:00", "2028-03-06T00:55+03:00"),
    ("left", "2028-03-05T22:45+03:00", "2028-03-05T23:45+03:00"),
    ("CHARGING", "2028-03-05T19:32+03:00", "2028-03-05T19:32+03:00"),
    ("rang", "", ""),
    # somebody's word of what has come about
    ("sunk", "", ""),
    ("turned", "", ""),
    # so many in all, and not in that hour
    ("drowned", "", ""),
]


@pytest.mark.parametrize(("verb", "earliest", "latest"), ENTRIES)
def test_an_entry_of_a_live_page_dates_what_it_tells_as_it_happens(
    verb: str, earliest: str, latest: str
) -> None:
    event = events(LIVE, NIGHT)[verb]
    if earliest:
        assert (event.earliest, event.latest, event.guessed) == (earliest, latest, False)
    else:
        assert event.guessed


# (text, predicate, status)
STATUSES = [
    ("The tunnel is to stay closed until Thursday.", "stay", "ongoing"),
    ("The bridge will remain shut until Friday.", "remain", "ongoing"),
    ("The bridge will not remain shut until Friday.", "remain", "planned"),
    ("The road would stay closed until Friday, he said.", "stay", "planned"),
    ("The tunnel is still closed; trains are to run again on Thursday.", "is", "ongoing"),
    ("The ferries are on strike.", "strike", "ongoing"),
    ("The capital is under a curfew.", "curfew", "ongoing"),
    ("The capital is not under a curfew.", "curfew", "happened"),
    ("The chief said that he had been neither arrested nor expelled.", "arrested", "denied"),
    ("The chief said that he had been neither arrested nor expelled.", "expelled", "denied"),
    ("The envoy leaves this evening for the summit.", "leaves", "planned"),
    ("The law obliges them to choose a speaker by March 20.", "obliges", "planned"),
]


@pytest.mark.parametrize(("text", "verb", "status"), STATUSES)
def test_what_lasts_and_what_is_to_come(text: str, verb: str, status: str) -> None:
    assert events(text, LATER)[verb].status == status


# (text, predicate, phrase)
PHRASES = [
    ("We were told that the minister, Oskar Hald, handed in his resignation on Sunday.", "handed",
     "The minister handed in his resignation"),
    ("Anna Berg handed the council her resignation on Sunday.", "handed",
     "Anna Berg handed the council her resignation"),
    ("Anna Berg came ashore in Velin on Sunday.", "came", "Anna Berg came ashore in Velin"),
    ("The ferries are on strike.", "strike", "The ferries are on strike"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "verb", "phrase"), PHRASES)
def test_phrases(text: str, verb: str, phrase: str) -> None:
    assert events(text, LATER)[verb].phrase == phrase


def test_a_way_of_saying_is_no_happening() -> None:
    assert not events('The minister smiled: "I resigned yesterday."', LATER)["smiled"].salient


def test_a_semicolon_ends_the_clause_that_tells() -> None:
    text = "The tunnel is closed; trains are to run again on Thursday."
    start, end = events(text, LATER)["run"].telling or (0, 0)
    assert text[start:end] == "trains are to run again on Thursday."


# (text, predicate, day): a day by the way does not move the story
BY_THE_WAY = [
    ("Velin denied on Tuesday that he was there.\n\nThe palace had said that he left on Sunday "
     "evening.\n\nA curfew began at 8 a.m.", "began", "2028-03-07"),
    ("He said on Tuesday that he would ask the man who burned the town hall two days ago. A "
     "reporter met him at 10 a.m.", "met", "2028-03-07"),
    ("If the convoy is still out on Thursday at noon, the union says that it will send troops.",
     "send", "2028-03-09"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "verb", "day"), BY_THE_WAY)
def test_a_day_by_the_way(text: str, verb: str, day: str) -> None:
    assert events(text, LATER)[verb].earliest[:10] == day
