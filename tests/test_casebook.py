"""The casebook: a case with one decision more, before the decision is made."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from analysis import casebook
from analysis.annotate.pipeline import annotate_many
from analysis.annotate.version import analysis_version
from analysis.model import Article, Correction
from analysis.resolve.actor_corrections import merge
from analysis.store import Store, open_store

TEXTS = {
    "n1": "Harbour master Ida Holm said on Monday that the ferry Astrid had sunk off Lunde.",
    "n2": "Petra Vang said on Monday that the ferry Astrid had sunk off Lunde. She blamed Holm.",
}


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    monkeypatch.setenv("CROSSBEARING_HOME", str(tmp_path))
    opened = open_store(f"sqlite:///{tmp_path}/cases.db")
    yield opened
    opened.close()


def test_what_a_decision_would_change_is_what_it_changes(store: Store) -> None:
    case_id = store.create_case("Lunde")
    articles = [Article(id=i, text=text) for i, text in TEXTS.items()]
    store.add_articles(case_id, articles)
    found = zip(articles, annotate_many(articles), strict=True)
    store.save_annotations(analysis_version(), found)
    before = casebook.open_case(store, case_id)
    actors = {actor.name: actor for actor in before.actors}
    decided = merge(actors["Ida Holm"], actors["Petra Vang"])
    revision = store.case_revision(case_id)

    supposed = casebook.case_if(store, case_id, Correction("?", "actor.merge", decided, at="9999"))
    assert "Petra Vang" not in {actor.name for actor in supposed.actors}
    assert store.corrections(case_id) == []  # nothing is decided by looking
    assert store.case_revision(case_id) == revision
    assert casebook.open_case(store, case_id) == before

    store.add_correction(case_id, "actor.merge", decided, "analyst")
    assert casebook.open_case(store, case_id) == supposed
