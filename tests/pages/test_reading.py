"""What a page reads of a case that the worker left in parts: what it shows, and no more."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import pytest
import streamlit as st

from analysis import casebook, snapshot
from analysis.annotate.pipeline import annotate_many
from analysis.annotate.version import analysis_version
from analysis.model import Article
from analysis.snapshot import KeptCase
from analysis.store import open_store
from pages.shared import loading
from tests.pages.conftest import Show

NAMES = ("Ilse Brandt", "Tomas Oduya", "Hana Osman", "Ines Roth")
SAID = (
    "Mayor {who} said that {n} people had died when the ferry {ship} sank off {place}.",
    "At least {n} people died when the {ship} sank on Monday, a coastguard official told Reuters.",
    "{who} denied on Tuesday that the {ship} had been overloaded.",
    "The {ship} had been overloaded, according to {who}.",
)


@pytest.fixture
def case_id(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A case of 40 articles, resolved as the worker does, in many small buckets."""
    from pages.shared import arrivals

    monkeypatch.setenv("CROSSBEARING_HOME", str(tmp_path))
    monkeypatch.setenv("CROSSBEARING_TAGGER", "off")
    monkeypatch.delenv("CROSSBEARING_DATABASE", raising=False)
    monkeypatch.setattr(arrivals, "start", lambda: None)
    monkeypatch.setattr(snapshot, "ROWS", 4)
    st.cache_resource.clear()
    casebook._opened.cache_clear()
    chance = random.Random(3)
    articles = [
        Article(f"a{n}", " ".join(
            line.format(who=chance.choice(NAMES), n=chance.choice((12, 20, 31)),
                        place=chance.choice(("Vesk", "Lund")),
                        ship=chance.choice(("Astrid", "Calypso", "Meridian")))
            for line in chance.sample(SAID, 3)), outlet=f"Outlet {n % 9}",
            published_at=f"2031-03-{n % 9 + 1:02}T08:00")
        for n in range(40)
    ]  # fmt: skip
    kept = open_store()
    made = kept.create_case("Ferry")
    kept.add_articles(made, articles)
    kept.save_annotations(
        analysis_version(), list(zip(articles, annotate_many(articles), strict=True))
    )
    casebook.open_case(kept, made)
    kept.close()
    yield made
    st.cache_resource.clear()


def read_by(show: Show, case_id: str, page: str) -> tuple[KeptCase, dict[str, int]]:
    """The case after the page was drawn, and how many buckets of each kind were read."""
    test = show("overview", case=case_id)
    if page != "overview":  # as the first page of a fresh server
        st.cache_resource.clear()
        test.switch_page(f"../{page}.py").run()
    assert not test.exception
    assert not test.error
    case = loading.load(case_id, loading.store().case_revision(case_id)).case
    assert isinstance(case, KeptCase)
    kinds = [name.partition("/")[0] for name in case.decoded if name[-1].isdigit()]
    return case, {kind: kinds.count(kind) for kind in kinds}


def there(case: KeptCase, field: str) -> bool:
    """Whether a field was read whole."""
    try:
        object.__getattribute__(case, field)
    except AttributeError:
        return False
    return True


@pytest.mark.parametrize(
    ("page", "whole", "partly", "never"),
    [
        ("overview", {"propositions", "actors", "events", "heads"}, {"claims"}, {"mentions"}),
        ("claims", {"claims", "actors"}, set(), {"mentions"}),
        ("propositions", {"propositions"}, {"claims"}, {"mentions"}),
        ("timeline", {"events"}, {"claims"}, {"mentions"}),
        ("articles", {"heads"}, {"claims", "mentions", "sentences"}, set()),
    ],
)
def test_a_page_reads_only_the_parts_that_it_shows(
    show: Show, case_id: str, page: str, whole: set[str], partly: set[str], never: set[str]
) -> None:
    case, read = read_by(show, case_id, page)
    every = {kind: snapshot.buckets(case.size(kind)) for kind in snapshot.KINDS}
    assert every["claims"] >= 16
    for kind in whole:
        assert read[kind] == every[kind], kind
    for kind in partly:
        assert read.get(kind, 0) < every[kind], kind
    for kind in never:
        assert kind not in read, kind
    for field in ("articles", "claims", "mentions", "propositions"):
        assert not there(case, field), field


def test_what_a_page_shows_is_what_it_shows_of_the_whole_case(
    show: Show, case_id: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def words(page: str) -> list[str]:
        st.cache_resource.clear()
        test = show(page, case=case_id)
        assert not test.exception
        return [str(part.value) for part in (*test.markdown, *test.caption, *test.title)]

    pages = ("overview", "claims", "propositions", "actors", "timeline", "sources", "articles")
    parts = {page: words(page) for page in pages}
    read = loading.casebook.open_case

    def whole(*given: object) -> object:
        found = read(*given)  # type: ignore[arg-type]
        return snapshot.Case(**{name: getattr(found, name) for name in snapshot.Case.__slots__})

    monkeypatch.setattr(loading.casebook, "open_case", whole)
    for page in pages:
        assert words(page) == parts[page], page
