"""Whom a pronoun, a handle or a quotation with no words of saying stands for."""

from __future__ import annotations

import pytest

from analysis.annotate.pipeline import annotate_many
from analysis.model import Annotation, Article, Attribution

CASES = [  # text, words of one content, the name or descriptor of who is meant
    (
        "The suspect was arrested on Monday, the Harbour Directorate said in a notice. Its boats "
        "were out all night.\n\nThe mayor was in a stable condition, Saint Oda Hospital said. He "
        "will undergo a second operation on Thursday, it said.",
        "second operation",
        "Saint Oda Hospital",
    ),
    (
        "Reet Salmisto, the opposition deputy, has walked into the studio with a photocopy. "
        '"The minister of defence signed this permit," she says.',
        "signed this permit",
        "Reet Salmisto",
    ),
    (
        "A man who works in the control room has been in touch. Nobody pressed the button, he "
        "says.",
        "pressed the button",
        "man",
    ),
    (  # a body told by what it does is no thing that is named before
        "A fire broke out on the ferry Tarn Queen on Monday. The Tarn Queen was towed to the quay."
        "\n\nNobody was hurt in the fire, the fire service said.",
        "Nobody was hurt",
        "the fire service",
    ),
    (
        "The beaches are closed. No fuel had come ashore, Commander Ingrid Vasko said. "
        '"We fly over the coast every three hours. The beaches are clean."',
        "The beaches are clean",
        "Ingrid Vasko",
    ),
    (
        'What people post:\n\n@MinnaVoss: "I saw two shooters outside the hall." (12 May)',
        "two shooters",
        "@MinnaVoss",
    ),
    (
        'Foreign Minister Ilena Sarovel (@IlenaSarovel), 7:12 a.m.: "Halvor Orrec remains '
        'minister of defence. Enough gossip."',
        "remains minister",
        "Ilena Sarovel",
    ),
    (
        "HOST: Good evening. Tessa Quill is in the square.\n\n"
        "QUILL: I spoke to Dora Whelk this morning. She told me that workers would strike.\n\n"
        "HOST: And the colonel?\n\nQUILL: Nobody has seen him.",
        "workers would strike",
        "Dora Whelk",
    ),
    (
        "PRESENTER (Sol Abreu): Good morning.\n\nMERINO: The boat never sank.\n\n"
        "PRESENTER (Sol Abreu): Thank you.\n\nMERINO: Good night.",
        "never sank",
        "merino",
    ),
]


def read(text: str) -> Annotation:
    (found,) = annotate_many([Article("a", text, published_at="2031-05-04T10:00:00+00:00")])
    return found


def called(one: Attribution, found: Annotation, text: str) -> str:
    if one.source_entity is not None:
        return found.entities[one.source_entity].name
    return one.descriptor or " ".join(text[start:end] for start, end in one.source)


@pytest.mark.parametrize(("text", "words", "meant"), CASES)
def test_who_is_meant(text: str, words: str, meant: str) -> None:
    found = read(text)
    holding = [
        one
        for one in found.attributions
        if any(words in text[start:end] for start, end in one.content)
    ]
    inner = min(holding, key=lambda one: sum(end - start for start, end in one.content))
    assert called(inner, found, text) == meant


def test_headings_of_a_notice_are_no_speakers() -> None:
    text = (
        "SITUATION REPORT THREE\n\nCasualty: The Halcyon Reed sank on Sunday.\n\n"
        "Position: The wreck lies at 90 metres.\n\n"
        "Persons: Twenty-two persons have been rescued.\n\nPollution: No oil is leaking."
    )
    assert not [one for one in read(text).attributions if one.source]


@pytest.mark.parametrize(
    "line",
    [
        "Armed: Officers search the lawn of the parliament in Tolvar",  # under a picture
        "Gunman: Ola Berg, who shot a soldier in Tolvar on Monday",
        "SEE ALSO: Nine ways to cross the harbour in a storm",
        "LONDON: The ferry had sunk within minutes of the blast",
        "ACCUSED: It is not the first time that he has been accused",
    ],
)
def test_a_label_under_a_picture_is_no_speaker(line: str) -> None:
    text = f"The ferry sank off Tolvar on Monday.\n\n{line}\n\nNobody was hurt in the harbour."
    assert not [one for one in read(text).attributions if one.source]


def test_a_role_speaks_in_the_headline() -> None:
    text = "Minister: harbour will stay shut\n\nThe harbour of Tolvar was shut on Monday."
    (found,) = [one for one in read(text).attributions if one.source]
    assert text[slice(*found.source[0])] == "Minister"
