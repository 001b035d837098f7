"""How surely a content is put, which way, and which words say so (FactBank's CT, PR, PS, U; + -).

The words that decide stand in braces. A text with one attribution is judged by that attribution,
one without by what the outlet states itself.
"""

from __future__ import annotations

import re

import pytest

from analysis.annotate.attribution import find_attributions
from analysis.annotate.language import load_pipeline
from analysis.annotate.mentions import find_mentions
from analysis.annotate.statements import find_statements
from analysis.model import Attribution

MARK = re.compile(r"\{([^{}]+)\}")

SAID = [
    # certain
    ("The ministry said the bridge was closed.", "CT+"),
    ("The envoy confirmed that the talks had ended.", "CT+"),
    # the content hedges: modals, adverbs, future and plan
    ("The ministry said the ship {may} have carried fuel.", "PS+"),
    ("The mayor said the dam {might} burst.", "PS+"),
    ("The union said the strike {could} last a week.", "PS+"),
    ("The coroner said the fire was {possibly} set on purpose.", "PS+"),
    ("The coach said the match {would} {probably} be moved.", "PR+"),
    ("The ministry said a delegation {will} travel to Lunde.", "PR+"),
    ("The general said his troops {would} leave at dawn.", "PR+"),
    # the cue hedges
    ("Analysts {believe} that the president has lost the army.", "PR+"),
    ("Residents {fear} that the second dam broke.", "PR+"),
    ("The rebels {claimed} that they had shot down a helicopter.", "PR+"),
    ("Lawmakers {asked} {whether} the pilot had been drinking.", "U+"),
    ("The envoy {hopes} that the hostages are alive.", "U+"),
    ("The palace {refused} to comment on the reports.", "U+"),
    # hearsay
    ("{If} reports are to be {believed}, a council has been formed in Brask.", "PS+"),
    # polarity, and the scope of a negation
    ("The owner said the ship was {not} carrying nitrate.", "CT-"),
    ("The minister said she had {never} met the banker.", "CT-"),
    ("The clinic said {nobody} was hurt.", "CT-"),
    ("The army said {no} soldiers crossed the river.", "CT-"),
    ("The company {denied} that it had dumped waste.", "CT-"),
    ("The company {denied} that it had {not} paid the crew.", "CT+"),
    ("The mayor said the road that was not cleared is open.", "CT+"),
    ("She {dismissed} reports that the captain had fled.", "CT-"),
]

OWN = [
    ("The rebels captured the harbour on Sunday.", "CT+"),
    ("The ship was {reportedly} carrying nitrate when it sank.", "PR+"),
    ("The treasurer {allegedly} sold the keys to a rival.", "PR+"),
    ("The court has {not} ruled on the appeal.", "CT-"),
    ("The president {will} address the nation on Friday.", "PR+"),
    ("The gunman {may} have crossed the border at night.", "PS+"),
    ("{Perhaps} the engine failed before the turn.", "PS+"),
]


def read(text: str) -> tuple[tuple[Attribution, ...], tuple[Attribution, ...]]:
    doc = load_pipeline()(text)
    entities, mentions = find_mentions(doc)
    attributions = find_attributions(doc, mentions, entities, None)
    return attributions, find_statements(doc, mentions, entities, attributions)


def check(marked: str, text: str, found: Attribution, judged: str) -> None:
    triggers = [text[start:end] for start, end in found.triggers]
    assert (found.certainty + found.polarity, triggers) == (judged, MARK.findall(marked))


@pytest.mark.parametrize(("marked", "judged"), SAID, ids=[text for text, _ in SAID])
def test_commitment_of_a_source(marked: str, judged: str) -> None:
    text = MARK.sub(r"\1", marked)
    attributions, _ = read(text)
    assert len(attributions) == 1
    check(marked, text, attributions[0], judged)


@pytest.mark.parametrize(("marked", "judged"), OWN, ids=[text for text, _ in OWN])
def test_commitment_of_the_outlet(marked: str, judged: str) -> None:
    text = MARK.sub(r"\1", marked)
    attributions, statements = read(text)
    assert not attributions
    assert len(statements) == 1
    check(marked, text, statements[0], judged)
    assert (statements[0].source_kind, statements[0].source) == ("author", ())


@pytest.mark.parametrize(
    "text",
    ["Did the harbour close on Sunday?", "Port closed", "A long night at the quay.", ""],
    ids=["question", "label", "fragment", "empty"],
)
def test_what_states_nothing(text: str) -> None:
    _, statements = read(text)
    assert statements == ()
