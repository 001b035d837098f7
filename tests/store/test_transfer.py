"""A case as one file: what goes out comes in again; what was tampered with does not."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path

import pytest

from analysis.errors import Refused
from analysis.model import Annotation, Article
from analysis.store import Store, open_store
from analysis.store.transfer import backup_database, export_case, import_case


@pytest.fixture
def case(store: Store) -> str:
    made = store.create_case("Storm of Vesk")
    first = Article("a", "Two ferries.", "T", "Post", url="https://post.example/1")
    store.add_article(made, first, b"one", "one.txt")
    store.add_article(made, Article("b", "Three ferries.", url="https://post.example/1"), b"two")
    store.add_article(made, Article("c", "The pier fell.", boilerplate=((0, 3),)))
    change = {"article": "c", "field": "published_at", "value": "2031-03-02"}
    store.add_correction(made, "article.metadata", change, "Ada")
    undone = store.add_correction(made, "claim.reject", {"claims": ["x"]})
    store.undo_correction(made, undone.id)
    return made


def contents(store: Store, case: str) -> object:
    articles = store.articles(case)
    return (
        store.case(case).name,
        articles,
        [store.versions(case, article.id) for article in articles],
        [store.original(case, article.id) for article in articles],
        [
            (c.kind, c.payload, c.author, c.at, c.undone_at)
            for c in store.corrections(case, undone=True)
        ],
    )


def test_an_imported_case_is_the_one_that_was_exported(store: Store, case: str) -> None:
    for article in store.articles(case):
        store.save_annotation(article, "v1", Annotation(article.id))
    exported = export_case(store, case)
    copies = [import_case(store, exported), import_case(store, exported)]
    for copy in copies:
        assert contents(store, copy) == contents(store, case)
    # Analyses are found again by content, as far as this store made them itself.
    assert store.unanalysed(copies[0], "v1") == []
    store.delete_case(case)
    assert len(store.articles(copies[1])) == 2


def test_a_case_moves_to_another_database(store: Store, case: str, tmp_path: Path) -> None:
    other = open_store(f"sqlite:///{tmp_path}/other.db")
    moved = import_case(other, export_case(store, case), "Moved")
    assert other.case(moved).name == "Moved"
    assert contents(other, moved)[1:] == contents(store, case)[1:]  # type: ignore[index]
    assert len(other.unanalysed(moved, "v1")) == 2
    other.close()


def changed(exported: bytes, name: str, data: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(exported)) as old, zipfile.ZipFile(out, "w") as new:
        for member in old.namelist():
            kept = member if not name.endswith("*") else member[: len(name) - 1] + "*"
            new.writestr(member, data if kept == name else old.read(member))
    return out.getvalue()


def line(**changes: object) -> bytes:
    article = {"id": "x", "text": "Short.", **changes}
    record = {"article": article, "original": "", "added_at": "", "superseded_by": ""}
    return json.dumps(record).encode()


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("manifest.json", b"{}"),
        ("manifest.json", b'{"format": "other", "version": 1, "name": "", "exported_at": ""}'),
        ("manifest.json",
         b'{"format": "crossbearing-case", "version": 9, "name": "", "exported_at": ""}'),
        ("articles.jsonl", b"not json"),
        ("articles.jsonl", line(boilerplate=[[0, 99]])),
        ("articles.jsonl", line(url="javascript:alert(1)")),
        ("articles.jsonl", line(date_origin="rumour")),
        ("articles.jsonl", line(text=None)),
        ("corrections.jsonl", b'{"id": 3}'),
        ("originals/*", b"other bytes"),
    ],
)  # fmt: skip
def test_what_was_tampered_with_is_refused_and_leaves_nothing(
    store: Store, case: str, name: str, data: bytes
) -> None:
    before = len(store.cases())
    with pytest.raises(Refused):
        import_case(store, changed(export_case(store, case), name, data))
    assert len(store.cases()) == before


@pytest.mark.parametrize("data", [b"", b"no archive", b"PK\x03\x04broken"])
def test_what_is_no_export_is_refused(store: Store, data: bytes) -> None:
    with pytest.raises(Refused, match="no exported case"):
        import_case(store, data)


def test_a_backup_of_the_database_opens(store: Store, case: str, tmp_path: Path) -> None:
    if store.engine.dialect.name != "sqlite":
        with pytest.raises(Refused, match="pg_dump"):
            backup_database(store, tmp_path / "copy.db")
        return
    backup_database(store, tmp_path / "copy.db")
    copy = open_store(f"sqlite:///{tmp_path}/copy.db")
    assert contents(copy, case) == contents(store, case)
    assert copy.search(case, "pier")
    copy.close()


@pytest.mark.parametrize("newer", [{"x": "x"}, {"x": "y", "y": "x"}, {"x": "gone"}])
def test_versions_that_lead_nowhere_are_refused(
    store: Store, case: str, newer: dict[str, str]
) -> None:
    lines = [
        json.dumps({"article": {"id": article, "text": f"Text {article}."}, "original": "",
                    "added_at": "", "superseded_by": later}).encode()
        for article, later in newer.items()
    ]  # fmt: skip
    with pytest.raises(Refused, match="lead nowhere"):
        import_case(store, changed(export_case(store, case), "articles.jsonl", b"\n".join(lines)))
