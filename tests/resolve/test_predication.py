"""Whether a clause denies, and what it says of its subject."""

from __future__ import annotations

import pytest

from analysis.resolve.clause_text import main_clause
from analysis.resolve.predication import complement, forbids, main_predicates, negated
from analysis.resolve.wording import tokens


@pytest.mark.parametrize(
    ("text", "denies"),
    [
        ("The captain was not on the bridge", True),
        ("The barge carried nothing but oil", False),
        ("The verdict will be read out, whether or not the dock is empty", False),
        ("The line was kept open, ice or no ice", False),
        ("The limit was exceeded by 12 and not by 40", False),
        ("He did not deny that he knew", True),  # the cue is the claim's, not the clause's
        ("Judge Vera Kosk, no relation, was in court", False),
        ("The judge is no relation of the accused", True),
        ("The city received 60,000 litres, not 150,000", False),
        ("It is not too early to say that she is a hero", False),
        ("Half the islanders voted no to the dam", False),
        ("Although there are no tracks in the snow, the hut is lived in", False),
        ("While nobody saw it, the barge did not sink", True),
    ],
)
def test_denials(text: str, denies: bool) -> None:
    assert negated(tokens(main_clause(text))) is denies


def test_an_order_denies_nothing() -> None:
    assert forbids(tokens("residents not to drink the water"))
    assert not forbids(tokens("the minister decided not to resign"))
    assert not forbids(tokens("not to have met the colonel"))


def test_who_did_not_survive_has_died() -> None:
    said = main_predicates(tokens("did not survive his injuries"), "did not survive his injuries")
    assert complement(said, True) == ({"die"}, False)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Nine of the prisoners who broke out of the jail have been recaptured", {"capture"}),
        ("Thirteen escaped prisoners have not been found", {"find"}),
        ("The mayor came under fire", {"criticise"}),
        ("In return, six prisoners were released", {"release"}),
        ("The justice minister threw in the towel", {"resign"}),
        ("The blood test came back negative", set()),
        ("The talks got under way at noon", {"begin", "meet"}),
        ("The barge was tied up at the quay", set()),
        ("Six sailors climbed out of a porthole", set()),
        ("The price of bread climbed by a tenth", {"increase"}),
        ("The mast fell on the deck", set()),
    ],
)
def test_predicates(text: str, said: set[str]) -> None:
    plain = main_clause(text)
    assert main_predicates(tokens(plain), plain) - {"swap"} == said
