"""What is said, without what a page or a writer puts around it; and its main clause."""

from __future__ import annotations

import pytest

from analysis.resolve.clause_text import REFUTED, main_clause, spoken

SPOKEN = [
    # a time, a mark of a list, a speaker in front
    ("22:50 - The ambassador is among the hostages", "The ambassador is among the hostages"),
    ("(b) Loading took place on Monday", "Loading took place on Monday"),
    ("TOLVANEN (recording): It hit us at ten to ten", "It hit us at ten to ten"),
    # what introduces it
    (
        "A friend in the chorus managed to text me this: the men marched down the aisles",
        "the men marched down the aisles",
    ),
    # who says it, behind
    ("Bastian Rovaux has quit, a town hall insider whispered to the Torch",
     "Bastian Rovaux has quit"),
    ("The banker bolted on his jet, say prosecutors, leaving millions with empty pockets",
     "The banker bolted on his jet"),
    ("There were two on the barge, a senior officer repeated to us last night",
     "There were two on the barge"),
    ("The mole was hit from behind, in the opinion of the chairman of the pilots' union",
     "The mole was hit from behind"),
    ("Four sailors have now died, it", "Four sailors have now died"),
    # a dateline, a label, an answer, a word that leads over
    ("LENZ, March 4 (Vesk News) - The regent is not in Tarn", "The regent is not in Tarn"),
    ("Evacuated: 9,000 persons have been brought out", "9,000 persons have been brought out"),
    ("RENN : I am the head of the council", "I am the head of the council"),
    ("3/ bells: they never rang", "3/ bells: they never rang"),
    ("No. They are suspended", "They are suspended"),
    ("And a barge is lying beside the quay", "a barge is lying beside the quay"),
    ("In other words, the barge is moored at Tarn", "the barge is moored at Tarn"),
    # what a colon explains is no clause
    ("The mayor had the drums counted in the yard: twenty full, two empty",
     "The mayor had the drums counted in the yard: twenty full, two empty"),
    # a second main clause
    ("I have not resigned, and nobody has asked me to", "I have not resigned"),
    # nothing to take away
    ("As at 22:00, nine deaths had been confirmed", "As at 22:00, nine deaths had been confirmed"),
    ("The ship sank at 10:40 p.m.", "The ship sank at 10:40 p.m."),
    ("Two men said they were cold", "Two men said they were cold"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), SPOKEN)
def test_what_is_said_without_what_stands_around_it(text: str, expected: str) -> None:
    assert spoken(text) == expected


def test_the_main_clause_leaves_out_the_setting() -> None:
    text = "The ship was reportedly carrying nitrate when it exploded late on Sunday"
    assert main_clause(text) == "The ship was carrying nitrate"


@pytest.mark.parametrize(
    "text",
    ["She is not leaving the island", "They weren't leaving", "He is now following orders"],
)
def test_what_belongs_to_the_verb_opens_no_setting(text: str) -> None:
    assert main_clause(text) == text


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("Reports that she had quit were false", "she had quit"),
        ('The count of 40 deaths in Orlik is "pure invention"', "40 deaths in Orlik"),
        ("The figure of 40 dead sailors was wrong", "40 dead sailors"),
    ],
)
def test_what_is_called_untrue(text: str, what: str) -> None:
    found = REFUTED.match(text)
    assert found is not None
    assert found["what"] == what
