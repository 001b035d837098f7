"""Stance of a text towards a statement: `python -m analysis compare`."""

import pytest

from analysis.resolve import compare as reader
from analysis.resolve.compare import STANCES, compare

STATEMENT = "The harbour ferry sank near Port Sel"
PAIRS = [  # text, stances that can be defended
    ("Harbour ferry sinks near Port Sel", {"supports"}),
    ("Story of sunken Port Sel ferry is a hoax, coast guard says", {"contradicts"}),
    ("Did the harbour ferry sink near Port Sel?", {"discusses"}),
    ("Parliament votes on tax reform", {"unrelated", "discusses"}),
]


@pytest.mark.parametrize(("text", "expected"), PAIRS)
def test_what_a_text_says_of_a_statement(text: str, expected: set[str]) -> None:
    ((stance, score),) = compare([(STATEMENT, text)])
    assert stance in expected
    assert 0 <= score <= 1


def test_pairs_are_judged_each_by_itself() -> None:
    texts = [text for text, _ in PAIRS]
    together = compare([(STATEMENT, text) for text in texts])
    assert [s for s, _ in together] == [compare([(STATEMENT, text)])[0][0] for text in texts]


def test_rules_serve_where_the_weights_are_absent(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "_weights", lambda kind: None)
    ((stance, _),) = compare([(STATEMENT, "Ferry sinking near Port Sel was a hoax")])
    assert stance == "contradicts"
    assert stance in STANCES


def test_nothing_in_nothing_out() -> None:
    assert compare([]) == []
