"""What the outlet says on its own word: each main clause that nobody else is given for."""

from __future__ import annotations

import pytest

from analysis.annotate.pipeline import annotate_many
from analysis.model import Article

TEXTS = [
    ("There was no siren in Port Lenz.", ["There was no siren in Port Lenz"]),
    ("The mayor lives. He was shot on Monday.", ["The mayor lives", "He was shot on Monday"]),
    # beside what somebody else says
    (
        "A gunman shot and wounded a judge in Port Lenz on Tuesday, and the town went to bed "
        "wondering who had sent him.",
        ["A gunman shot and wounded a judge in Port Lenz on Tuesday"],
    ),
    (
        "Sailors walked into the harbour office and took it over; my sister, who cleans there, "
        "said that she had been told to go home.",
        ["Sailors walked into the harbour office and took it over"],
    ),
    # beside what is asked of the reader
    ("The old bridge is closed, so take the ferry.", ["The old bridge is closed"]),
    # the parse takes the verb for a part of the noun
    (
        "Velmora's central bank late on Sunday capped cash withdrawals at 200 crowns a day.",
        ["Velmora's central bank late on Sunday capped cash withdrawals at 200 crowns a day"],
    ),
    # nothing is told
    ("Closed on Sundays.", []),
    ("Who shut the gate?", []),
]


@pytest.mark.parametrize(("text", "wanted"), TEXTS, ids=[text[:40] for text, _ in TEXTS])
def test_the_outlets_own_words(text: str, wanted: list[str]) -> None:
    article = Article(id="a", text=text, outlet="Vesk Post", published_at="2031-03-04")
    (annotation,) = annotate_many([article])
    told = [" ".join(text[s:e] for s, e in found.content) for found in annotation.statements]
    assert told == wanted
