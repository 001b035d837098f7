"""The difference between two versions of an article."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.store.difference import Change, difference

# Changes are written into one line: {old|new}.
CASES = [
    "The pier fell on{ Sunday| Monday}.",
    "The pier{| of Vesk} fell.",
    "The{ old|} pier fell.",
    "{Two| Three} ferries were found and{ four| five} boats are missing.",
    "Nothing changed.",
    "The end{| of it all}",
    "{Old| New} text of the day{ here| there again}",
    "{Old text here| New text there again}",  # one unchanged word divides no change
]


@pytest.mark.parametrize("case", CASES)
def test_changes_are_found_where_they_are(case: str) -> None:
    parts = re.compile(r"\{([^|}]*)\|([^}]*)\}")
    old, new = parts.sub(r"\1", case).lstrip(), parts.sub(r"\2", case).lstrip()
    found = [
        (old[slice(*c.old)].strip(" ."), new[slice(*c.new)].strip(" ."))
        for c in difference(old, new)
    ]
    assert found == [(a.strip(), b.strip()) for a, b in parts.findall(case)]


def test_very_long_texts_count_as_changed_as_a_whole() -> None:
    old, new = "a " * 30_000, "b " * 30_000
    assert difference(old, new) == [Change((0, len(old)), (0, len(new)))]


@given(old=st.text(max_size=80), new=st.text(max_size=80))
def test_outside_of_the_changes_the_words_are_the_same(old: str, new: str) -> None:
    rest_old, rest_new, at_old, at_new = "", "", 0, 0
    for change in difference(old, new):
        rest_old += old[at_old : change.old[0]] + " "
        rest_new += new[at_new : change.new[0]] + " "
        at_old, at_new = change.old[1], change.new[1]
    assert (rest_old + old[at_old:]).split() == (rest_new + new[at_new:]).split()
