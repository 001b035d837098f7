"""The casebook: a case with one decision more, before it is made; a case as it was."""

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
from analysis.store.connection import now

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


def test_what_the_case_was_is_what_it_is_as_long_as_nothing_came_in(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    case_id = store.create_case("Lunde")
    articles = [Article(id=i, text=text) for i, text in TEXTS.items()]
    found = dict(zip(TEXTS, zip(articles, annotate_many(articles), strict=True), strict=True))
    store.add_article(case_id, articles[0])
    store.save_annotations(analysis_version(), [found["n1"]])
    then = casebook.open_case(store, case_id)
    looked = store.record_visit(case_id) or now()
    with monkeypatch.context() as patch:
        patch.setattr(casebook, "_anew", lambda *given: pytest.fail("put together again"))
        assert casebook.case_of_then(store, case_id, looked) == then
    store.add_article(case_id, articles[1])
    store.save_annotations(analysis_version(), [found["n2"]])
    assert casebook.case_of_then(store, case_id, looked) == then
    assert casebook.open_case(store, case_id) != then
    merged = merge(then.actors[0], then.actors[1])
    made = store.add_correction(case_id, "actor.merge", merged, "analyst")
    between = now()
    store.undo_correction(case_id, made.id)
    assert casebook.case_of_then(store, case_id, between) != casebook.open_case(store, case_id)
