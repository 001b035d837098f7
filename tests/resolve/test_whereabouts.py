"""Where a clause says that somebody is: which places it names, and when it says nothing of it."""

import pytest

from analysis.resolve.whereabouts import is_there_now, whereabouts

SAID = [
    ("The president is in Qarsa", {"qarsa"}),
    ("President Ilse Marn has been at the Tolk air base since Tuesday night", {"tolk"}),
    ("The governor, Ilse Marn, is still in hiding in a villa near Lake Orsa", {"lake orsa"}),
    ("The Clara Venn is lying at anchor off the Velan port of Sant", {"velan", "sant"}),
    ("Ms Marn is receiving care at the St Anna clinic in Venn", {"st anna", "venn"}),
    ("The ferry remains in Sant", {"sant"}),
    ("The minister is in Sant, in a clinic of the town of Venn", {"sant", "venn"}),
    ("The president is not in Qarsa", {"qarsa"}),
    # at his own desk, on a day, at an hour: no place
    ("Ilse Marn is at Ilse Marn's desk", set()),
    ("The vote is on Tuesday", set()),
    ("The plane was on the ground at twenty to one GMT", set()),
    # something else happened there
    ("The president was killed in Qarsa", set()),
    ("The president opened a school in Qarsa", set()),
    ("The president is in good health, a doctor said in Qarsa", set()),
    ("", set()),
]


@pytest.mark.parametrize(("text", "places"), SAID)
def test_places_of_a_clause(text: str, places: set[str]) -> None:
    assert whereabouts(text) == places


def test_only_what_is_so_now_excludes_another_place() -> None:
    assert is_there_now("has been in Sant since Monday")
    assert not is_there_now("was in Sant on Monday")


@pytest.mark.parametrize(
    "name", ["A " * 4000, "x" * 50_000, "is in " * 9000 + "Sant", "a-" * 20_000]
)
def test_no_text_takes_long(name: str) -> None:
    whereabouts(f"{name} is in {name}")
