"""What is kept between runs changes no result: not after an article more, not after a merge."""

from __future__ import annotations

from dataclasses import replace

import pytest

from analysis.annotate.pipeline import annotate_many
from analysis.model import Annotation, Article, Correction
from analysis.resolve import memory as module
from analysis.resolve.background import sample
from analysis.resolve.case import resolve_case
from analysis.resolve.memory import Memory

TEXTS = (
    "Harbour master Ilse Brandt said on Monday that 12 people had died when the ferry sank. "
    "A coastguard official told Reuters that the ferry left Vesk for Sant.",
    "At least 20 people died when the ferry sank, Mayor Tomas Oduya said. Oduya denied that "
    "the ferry had been overloaded.",
    "The ferry was overloaded, according to Ilse Brandt. Brandt has resigned, the ministry said.",
    "Brandt did not resign, the interior ministry said on Tuesday. The ferry left Vesk for Lund.",
)


@pytest.fixture(scope="module")
def read() -> tuple[list[Article], dict[str, Annotation]]:
    articles = [
        Article(f"a{n}", text, outlet=f"Outlet {n}", published_at=f"2031-03-0{n + 3}")
        for n, text in enumerate(TEXTS)
    ]
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CROSSBEARING_TAGGER", "off")
        return articles, {a.article_id: a for a in annotate_many(articles)}


Read = tuple[list[Article], dict[str, Annotation]]


def test_a_case_that_grows_article_by_article_is_the_case_resolved_at_once(read: Read) -> None:
    articles, annotations = read
    memory = Memory()
    for size in range(1, len(articles) + 1):
        grown = resolve_case(articles[:size], annotations, memory=memory)
        assert grown == resolve_case(articles[:size], annotations)
    assert grown.propositions


def test_nothing_is_framed_or_judged_again_when_nothing_changed(
    read: Read, monkeypatch: pytest.MonkeyPatch
) -> None:
    articles, annotations = read
    memory = Memory()
    first = resolve_case(articles, annotations, memory=memory)

    def never(*given: object) -> None:
        raise AssertionError("done before")

    monkeypatch.setattr(module, "frame_of", never)
    monkeypatch.setattr("analysis.resolve.propositions.judge", never)
    assert resolve_case(articles, annotations, memory=memory) == first


def test_a_correction_and_its_undoing_are_seen(read: Read) -> None:
    articles, annotations = read
    memory = Memory()
    before = resolve_case(articles, annotations, memory=memory)
    claim = before.claims[0].id
    rejected = Correction("k1", "claim.reject", {"claim": claim}, at="2031-03-09")
    without = resolve_case(articles, annotations, [rejected], memory=memory)
    assert without == resolve_case(articles, annotations, [rejected])
    assert without != before
    undone = replace(rejected, undone_at="2031-03-10")
    assert resolve_case(articles, annotations, [undone], memory=memory) == before


def test_an_article_that_was_annotated_anew_is_framed_anew(read: Read) -> None:
    articles, annotations = read
    memory = Memory()
    resolve_case(articles, annotations, memory=memory)
    bare = {**annotations, "a0": replace(annotations["a0"], events=(), mentions=(), entities=(),
            attributions=tuple(replace(a, source_entity=None)
                               for a in annotations["a0"].attributions))}  # fmt: skip
    assert resolve_case(articles, bare, memory=memory) == resolve_case(articles, bare)


def test_news_leaves_the_background_of_a_large_case_as_it_is() -> None:
    early = [f"c{n}" for n in range(3000)]
    assert sample([*early, "n1", "n2"]) == sample(early)
    assert sample(early[:2047]) != sample(early)
