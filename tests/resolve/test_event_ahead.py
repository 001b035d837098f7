"""What is told as over did not happen after it was told: texts, and when each happening was."""

import pytest

from analysis.annotate.pipeline import annotate_many
from analysis.model import Article, Event
from analysis.resolve.actors import resolve_actors
from analysis.resolve.events import resolve_events


@pytest.fixture(autouse=True)
def rules_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CROSSBEARING_TAGGER", "off")


def told(text: str) -> dict[str, Event]:
    """The events of a text published on Friday 19 November 2027 at 17:30, by what they tell."""
    article = Article("a", text, published_at="2027-11-19T17:30:00+00:00", date_origin="metadata")
    annotations = {a.article_id: a for a in annotate_many([article])}
    resolved = resolve_actors([article], annotations)
    return {e.description: e for e in resolve_events([article], annotations, resolved, ())}


# (text, the event, the day it is of, whether that is a guess)
CASES = [
    (
        "The council votes on Saturday. The coalition in Brezna collapsed in the afternoon.",
        "coalition",
        "2027-11-19",
        False,
    ),
    (
        "The chamber has moved the vote on the budget to 27 November.",
        "moved",
        "2027-11-19",
        True,
    ),
    ("The ferry Astrid sank off Brezna on Thursday.", "sank", "2027-11-18", False),
    ("Minister Ilse Dorn will travel to Brezna on Saturday.", "travel", "2027-11-20", False),
]


@pytest.mark.parametrize(("text", "word", "day", "guessed"), CASES, ids=[c[0] for c in CASES])
def test_it_is_of_the_report_at_the_latest(text: str, word: str, day: str, guessed: bool) -> None:
    (event,) = [event for name, event in told(text).items() if word in name]
    assert (event.start[:10], event.guessed) == (day, guessed)
