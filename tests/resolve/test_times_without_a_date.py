"""An article of 1998 and one without any date: no event lands on today silently."""

from datetime import date, timedelta

import pytest

from analysis.annotate.pipeline import annotate_many
from analysis.model import Article, Event
from analysis.resolve.actors import resolve_actors
from analysis.resolve.events import resolve_events

TEXT = (
    "The ferry Astrid sank off Tereno on Monday, killing three sailors. The coast guard rescued "
    "nine others this morning. The owner resigned two days ago. The captain was arrested today. "
    "Parliament will debate the disaster next week."
)


@pytest.fixture(autouse=True)
def rules_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CROSSBEARING_TAGGER", "off")


def timeline(*articles: Article) -> tuple[Event, ...]:
    annotations = {a.article_id: a for a in annotate_many(articles)}
    return resolve_events(articles, annotations, resolve_actors(articles, annotations), ())


def near_today(event: Event) -> bool:
    near = {(date.today() + timedelta(days=step)).isoformat() for step in range(-14, 15)}
    return event.start[:10] in near or event.end[:10] in near


def test_an_article_of_1998_tells_of_1998() -> None:
    events = timeline(Article("a", TEXT, published_at="1998-02-13", date_origin="metadata"))
    assert len(events) >= 4
    assert {(event.start or event.end)[:7] for event in events} == {"1998-02"}
    by_word = {event.description.split()[-1]: event for event in events}
    assert by_word["resigned"].start == "1998-02-11"
    assert by_word["arrested"].start == "1998-02-13"


def test_an_article_without_a_date_puts_nothing_on_today() -> None:
    events = timeline(Article("a", TEXT))
    assert not [event for event in events if near_today(event)]
    assert events == ()


def test_what_it_dates_itself_still_stands() -> None:
    (event,) = timeline(Article("a", "The ferry Astrid sank off Tereno on 3 May 2004. Two died."))
    assert (event.start, event.guessed) == ("2004-05-03", False)
    assert event.dated_by == "3 May 2004"


def test_a_date_of_the_file_leaves_a_guess_that_says_so() -> None:
    events = timeline(Article("a", TEXT, published_at="2021-08-15", date_origin="file"))
    assert events
    assert all(event.guessed for event in events)
