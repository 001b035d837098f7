"""Versions: of an article whose words changed, of a database that an older program made."""

from __future__ import annotations

from dataclasses import replace

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import create_engine, text

from analysis.errors import Refused
from analysis.model import Annotation, Article
from analysis.store import Store, open_store

PIER = Article("a", "The eastern pier fell on Sunday.", url="https://post.example/pier")
LATER = replace(PIER, id="b", text="The eastern pier fell on Monday.")


@pytest.fixture
def case(store: Store) -> str:
    return store.create_case("Vesk")


def take_in(store: Store, case: str, data: bytes, *pieces: Article | Refused) -> list[str]:
    """Hand pieces in as the worker does; what became of each."""
    job = store.create_job(case, [("table.csv", data)])
    [item] = store.waiting_items(job)
    digest = store.job_item(item).original_hash
    found = [("x", piece, digest) for piece in pieces]
    outcomes = [result.outcome for result in store.take_in(case, item, 0, found)]
    store.finish_item(item)
    return outcomes


def test_the_same_bytes_read_differently_are_a_new_version(store: Store, case: str) -> None:
    first, second = Article("1", "Column A of row 1."), Article("2", "Column A of row 2.")
    assert take_in(store, case, b"bytes", first, second) == ["added", "added"]
    assert take_in(store, case, b"bytes", first, second) == ["duplicate", "duplicate"]
    other = replace(second, id="3", text="Column B of row 2.")
    assert take_in(store, case, b"bytes", first, other) == ["duplicate", "new version"]
    assert [a.text for a in store.articles(case)] == [first.text, other.text]
    [_, current] = store.articles(case)
    assert [a.text for a in store.versions(case, current.id)] == [second.text, other.text]


def test_other_bytes_at_the_same_place_are_another_article(store: Store, case: str) -> None:
    assert take_in(store, case, b"one", Article("1", "One text.")) == ["added"]
    assert take_in(store, case, b"two", Article("2", "Another text.")) == ["added"]


def test_a_newer_version_inherits_what_the_analyst_corrected(store: Store, case: str) -> None:
    store.add_article(case, PIER)
    change = {"article": "a", "field": "published_at", "value": "2031-03-02"}
    made = store.add_correction(case, "article.metadata", change)
    store.add_article(case, LATER)
    [current] = store.articles(case)
    assert (current.id, current.published_at, current.date_origin) == (
        "b", "2031-03-02", "analyst",
    )  # fmt: skip
    # The key under which its analysis is kept follows, then and when the correction is undone.
    store.save_annotation(current, "v1", Annotation("b"))
    assert store.unanalysed(case, "v1") == []
    store.undo_correction(case, made.id)
    assert [a.published_at for a in store.unanalysed(case, "v1")] == [""]
    assert store.uncorrected_article(case, "b") == LATER


def test_a_later_correction_of_the_newer_version_wins(store: Store, case: str) -> None:
    store.add_article(case, PIER)
    store.add_article(case, LATER)
    for article, outlet in (("a", "Post"), ("b", "Courier")):
        change = {"article": article, "field": "outlet", "value": outlet}
        store.add_correction(case, "article.metadata", change)
    assert [a.outlet for a in store.articles(case)] == ["Courier"]


def test_a_database_of_the_previous_version_opens(url: str) -> None:
    """As the first schema left it: nothing lost, and all that is new works on it."""
    config = Config()
    config.set_main_option("script_location", "analysis/store/migrations")
    engine = create_engine(url)
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "0001")
        connection.execute(text("INSERT INTO cases VALUES ('c', 'Vesk', '2031-03-04', 1)"))
        connection.execute(
            text(
                "INSERT INTO articles (case_id, id, text, title, outlet, author, url,"
                " published_at, date_origin, language, wire, boilerplate, text_hash, url_key,"
                " analysis_key, original_hash, added_at, superseded_by) VALUES ('c', 'a',"
                " 'The eastern pier fell on Sunday.', '', '', '', 'https://post.example/pier', '',"
                " 'unknown', 'en', '', '[]', 'x', 'post.example/pier', 'k', NULL, '2031', '')"
            )
        )
    engine.dispose()
    store = open_store(url)
    assert store.articles("c") == [replace(PIER, language="en")]
    assert [hit.article_id for hit in store.search("c", "pier")] == ["a"]
    assert store.add_article("c", LATER).kind == "new version"
    assert take_in(store, "c", b"bytes", Article("n", "New.")) == ["added"]
    store.close()
