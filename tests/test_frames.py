"""Frames carry exactly the columns of their schema, empty or full, with times in UTC."""

import pandas as pd
import pytest

from analysis import frames
from analysis.model import (
    Actor,
    ActorMention,
    Alias,
    Article,
    Case,
    Claim,
    Contradiction,
    CreationTime,
    Event,
    Evidence,
    Proposition,
)

CASE = Case(
    articles=(
        Article("a1", "The harbour is shut, the mayor said.", outlet="Courier"),
        Article("a2", "It is open.", title="Open"),
    ),
    dcts={"a1": CreationTime("2031-05-02T09:00:00+02:00", "metadata"), "a2": CreationTime()},
    actors=(
        Actor(
            "p1",
            "Ada Brandt",
            "person",
            aliases=(
                Alias("Brandt", "short form", 4, Evidence("a1", 0, 6)),
                Alias("Ada Brandt", "exact", 1, Evidence("a1", 0, 10)),
                Alias("the mayor", "role", 2, Evidence("a1", 21, 30)),
            ),
        ),
    ),
    mentions=(ActorMention("a1", 21, 30, "p1", "nominal", "role", 0),),
    claims=(
        Claim(
            "c1", "a1", 0, 19, "The harbour is shut", ((0, 19),), "the mayor", ((21, 30),), "said",
            ((31, 35),), "indirect", "p1", "named official", "", ("Reuters", "Wire"), "CT", "+",
            (), "Courier", "2031-05-02T09:00:00+02:00", proposition_id="q1", confidence=0.4,
            mentioned=("p1",),
        ),
        Claim(
            "c2", "a2", 0, 10, "It is open", ((0, 10),), "", (), "", (), "indirect", "", "author",
            "", (), "CT", "+", (), "Gazette", "", proposition_id="q2",
        ),
    ),
    propositions=(
        Proposition("q1", "The harbour is shut", ("c1",), (), 1, 1, 0.4, (), "contested", "C3"),
        Proposition("q2", "The harbour is open", ("c2",), (), 1, 1, 0.2, (), "contested", "D4"),
    ),
    contradictions=(Contradiction("q1", "q2", "shut against open", "c1", "c2"),),
    events=(
        Event("e1", "Brandt shut the harbour", "2031-05-01", "2031-05-01", "day", "happened",
              (Evidence("a1", 0, 19),), actor_ids=("p1",)),
        Event("e2", "the harbour opens", "", "", "unknown", "planned", (), places=("Quay",)),
    ),
)  # fmt: skip

FRAMES = {
    frames.articles_frame: frames.ARTICLES,
    frames.claims_frame: frames.CLAIMS,
    frames.actors_frame: frames.ACTORS,
    frames.mentions_frame: frames.MENTIONS,
    frames.propositions_frame: frames.PROPOSITIONS,
    frames.contradictions_frame: frames.CONTRADICTIONS,
    frames.events_frame: frames.EVENTS,
}


@pytest.mark.parametrize("case", [CASE, Case()], ids=["full", "empty"])
@pytest.mark.parametrize(
    ("build", "schema"), FRAMES.items(), ids=lambda x: getattr(x, "__name__", "")
)
def test_columns_and_dtypes_are_those_of_the_schema(build, schema, case):
    frame = build(case)
    assert list(frame.columns) == list(schema)
    assert {c: str(t) for c, t in frame.dtypes.items()} == {c: d for c, (d, _) in schema.items()}


def test_a_claim_shows_its_actor_and_its_channel():
    said, own = frames.claims_frame(CASE).itertuples()
    assert (said.actor, said.channel) == ("Ada Brandt", "Reuters > Wire")
    assert said.reported == pd.Timestamp("2031-05-02T07:00Z")
    assert own.source == "Gazette", "the outlet's own statement has the outlet as its source"
    assert pd.isna(own.reported)


def test_an_article_without_a_headline_shows_its_first_words():
    first, second = frames.articles_frame(CASE).itertuples()
    assert (first.title, first.claims, first.actors) == (CASE.articles[0].text, 1, 1)
    assert second.title == "Open"


def test_an_actor_lists_its_other_names_most_frequent_first():
    (actor,) = frames.actors_frame(CASE).itertuples()
    assert actor.aliases == "Brandt, the mayor"
    assert (actor.claims, actor.mentioned_in) == (1, 1)


def test_both_sides_of_a_contradiction_count_it():
    assert list(frames.propositions_frame(CASE).contradicted) == [1, 1]


def test_an_event_of_one_day_covers_the_whole_day_and_an_undated_one_has_no_time():
    dated, undated = frames.events_frame(CASE).itertuples()
    assert dated.end - dated.start == pd.Timedelta(hours=23, minutes=59, seconds=59)
    assert (dated.lane, undated.lane) == ("Ada Brandt", "Quay")
    assert pd.isna(undated.start)
    assert pd.isna(undated.end)


def test_an_unreadable_time_is_no_time():
    assert pd.isna(frames.utc(pd.Series(["last Tuesday or so"]))[0])
