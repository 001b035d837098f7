"""What is only supposed or asked, and slots that are none."""

from types import SimpleNamespace
from typing import Any, cast

import pytest

from analysis.resolve.predication import predicates
from analysis.resolve.seeming import asked, supposed
from analysis.resolve.slots import slots


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


def test_who_defeats_wins() -> None:
    assert "win" in predicates("She defeated him by 412 votes")
    assert "lose" in predicates("He was defeated by 412 votes")
