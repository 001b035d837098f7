"""A verb of saying that holds for two speakers, and where a 'that' clause ends."""

from __future__ import annotations

import pytest

from analysis.annotate.pipeline import annotate_many
from analysis.model import Article

SAID = [
    # the second speaker has no verb
    (
        "The exiles say that he is in a cell, the ministry that he is in bed.",
        {"The exiles": "that he is in a cell", "the ministry": "that he is in bed"},
    ),
    (
        "The army said that the bridge was blown up and the rebels that it had collapsed.",
        {
            "The army": "that the bridge was blown up",
            "the rebels": "that it had collapsed",
        },
    ),
    (
        "Arvona speaks of a drone and Tessin of a leak.",
        {"Arvona": "a drone", "Tessin": "a leak"},
    ),
    # one speaker: a thing, and a part of what he says
    (
        "He said that he had found the rifle and the bag that he had carried.",
        {"He": "that he had found the rifle and the bag that he had carried"},
    ),
    (
        "She warned of fighting between Arvona and the army of Tessin.",
        {"She": "fighting between Arvona and the army of Tessin"},
    ),
    # a semicolon ends what is said; what follows is the outlet's own
    (
        "The union says that eleven people lost their lives there; the police still say four.",
        {
            "The union": "that eleven people lost their lives there",
            "": "the police still say four",
        },
    ),
    # the source stands between subject and verb
    (
        "The owners suspect a valve: gas, they say, leaked into the engine hall.",
        {"they": "gas leaked into the engine hall"},
    ),
    # who is cited is no part of what is said
    (
        "Reuters reported on Monday, citing an airport guard, that the minister had left.",
        {"an airport guard": "that the minister had left"},
    ),
]


@pytest.mark.parametrize(("text", "wanted"), SAID, ids=[text[:40] for text, _ in SAID])
def test_who_says_what(text: str, wanted: dict[str, str]) -> None:
    article = Article(id="a", text=text, outlet="Vesk Post", published_at="2031-03-04")
    (annotation,) = annotate_many([article])
    found = {
        " ".join(text[s:e] for s, e in one.source): " ".join(text[s:e] for s, e in one.content)
        for one in (*annotation.statements, *annotation.attributions)
    }
    assert wanted.items() <= found.items(), found
