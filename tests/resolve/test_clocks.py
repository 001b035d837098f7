"""Clock times as articles write them."""

import pytest

from analysis.resolve.clocks import clock_times

WRITTEN = [
    ("The blast came at 11:40 p.m. local time (2140 GMT)", {"11:40"}),
    ("around 9.50pm on Sunday", {"9:50"}),
    ("at 22:20 and again at 6 a.m.", {"10:20", "6:00"}),
    ("shortly before noon", {"12:00"}),
    # midnight is told from noon where it is written so
    ("at midnight, at 00:00, at 12:00 a.m.", {"0:00"}),
    ("at 12:00 p.m.", {"12:00"}),
    ("at half past midnight", set()),
    # numbers that are no times
    ("12 people, 3.5 million crowns, 10:20:30, a 9-3 vote, 4.50 euros, 2014", set()),
]


@pytest.mark.parametrize(("text", "times"), WRITTEN)
def test_clock_times(text: str, times: set[str]) -> None:
    assert clock_times(text) == times


@pytest.mark.parametrize(
    ("text", "times"),
    [
        ("since half past six on Sunday", {"6:30"}),
        ("at a quarter past two", {"2:15"}),
        ("It stopped at twenty to twelve", {"11:40"}),
        ("ten minutes to one", {"12:50"}),
        ("at nine o'clock", {"9:00"}),
        ("half of six men, ten to one", {"12:50"}),
    ],
)
def test_spoken_clock_times(text: str, times: set[str]) -> None:
    assert clock_times(text) == times
