"""What is only supposed or asked, and slots that are none."""

from dataclasses import replace
from types import SimpleNamespace
from typing import Any, cast

import pytest

from analysis.resolve.claim_frames import ClaimFrame
from analysis.resolve.clause_text import lacking
from analysis.resolve.exclusions import RULES, exclusion
from analysis.resolve.likeness import Pair, judgement
from analysis.resolve.numbers import quantities
from analysis.resolve.predication import main_predicates, negated, predicates
from analysis.resolve.seeming import asked, supposed
from analysis.resolve.slots import slots
from analysis.resolve.wording import stems, tokens


def pair_of(one: str, other: str) -> Any:
    return cast(Any, SimpleNamespace(a=SimpleNamespace(said=one), b=SimpleNamespace(said=other)))


@pytest.mark.parametrize(
    ("said", "only"),
    [
        ("If the queen dies, her nephew will reign", True),
        ("Were the queen to die, her nephew would reign", True),
        ("Had such a letter reached us, we would have answered", True),
        ("had left the palace by noon", False),
        ("were taken to the harbour", False),
        ("The queen is ill", False),
    ],
)
def test_what_is_only_supposed(said: str, only: bool) -> None:
    assert supposed(pair_of(said, "The queen is alive")) is only


@pytest.mark.parametrize(
    ("said", "open_question"),
    [
        ("where the queen had gone", True),
        ("whether she was well", True),
        ("which island he was on", True),
        ("The envoy wished to know why no boat had been sent", True),
        ("Two deputies asked where the queen was", True),
        ("The envoy asked for a boat", False),
        ("which sank off Orlik", False),
        ("What is known is that she left", False),
    ],
)
def test_what_is_only_asked(said: str, open_question: bool) -> None:
    assert asked(pair_of(said, "The queen is at Orlik")) is open_question


@pytest.mark.parametrize(
    ("said", "values"),
    [
        ("The drums left the works in Seruna", set()),
        ("She sailed in the Clara Venn", set()),
        ("He was bound for the Lumekan port of Vesk", {"vesk"}),
        ("He left Orlik for Vesk", {"vesk"}),
        ("He was evacuated to Vesk", {"vesk"}),
        ("She left everything for the sake of Vesk", set()),
        ("She left her post for the love of Vesk", set()),
    ],
)
def test_destinations(said: str, values: set[str]) -> None:
    filled = slots(said, predicates(said))
    assert {value for name, value in filled if name == "destination"} == values


@pytest.mark.parametrize(
    ("said", "values"),
    [
        ("The skipper is a citizen of Sant Orlo", {"sant orlo"}),
        ("The skipper is a Lumekan national", {"lumekan"}),
        ("The citizens of Sant Orlo voted", set()),
        ("The national team left", set()),
    ],
)
def test_citizenships(said: str, values: set[str]) -> None:
    filled = slots(said, predicates(said))
    assert {value for name, value in filled if name == "citizenship"} == values


def test_who_defeats_wins() -> None:
    assert "win" in predicates("She defeated him by 412 votes")
    assert "lose" in predicates("He was defeated by 412 votes")


def frame_of(text: str, said: str = "") -> ClaimFrame:
    found = tokens(text)
    return ClaimFrame(
        claim_id=text,
        text=text,
        said=said or text,
        stems=frozenset(),
        actors=frozenset(),
        subject=frozenset(),
        predicates=main_predicates(found, text),
        slots=(),
        quantities=quantities(text),
        negated=negated(found),
        planned=False,
    )


def reason_of(one: ClaimFrame, other: ClaimFrame) -> str:
    """The reason why both cannot hold; "" where they only seem to exclude each other."""
    found = exclusion(Pair(one, other, 0.6, 0.0, 0.5, "unknown", 0.9, 0.3))
    return found.reason if found.sure else ""


@pytest.mark.parametrize(
    ("one", "other", "reason"),
    [
        # counts that fit, and counts of two fates
        ("At least two sailors are dead", "Five sailors are dead", ""),
        ("Two sailors are dead", "Fourteen sailors were rescued", ""),
        ("Two sailors are dead", "Five sailors are dead", "numbers: 2"),
        # of whom it is so yet
        ("Thirty sailors were missing", "Nine sailors are still missing", ""),
        ("Forty sailors were hurt", "Twelve hurt sailors are in hospital", ""),
        (
            "Nine sailors are still missing",
            "Twelve sailors are still missing",
            "numbers: 9",
        ),
        # those whom the other does not mean
        ("The cooks have been found", "The other cooks have not been found", "the one"),
        ("The cooks have been found", "The cooks have not been found", "one says so"),
        # some of the hurt, some of the dead
        ("They treated 60 hurt sailors", "Five sailors were taken to hospital", ""),
        ("Nine sailors at least are dead", "Two of its own are dead", ""),
        ("Many sailors are dead", "Five of the dead are cooks", ""),
        # who does not know excludes nothing
        ("The cause of the fire is not known", "A lamp was the cause of the fire", ""),
        ("It is unclear who lit the fire", "A cook lit the fire", ""),
        ("The cause has yet to be established", "A lamp was the cause", ""),
        ("We do not know yet who lit the fire", "A cook lit the fire", ""),
        ("The cook is not known to the police", "The cook is known to the police", "one says so"),
        # nobody hurt of another kind, of the same, of any
        ("Two soldiers were wounded", "No civilians were hurt", ""),
        ("Two villagers were killed", "No civilians were harmed", "nobody was hurt | died"),
        ("A sailor has died", "Nobody was hurt", "nobody was hurt | died"),
        ("A sailor has died", "Nobody on the quay was hurt", "one says so"),
        # no money, and a sum
        ("No money is missing", "Forty million dollars had been taken", "no money | 40"),
        ("No money is missing", "The reserves stand at $4 million", "the one"),
        ("There was no cash in the vault", "She took $4 million", "no money | $4"),
        ("The note was not signed", "The bridge was closed", "one says so"),
        # silence answers nothing
        ("The owner had been told of the crack", "The owner has not commented on the crack", ""),
    ],
)
def test_what_excludes_what(one: str, other: str, reason: str) -> None:
    found = reason_of(frame_of(one), frame_of(other))
    assert found.startswith(reason)
    assert bool(found) is bool(reason)


def test_a_thing_of_which_nothing_is_said_is_not_denied() -> None:
    denial = frame_of("The treaty has not been signed")
    thing = frame_of("the signed paper", "the envoys will show the signed paper")
    assert not reason_of(denial, thing).startswith("one says so")
    assert reason_of(denial, frame_of("The treaty was signed")).startswith("one says so")


@pytest.mark.parametrize(
    ("one", "other", "subjects", "subject", "reason"),
    [
        # two offices are two persons, as far as anybody knows
        (
            "The minister remains in office",
            "The governor resigned",
            ("minist", "govern"),
            "unknown",
            "",
        ),
        (
            "The minister remains in office",
            "The minister resigned",
            ("minist", "minist"),
            "alike",
            "resign",
        ),
        # whoever accepts a resignation is not the one who resigns
        ("Berg remains in office", "Berg accepted the resignation", ("berg", "berg"), "same", ""),
        (
            "Berg remains in office",
            "Berg has resigned",
            ("berg", "berg"),
            "same",
            "resign",
        ),
        # known to be two
        ("Berg remains in office", "Sato resigned", ("berg", "sato"), "different", ""),
    ],
)
def test_who_resigns(
    one: str, other: str, subjects: tuple[str, str], subject: Any, reason: str
) -> None:
    a, b = (
        replace(frame_of(text), subject=frozenset({f"~{name}"}))
        for text, name in zip((one, other), subjects, strict=True)
    )
    found = exclusion(Pair(a, b, 0.4, 0.0, 0.0, subject, 0.9, 0.1))
    assert (found.reason.split(" |")[0] if found.sure else "") == reason


@pytest.mark.parametrize(("shared", "near", "excludes"), [(0.0, 0.3, False), (0.3, 0.3, True)])
def test_opposites_of_two_things(shared: float, near: float, excludes: bool) -> None:
    a, b = frame_of("Police closed the bridge"), frame_of("The shop stays open")
    assert bool(exclusion(Pair(a, b, near, 0.0, shared, "unknown", 0.9, 0.1)).sure) is excludes


@pytest.mark.parametrize(
    ("denial", "other", "reason"),
    [
        ("There was no raft", "The raft drifted ashore", "no raft | raft"),
        # it is there, and has not been seen
        ("There is still no trace of the raft", "The raft drifted ashore", ""),
        ("The raft was no part of the plan", "The plan was drawn up in Vesk", ""),
        # a word for it says nothing
        ("There was no raft", "a raft", ""),
    ],
)
def test_what_there_is_none_of(denial: str, other: str, reason: str) -> None:
    a, b = (
        replace(frame_of(text), stems=frozenset(stems(text)), lacking=lacking(text.lower()))
        for text in (denial, other)
    )
    a, b = replace(a, negated=True), replace(b, lacking=frozenset())
    found = RULES["lacking"](Pair(a, b, 0.6, 0.0, 0.5, "unknown", 0.9, 0.3), judgement()["bars"])
    assert found == reason
