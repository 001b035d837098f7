"""Fictional cases of a dozen articles, told by several outlets: every listed event stands on the
timeline once, its interval covers the true time, planned and denied are shown as such.

What is known to be missed stands in the file with the reason; anything else that is missed is a
failure. `benchmarks/case_score.py` has the measure; here an event may have two right statuses.
"""

import json
from pathlib import Path
from typing import Any

import pytest

from analysis.annotate.pipeline import annotate_many
from analysis.model import Article, Case
from analysis.resolve.case import resolve_case
from tests.test_sample_case import load_scorer

FOLDER = Path(__file__).parent / "mini_cases"
MOST_OF_NOISE = 0.1  # of the timeline: dated by a guess, and nobody named in it


@pytest.fixture(scope="module", params=sorted(path.stem for path in FOLDER.glob("*.json")))
def told(request: pytest.FixtureRequest) -> tuple[dict[str, Any], Case]:
    given = json.loads((FOLDER / f"{request.param}.json").read_text(encoding="utf-8"))
    articles = [Article(**row, date_origin="metadata") for row in given["articles"]]
    annotations = {one.article_id: one for one in annotate_many(articles)}
    return given, resolve_case(articles, annotations)


def test_every_listed_event_stands_there_once(told: tuple[dict[str, Any], Case]) -> None:
    given, case = told
    scorer = load_scorer()
    missed = {}
    for wanted in given["events"]:
        found = [event for event in case.events if scorer._same_event(event, wanted, case)]
        covering = [event for event in found if scorer._covers(event, wanted)]
        if len(covering) != 1 or covering[0].status not in wanted["status"]:
            missed[wanted["id"]] = [(e.description, e.start, e.end, e.status) for e in found]
    assert set(missed) <= set(given["known_misses"]), missed


def test_little_of_the_timeline_is_neither_dated_nor_of_anybody(
    told: tuple[dict[str, Any], Case],
) -> None:
    _, case = told
    noise = [event for event in case.events if event.guessed and not event.actor_ids]
    assert len(noise) <= MOST_OF_NOISE * len(case.events), [e.description for e in noise]
