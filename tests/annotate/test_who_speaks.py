"""Who is taken for the speaker where layout, marks and outlets get in the way."""

from __future__ import annotations

import pytest

from analysis.annotate.pipeline import annotate
from analysis.model import Article, Attribution


def _attributions(text: str) -> tuple[Attribution, ...]:
    return annotate(Article("a", text, language="en")).attributions


def _words(text: str, spans: tuple[tuple[int, int], ...]) -> str:
    return " … ".join(text[start:end] for start, end in spans)


CASES = (
    (  # a full stop stands inside the marks, and the cue is a sentence of its own
        '"Both sides have agreed to lay down their arms." Lindqvist said.',
        "Lindqvist",
        "Both sides have agreed to lay down their arms.",
        None,
    ),
    (
        '"We know that they wanted certain conditions met." Lindqvist added on Monday.',
        "Lindqvist",
        "We know that they wanted certain conditions met.",
        None,
    ),
    (  # the crosshead above is no part of the name
        "Missing schoolgirls\n\nSources told Radio Vesk that substantial progress had been made.",
        "Sources",
        "that substantial progress had been made",
        "anonymous",
    ),
    (  # a name that an outlet owns is a person
        "The Vesk Courier's Hanna Lind said that the details had yet to emerge.",
        "The Vesk Courier's Hanna Lind",
        "that the details had yet to emerge",
        "named person",
    ),
    (
        "The site Wrenfeather reported that the ferry had sunk.",
        "The site Wrenfeather",
        "that the ferry had sunk",
        "media",
    ),
    (  # a source at an outlet is a person too
        "A CNN source said that the anchor would be suspended.",
        "A CNN source",
        "that the anchor would be suspended",
        "anonymous",
    ),
    (
        "It quoted the chief of staff, Marshal Oskar Brandt, as ordering his troops to comply.",
        "the chief of staff",
        "ordering his troops to comply",
        "named official",
    ),
    (  # outside all marks, the writer
        "I hope that the minister goes.",
        "I",
        "that the minister goes",
        "author",
    ),
)  # fmt: skip


@pytest.mark.parametrize(("text", "source", "content", "kind"), CASES)
def test_the_speaker(text: str, source: str, content: str, kind: str | None) -> None:
    (found,) = _attributions(text)
    assert _words(text, found.source) == source
    assert _words(text, found.content).removeprefix("that ") == content.removeprefix("that ")
    assert kind in (None, found.source_kind)


def test_a_quotation_that_leads_on_belongs_to_the_next_cue() -> None:
    text = '"We sail at dawn." Lindqvist said: "The storm is over."'
    first, *rest = _attributions(text)
    assert "The storm is over." in _words(
        text, (*first.content, *(s for r in rest for s in r.content))
    )
    assert any(_words(text, one.source) == "Lindqvist" for one in (first, *rest))


@pytest.mark.parametrize(
    "text", ["The game was called “msnbc.website.” by its fans.", "It was a “real treat” for us."]
)
def test_words_between_marks_without_speaker_or_verb_are_no_claim(text: str) -> None:
    assert all(found.cue or found.source for found in _attributions(text))


def test_who_writes_i_between_marks_does_not_write_the_article() -> None:
    text = 'Lindqvist said: "I hope that the minister goes."'
    assert all(found.source_kind != "author" for found in _attributions(text))


def test_a_station_keeps_its_number() -> None:
    text = "Mayor Tobias Renner told Radio 6PR that the dam would hold."
    (found,) = _attributions(text)
    assert [relay.name for relay in found.channel] == ["Radio 6PR"]


@pytest.mark.parametrize(
    ("dateline", "wire"),
    [
        ("VESK, May 4 (Norwire) -", ["Norwire"]),
        ("BELKENT, 15 March (OSN).", ["OSN"]),
        ("VESK (Updated) -", []),
        ("VESK, May 4 -", []),
    ],
)
def test_whoever_stands_in_the_brackets_of_a_dateline_is_the_wire(
    dateline: str, wire: list[str]
) -> None:
    text = f"{dateline} The coast guard said that the ferry had sunk."
    (found,) = _attributions(text)
    assert _words(text, found.source) == "The coast guard"
    assert [relay.name for relay in found.channel] == wire


def test_the_label_of_a_transcript_is_whoever_was_introduced_by_that_surname() -> None:
    text = (
        "HOST: With us is Bojan Stavic, who ran the campaign.\n\n"
        "STAVIC: We did not lose.\n\n"
        "HOST: Irena Stavic says otherwise.\n\n"
        "STAVIC: She would say that."
    )
    annotation = annotate(Article("a", text, language="en"))
    told = {
        annotation.entities[one.source_entity].name
        for one in annotation.attributions
        if one.source_entity is not None and text[slice(*one.source[0])] == "STAVIC"
    }
    assert told == {"Bojan Stavic"}


def test_a_name_behind_an_apposition_is_the_source() -> None:
    text = "Parliament will meet on Thursday, its speaker, Ludo Farrant, said."
    annotation = annotate(Article("a", text, language="en"))
    (one,) = [one for one in annotation.attributions if one.source]
    assert one.source_entity is not None
    assert annotation.entities[one.source_entity].name == "Ludo Farrant"
