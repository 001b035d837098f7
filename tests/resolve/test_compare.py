"""Stance of a text towards a statement: `python -m analysis compare`."""

import pytest

from analysis.resolve import compare as reader
from analysis.resolve.article_stance import CUES, alone, wording
from analysis.resolve.compare import STANCES, compare
from analysis.resolve.meaning import vectors_of

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


HEADLINE = "Harbour ferry sinks near Port Sel"
SUNK = (
    "The harbour ferry sank near Port Sel on Monday with 40 people aboard. Divers reached the "
    "wreck in the evening. The ferry left Port Sel at noon and sank within minutes, the coast "
    "guard said. Its owner has run ferries between the harbour and the islands for thirty years."
)
NO_SINKING = (
    "No, the harbour ferry did not sink near Port Sel, whatever you have read. The story is a "
    "hoax, the coast guard said on Monday. It was made up by a satirical website, and the ferry "
    "never sank. In fact the ferry is in the harbour of Port Sel, where anyone can see it."
)


@pytest.mark.parametrize(
    ("headline", "article", "expected"),
    [
        (HEADLINE, SUNK, "supports"),
        (HEADLINE, NO_SINKING, "contradicts"),
        ("No, the harbour ferry did not sink: story is a hoax", SUNK, "contradicts"),
        ("Coast guard denies that the harbour ferry sank near Port Sel", SUNK, "contradicts"),
        ("Parliament votes on tax reform", SUNK, "unrelated"),
    ],
)
def test_what_an_article_says_of_a_headline(headline: str, article: str, expected: str) -> None:
    assert compare([(headline, article)])[0][0] == expected


@pytest.mark.parametrize(
    ("text", "article"),
    [
        ("Harbour ferry sinks near Port Sel", False),
        ("The harbour ferry sank near Port Sel.", True),
        ("The sinking is a hoax.\n", True),
        ("Harbour ferry " * 30, True),
    ],
)
def test_a_headline_is_short_and_ends_without_a_full_stop(text: str, article: bool) -> None:
    assert reader.is_article(text) is article


def test_articles_are_judged_by_rules_where_the_weights_are_absent(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(reader, "_weights", lambda kind: None)
    assert compare([(HEADLINE, NO_SINKING)])[0][0] == "contradicts"


@pytest.mark.parametrize("absent", ["text", "alone", "statement"])
def test_articles_are_judged_by_rules_where_one_file_is_absent(
    monkeypatch: pytest.MonkeyPatch, absent: str
) -> None:
    there = reader._weights
    monkeypatch.setattr(reader, "_weights", lambda kind: None if kind == absent else there(kind))
    assert compare([(HEADLINE, NO_SINKING)])[0][0] == "contradicts"


def test_very_long_and_very_short_articles_are_read() -> None:
    stances = [stance for stance, _ in compare([(HEADLINE, SUNK * 500), (HEADLINE, "Yes.")])]
    assert set(stances) <= set(STANCES)


@pytest.mark.parametrize(
    ("texts", "held"),
    [
        (["Ferry story is a hoax"], [1, 0, 0, 0, 0, 0, 0]),
        (["Owner denies ferry sank"], [0, 1, 0, 0, 0, 0, 0]),
        (["No, the ferry did not sink"], [0, 0, 1, 1, 0, 0, 0]),
        (["Did the ferry sink?"], [0, 0, 0, 0, 0, 1, 0]),
        ([], None),
    ],
)
def test_what_is_counted_in_a_text_by_itself(texts: list[str], held: list[int] | None) -> None:
    rows = alone(texts, vectors_of(texts))
    assert len(rows) == len(texts)
    assert held is None or rows[0, 1 : 1 + CUES].tolist() == held


def test_words_and_neighbouring_pairs() -> None:
    assert wording("Ferry did sink") == {"ferry", "did", "sink", "ferry_did", "did_sink"}
