"""The small decisions of the ways in: columns, versions, case files, who may enter."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from analysis.model import Article
from analysis.store import Store, open_store
from pages.shared.case_files import file_name
from pages.shared.columns import remembered
from pages.shared.library import _problem
from pages.shared.login import may_enter
from pages.shared.versions import _changes

TABLE = b"Nr;Avis;Tekst\n1;Vesk Courier;The pier fell on Sunday.\n"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = open_store(f"sqlite:///{tmp_path}/cases.db")
    yield opened
    opened.close()


def test_a_choice_of_columns_is_remembered_for_tables_like_it(store: Store) -> None:
    case, other = store.create_case("Vesk"), store.create_case("Other")
    assert remembered(store, case, "a.csv", TABLE) == {}
    chosen = {"text": "Tekst", "outlet": "Avis"}
    store.remember(case, "columns:avis|nr|tekst", chosen)
    later = TABLE.replace(b"Nr;Avis;Tekst", b"nr;Avis;Tekst") + b"2;Post;It burned.\n"
    assert remembered(store, case, "b.csv", later) == chosen
    assert remembered(store, case, "b.csv", b"x;y\n1;2\n") == {}
    assert remembered(store, case, "no-table.txt", b"The pier fell.") == {}
    assert remembered(store, other, "a.csv", TABLE) == {}


def test_what_changed_stands_between_its_neighbours() -> None:
    [paragraph] = _changes("The pier fell on Sunday, police said.", "The pier fell, police said.")
    assert [(run.text, run.marks) for run in paragraph.runs if run.text] == [
        ("The pier", ""),
        (" fell on Sunday,", "removed"),
        (" fell,", "added"),
        (" police said.", ""),
    ]
    [same] = _changes("One text.", "One  text.")
    assert "white space" in same.runs[0].text


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Kabul, 15 August 2021", "Kabul-15-August-2021.crossbearing.zip"),
        ("../../etc/passwd", "etc-passwd.crossbearing.zip"),
        ("<img src=x>\u202e", "img-src-x.crossbearing.zip"),
        ("Кабул", "case.crossbearing.zip"),
    ],
)
def test_a_case_file_has_a_name_that_is_no_path(name: str, expected: str) -> None:
    assert file_name(name) == expected


@pytest.mark.parametrize(
    ("address", "allowed", "enters"),
    [
        ("ada@desk.example", (), True),
        ("ada@desk.example", ["*@desk.example"], True),
        ("Ada@Desk.example", "ada@desk.example", True),
        ("ada@desk.example.evil.example", ["*@desk.example"], False),
        ("analyst", ["*@desk.example"], False),
    ],
)
def test_who_may_enter(address: str, allowed: object, enters: bool) -> None:
    assert may_enter(address, allowed) == enters


@pytest.mark.parametrize(
    ("changed", "problem"),
    [
        ({"published_at": "2031-03-04T17:30+02:00"}, ""),
        ({"published_at": "4 March 2031"}, ""),
        ({"published_at": ""}, ""),
        ({"published_at": "next week"}, "date"),
        ({"url": "javascript:alert(1)"}, "address"),
        ({"language": "English"}, "language"),
        ({"title": "<b>"}, ""),
    ],
)
def test_details_that_cannot_be_are_not_taken(changed: dict[str, str], problem: str) -> None:
    said = _problem(changed)
    assert (problem in said.casefold()) if problem else said == ""


def test_an_article_is_what_the_store_gives(store: Store) -> None:
    case = store.create_case("Vesk")
    for words in ("One.", "Two.", "Three."):
        last = store.add_article(case, Article("", words, url="https://a.example/1"))
    first = store.versions(case, last.article_id)[0]
    assert store.newest_version(case, first.id) == last.article_id
