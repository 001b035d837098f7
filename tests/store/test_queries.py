"""The queries that pages and jobs run go through an index, and bulk loads store each thing once."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from sqlalchemy import event, text

from analysis.model import Annotation, Article, CreationTime
from analysis.store import Part, Store
from analysis.store.snapshots import part_hash

ROWS = 300
TABLES = "articles|analyses|snapshots|snapshot_parts"
PART = Part(part_hash(b"bytes"), lambda: b"bytes")
QUERIES: dict[str, Callable[[Store, str], object]] = {
    "the articles of a case": lambda store, case: store.articles(case),
    "one article": lambda store, case: store.article(case, "a7"),
    "its versions": lambda store, case: store.versions(case, "a7"),
    "how many": lambda store, case: store.article_count(case),
    "what is not analysed": lambda store, case: store.unanalysed(case, "v1"),
    "annotations": lambda store, case: store.annotations(case, "v1"),
    "one annotation": lambda store, case: store.annotation(case, "a7", "v1"),
    "annotations of some": lambda store, case: store.annotations_of("v1", [article(7)]),
    "corrections": lambda store, case: store.corrections(case),
    "a search": lambda store, case: store.search(case, "pier"),
    "texts of some": lambda store, case: store.texts(case, ["a7", "a8"]),
    "a snapshot": lambda store, case: store.snapshot(case, "k"),
    "its parts": lambda store, case: store.snapshot_parts(case, [PART.hash]),
    "the revision": lambda store, case: store.case_revision(case),
}


def article(number: int) -> Article:
    return Article(f"a{number}", f"Pier {number} fell.", outlet=f"Outlet {number % 9}")


def found(number: int, dct: str = "2031-03-04") -> tuple[Article, Annotation]:
    return article(number), Annotation(f"a{number}", dct=CreationTime(dct, "text"))


@pytest.fixture
def case(store: Store) -> str:
    """A case among others: a table read whole would show."""
    for name in ("Other", "Another"):
        store.add_articles(store.create_case(name), [article(n) for n in range(ROWS, 2 * ROWS)])
    case = store.create_case("Vesk")
    store.add_articles(case, [article(n) for n in range(ROWS)])
    store.save_annotations("v1", [found(n) for n in range(0, ROWS, 2)])
    for one in [record.id for record in store.cases()]:
        store.save_snapshot(one, "k", {"part": PART})
    if store.engine.dialect.name == "postgresql":  # as its autovacuum does; SQLite has no such
        with store.engine.connect() as connection, connection.begin():
            connection.execute(text("ANALYZE"))
    return case


@contextmanager
def plans(store: Store) -> Iterator[list[str]]:
    """The plan of every SELECT that runs inside, as the database explains it."""
    explained: list[str] = []
    postgresql = store.engine.dialect.name == "postgresql"
    prefix = "EXPLAIN " if postgresql else "EXPLAIN QUERY PLAN "

    def explain(connection, cursor, statement, parameters, context, many) -> None:
        if statement.lstrip().upper().startswith("SELECT"):
            other = cursor.connection.cursor()
            if postgresql:  # small tables are scanned whatever the index: ask what it could do
                other.execute("SET LOCAL enable_seqscan = off")
            other.execute(prefix + statement, parameters)
            explained.append("\n".join(str(row[-1]) for row in other.fetchall()))

    event.listen(store.engine, "before_cursor_execute", explain)
    try:
        yield explained
    finally:
        event.remove(store.engine, "before_cursor_execute", explain)


def test_no_query_reads_a_whole_table_of_what_there_is_much_of(store: Store, case: str) -> None:
    for name, query in QUERIES.items():
        with plans(store) as explained:
            query(store, case)
        assert explained, name
        for plan in explained:
            assert not re.search(rf"\bSCAN (?:{TABLES})\b", plan), (name, plan)
            assert not re.search(rf"Seq Scan on (?:{TABLES})\b", plan), (name, plan)


def test_annotations_are_found_by_what_they_are_of(store: Store, case: str) -> None:
    some = [article(n) for n in (0, 1, 2)]  # every second is analysed
    assert store.annotations_of("v1", some) == {"a0": found(0)[1], "a2": found(2)[1]}
    assert store.annotations_of("v2", some) == {}
    assert store.annotations_of("v1", []) == {}


def test_more_annotations_than_a_statement_has_parameters(store: Store, case: str) -> None:
    store.save_annotations("v1", [found(n) for n in range(ROWS, 4 * ROWS)])
    wanted = [article(n) for n in range(ROWS, 4 * ROWS)]
    assert len(store.annotations_of("v1", wanted)) == 3 * ROWS


def test_a_bulk_load_that_is_repeated_stores_each_analysis_once_the_later_one(
    store: Store, case: str
) -> None:
    store.save_annotations("v1", [found(n) for n in range(ROWS)])
    store.save_annotations("v1", [found(n, "2031-04-01") for n in range(ROWS)])
    with store.reading() as connection:
        assert connection.execute(text("SELECT count(*) FROM analyses")).scalar() == ROWS
    assert {a.dct.value for a in store.annotations(case, "v1").values()} == {"2031-04-01"}


def test_equal_articles_in_one_bulk_load_are_one_analysis(store: Store, case: str) -> None:
    twice = [found(n, dct) for dct in ("2031-03-04", "2031-04-01") for n in range(ROWS)]
    store.save_annotations("v1", twice)
    assert {a.dct.value for a in store.annotations(case, "v1").values()} == {"2031-04-01"}
