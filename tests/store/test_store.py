"""The store, on SQLite and on PostgreSQL: the same tests."""

from __future__ import annotations

import atexit
import threading
from dataclasses import replace
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import create_engine, text

from analysis.model import Annotation, Article, Attribution, CreationTime
from analysis.store import CannotOpen, Store, UnknownCase, open_store

PIER = Article("", "The eastern pier fell on Sunday.", "Pier falls", "Vesk Courier")
FERRY = Article("", "Two ferries were found adrift.", "Ferries found", "Nordsund Post",
                url="https://www.post.example/ferries?utm_source=x")  # fmt: skip


@pytest.fixture
def case(store: Store) -> str:
    return store.create_case("Vesk")


# --- cases ----------------------------------------------------------------------------------


def test_cases_are_created_renamed_listed_and_deleted(store: Store) -> None:
    first, second = store.create_case("  Storm "), store.create_case("")
    assert [case.name for case in store.cases()] == ["Storm", "Untitled case"]
    store.rename_case(first, "Storm of Vesk")
    store.delete_case(second)
    assert [case.name for case in store.cases()] == ["Storm of Vesk"]


def test_a_case_that_is_gone_is_named(store: Store) -> None:
    for call in (
        lambda: store.case("gone"),
        lambda: store.rename_case("gone", "x"),
        lambda: store.case_revision("gone"),
        lambda: store.add_article("gone", PIER),
    ):
        with pytest.raises(UnknownCase, match="no case gone"):
            call()


def test_deleting_a_case_keeps_what_another_shares(store: Store, case: str) -> None:
    other = store.create_case("Other")
    for owner in (case, other):
        store.add_article(owner, PIER, b"bytes", "pier.txt")
    [article] = store.articles(case)
    store.save_annotation(article, "v1", Annotation(article.id))
    store.delete_case(case)
    assert store.original(other, article.id) == ("pier.txt", b"bytes")
    assert list(store.annotations(other, "v1")) == [article.id]
    store.delete_case(other)
    with store.reading() as connection:
        for table in ("articles", "originals", "analyses"):
            assert connection.execute(text(f"SELECT count(*) FROM {table}")).scalar() == 0


# --- articles -------------------------------------------------------------------------------


def test_an_article_comes_back_as_it_went_in(store: Store, case: str) -> None:
    given_one = Article(
        "a1", "Text\n“quoted” 🙂", "T", "O", "A", "https://o.example/1",
        "2031-03-04T17:30:00+02:00", "metadata", "en", "Reuters", ((0, 4), (6, 8)),
    )  # fmt: skip
    assert store.add_article(case, given_one).article_id == "a1"
    assert store.articles(case) == [given_one]
    assert store.article(case, "a1") == given_one
    assert store.article(case, "a2") is None


OUTCOMES = [
    # what comes after PIER, and what becomes of it
    (PIER, "duplicate"),
    (replace(PIER, text="The eastern  pier fell on\nSunday. "), "duplicate"),
    (replace(PIER, outlet=""), "duplicate"),
    (replace(PIER, outlet="VESK COURIER", title="Other title"), "duplicate"),
    (replace(PIER, outlet="Nordsund Post"), "added"),  # a wire copy is an article of its own
    (replace(PIER, text="The western pier fell on Sunday."), "added"),
]


@pytest.mark.parametrize(("second", "outcome"), OUTCOMES)
def test_a_second_article_is_told_from_a_copy(
    store: Store, case: str, second: Article, outcome: str
) -> None:
    assert store.add_article(case, PIER).kind == "added"
    assert store.add_article(case, second).kind == outcome
    assert store.add_article(case, second).kind == "duplicate"


def test_changed_words_at_one_address_are_a_new_version(store: Store, case: str) -> None:
    first = store.add_article(case, FERRY)
    changed = replace(FERRY, text="Three ferries were found adrift.",
                      url="http://post.example/ferries/")  # fmt: skip
    second = store.add_article(case, changed)
    assert (second.kind, second.earlier_id) == ("new version", first.article_id)
    assert [article.text for article in store.articles(case)] == [changed.text]
    assert [a.text for a in store.versions(case, second.article_id)] == [FERRY.text, changed.text]
    assert store.add_article(case, FERRY).kind == "duplicate"
    assert store.search(case, "two ferries") == []


def test_one_id_for_two_texts_keeps_both(store: Store, case: str) -> None:
    ids = [
        store.add_article(case, Article("1", words)).article_id
        for words in ("One text.", "Another text.", "A third text.")
    ]
    assert ids[0] == "1"
    assert len({*ids}) == 3


def test_a_batch_is_added_as_a_whole_or_not_at_all(store: Store, case: str) -> None:
    broken = replace(FERRY, boilerplate="no spans")  # type: ignore[arg-type]
    before = store.case_revision(case)
    with pytest.raises(Exception):  # noqa: B017, PT011 - whatever the encoder says
        store.add_articles(case, [PIER, replace(broken, text=None)], b"x", "x")  # type: ignore[arg-type]
    assert store.articles(case) == []
    assert store.case_revision(case) == before


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(words=st.text(min_size=1, max_size=40), name=st.text(max_size=40))
def test_any_text_can_be_kept_and_keeps_its_length(words: str, name: str) -> None:
    store = _scratch()
    case = store.create_case(name)
    kept = store.article(case, store.add_article(case, Article("", words, name, name)).article_id)
    assert kept is not None
    assert len(kept.text) == len(words)
    store.search(case, words)


@cache
def _scratch() -> Store:
    """One store for all examples."""
    folder = TemporaryDirectory()
    store = open_store(f"sqlite:///{folder.name}/x.db")
    atexit.register(folder.cleanup)
    return store


# --- search ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("pier", ["[pier]"]),
        ("PIER sunday", ["[pier]", "[Sunday]"]),
        ("sun", ["[Sun]"]),
        ('"eastern pier"', ["[eastern pier]"]),
        ('"pier eastern"', None),
        ("boats", None),
        ("falls", []),  # in the title alone
        ('pier AND " OR (', None),
        ("", None),
        ("'; DROP TABLE articles; --", None),
    ],
)
def test_search_finds_all_words(
    store: Store, case: str, query: str, found: list[str] | None
) -> None:
    store.add_articles(case, [PIER, FERRY])
    hits = store.search(case, query)
    if found is None:
        assert hits == []
    else:
        assert [f"[{PIER.text[s:e]}]" for s, e in hits[0].spans] == found


def test_search_stays_within_the_case(store: Store, case: str) -> None:
    store.add_article(store.create_case("Other"), PIER)
    assert store.search(case, "pier") == []


# --- analyses -------------------------------------------------------------------------------


def test_annotations_belong_to_content_and_version(store: Store, case: str) -> None:
    store.add_articles(case, [PIER, FERRY])
    pier, ferry = store.articles(case)
    found = Annotation(
        pier.id, CreationTime("2031-03-04", "text", (3, 9)), ((0, 5),),
        attributions=(Attribution(((0, 3),), (), ((4, 9),), "direct"),),
    )  # fmt: skip
    store.save_annotation(pier, "v1", found)
    store.save_failure(ferry, "v1", "It broke.")
    assert store.annotations(case, "v1") == {pier.id: found}
    assert store.failures(case, "v1") == {ferry.id: "It broke."}
    assert store.unanalysed(case, "v1") == []
    assert store.unanalysed(case, "v2") == [pier, ferry]
    assert store.forget_failures(case, "v1") == 1
    assert store.unanalysed(case, "v1") == [ferry]


def test_the_same_article_in_another_case_is_analysed_already(store: Store, case: str) -> None:
    other = store.create_case("Other")
    store.add_article(case, replace(PIER, id="here"))
    store.add_article(other, replace(PIER, id="there"))
    [article] = store.articles(case)
    store.save_annotation(article, "v1", Annotation("here"))
    assert store.annotation(other, "there", "v1") == Annotation("there")


def test_everything_that_changes_a_case_raises_its_revision(store: Store, case: str) -> None:
    seen = [store.case_revision(case)]

    def changed() -> bool:
        seen.append(store.case_revision(case))
        return seen[-1] > seen[-2]

    store.add_article(case, PIER)
    assert changed()
    store.add_article(case, PIER)
    assert not changed()
    [article] = store.articles(case)
    store.save_annotation(article, "v1", Annotation(article.id))
    assert changed()
    made = store.add_correction(case, "actor.merge", {"keep": "a", "drop": "b"})
    assert changed()
    store.undo_correction(case, made.id)
    assert changed()
    store.record_visit(case)
    store.remember(case, "layout", {"x": 1})
    assert not changed()


# --- corrections ----------------------------------------------------------------------------


def test_corrections_are_kept_undone_and_redone(store: Store, case: str) -> None:
    made = store.add_correction(case, "claim.reject", {"claims": ["c1"]}, "Ada")
    assert store.corrections(case) == [made]
    assert store.undo_correction(case, made.id)
    assert not store.undo_correction(case, made.id)
    assert store.corrections(case) == []
    [undone] = store.corrections(case, undone=True)
    assert (undone.author, bool(undone.undone_at)) == ("Ada", True)
    assert store.redo_correction(case, made.id)
    assert [c.id for c in store.corrections(case)] == [made.id]
    assert not store.undo_correction(case, "never made")


def test_corrected_metadata_show_and_call_for_a_new_analysis(store: Store, case: str) -> None:
    store.add_article(case, PIER)
    [article] = store.articles(case)
    store.save_annotation(article, "v1", Annotation(article.id))
    change = {"article": article.id, "field": "published_at", "value": "2031-03-02"}
    made = store.add_correction(case, "article.metadata", change)
    [corrected] = store.articles(case)
    assert (corrected.published_at, corrected.date_origin) == ("2031-03-02", "analyst")
    assert store.unanalysed(case, "v1") == [corrected]
    assert store.uncorrected_article(case, article.id) == article
    store.undo_correction(case, made.id)
    assert store.unanalysed(case, "v1") == []
    assert store.articles(case) == [article]


def test_the_text_is_evidence_and_cannot_be_corrected(store: Store, case: str) -> None:
    store.add_article(case, PIER)
    [article] = store.articles(case)
    store.add_correction(
        case, "article.metadata", {"article": article.id, "field": "text", "value": "Other."}
    )
    assert store.articles(case) == [article]


# --- what pages remember --------------------------------------------------------------------


def test_a_visit_tells_the_one_before(store: Store, case: str) -> None:
    assert store.record_visit(case, "ada") == ""
    first = store.visits(case, "ada")[-1]
    assert store.record_visit(case, "ada") == first
    assert store.record_visit(case, "bob") == ""


def test_view_state_is_overwritten_and_has_a_default(store: Store, case: str) -> None:
    assert store.remembered(case, "columns", {}) == {}
    for value in ({"text": "Body"}, {"text": "Words"}):
        store.remember(case, "columns", value)
    assert store.remembered(case, "columns") == {"text": "Words"}


# --- several at once, and the schema --------------------------------------------------------


def test_writers_in_several_threads_wait_for_each_other(store: Store, case: str) -> None:
    problems: list[Exception] = []

    def add(number: int) -> None:
        try:
            for n in range(10):
                store.add_article(case, Article("", f"Article {number} {n}."))
        except Exception as problem:  # noqa: BLE001 - any is a failure
            problems.append(problem)

    threads = [threading.Thread(target=add, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert problems == []
    assert store.article_count(case) == 40


def test_the_migrations_lead_to_the_tables_of_the_code(store: Store) -> None:
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext

    from analysis.store.tables import metadata

    with store.engine.connect() as connection:
        differences = [
            change
            for change in compare_metadata(MigrationContext.configure(connection), metadata)
            if "article_index" not in str(change) and "ix_articles_words" not in str(change)
        ]
    assert differences == []


def test_the_newest_migration_is_the_one_that_the_code_expects() -> None:
    from alembic.config import Config
    from alembic.script import ScriptDirectory

    from analysis.store.database import HEAD

    config = Config()
    config.set_main_option("script_location", "analysis/store/migrations")
    assert ScriptDirectory.from_config(config).get_current_head() == HEAD


def test_opening_again_finds_everything(url: str) -> None:
    first = open_store(url)
    case = first.create_case("Vesk")
    first.add_article(case, PIER)
    first.close()
    second = open_store(url)
    assert [article.text for article in second.articles(case)] == [PIER.text]
    second.close()


def test_a_database_of_a_newer_program_is_refused_in_words(url: str) -> None:
    open_store(url).close()
    engine = create_engine(url)
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    engine.dispose()
    with pytest.raises(CannotOpen, match="newer version"):
        open_store(url)


def test_a_file_that_is_no_database_is_refused_in_words(tmp_path: Path) -> None:
    path = tmp_path / "cases.db"
    path.write_bytes(b"This is not a database, however long it goes on. " * 50)
    with pytest.raises(CannotOpen, match="cannot be opened"):
        open_store(f"sqlite:///{path}")


def test_a_password_is_not_shown(tmp_path: Path) -> None:
    pytest.importorskip("psycopg")
    with pytest.raises(CannotOpen) as caught:
        open_store("postgresql://ada:secret@127.0.0.1:9/none")
    assert "secret" not in str(caught.value)
